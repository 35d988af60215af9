"""The books of a portfolio as attribution reads them: its closes, its entries, and what orders were placed for."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import groupby, pairwise
from typing import Any, Final, TypeVar

from tortoise.models import Model

from db.lookup import ask
from db.models import AccountedDay, EquityPoint, Execution, Order, Recommendation, Signal
from trading import attribution
from trading.attribution import ACCOUNT, Booked, Close, DayAccount, Held
from trading.ledger import Account, Cause
from trading.orders import OrderOrigin, OrderSide
from trading.units import CENT, NANO, ZERO, share

BASE_RATE: Final = "BASE_RATE"
ONE: Final = Decimal(1)
EXECUTED: Final = frozenset({Cause.EXECUTION, Cause.COMMISSION, Cause.BUST, Cause.CORRECT})
LEGS: Final = """SELECT e.sequence, e.cause, e.reference, p.account, p.symbol, p.amount, p.quantity
    FROM journal_entries e JOIN postings p ON p.entry_id = e.id
    WHERE e.portfolio_id = $1 AND e.sequence > $2 AND e.sequence <= $3 ORDER BY e.sequence, p.id"""
AT_ONCE: Final = 500  # ids that one statement asks for
R = TypeVar("R", bound=Model)


async def closes(portfolio_id: str) -> list[Close]:
    """Return the closes of a portfolio, before them the morning of the first: nothing is there yet, and nav is 1."""
    rows = await EquityPoint.filter(portfolio_id=portfolio_id).order_by("day")
    if not rows:
        return []
    found = [Close(day=rows[0].day, sequence=0, equity=ZERO, nav=ONE, values={})]
    for row in rows:
        values = {symbol: Decimal(text) for symbol, text in row.values.items()}
        nav = row.equity / row.units if row.units else row.left_nav or found[-1].nav
        found.append(Close(day=row.day, sequence=row.sequence, equity=row.equity, nav=nav, values=values))
    return found


def mark(before: Close, after: Close) -> str:
    """Return a digest of two closes and of the rules: what the day between them has brought is known by it."""
    told = [(each.day, each.sequence, each.equity, each.nav, sorted(each.values.items())) for each in (before, after)]
    return sha256(repr((attribution.RULES, told)).encode()).hexdigest()


async def accounts(portfolio_id: str, closes: Sequence[Close]) -> tuple[list[DayAccount], dict[str, Held]]:
    """Return the accounts that are kept of the days between closes, and what was held after the last of them.

    They end before the first day that was never told, or lies between closes that were made again since.
    """
    rows = AccountedDay.filter(portfolio_id=portfolio_id)
    kept = {day: (closed, told) for day, closed, told in await rows.values_list("day", "closes", "account")}
    found: list[DayAccount] = []
    for before, after in pairwise(closes):
        closed, told = kept.get(after.day, ("", {}))
        if closed != mark(before, after):
            break
        found.append(DayAccount.of(told, before, after))
    if not found:
        return [], {}
    last = await rows.get(day=found[-1].after.day).only("held")
    return found, {symbol: Held.of(each) for symbol, each in last.held.items()}


async def entries(portfolio_id: str, after: int, until: int) -> list[Booked]:
    """Return the journal above a sequence and up to another, one value an entry, in its order."""
    legs = await ask(LEGS, portfolio_id, after, until)
    symbols, mixes = await _executions({leg[2][:32] for leg in legs if leg[1] in EXECUTED})
    return [_booked(list(group), symbols, mixes) for _, group in groupby(legs, key=lambda leg: leg[0])]


def _booked(legs: Sequence[Any], symbols: Mapping[str, str], mixes: Mapping[str, Mapping[str, Decimal]]) -> Booked:
    sequence, cause, reference = legs[0][0], legs[0][1], legs[0][2]
    execution = reference[:32] if cause in EXECUTED else ""
    named = [symbol for _, _, _, _, symbol, _, _ in legs if symbol]
    money = dict.fromkeys(Account, ZERO)
    for _, _, _, account, _, amount, _ in legs:
        money[Account(account)] += int(amount or 0) * CENT
    moved = sum(int(leg[6] or 0) for leg in legs if leg[3] == Account.POSITION)
    return Booked(
        sequence=sequence,
        symbol=symbols.get(execution, named[0] if named else ACCOUNT),
        cash=money[Account.CASH] + money[Account.FLOWS],
        fee=money[Account.FEES],
        realized=-money[Account.REALIZED],
        flow=-money[Account.FLOWS],
        quantity=moved * NANO,
        mix=mixes.get(execution, {}),
    )


async def _executions(wanted: Iterable[str]) -> tuple[dict[str, str], dict[str, Mapping[str, Decimal]]]:
    """Return the symbols of executions, and what their orders were placed for."""
    rows = await _some(Execution, wanted, "id", "symbol", "order_id")
    reasons = await _reasons({row.order_id for row in rows})
    return {row.id: row.symbol for row in rows}, {row.id: reasons[row.order_id] for row in rows}


async def _reasons(wanted: Iterable[str]) -> dict[str, Mapping[str, Decimal]]:
    """Return what orders were placed for: the sources of their signals by what they added, else their origin."""
    orders = await _some(Order, wanted, "id", "origin", "recommendation_id")
    advice = {
        row.id: row
        for row in await _some(
            Recommendation,
            {row.recommendation_id for row in orders if row.recommendation_id},
            "id",
            "side",
            "signal_id",
        )
    }
    scores = {row.id: row.scores for row in await _some(Signal, {a.signal_id for a in advice.values()}, "id", "scores")}
    found: dict[str, Mapping[str, Decimal]] = {}
    for row in orders:
        advised = advice.get(row.recommendation_id or "")
        if row.origin is OrderOrigin.RECOMMENDATION and advised is not None:
            found[row.id] = _sources(advised.side, scores.get(advised.signal_id, []))
        else:
            found[row.id] = {row.origin.value: ONE}
    return found


async def _some(model: type[R], wanted: Iterable[str], *columns: str) -> list[R]:
    """Return some columns of the rows with these ids, few at a time: a statement takes so many values."""
    ids = sorted(wanted)
    found: list[R] = []
    for start in range(0, len(ids), AT_ONCE):
        found += await model.filter(id__in=ids[start : start + AT_ONCE]).only(*columns)
    return found


def _sources(side: OrderSide, scores: Sequence[Mapping[str, Any]]) -> dict[str, Decimal]:
    """Divide a trade among the sources that spoke for it, by their terms in its log-odds."""
    terms = {str(score["source"]): OrderSide(side).sign * Decimal(str(score["contribution"])) for score in scores}
    spoke = {source: term for source, term in terms.items() if term > 0}
    whole = sum(spoke.values(), ZERO)
    return {source: share(term, whole) for source, term in spoke.items()} or {BASE_RATE: ONE}
