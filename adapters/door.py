"""The way to a vendor's web address: JSON within bounds, to public addresses only, and never a word of the key."""

import asyncio
import ipaddress
import json
import logging
import socket
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

import httpx

from adapters.breaker import Breaker
from trading.errors import Rejected, Unavailable
from trading.ports import Clock, Json

BODY_MAX: Final = 5 * 1024 * 1024
WITHIN_S: Final = 20.0
CONNECT_S: Final = 5.0
QUOTED_MAX: Final = 200
TOO_MANY: Final = 429

logging.getLogger("httpx").setLevel(logging.WARNING)  # at INFO it writes addresses down, and some hold a key


class Door:
    """Asks one vendor. `key` is its secret, wherever the vendor wants it: it is cut out of every message.

    Numbers with a point are Decimals, never floats.

    Plain http goes to this machine only, where a stub may stand; https only to addresses that are public, looked at
    after the name was resolved, and it is the address that was looked at to which it connects. Redirects are not
    followed. No answer is longer than 5 MiB or takes longer than 20 s, and none is unpacked.
    """

    def __init__(self, name: str, url: str, key: str, clock: Clock, headers: Mapping[str, str] | None = None) -> None:
        """Raise ValueError for an address that may not be asked."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host)):
            raise ValueError(f"{name}: the address has to begin with https://")
        if not host or parts.username or parts.query or parts.fragment:
            raise ValueError(f"{name}: the address is no plain https://host/path")
        self.name = name
        self._scheme, self._host, self._path = parts.scheme, host, parts.path.rstrip("/")
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._key = key
        self._breaker = Breaker(name, clock)
        own = {"accept": "application/json", "accept-encoding": "identity", "user-agent": "plimsoll"}
        self._client = httpx.AsyncClient(
            headers=own | dict(headers or {}),
            follow_redirects=False,
            trust_env=False,
            timeout=httpx.Timeout(WITHIN_S, connect=CONNECT_S),
        )

    async def get(self, path: str, query: Mapping[str, str]) -> Any:
        """Return an answer's JSON. Raise Rejected for what the vendor will never take, Unavailable for all else."""
        return await self._guarded("GET", path, query, None)

    async def post(self, path: str, body: Json) -> Any:
        """Do what `get` does with a question that is JSON itself."""
        return await self._guarded("POST", path, {}, body)

    async def _guarded(self, method: str, path: str, query: Mapping[str, str], body: Json | None) -> Any:
        with self._breaker.guard():
            try:
                async with asyncio.timeout(WITHIN_S):
                    return await self._ask(method, path, query, body)
            except TimeoutError:
                raise Unavailable(f"{self.name} did not answer within {WITHIN_S:g} s.") from None
            except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                raise Unavailable(f"{self.name} cannot be reached ({type(error).__name__}).") from None

    async def close(self) -> None:
        await self._client.aclose()

    async def _ask(self, method: str, path: str, query: Mapping[str, str], asked: Json | None) -> Any:
        address, _ = await self.address()
        url = httpx.URL(scheme=self._scheme, host=address, port=self._port, path=self._path + path, params=dict(query))
        default = {"https": 443, "http": 80}[self._scheme]
        host = self._host if self._port == default else f"{self._host}:{self._port}"
        request = self._client.build_request(
            method, url, json=asked, headers={"host": host}, extensions={"sni_hostname": self._host}
        )
        answer = await self._client.send(request, stream=True)
        try:
            body = await self._body(answer)
        finally:
            await answer.aclose()
        if answer.status_code != httpx.codes.OK:
            if (wish_s := _rest_s(answer)) is not None:
                self._breaker.leave_alone(wish_s)
            self._refuse(answer.status_code, body)
        return self._json(body)

    async def address(self) -> tuple[str, int]:
        """Return an address of the host that may be asked, and its port; Rejected when one of them is not public."""
        if self._scheme == "http":
            return self._host, self._port
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not addresses or not all(_is_public(address) for address in addresses):
            raise Rejected(f"{self.name}: {self._host} is not an address of the public internet.")
        return addresses[0], self._port

    async def _body(self, answer: httpx.Response) -> bytes:
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise Unavailable(f"{self.name} sent a packed answer that was not asked for.")
        body = bytearray()
        async for chunk in answer.aiter_raw():
            body += chunk
            if len(body) > BODY_MAX:
                raise Unavailable(f"{self.name} sent more than {BODY_MAX // 1024 // 1024} MiB.")
        return bytes(body)

    def _refuse(self, status: int, body: bytes) -> NoReturn:
        said = f"{self.name} answered {status}: {self.quoted(body.decode('utf-8', 'replace'))}"
        if httpx.codes.is_client_error(status) and status not in (httpx.codes.REQUEST_TIMEOUT, TOO_MANY):
            raise Rejected(said)
        raise Unavailable(said)

    def _json(self, body: bytes) -> Any:
        try:
            return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise Unavailable(f"{self.name} sent no JSON: {self.quoted(body.decode('utf-8', 'replace'))}") from None

    def quoted(self, words: str) -> str:
        """Return a vendor's words for a message: one line, at most 200 characters, without the key."""
        seen = "".join(letter if letter.isprintable() else " " for letter in words[: 4 * QUOTED_MAX])
        hidden = seen.replace(self._key, "[key]") if self._key else seen
        return " ".join(hidden.split())[:QUOTED_MAX] or "nothing"


def number(value: Any) -> Decimal | None:
    """Return a number that came as a number or as text; None for anything else, and for what is not finite."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _rest_s(answer: httpx.Response) -> float | None:
    """Return the seconds that a vendor wants to be left alone, where it says them: RFC 9110, 10.2.3, without dates."""
    said = answer.headers.get("retry-after", "").strip()
    if answer.status_code not in (TOO_MANY, httpx.codes.SERVICE_UNAVAILABLE) or not (said.isascii() and said.isdigit()):
        return None
    return float(said[:9])


def _is_here(host: str) -> bool:
    return host in {"127.0.0.1", "::1", "localhost"}


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or found
    return bool(mapped.is_global and not mapped.is_multicast)


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
