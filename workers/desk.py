"""What every job and loop of a worker is given."""

from dataclasses import dataclass, field

from actions.executions import Answer
from actions.sending import Claim
from actions.setup import SYSTEM
from actions.viewer import Viewer
from settings import Settings
from trading.ports import Desk
from workers.library import Library
from workers.models import Models
from workers.together import Together


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
