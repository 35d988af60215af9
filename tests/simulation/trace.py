"""What happened in a run, as a hash of all of it and the last lines to read."""

import hashlib
import re
from collections import deque

KEPT = 120
SAVEPOINT = re.compile(r"tortoise_savepoint_\d+")


class Trace:
    """Every statement, call, message, fault and crash in order; two runs of one seed have the same hash."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._lines: deque[str] = deque(maxlen=KEPT)

    def note(self, at_s: float, who: str, what: str) -> None:
        """Keep a line that a person may read."""
        self._hash.update(f"{at_s:.6f} {who} {what}\n".encode())
        self._lines.append(f"{at_s:9.3f} {who:9} {what}")

    def count(self, who: str, what: str, values: object) -> None:
        """Add to the hash alone what is too much to read. Savepoints are numbered by the process, not by the run."""
        self._hash.update(f"{who} {SAVEPOINT.sub('savepoint', what)} {values!r}\n".encode())

    @property
    def hash(self) -> str:
        return self._hash.hexdigest()

    @property
    def lines(self) -> list[str]:
        return list(self._lines)
