"""The brake: a file in the data folder that keeps every worker from sending until its stop is in the database.

`plimsoll halt --direct` pulls it when the database is down. It is a file since nothing else is left then, and it is
pulled before the first cancel, so that a database that comes back in between finds nobody sending.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

NAME: Final = "halted"


@dataclass(frozen=True, slots=True)
class Brake:
    """When it was pulled, in words (it may have been torn), and why."""

    at: str
    note: str


def pull(folder: Path, at: datetime, note: str) -> None:
    """Write the file so that it outlives a power cut; one that is there stays as it is. OSError passes through.

    On a full disk it stays empty, which is a brake too.
    """
    path = folder / NAME
    if path.exists():
        return
    fresh = path.with_suffix(".new")
    try:
        with fresh.open("w") as file:
            json.dump({"at": at.isoformat(timespec="seconds"), "note": note}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
    except OSError:
        path.touch()
        fresh.unlink(missing_ok=True)
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def pulled(folder: Path) -> Brake | None:
    """Return the brake if it is pulled; a file that cannot be read is a brake too."""
    path = folder / NAME
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text())
        return Brake(str(said["at"]), str(said["note"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Brake("a time that cannot be read", "the file cannot be read")


def let_go(folder: Path) -> None:
    """Take the file away, once the database says the same."""
    (folder / NAME).unlink(missing_ok=True)
