"""What every job and loop of a worker is given."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from actions import outbox
from actions.executions import Answer
from actions.sending import Claim
from actions.setup import SYSTEM
from actions.viewer import Viewer
from adapters.patience import end
from db.line import Lines
from settings import Settings
from trading.errors import InvalidInput, NotFound
from trading.ports import Desk, Json
from workers.library import Library
from workers.models import Models
from workers.together import Together

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """The desk, the settings, and the models with the past they learn from. Workers act as the desk's own user.

    `solver` is for long work that a person may cancel: then its process is ended. Orders of one portfolio are claimed
    together, and what a broker has answered to them, up to which cursor is booked already, is booked together. In
    `questions` stand those who would ask the language model the same.
    """

    desk: Desk
    settings: Settings
    models: Models
    library: Library
    solver: Models = field(default_factory=lambda: Models(1))
    viewer: Viewer = field(default=SYSTEM)
    claims: Together[str, Claim | None] = field(default_factory=Together)
    answers: Together[tuple[Answer, int], None] = field(default_factory=Together)
    questions: Lines = field(default_factory=Lines)

    async def once(self, job: Json, work: Callable[[], Awaitable[object]]) -> None:
        """Do a long job that must not be done twice: it comes again only when its worker has died.

        Jobs are delivered anew every few seconds until they are done; who comes meanwhile, or later, does nothing.
        """
        name = str(job["outbox_id"])
        if not await outbox.take(self.desk, name):
            return
        holding = asyncio.create_task(self._hold(name))
        try:
            await work()
        finally:
            await end(holding)
        await outbox.done(self.desk, name)

    async def _hold(self, name: str) -> None:
        while True:
            await asyncio.sleep(outbox.HELD.total_seconds() / 3)
            await outbox.hold(self.desk, name)

    async def attempt(self, job: Json, what: str, work: Callable[[], Awaitable[object]]) -> None:
        """Do a job once that nobody waits for. What cannot be done is said in the log, and keeps what there was
        before."""
        await self.once(job, lambda: self._tried(what, work))

    async def _tried(self, what: str, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except (InvalidInput, NotFound) as no:
            log.error("%s was not made: %s", what, no.message)
        except BrokenProcessPool as error:
            log.error("%s was not made, since its process died: %s", what, error)
