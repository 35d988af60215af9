"""The books of a portfolio as attribution reads them: its closes, its entries, and what orders were placed for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from db.lookup import ask
from db.models import EquityPoint, Execution, Order, Recommendation, Signal
from trading.attribution import ACCOUNT, Booked, Close
from trading.ledger import Account, Cause
from trading.orders import OrderOrigin, OrderSide
from trading.units import CENT, NANO, ZERO, share

BASE_RATE: Final = "BASE_RATE"
ONE: Final = Decimal(1)
EXECUTED: Final = frozenset({Cause.EXECUTION, Cause.COMMISSION, Cause.BUST, Cause.CORRECT})
LEGS: Final = """SELECT e.sequence, e.cause, e.reference, p.account, p.symbol, p.amount, p.quantity
    FROM journal_entries e JOIN postings p ON p.entry_id = e.id
    WHERE e.portfolio_id = $1 AND e.sequence <= $2 ORDER BY e.sequence, p.id"""


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


async def entries(portfolio_id: str, until: int) -> list[Booked]:
    """Return the journal up to a sequence, one value an entry, in its order."""
    legs = await ask(LEGS, portfolio_id, until)
    symbols, mixes = await _executions(portfolio_id)
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


async def _executions(portfolio_id: str) -> tuple[dict[str, str], dict[str, Mapping[str, Decimal]]]:
    """Return each execution's symbol, and what its order was placed for."""
    rows = await Execution.filter(portfolio_id=portfolio_id).values_list("id", "symbol", "order_id")
    reasons = await _reasons(portfolio_id)
    return {row_id: symbol for row_id, symbol, _ in rows}, {row_id: reasons[order_id] for row_id, _, order_id in rows}


async def _reasons(portfolio_id: str) -> dict[str, Mapping[str, Decimal]]:
    """Return what each order was placed for: the sources of its signal by what they added, else its origin."""
    signals = {row.id: row.scores for row in await Signal.filter(portfolio_id=portfolio_id).only("id", "scores")}
    advice = {
        row_id: _sources(side, signals.get(signal_id, []))
        for row_id, side, signal_id in await Recommendation.filter(portfolio_id=portfolio_id).values_list(
            "id", "side", "signal_id"
        )
    }
    found: dict[str, Mapping[str, Decimal]] = {}
    for row_id, origin, advice_id in await Order.filter(portfolio_id=portfolio_id).values_list(
        "id", "origin", "recommendation_id"
    ):
        placed_for = OrderOrigin(origin)
        found[row_id] = (
            advice[advice_id]
            if placed_for is OrderOrigin.RECOMMENDATION and advice_id in advice
            else {placed_for.value: ONE}
        )
    return found


def _sources(side: OrderSide, scores: Sequence[Mapping[str, Any]]) -> dict[str, Decimal]:
    """Divide a trade among the sources that spoke for it, by their terms in its log-odds."""
    terms = {str(score["source"]): OrderSide(side).sign * Decimal(str(score["contribution"])) for score in scores}
    spoke = {source: term for source, term in terms.items() if term > 0}
    whole = sum(spoke.values(), ZERO)
    return {source: share(term, whole) for source, term in spoke.items()} or {BASE_RATE: ONE}
