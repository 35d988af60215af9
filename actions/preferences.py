"""What a person prefers: how much risk, which symbols, where they live, what they are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final, Self
from zoneinfo import available_timezones

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Autonomy, Instrument, User
from trading.alerts import Severity
from trading.errors import FieldProblem, InvalidInput
from trading.ports import Desk

WATCHED_MAX: Final = 100


class RiskTolerance(StrEnum):
    CONSERVATIVE = "CONSERVATIVE"
    BALANCED = "BALANCED"
    AGGRESSIVE = "AGGRESSIVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What holds for a person; the defaults are those of who has said nothing."""

    risk_tolerance: RiskTolerance = RiskTolerance.BALANCED
    watchlist: tuple[str, ...] = ()
    currency: str = "USD"
    time_zone: str = "America/New_York"
    notify_by_severity: Severity = Severity.WARNING
    autonomy: Autonomy = Autonomy.OBSERVE

    @classmethod
    def of(cls, person: User) -> Self:
        """Read what is kept of a person."""
        usual, kept = cls(), person.preferences
        return cls(
            risk_tolerance=RiskTolerance(str(kept.get("risk_tolerance", usual.risk_tolerance))),
            watchlist=tuple(kept.get("watchlist", ())),
            currency=str(kept.get("currency", usual.currency)),
            time_zone=str(kept.get("time_zone", usual.time_zone)),
            notify_by_severity=Severity(str(kept.get("notify_by_severity", usual.notify_by_severity))),
            autonomy=Autonomy(str(kept.get("autonomy", usual.autonomy))),
        )

    def kept(self) -> dict[str, str | list[str]]:
        """Return it as it is kept: what differs from the defaults."""
        usual = type(self)()
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        changed = {name: value for name, value in values.items() if value != getattr(usual, name)}
        return {name: list(value) if isinstance(value, tuple) else str(value) for name, value in changed.items()}


async def of(user_id: str) -> Preferences:
    """Return what a person prefers."""
    return Preferences.of(await User.get(id=user_id))


async def update(desk: Desk, viewer: Viewer, changes: Mapping[str, object]) -> Preferences:
    """Change what is named. Raise InvalidInput for an unknown symbol, zone or currency."""
    await _validate(changes)
    async with unit(desk, viewer) as u:
        person = await User.select_for_update().get(id=viewer.user_id)
        before = Preferences.of(person).kept()
        person.preferences = Preferences.of(person).kept() | {
            name: list(value) if isinstance(value, list) else str(value) for name, value in changes.items()
        }
        wanted = Preferences.of(person)
        person.preferences = wanted.kept()
        await person.save(update_fields=["preferences"])
        u.record(
            Deed(
                action="update_preferences",
                object_type="User",
                object_id=person.id,
                summary=f"Changed: {', '.join(sorted(changes))}",
                before=dict(before),
                after=dict(person.preferences),
            )
        )
        return wanted


async def _validate(changes: Mapping[str, object]) -> None:
    problems = [] if changes else [FieldProblem((), "Nothing to change: name at least one thing.")]
    if any(value is None for value in changes.values()):
        problems.append(FieldProblem((), "Nothing can be empty; leave out what stays."))
    watched = changes.get("watchlist")
    if isinstance(watched, Sequence) and not isinstance(watched, str):
        problems += await _watchlist_problems(list(watched))
    if changes.get("time_zone") not in (None, *available_timezones()):
        problems.append(FieldProblem(("timeZone",), "The name of a time zone, such as Europe/Berlin."))
    if changes.get("currency") not in (None, "USD"):
        problems.append(FieldProblem(("currency",), "The desk trades in USD."))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


async def _watchlist_problems(symbols: list[str]) -> list[FieldProblem]:
    if len(symbols) > WATCHED_MAX or len(set(symbols)) != len(symbols):
        return [FieldProblem(("watchlist",), f"At most {WATCHED_MAX} symbols, each once.")]
    known = await Instrument.filter(symbol__in=symbols).count() if symbols else 0
    fine = known == len(symbols)
    return [] if fine else [FieldProblem(("watchlist",), "The desk does not know one of these symbols.")]
