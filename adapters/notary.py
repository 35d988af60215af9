"""The notary of the audit trail: a file that only grows, whose lines are signed by a key beside the other secrets.

HMAC-SHA-256 and not a public-key signature: only the desk itself verifies, and the libraries that it has locked hold no
other. Whoever reads the key can forge lines, so copies of the file belong where the desk's folder is not.
"""

import asyncio
import fcntl
import hashlib
import hmac
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from trading.errors import Unavailable


class FileNotary:
    """Implements trading.ports.Notary over one file (mode 600), shared by processes through its lock."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key

    def sign(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()

    async def lines(self) -> Sequence[str]:
        return await asyncio.to_thread(self._lines)

    async def add(self, make: Callable[[Sequence[str]], str]) -> str:
        return await asyncio.to_thread(self._add, make)

    def _lines(self) -> Sequence[str]:
        if not self._path.exists():
            return []
        with self._opened(os.O_RDONLY) as file:
            return _whole(file)[0]

    def _add(self, make: Callable[[Sequence[str]], str]) -> str:
        with self._opened(os.O_RDWR | os.O_CREAT | os.O_APPEND) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            lines, size = _whole(file)
            line = make(lines)
            os.ftruncate(file, size)  # what a power cut left of a line that nobody was told of
            with open(file, "ab", closefd=False) as writer:
                writer.write(f"{line}\n".encode())
            os.fsync(file)
            return line

    @contextmanager
    def _opened(self, flags: int) -> Iterator[int]:
        try:
            file = os.open(self._path, flags, 0o600)
            try:
                yield file
            finally:
                os.close(file)
        except OSError as error:
            raise Unavailable(f"The file of audit checkpoints {self._path} cannot be used: {error.strerror}") from error


def _whole(file: int) -> tuple[list[str], int]:
    """Return the lines that were written to their end, and the size that they have together in bytes."""
    with open(file, "rb", closefd=False) as reader:
        reader.seek(0)
        content = reader.read()
    ended = content[: content.rfind(b"\n") + 1]
    return ended.decode(errors="replace").splitlines(), len(ended)
