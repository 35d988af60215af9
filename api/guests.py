"""Who came in with which token: remembered for seconds, so that most requests ask no database."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from actions import admission
from actions.viewer import Viewer
from adapters.patience import backoff_s, end
from db.reads.events import channel
from trading.ports import Desk

HELD_S: Final = 3.0  # what ends elsewhere is noticed within this time, whatever becomes of Redis
FRESH_S: Final = 1.5  # after this time it is looked up again while what is known still serves
KEPT_MAX: Final = 10_000
TOKEN_MAX: Final = 2048

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A token that is being looked up: since when on the loop's clock, and after which change of access."""

    answer: asyncio.Task[Viewer | None]
    since: float
    epoch: int


class Guests:
    """Recognises tokens; forgets everybody at once when the desk says that access has changed.

    However many bring the same token at once, it is looked up once, and ahead of time while it is in use: all requests
    of a busy client waited for a connection every three seconds, behind its own orders.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: OrderedDict[bytes, tuple[Viewer, float]] = OrderedDict()
        self._asked: dict[bytes, _Asked] = {}
        self._epoch = 0

    async def recognise(self, token: str) -> Viewer | None:
        """Return who holds a token, None when nobody does (any more)."""
        if len(token) > TOKEN_MAX:
            return None
        name, now = _name(token), asyncio.get_running_loop().time()
        viewer = self._held(name, now)
        if viewer is None:
            viewer = await asyncio.shield(self._asking(name, token, now))
        elif now - self._known[name][1] > FRESH_S:
            self._asking(name, token, now)
        return None if viewer is None or self._over(viewer) else viewer

    def _asking(self, name: bytes, token: str, now: float) -> asyncio.Task[Viewer | None]:
        """Return the lookup of a token: one under way if it may be believed still, else a new one."""
        asked = self._asked.get(name)
        if asked is None or asked.epoch != self._epoch or now - asked.since > HELD_S:
            asked = _Asked(asyncio.create_task(self._look_up(name, token, now, self._epoch)), now, self._epoch)
            self._asked[name] = asked
            asked.answer.add_done_callback(lambda _: self._answered(name, asked))
        return asked.answer

    async def _look_up(self, name: bytes, token: str, now: float, epoch: int) -> Viewer | None:
        viewer = await admission.authenticate(self._desk, token)
        if epoch != self._epoch:  # what was read before a change is not kept
            return viewer
        self._known.pop(name, None)
        if viewer is not None:
            self._known[name] = viewer, now
            if len(self._known) > KEPT_MAX:
                self._known.popitem(last=False)
        return viewer

    def _answered(self, name: bytes, asked: _Asked) -> None:
        if self._asked.get(name) is asked:
            del self._asked[name]
        if not asked.answer.cancelled():
            asked.answer.exception()  # who waits for it has it; ahead of time nobody does

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
        try:
            await self._watch(then)
        finally:
            await end(*[each.answer for each in self._asked.values()])

    async def _watch(self, then: Callable[[], Awaitable[None]]) -> None:
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
