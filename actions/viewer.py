"""Who is asking: a person, a partner's key, or the desk itself."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from db.models import Role
from trading.errors import Permission

ALL: Final = frozenset(Permission)
ROLE_PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.VIEWER: frozenset({Permission.READ}),
    Role.TRADER: frozenset({Permission.READ, Permission.TRADE, Permission.APPROVE, Permission.STOP}),
    Role.RISK_OFFICER: frozenset({Permission.READ, Permission.APPROVE, Permission.RISK, Permission.STOP}),
    Role.OWNER: ALL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The authenticated actor of a request. `portfolio_ids` None means all that the user belongs to.

    A `guest` is a person whose desk it is not: the portfolios where they have a role are all that concerns them.
    `until` is when the token ends by itself; `proven_at` is when its person has shown who they are: by
    a password, or at the terminal of the desk.
    """

    user_id: str
    name: str
    permissions: frozenset[Permission] = field(default=frozenset())
    portfolio_ids: frozenset[str] | None = None
    api_key_id: str | None = None
    is_system: bool = False
    guest: bool = False
    session_id: str | None = None
    until: datetime | None = None
    proven_at: datetime | None = None

    @property
    def runs_the_desk(self) -> bool:
        """Whether what concerns the whole desk is theirs: no guest, ADMIN, no key that is bound to some portfolios."""
        return not self.guest and Permission.ADMIN in self.permissions and self.portfolio_ids is None

    @property
    def kind(self) -> str:
        """USER, KEY or SYSTEM, for the audit trail."""
        if self.is_system:
            return "SYSTEM"
        return "KEY" if self.api_key_id else "USER"
