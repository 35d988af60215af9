"""Pay cash into a portfolio and out of it, at the nav of now; a worker books the same at the broker."""

from dataclasses import dataclass
from decimal import Decimal

from actions.access import portfolio_for
from actions.audit import Deed
from actions.checks import broken
from actions.equity import take_flow
from actions.executions import answered
from actions.ledger import post
from actions.notes import note_problems
from actions.order_rows import QUEUE
from actions.orders import LOCK, validate_key
from actions.unit import Unit, fingerprint, one_key, remember, seen, unit
from actions.viewer import Viewer
from db.models import Portfolio
from db.reads.reconcile import ADJUST, open_break
from db.reads.standings import standings
from trading.errors import AdapterError, Conflict, DenialCode, FieldProblem, InvalidInput, Permission, Unreachable
from trading.ledger import Cause, book_cash
from trading.ports import Desk
from trading.reconcile import Subject
from trading.units import CENT, ZERO, plain

RECORD = "recordCash"
CASH_MAX = Decimal(1_000_000_000)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The portfolio after the flow; `replayed` when the key was seen before."""

    portfolio: Portfolio
    replayed: bool


async def record(desk: Desk, viewer: Viewer, portfolio_id: str, amount: Decimal, note: str, *, key: str) -> Recorded:
    """Book a deposit (positive) or withdrawal (negative) of whole cents, once per key. Needs ADMIN.

    Units come and go at nav, so returns and loss limits do not see the flow. A withdrawal takes at most what is not
    reserved. Where the broker keeps our cash it is told after commit; elsewhere the money must have moved there
    already. A broker that tells its own cash leaves to a person what it does not explain: that is a deposit where it
    came, a cost where it went. Raise InvalidInput, NotFound, NotAllowed, IdempotencyRefused, Conflict, or Unreachable.
    """
    validate_key(key)
    _validate(amount, note)
    content = fingerprint(portfolio_id, plain(amount), note)
    portfolio = await portfolio_for(viewer, portfolio_id, Permission.ADMIN)
    if await seen(viewer, RECORD, key, content) is not None:
        return Recorded(portfolio, replayed=True)
    broker = desk.brokers[portfolio.broker]
    theirs = None if broker.capabilities.adjusts_cash else await _cash_there(desk, portfolio)
    with one_key():
        async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN, wait=LOCK) as u:
            if await seen(viewer, RECORD, key, content) is not None:
                return Recorded(u.portfolio, replayed=True)
            tells = broker.capabilities.tells_cash
            await _trust(u, tells=tells)
            _allow(u, amount, theirs)
            reference = desk.ids.new()
            await _book(u, amount, note, reference, Cause.FEE if tells and amount < 0 else Cause.FLOW)
            await remember(u, RECORD, key, content, reference)
            if theirs is None:
                u.job(QUEUE, ADJUST, portfolio_id=portfolio_id, reference=reference, amount=plain(amount))
            return Recorded(u.portfolio, replayed=False)


def _validate(amount: Decimal, note: str) -> None:
    problems = note_problems(note)
    if not amount.is_finite() or not ZERO < abs(amount) <= CASH_MAX or amount % CENT:
        message = f"Whole cents, not zero, at most {plain(CASH_MAX)}; positive in, negative out."
        problems.append(FieldProblem(("amount",), message))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


async def _cash_there(desk: Desk, portfolio: Portfolio) -> Decimal:
    """Ask a broker that moves its own money what it has; outside of any transaction."""
    try:
        broker = desk.brokers[portfolio.broker]
        return (await answered(broker, broker.account(portfolio.id))).cash
    except AdapterError as error:
        raise Unreachable(f"The broker {portfolio.broker} does not answer: {error}") from error


async def _trust(u: Unit, *, tells: bool) -> None:
    """Raise Conflict where nav is not certain, or where the broker itself tells of what came and went.

    With a break open new money would share a loss that is not booked yet.
    """
    found = await open_break(u.portfolio.id)
    if not tells and found is not None:
        message = "The books differ from the broker's, so nobody knows what a share is worth: clear the break first."
        raise Conflict(message, DenialCode.NOT_RECONCILED)
    if tells and (found is None or all(each["subject"] != Subject.CASH for each in found.differences)):
        name = u.portfolio.broker
        raise Conflict(
            f"Deposits and withdrawals at {name} are booked as {name} tells them. By hand only that is recorded which "
            "it does not explain: a difference in cash that was found as a break.",
            DenialCode.NOT_RECONCILED,
        )


def _allow(u: Unit, amount: Decimal, theirs: Decimal | None) -> None:
    """Raise Conflict for what the portfolio's state does not allow."""
    portfolio = u.portfolio
    if portfolio.archived_at is not None:
        raise Conflict(f"The portfolio {portfolio.name} is archived; take it out of the archive first.")
    free = portfolio.cash - portfolio.reserved
    if theirs is None and amount < 0 and -amount > free:
        raise Conflict(
            f"{plain(-amount)} {portfolio.currency} is more than the {plain(max(free, ZERO))} that no order needs.",
            DenialCode.INSUFFICIENT_CASH,
        )
    if theirs is not None and theirs != portfolio.cash + amount:
        raise Conflict(
            f"At {portfolio.broker} money comes and goes at the broker itself: move it there first, then record it. "
            f"The broker has {plain(theirs)}; after this the desk would have {plain(portfolio.cash + amount)}.",
            DenialCode.NOT_RECONCILED,
        )


async def _book(u: Unit, amount: Decimal, note: str, reference: str, cause: Cause) -> None:
    portfolio = u.portfolio
    before = _figures(portfolio)
    if cause is Cause.FLOW:
        take_flow(portfolio, await _equity(u, amount), amount)
    await post(u, cause, reference, book_cash(cause, None, amount))
    what = "Deposit" if amount > 0 else "Withdrawal" if cause is Cause.FLOW else "Unexplained cost"
    u.record(
        Deed(
            action="record_cash",
            object_type="Portfolio",
            object_id=portfolio.id,
            summary=f"{what} of {plain(abs(amount))} {portfolio.currency}",
            reason=note,
            before=before,
            after=_figures(portfolio),
        )
    )


def _figures(portfolio: Portfolio) -> dict[str, object]:
    return {name: plain(getattr(portfolio, name)) for name in ("cash", "fees", "flows", "units")}


async def _equity(u: Unit, amount: Decimal) -> Decimal:
    """Return equity before the flow. A guessed price would move profit or loss into the flow: refuse instead."""
    [standing] = await standings([u.portfolio], u.market_now)
    worth = standing.valuation
    if worth.unpriced:
        raise Conflict(f"No price is known for {', '.join(worth.unpriced)}.", DenialCode.NO_PRICE)
    if standing.result.stale:
        raise Conflict("A price of what is held is too old to say what a share of it is worth.", DenialCode.STALE_PRICE)
    if standing.holdings and worth.equity + amount <= 0:
        raise Conflict("Positions are open: some equity must stay with them.", DenialCode.INSUFFICIENT_CASH)
    return worth.equity


async def refused(desk: Desk, viewer: Viewer, portfolio_id: str, reference: str, words: str) -> None:
    """The broker has definitely not booked a flow that is in our books: they differ until a person looks."""
    message = f"The broker refused the flow {reference}: {words}"
    await broken(desk, viewer, portfolio_id, "A deposit or withdrawal is not in the broker's books", message)
