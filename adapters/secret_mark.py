"""Under which secret the desk's API keys and sessions are made: a mark in the data folder, so that another is noticed.

The mark (mode 600) is an HMAC under the secret, as are the cursors that every client is given: it tells no more.
"""

import hashlib
import hmac
import secrets
from pathlib import Path
from typing import Final

NAME: Final = "secret-mark"


def differs(folder: Path, secret: bytes) -> bool:
    """Whether the desk of this folder has last started with another secret; False where none ever started."""
    path = folder / NAME
    return path.exists() and not hmac.compare_digest(path.read_text(), _mark(secret))


def keep(folder: Path, secret: bytes) -> bool:
    """Note the secret of a start; return whether the one before it had another."""
    path, other = folder / NAME, differs(folder, secret)
    if other or not path.exists():
        fresh = path.with_name(f"{NAME}.{secrets.token_hex(8)}")
        try:
            fresh.touch(mode=0o600, exist_ok=False)
            fresh.write_text(_mark(secret))
            fresh.rename(path)  # whoever reads it meanwhile finds one of both whole
        finally:
            fresh.unlink(missing_ok=True)
    return other


def _mark(secret: bytes) -> str:
    return hmac.new(secret, b"secret mark", hashlib.sha256).hexdigest()
