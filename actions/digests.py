"""What is kept of a secret instead of it."""

import hashlib
import hmac

from trading.ports import Desk


def digest(desk: Desk, secret: str) -> str:
    """HMAC-SHA-256 of a secret under the desk's key: what is stored instead of it."""
    return hmac.new(desk.key_secret, secret.encode(), hashlib.sha256).hexdigest()
