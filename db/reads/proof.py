"""The ledger's invariants, recomputed from postings and executions alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from db.engine import transaction
from db.models import Execution, JournalEntry, Lot, Order, Portfolio, Position, Posting, Quote
from trading.ledger import Account, Cause
from trading.units import ZERO, plain
from trading.valuation import Holding, value

PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The figures that follow from the postings, and which invariants (02-trading, L1 to L6) fail.

    `positions` are quantity and signed basis by symbol; `unrealized` is at the last prices, without one zero.
    """

    cash: Decimal
    realized: Decimal
    unrealized: Decimal
    fees: Decimal
    dividends: Decimal
    interest: Decimal
    flows: Decimal
    positions: dict[str, tuple[Decimal, Decimal]]
    failures: tuple[str, ...]


@dataclass(slots=True)
class _Fold:
    """What all postings add up to: money by account; basis, quantity and what splits added by symbol."""

    money: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    basis: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    held: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    split: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    failures: list[str] = field(default_factory=list)


async def proven(portfolio_id: str) -> Proof:
    """Prove a portfolio without holding anybody up: what fails is proved again under the portfolio's lock.

    Between the reads of the first attempt something may have been booked, which looks like a failure.
    """
    proof = await prove(await Portfolio.get(id=portfolio_id))
    if not proof.failures:
        return proof
    async with transaction():
        return await prove(await Portfolio.select_for_update().get(id=portfolio_id))


async def prove(portfolio: Portfolio) -> Proof:
    """Fold every posting of a portfolio, a page at a time, and hold the result against what is stored."""
    fold = await _folded(portfolio.id)
    money = fold.money
    return Proof(
        cash=money[Account.CASH],
        realized=-money[Account.REALIZED],
        unrealized=await _unrealized(fold),
        fees=money[Account.FEES],
        dividends=-money[Account.DIVIDENDS],
        interest=-money[Account.INTEREST],
        flows=-money[Account.FLOWS],
        positions={symbol: (fold.held[symbol], fold.basis[symbol]) for symbol in fold.held},
        failures=(
            *fold.failures,
            *_balances(portfolio, money),
            *await _positions(portfolio, fold.held, fold.basis),
            *await _executions(portfolio, fold),
            *_sum(fold),
            *await _reserved(portfolio),
        ),
    )


async def _folded(portfolio_id: str) -> _Fold:
    fold, after = _Fold(), 0
    journal = JournalEntry.filter(portfolio_id=portfolio_id).order_by("sequence")
    while page := await journal.filter(sequence__gt=after).limit(PAGE).values("id", "cause", "sequence"):
        causes = {entry["id"]: entry["cause"] for entry in page}
        balance: defaultdict[str, Decimal] = defaultdict(Decimal)
        for posting in await Posting.filter(entry_id__in=list(causes)):
            _add(fold, posting, causes[posting.entry_id])
            balance[posting.entry_id] += posting.amount or ZERO
        fold.failures += [f"L1: entry {entry} does not sum to zero" for entry, rest in balance.items() if rest]
        after = page[-1]["sequence"]
    return fold


def _add(fold: _Fold, posting: Posting, cause: str) -> None:
    amount, quantity = posting.amount or ZERO, posting.quantity or ZERO
    fold.money[posting.account] += amount
    if posting.account == Account.POSITION and posting.symbol is not None:
        fold.basis[posting.symbol] += amount
        fold.held[posting.symbol] += quantity
        if cause == Cause.SPLIT:
            fold.split[posting.symbol] += quantity


async def _unrealized(fold: _Fold) -> Decimal:
    held = {symbol: quantity for symbol, quantity in fold.held.items() if quantity}
    prices = {quote.symbol: quote.price for quote in await Quote.filter(symbol__in=list(held))} if held else {}
    holdings = [Holding(s, quantity, abs(fold.basis[s]), prices.get(s)) for s, quantity in held.items()]
    return value(ZERO, holdings).unrealized


def _sum(fold: _Fold) -> list[str]:
    """L5: cash is realised profit, dividends, interest and flows, less fees and what positions cost, and no more."""
    money = fold.money
    why = (Account.REALIZED, Account.FEES, Account.DIVIDENDS, Account.INTEREST, Account.FLOWS)
    missing = money[Account.CASH] + sum(fold.basis.values(), ZERO) + sum((money[each] for each in why), ZERO)
    words = f"L5: {plain(abs(missing))} of cash is not explained by trades, fees, dividends, interest and flows"
    return [words] if missing else []


def _balances(portfolio: Portfolio, money: Mapping[str, Decimal]) -> list[str]:
    """L2: stored balances are the fold of the postings."""
    stored = {
        "cash": (portfolio.cash, money[Account.CASH]),
        "realized": (portfolio.realized, -money[Account.REALIZED]),
        "fees": (portfolio.fees, money[Account.FEES]),
        "dividends": (portfolio.dividends, -money[Account.DIVIDENDS]),
        "interest": (portfolio.interest, -money[Account.INTEREST]),
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


async def _executions(portfolio: Portfolio, fold: _Fold) -> list[str]:
    """L3: positions are the sum of live executions, adjusted for splits by their own entries."""
    summed = defaultdict(Decimal, fold.split)
    for execution in await Execution.filter(portfolio_id=portfolio.id, busted=False).only("symbol", "side", "quantity"):
        summed[execution.symbol] += execution.side.sign * execution.quantity
    return [
        f"L3: position {symbol} is not the sum of its executions"
        for symbol in sorted({*fold.held, *summed})
        if fold.held.get(symbol, ZERO) != summed[symbol]
    ]


async def _reserved(portfolio: Portfolio) -> list[str]:
    """L6: what is reserved is the sum over open orders."""
    total = sum([order.reserved for order in await Order.filter(portfolio_id=portfolio.id, open=True)], ZERO)
    if total == portfolio.reserved:
        return []
    return [f"L6: {plain(portfolio.reserved)} is reserved, open orders need {plain(total)}"]
