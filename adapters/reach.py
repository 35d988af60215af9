"""What it takes to reach the brokers without the desk's database: kept at every start, read by `halt --direct` alone.

It is plain text that only its owner can read (mode 600), like `secret` beside it. Encrypting it would keep nobody out:
the key would have to lie in the same folder, since in the hour of need there is nobody to ask for it. A file that
others can read is told loudly, and used all the same: an emergency is no time to refuse.
"""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.direct import AlpacaCounter, Counter, PaperCounter

NAME: Final = "brokers.json"


class NoReach(Exception):
    """The file is missing or cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The paper broker lies in the folder itself; Alpaca has its login, None where the desk has no account there.

    `warning` says who else can read or change the login.
    """

    paper: Path
    alpaca: AlpacaLogin | None
    warning: str | None = None

    def counters(self) -> list[Counter]:
        """Return a way to every broker. A paper broker that was never used has no book, and no orders."""
        counters: list[Counter] = [PaperCounter(self.paper)] if self.paper.exists() else []
        return counters if self.alpaca is None else [*counters, AlpacaCounter(self.alpaca)]


def keep(folder: Path, login: AlpacaLogin | None) -> None:
    """Write the file anew; whoever reads it meanwhile finds the old one or the new one whole."""
    said = None if login is None else {"key_id": login.key_id, "secret": login.secret, "url": login.url}
    fresh = folder / f"{NAME}.{os.getpid()}"
    fresh.unlink(missing_ok=True)  # what a crash has left may be open to others
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"alpaca": said}, file)
    fresh.rename(folder / NAME)


def known(folder: Path) -> bool:
    """Whether a way to the brokers was ever kept here."""
    return (folder / NAME).exists()


def read(folder: Path) -> Reach:
    """Return what was kept; raise NoReach when that cannot be."""
    path = folder / NAME
    try:
        said = json.loads(path.read_text())["alpaca"]
        login = None if said is None else AlpacaLogin(key_id=said["key_id"], secret=said["secret"], url=said["url"])
    except FileNotFoundError:
        raise NoReach(f"No desk has ever run with the data folder {folder}; set PLIMSOLL_DATA_DIR.") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoReach(
            f"{path} cannot be read ({error}); cancel at the brokers' own pages, and stop the desk."
        ) from error
    return Reach(paper=folder / "paper.db", alpaca=login, warning=None if login is None else _warning(path))


def _warning(path: Path) -> str | None:
    """Say who else can read the keys in the file, or put others in their place."""
    wrong = []
    for place, bits in ((path, stat.S_IRWXG | stat.S_IRWXO), (path.parent, stat.S_IWGRP | stat.S_IWOTH)):
        status = place.stat()
        if os.geteuid() and status.st_uid not in (os.geteuid(), 0):
            wrong.append(f"{place} belongs to another user ({status.st_uid})")
        if stat.S_IMODE(status.st_mode) & bits:
            wrong.append(f"{place} is open to others (mode {stat.S_IMODE(status.st_mode):o})")
    if not wrong:
        return None
    return (
        f"{'; '.join(wrong)}: somebody else may know the keys of the account at Alpaca, or have changed them. Close it "
        f"(chmod 600 {path}; chmod go-w {path.parent}) and make new keys there."
    )
