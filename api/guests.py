"""Who came in with which token: remembered for seconds, so that most requests ask no database."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from actions import admission
from actions.viewer import Viewer
from adapters.patience import backoff_s
from db.reads.events import channel
from trading.ports import Desk

HELD_S: Final = 3.0  # what ends elsewhere is noticed within this time, whatever becomes of Redis
KEPT_MAX: Final = 10_000
TOKEN_MAX: Final = 2048

log = logging.getLogger(__name__)


class Guests:
    """Recognises tokens; forgets everybody at once when the desk says that access has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: OrderedDict[bytes, tuple[Viewer, float]] = OrderedDict()
        self._epoch = 0

    async def recognise(self, token: str) -> Viewer | None:
        """Return who holds a token, None when nobody does (any more)."""
        if len(token) > TOKEN_MAX:
            return None
        name, now = _name(token), asyncio.get_running_loop().time()
        viewer = self._held(name, now)
        if viewer is None:
            epoch = self._epoch
            viewer = await admission.authenticate(self._desk, token)
            self._known.pop(name, None)
            if viewer is None or epoch != self._epoch:  # what was read before a change is not kept
                return viewer
            self._known[name] = viewer, now
            if len(self._known) > KEPT_MAX:
                self._known.popitem(last=False)
        return None if self._over(viewer) else viewer

    def known(self, token: str) -> Viewer | None:
        """Return who holds a token where that was looked up just now, without waiting; None says nothing of it."""
        if len(token) > TOKEN_MAX:
            return None
        viewer = self._held(_name(token), asyncio.get_running_loop().time())
        return None if viewer is None or self._over(viewer) else viewer

    def _held(self, name: bytes, now: float) -> Viewer | None:
        viewer, since = self._known.get(name, (None, 0.0))
        return None if now - since > HELD_S else viewer

    def _over(self, viewer: Viewer) -> bool:
        return viewer.until is not None and viewer.until <= self._desk.clock.now()

    def forget(self) -> None:
        """Look at everybody anew."""
        self._epoch += 1
        self._known.clear()

    async def watch(self, then: Callable[[], Awaitable[None]]) -> None:
        """Forget whenever access changes, and let who else must know look at once; for ever."""
        failures = 0
        while True:
            try:
                async with self._desk.bus.subscribe(channel(None, "access")) as messages:
                    self.forget()
                    failures = 0
                    async for _ in messages:
                        self.forget()
                        await then()
            except Exception:
                log.exception("changes of access cannot be heard; they are noticed within %g s all the same", HELD_S)
            failures += 1
            await asyncio.sleep(backoff_s(failures))


def _name(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
