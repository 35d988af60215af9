"""Change the risk limits of a portfolio; every change is audited with its reason."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal

from actions.audit import Deed
from actions.notes import validate_note
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Portfolio
from trading.errors import FieldProblem, InvalidInput, Permission
from trading.limits import Limits
from trading.ports import Desk
from trading.units import plain

Value = Decimal | int | bool | None
OPTIONAL = ("approval_above_ratio", "max_value_at_risk_ratio", "max_expected_shortfall_ratio")
RATIO_MAX, MONEY_MAX, COUNT_MAX, PLACES = Decimal(100), Decimal(10) ** 12, 1_000_000, Decimal("0.000001")


async def change(desk: Desk, viewer: Viewer, portfolio_id: str, changes: Mapping[str, Value], reason: str) -> Portfolio:
    """Set the named limits, in snake case; the others stay. Needs RISK. None lifts those that need not be."""
    validate_note(reason, "reason")
    problems = [FieldProblem((_graph(name),), message) for name, message in _problems(changes)]
    if problems:
        raise InvalidInput(" ".join(f"{p.path[0]}: {p.message}" for p in problems), *problems)
    async with unit(desk, viewer, portfolio_id, needs=Permission.RISK) as u:
        before = Limits.of(u.portfolio.limits)
        after = replace(before, **changes)  # type: ignore[arg-type]  # checked above
        changed = {name: value for name, value in _stored(after).items() if _stored(before)[name] != value}
        u.portfolio.limits = {**u.portfolio.limits, **changed}
        u.record(
            Deed(
                action="set_risk_limits",
                object_type="Portfolio",
                object_id=portfolio_id,
                summary=f"Limits changed: {', '.join(sorted(changed)) or 'none'}",
                reason=reason,
                before={name: _stored(before)[name] for name in changed},
                after=dict(changed),
            )
        )
        return u.portfolio


def _problems(changes: Mapping[str, Value]) -> list[tuple[str, str]]:
    kinds = {name: type(value) for name, value in (asdict(Limits()) | dict.fromkeys(OPTIONAL, Decimal(0))).items()}
    return [(name, message) for name, value in changes.items() if (message := _problem(name, value, kinds.get(name)))]


def _problem(name: str, value: Value, kind: type | None) -> str | None:
    """Say what is wrong with one limit, None when nothing is."""
    if kind is None:
        return "There is no such limit."
    if value is None:
        return None if name in OPTIONAL else "It cannot be empty."
    if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
        return f"It is a {kind.__name__}."
    if isinstance(value, Decimal):
        most = MONEY_MAX if name == "max_order_value" else RATIO_MAX
        return None if value.is_finite() and 0 <= value <= most and not value % PLACES else f"0 to {plain(most)}."
    return None if 0 <= value <= COUNT_MAX else f"0 to {COUNT_MAX}."


def _stored(limits: Limits) -> dict[str, str | int | bool | None]:
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in asdict(limits).items()}


def _graph(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
