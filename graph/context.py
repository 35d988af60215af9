"""What every resolver may reach: the desk, who is asking, and the loaders of this one operation."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import strawberry
from strawberry.extensions import SchemaExtension

from actions.tries import Origin
from actions.viewer import Viewer
from graph.documents import Budgets
from graph.loaders import Loaders, Turn
from graph.misses import Misses
from graph.place import Place
from trading.ports import Desk


@dataclass(slots=True, kw_only=True)
class Context:
    """Made by the front door for a request or a socket; every operation works on its own copy.

    `viewer` is None for an anonymous client, `origin` where the client is, `misses` counts what it asks for in vain,
    `introspection` says whether it may introspect, `streams` whether the answer can be more than one. `place` is where
    a hub sees how far its stream has come, `resume` the cursor after which it goes on, whatever the arguments say.
    `budgets` are what operations are paid from, None where they are not counted. `turn` are the loaders that a hub
    shares among all whom it tells something at once.
    """

    desk: Desk
    viewer: Viewer | None
    request_id: str
    introspection: bool = False
    place: Place | None = None
    resume: str | None = None
    streams: bool = True
    origin: Origin = field(default=Origin())
    misses: Misses = field(default_factory=Misses)
    budgets: Budgets | None = None
    turn: Turn | None = None
    _loaders: Loaders | None = field(init=False, default=None)

    @property
    def loaders(self) -> Loaders:
        """The loaders of this operation, made when they are first needed: an idle socket has none."""
        if self._loaders is None:
            shared = self.turn
            self._loaders = Loaders(self.desk, self.viewer) if shared is None else shared.loaders(self.viewer)
        return self._loaders

    @property
    def principal(self) -> str:
        """Whose budgets are spent: the person's, however many keys they have, or else those of the address."""
        return self.viewer.user_id if self.viewer else self.origin.address

    @property
    def anonymous(self) -> bool:
        """Whether nobody has signed in."""
        return self.viewer is None

    def renew(self) -> None:
        """Forget what was loaded: rows change between the mutations of a document and the events of a stream."""
        self._loaders = None

    def copy(self) -> "Context":
        """Return a context of its own for one operation: on a socket many share what the front door made."""
        return replace(self)


Info = strawberry.Info[Context, None]


class OwnContext(SchemaExtension):
    """Gives every operation its own context, so that its loaders are never another one's."""

    def on_operation(self) -> Iterator[None]:
        shared = self.execution_context.context
        if isinstance(shared, Context):
            self.execution_context.context = shared.copy()
        yield
