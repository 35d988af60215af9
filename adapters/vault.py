"""The desk's own keys in one file: what is sealed for the database, and the tokens that people are given."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from trading.errors import Rejected, Unavailable
from trading.ports import Json

ALGORITHM: Final = "HS256"
KIND: Final = "at+jwt"
ISSUER: Final = "plimsoll"
AUDIENCE: Final = "plimsoll/graphql"
CLAIMS: Final = ("iss", "aud", "sub", "sid", "exp", "nbf", "iat", "jti", "auth_time")
TIMES: Final = ("exp", "nbf", "iat", "auth_time")
TOKEN_MAX: Final = 2048
NONCE_BYTES: Final = 12
SIGNING_MAX: Final = 2  # the newest signs; tokens of the one before it end within minutes


@dataclass(frozen=True, slots=True)
class Ring:
    """Keys by their ids, the newest first. What is sealed has one of `sealing`, what is signed one of `signing`."""

    sealing: Mapping[str, bytes]
    signing: Mapping[str, bytes]


class FileVault:
    """Implements trading.ports.Vault over one file (mode 600), which is read again whenever it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._ring = Ring({}, {})

    # ---------------------------------------------------------------- tokens

    def sign(self, claims: Json) -> str:
        name, key = next(iter(self._keys().signing.items()))
        said = {"iss": ISSUER, "aud": AUDIENCE, **claims}
        return jwt.encode(said, key, ALGORITHM, headers={"typ": KIND, "kid": name})

    def claims(self, token: str) -> Json | None:
        """Trust nothing that a token says of itself: algorithm, kind and audience are ours, the key is of the file."""
        if len(token) > TOKEN_MAX:
            return None
        try:
            header = jwt.get_unverified_header(token)
            key = self._keys().signing.get(header.get("kid", ""))
            if key is None or header.get("typ") != KIND or "crit" in header:
                return None
            said: Json = jwt.decode(
                token,
                key,
                [ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={"require": list(CLAIMS), "verify_exp": False, "verify_nbf": False, "verify_iat": False},
            )
        except (jwt.PyJWTError, TypeError, ValueError):
            return None
        texts = all(isinstance(said[name], str) for name in ("aud", "sub", "sid", "jti"))
        return said if texts and all(type(said[name]) is int for name in TIMES) else None

    # ---------------------------------------------------------------- what is sealed

    @property
    def sealing_key(self) -> str:
        return next(iter(self._keys().sealing))

    def seal(self, secret: str, bound_to: str) -> str:
        name, key = next(iter(self._keys().sealing.items()))
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, secret.encode(), bound_to.encode())
        return f"{name}.{_text(sealed)}"

    def unseal(self, sealed: str, bound_to: str) -> str:
        name, _, body = sealed.partition(".")
        key = self._keys().sealing.get(name)
        if key is None:
            raise Rejected(f"the key {name} that this was sealed with is not in {self._path.name} any more")
        try:
            whole = _bytes(body)
            return AESGCM(key).decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], bound_to.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Rejected("what was sealed was changed, or belongs to another row") from error

    # ---------------------------------------------------------------- the file

    def renew(self) -> None:
        """Put a new key of each kind first; the ones before it go on opening and verifying."""
        ring = self._keys()
        signing = {**_fresh(), **ring.signing}
        self._write(Ring({**_fresh(), **ring.sealing}, dict(list(signing.items())[:SIGNING_MAX])))

    def forget(self) -> None:
        """Drop every sealing key but the newest: what only they open cannot be read any more."""
        ring = self._keys()
        self._write(Ring(dict(list(ring.sealing.items())[:1]), ring.signing))

    def _keys(self) -> Ring:
        try:
            if not self._path.exists():
                self._make()
            found = self._path.stat()
            seen = (found.st_mtime_ns, found.st_ino)
            if seen != self._seen:
                self._ring, self._seen = _read(self._path.read_text()), seen
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unavailable(f"the desk's keys in {self._path} cannot be read: {error}") from error
        return self._ring

    def _make(self) -> None:
        """Make the file; of two processes that try at once one makes it."""
        fresh = self._draft(Ring(_fresh(), _fresh()))
        try:
            with suppress(FileExistsError):
                os.link(fresh, self._path)
        finally:
            fresh.unlink(missing_ok=True)

    def _write(self, ring: Ring) -> None:
        """Replace the file; whoever reads it meanwhile finds the old one or the new one whole."""
        self._draft(ring).rename(self._path)

    def _draft(self, ring: Ring) -> Path:
        draft = self._path.with_name(f"{self._path.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600, exist_ok=False)
        kinds = {"sealing": ring.sealing, "signing": ring.signing}
        draft.write_text(json.dumps({kind: {n: _text(k) for n, k in keys.items()} for kind, keys in kinds.items()}))
        return draft


def _read(text: str) -> Ring:
    said: dict[str, Any] = json.loads(text)
    kinds = ({name: _bytes(key) for name, key in said[kind].items()} for kind in ("sealing", "signing"))
    ring = Ring(*kinds)
    if not ring.sealing or not ring.signing:
        raise ValueError("it holds no keys")
    return ring


def _fresh() -> dict[str, bytes]:
    return {secrets.token_hex(4): secrets.token_bytes(32)}


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, altchars=b"-_", validate=True)
