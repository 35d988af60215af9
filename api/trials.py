"""What is tried at the terminal counts among a person's trials, as what they ask for in GraphQL does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions import setup, trials
from api.embedded import StartError
from api.operator import beside
from db.models import User
from db.reads.backtests import other_ratios
from settings import Settings
from trading.ports import Desk


@dataclass(frozen=True, slots=True)
class Registry:
    """The desk's registry, and whose trials they are: those of a person with this address, else of the desk's owner."""

    settings: Settings
    email: str = ""

    @property
    def missing(self) -> str | None:
        """Why nothing can be registered; None where it can."""
        folder = self.settings.data_dir
        if self.settings.database_url or (folder / "plimsoll.db").exists():
            return None
        return f"there is no desk in {folder}, so only what this command tried is counted"

    async def others(self, symbols: Sequence[str], own: Mapping[str, object]) -> list[str]:
        """Return the Sharpe ratios per session, as text, of what the person has tried on these symbols besides.

        Raise StartError where nobody has the address.
        """
        async with beside(self.settings) as desk:
            return await other_ratios((await self._person(desk)).id, trials.scope(symbols), own)

    async def register(self, symbols: Sequence[str], ratios: Mapping[str, str | None]) -> str:
        """Register what was tried, and return that in words."""
        async with beside(self.settings) as desk:
            person = await self._person(desk)
            new = await trials.register(desk, setup.SYSTEM, person.id, symbols, ratios)
            return f"{new} new of {len(ratios)}, as trials of {person.email or person.name}"

    async def _person(self, desk: Desk) -> User:
        if not self.email:
            owner, _ = await setup.owner(desk)
            return owner
        found = await User.get_or_none(email=self.email.strip().lower(), is_system=False)
        if found is None:
            raise StartError(f"Nobody here has the address {self.email}; `plimsoll user list` shows who has one.")
        return found
