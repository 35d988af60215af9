"""The ledger's invariants, recomputed from postings and executions alone."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from db.models import Execution, JournalEntry, Lot, Order, Portfolio, Position, Posting
from trading.ledger import Account, Cause
from trading.units import ZERO, plain


@dataclass(frozen=True, slots=True)
class Proof:
    """The figures that follow from the postings, and which invariants (02-trading, L1 to L6) fail."""

    cash: Decimal
    realized: Decimal
    fees: Decimal
    dividends: Decimal
    flows: Decimal
    positions: dict[str, tuple[Decimal, Decimal]]
    failures: tuple[str, ...]


async def prove(portfolio: Portfolio) -> Proof:
    """Fold every posting of a portfolio and hold the result against what is stored."""
    entries = (
        await JournalEntry.filter(portfolio_id=portfolio.id).order_by("sequence").values("id", "cause", "reference")
    )
    postings = await Posting.filter(entry_id__in=[entry["id"] for entry in entries])
    money: defaultdict[str, Decimal] = defaultdict(Decimal)
    basis: defaultdict[str, Decimal] = defaultdict(Decimal)
    held: defaultdict[str, Decimal] = defaultdict(Decimal)
    balance: defaultdict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        amount, quantity = posting.amount or ZERO, posting.quantity or ZERO
        money[posting.account] += amount
        balance[posting.entry_id] += amount
        if posting.account == Account.POSITION and posting.symbol is not None:
            basis[posting.symbol] += amount
            held[posting.symbol] += quantity
    return Proof(
        cash=money[Account.CASH],
        realized=-money[Account.REALIZED],
        fees=money[Account.FEES],
        dividends=-money[Account.DIVIDENDS],
        flows=-money[Account.FLOWS],
        positions={symbol: (held[symbol], basis[symbol]) for symbol in held},
        failures=(
            *(f"L1: entry {entry} does not sum to zero" for entry, rest in balance.items() if rest),
            *_balances(portfolio, money),
            *await _positions(portfolio, held, basis),
            *await _executions(portfolio, entries, held),
            *await _reserved(portfolio),
        ),
    )


def _balances(portfolio: Portfolio, money: dict[str, Decimal]) -> list[str]:
    """L2: stored balances are the fold of the postings."""
    stored = {
        "cash": (portfolio.cash, money[Account.CASH]),
        "realized": (portfolio.realized, -money[Account.REALIZED]),
        "fees": (portfolio.fees, money[Account.FEES]),
        "dividends": (portfolio.dividends, -money[Account.DIVIDENDS]),
        "flows": (portfolio.flows, -money[Account.FLOWS]),
    }
    return [
        f"L2: {name} is {plain(kept)}, its postings say {plain(folded)}"
        for name, (kept, folded) in stored.items()
        if kept != folded
    ]


async def _positions(portfolio: Portfolio, held: dict[str, Decimal], basis: dict[str, Decimal]) -> list[str]:
    """L2 and L4: stored positions and lots are the fold; a basis is never negative, and 0 when flat."""
    failures = []
    stored = {p.symbol: (p.quantity, p.basis) for p in await Position.filter(portfolio_id=portfolio.id)}
    lots: defaultdict[str, list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for lot in await Lot.filter(portfolio_id=portfolio.id):
        lots[lot.symbol][0] += lot.quantity
        lots[lot.symbol][1] += lot.cost
    for symbol in sorted({*held, *stored}):
        quantity, cost = stored.get(symbol, (ZERO, ZERO))
        signed = cost if quantity >= 0 else -cost
        if (quantity, signed) != (held.get(symbol, ZERO), basis.get(symbol, ZERO)):
            failures.append(f"L2: position {symbol} differs from its postings")
        if [quantity, cost] != lots[symbol]:
            failures.append(f"L2: position {symbol} differs from its lots")
        if cost < 0 or (quantity == 0 and cost != 0):
            failures.append(f"L4: basis of {symbol} is {plain(cost)} at quantity {plain(quantity)}")
    return failures


async def _executions(portfolio: Portfolio, entries: list[dict[str, str]], held: dict[str, Decimal]) -> list[str]:
    """L3: positions are the sum of live executions, adjusted for splits by their own entries."""
    folded: defaultdict[str, Decimal] = defaultdict(Decimal)
    for execution in await Execution.filter(portfolio_id=portfolio.id, busted=False):
        folded[execution.symbol] += execution.side.sign * execution.quantity
    splits = [entry["id"] for entry in entries if entry["cause"] == Cause.SPLIT]
    for posting in await Posting.filter(entry_id__in=splits, account=Account.POSITION):
        folded[posting.symbol or ""] += posting.quantity or ZERO
    return [
        f"L3: position {symbol} is not the sum of its executions"
        for symbol in sorted({*held, *folded})
        if held.get(symbol, ZERO) != folded[symbol]
    ]


async def _reserved(portfolio: Portfolio) -> list[str]:
    """L6: what is reserved is the sum over open orders."""
    total = sum([order.reserved for order in await Order.filter(portfolio_id=portfolio.id, open=True)], ZERO)
    if total == portfolio.reserved:
        return []
    return [f"L6: {plain(portfolio.reserved)} is reserved, open orders need {plain(total)}"]
