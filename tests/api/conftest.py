"""What the tests of the commands share: a file of daily bars."""

from pathlib import Path

import pytest

from tests.quant.grids import walk

HEADER = "Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n"


@pytest.fixture(scope="module")
def bars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two symbols over 600 days."""
    grid, path = walk(600, 2, 8), tmp_path_factory.mktemp("bars") / "bars.csv"
    lines = [
        f"{symbol},{at.date()},{','.join(str(v / 1e6) for v in row)},5000000,{row[3] / 1e6}"
        for column, symbol in enumerate(grid.symbols)
        for at, row in zip(
            grid.at,
            zip(*(getattr(grid, name)[:, column].tolist() for name in ("open", "high", "low", "close")), strict=True),
            strict=True,
        )
    ]
    path.write_text(HEADER + "\n".join(lines) + "\n")
    return path
