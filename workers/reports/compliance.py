"""The compliance report: every limit, and every breach, override, approval and stop of a day."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final

from tortoise.expressions import Q

from db.models import AuditEntry, Order, ReconcileBreak, StopReceipt, User
from trading.errors import DenialCode
from trading.limits import Limits
from trading.reports import Cell, Page, ReportKind, Section, Table, columns, rows
from trading.units import plain
from workers.reports.day import Day

LISTED_MAX: Final = 500
CHANGES: Final = ("set_risk_limits", "update_portfolio", "set_member", "enable_strategy", "disable_strategy")
DECISIONS: Final = ("approve_order", "deny_order", "grant_override", "use_override")
STOPS: Final = ("engage_stop", "release_stop")
BY_THE_GATE: Final = Q(action="deny_order") & ~Q(summary__contains="APPROVAL")  # those are among the breaches
UNDECIDED: Final = (DenialCode.APPROVAL_EXPIRED, DenialCode.APPROVAL_REJECTED)  # those are among the approvals
BREACH: Final = ("Order", "Check", "Seen", "Allowed", "Origin")
DEED: Final = ("When (UTC)", "Who", "What", "Why")


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of what happened, at most 500, and how much it was."""

    told: Sequence[tuple[str, ...]]
    count: int

    def section(self, title: str, text: str, *names: str) -> Section:
        """Return the section, which says when it leaves something out."""
        if self.count > len(self.told):
            text = f"{text} The first {len(self.told)} of {self.count}; the others are in the audit trail.".lstrip()
        return Section(title, text, Table(columns(*names), rows(self.told)))


async def page(day: Day) -> Page:
    """Return the page of a day: from one close to the next, in real time where rows carry no other."""
    breaches, decided, stops = await _breaches(day), await _deeds(day, DECISIONS), await _deeds(day, STOPS)
    count = breaches.count
    return Page(
        kind=ReportKind.COMPLIANCE,
        day=day.day,
        title=f"{day.portfolio.name}: compliance",
        summary=f"{count or 'No'} order{'s' if count != 1 else ''} denied, "
        f"{decided.count or 'none'} decided by people, "
        f"{stops.count or 'no'} change{'s' if stops.count != 1 else ''} of a stop.",
        currency=day.portfolio.currency,
        sections=(
            _limits(day),
            breaches.section("Breaches", "Orders that risk denied, with the check that said no.", *BREACH),
            decided.section("Approvals and overrides", "", *DEED),
            stops.section("Stops", "", *DEED),
            await _receipts(day),
            await _breaks(day),
            (await _deeds(day, CHANGES)).section("Changes of settings and people", "", *DEED),
        ),
    )


def _limits(day: Day) -> Section:
    limits = Limits.of(day.portfolio.limits)
    told = []
    for each in fields(Limits):
        value = getattr(limits, each.name)
        text = "none" if value is None else plain(value) if isinstance(value, Decimal) else str(value)
        kind = "set" if each.name in day.portfolio.limits else "default"
        told.append((each.name.replace("_", " "), text, kind))
    return Section(
        "Limits", "As they are now; ratios are fractions.", Table(columns("Limit", "Value", "From"), rows(told))
    )


async def _breaches(day: Day) -> Listed:
    denied = Order.filter(
        ~Q(denial__in=UNDECIDED),
        portfolio_id=day.portfolio.id,
        sequence__gt=day.after,
        sequence__lte=day.until,
        denial__isnull=False,
    )
    told = []
    for order in await denied.order_by("sequence").limit(LISTED_MAX):
        check = next((each for each in order.checks if each["code"] == order.denial), {})
        seen, most = check.get("observed"), check.get("limit")
        figures = [str(value) if value is not None else "" for value in (seen, most)]
        what = f"{order.side.value} {plain(order.quantity)} {order.symbol}"
        told.append((what, str(order.denial), *figures, order.origin.value))
    return Listed(told, await denied.count())


async def _deeds(day: Day, actions: tuple[str, ...]) -> Listed:
    entries = AuditEntry.filter(
        ~BY_THE_GATE, chain=day.portfolio.id, action__in=actions, at__gt=day.began, at__lte=day.ended
    )
    found = await entries.order_by("sequence").limit(LISTED_MAX)
    names = {user.id: user.name for user in await User.filter(id__in={each.actor_id for each in found})}
    told = [
        (f"{each.at:%Y-%m-%d %H:%M:%S}", names.get(each.actor_id, each.actor_kind), each.summary, each.reason or "")
        for each in found
    ]
    return Listed(told, await entries.count())


async def _receipts(day: Day) -> Section:
    found = StopReceipt.filter(portfolio_id=day.portfolio.id, engaged_at__gt=day.began, engaged_at__lte=day.ended)
    told = [
        (
            f"{each.engaged_at:%Y-%m-%d %H:%M:%S}",
            f"{each.level.value}, {each.reason.value}{' (drill)' if each.drill else ''}",
            Decimal(each.halt_committed_ms),
            None if each.all_confirmed_ms is None else Decimal(each.all_confirmed_ms),
            Decimal(each.orders_canceled or 0),
            None if each.orders_still_open is None else Decimal(each.orders_still_open),
        )
        for each in await found.order_by("engaged_at").limit(LISTED_MAX)
    ]
    named = columns(
        "Engaged (UTC)",
        "Level and cause",
        ("Committed, ms", Cell.NUMBER),
        ("All confirmed, ms", Cell.NUMBER),
        ("Canceled", Cell.NUMBER),
        ("Left open", Cell.NUMBER),
    )
    return Section("What the stops did", "", Table(named, rows(told)))


async def _breaks(day: Day) -> Section:
    found = ReconcileBreak.filter(portfolio_id=day.portfolio.id, found_at__gt=day.began, found_at__lte=day.ended)
    told = [
        (
            f"{each.found_at:%Y-%m-%d %H:%M:%S}",
            f"{len(each.differences)} differences",
            f"{each.cleared_at:%Y-%m-%d %H:%M:%S}" if each.cleared_at else "open",
            each.note or "",
        )
        for each in await found.order_by("found_at").limit(LISTED_MAX)
    ]
    return Section(
        "Differences from the broker", "", Table(columns("Found (UTC)", "What", "Cleared", "Note"), rows(told))
    )
