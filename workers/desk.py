"""What every job and loop of a worker is given."""

import logging
from collections.abc import Awaitable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from actions import outbox
from actions.executions import Answer
from actions.sending import Claim
from actions.setup import SYSTEM
from actions.viewer import Viewer
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
    together, and what a broker has answered to them, up to which cursor is booked already, is booked together.
    """

    desk: Desk
    settings: Settings
    models: Models
    library: Library
    solver: Models = field(default_factory=lambda: Models(1))
    viewer: Viewer = field(default=SYSTEM)
    claims: Together[str, Claim | None] = field(default_factory=Together)
    answers: Together[tuple[Answer, int], None] = field(default_factory=Together)

    async def attempt(self, job: Json, what: str, work: Awaitable[object]) -> None:
        """Do a job that nobody waits for. What cannot be done is said in the log, and keeps what there was before."""
        try:
            await work
        except (InvalidInput, NotFound) as no:
            log.error("%s was not made: %s", what, no.message)
        except BrokenProcessPool as error:
            log.error("%s was not made, since its process died: %s", what, error)
        await outbox.done(self.desk, str(job["outbox_id"]))
