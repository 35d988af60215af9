"""Signed checkpoints of the audit trail: what a line of their file says, and whether a file of them holds together."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The end of every audit chain at one instant of real time, each as (sequence, hash).

    `sequence` counts the lines of the file from 1, `previous` is the digest of the line before, `epoch` the sum of
    all stops' epochs, which rises with every stop.
    """

    sequence: int
    at: datetime
    epoch: int
    heads: Mapping[str, tuple[int, str]]
    previous: str

    @property
    def body(self) -> str:
        """What is signed: canonical JSON of everything."""
        content = {
            "sequence": self.sequence,
            "at": self.at.isoformat(),
            "epoch": self.epoch,
            "heads": {chain: list(head) for chain, head in self.heads.items()},
            "previous": self.previous,
        }
        return json.dumps(content, sort_keys=True, separators=(",", ":"))

    def line(self, signature: str) -> str:
        """Return the line of the file: the body with its signature, as JSON."""
        return f'{self.body[:-1]},"signature":"{signature}"}}'


def digest(line: str) -> str:
    """SHA-256 of a line, by which the next one follows it."""
    return hashlib.sha256(line.encode()).hexdigest()


def read(line: str) -> tuple[Checkpoint, str]:
    """Return a checkpoint and its signature. Raise ValueError for a line that none of ours has written."""
    try:
        content = json.loads(line)
        found = Checkpoint(
            sequence=int(content["sequence"]),
            at=datetime.fromisoformat(content["at"]),
            epoch=int(content["epoch"]),
            heads={str(chain): (int(sequence), str(last)) for chain, (sequence, last) in content["heads"].items()},
            previous=str(content["previous"]),
        )
        signature = str(content["signature"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not a checkpoint") from error
    if found.line(signature) != line:
        raise ValueError("not as a checkpoint is written")
    return found, signature


def sound(lines: Sequence[str], sign: Callable[[str], str]) -> tuple[list[Checkpoint], str | None]:
    """Return the checkpoints up to the first that is wrong, and what is wrong with that one; None when all hold."""
    held: list[Checkpoint] = []
    previous = GENESIS
    for number, line in enumerate(lines, start=1):
        try:
            found, signature = read(line)
        except ValueError:
            return held, f"checkpoint {number} was forged: its line cannot be read"
        if signature != sign(found.body):
            return held, f"checkpoint {number} was forged: the desk's key has not signed it"
        if found.sequence != number:
            return held, f"checkpoint {number} was removed: its place has checkpoint {found.sequence}"
        if found.previous != previous:
            return held, f"checkpoint {number} does not follow the one before it"
        held.append(found)
        previous = digest(line)
    return held, None
