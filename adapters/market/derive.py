"""Print the corporate actions of a file of daily bars: `python -m adapters.market.derive [FILE] > TABLE`."""

import sys
from pathlib import Path

from adapters.market.corporate_actions import BUNDLED_SOURCE, FILE_SOURCE, derive_all, to_csv
from adapters.market.daily_bars import read


def table(bars_file: Path | None) -> str:
    """Return the events of the file, or of the bundled bars, as the text of a reviewed table."""
    return to_csv(derive_all(FILE_SOURCE if bars_file else BUNDLED_SOURCE, read(bars_file)))


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
