"""Create portfolios, change what a person may set of them, and archive them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from actions import preferences
from actions.audit import Deed
from actions.cash import CASH_MAX
from actions.ledger import post
from actions.orders import LOCK, validate_key
from actions.unit import Unit, fingerprint, one_key, remember, seen, unit
from actions.viewer import Viewer
from db.models import (
    Autonomy,
    IdempotencyKey,
    Instrument,
    LotMethod,
    Member,
    Order,
    Portfolio,
    Position,
    Role,
    TradingMode,
)
from trading.errors import (
    Conflict,
    FieldProblem,
    IdempotencyRefused,
    InvalidInput,
    NotAllowed,
    Permission,
    Rejected,
    Unavailable,
    Unreachable,
)
from trading.ledger import Cause, book_flow
from trading.ports import Desk
from trading.units import CENT, ZERO, plain

CREATE = "createPortfolio"
PAPER = "paper"
PROVEN_FOR = timedelta(minutes=15)
NAME_MAX = 100
DEMO, DEMO_KEY = "Demo", "demo-"
# A replayed day passes in seconds of real time, in which the throttle counts: a portfolio that trades by itself at
# every close must not be throttled for that. All other limits are the defaults.
DEMO_LIMITS: dict[str, str | int | bool | None] = {"orders_per_second": 50, "orders_per_minute": 1000}


@dataclass(frozen=True, slots=True)
class Created:
    portfolio: Portfolio
    replayed: bool


async def create(
    desk: Desk,
    viewer: Viewer,
    *,
    name: str,
    mode: TradingMode = TradingMode.PAPER,
    broker: str = PAPER,
    currency: str = "USD",
    opening_cash: Decimal,
    confirmation: str | None = None,
    key: str,
    autonomy: Autonomy | None = None,
    watchlist: list[str] | None = None,
    limits: dict[str, str | int | bool | None] | None = None,
) -> Created:
    """Create a portfolio with the viewer as its owner and the opening cash as its first flow.

    Units start at nav 1. The broker's account is opened before anything is written, by an id that follows from key
    and content, so a repeated request never opens a second one. Real money takes a broker that trades it, and the
    portfolio's name typed again. Without `autonomy` it is what the viewer prefers. Raise InvalidInput, NotAllowed,
    IdempotencyRefused, Unreachable, or Conflict with the broker's words where it will not have the account.
    """
    validate_key(key)
    if Permission.ADMIN not in viewer.permissions or viewer.portfolio_ids is not None:
        message = "Creating a portfolio needs the permission ADMIN, not bound to some portfolios."
        raise NotAllowed(message, Permission.ADMIN)
    if broker != PAPER and not viewer.runs_the_desk:
        raise NotAllowed(f"Only the owner of the desk may use its account at {broker}.", Permission.ADMIN)
    _validate(desk, name, mode, broker, currency, opening_cash, confirmation)
    if mode is TradingMode.LIVE and not viewer.is_system:
        _recently(viewer, desk.clock.now())
    content = fingerprint(name, mode, broker, currency, plain(opening_cash), confirmation)
    portfolio_id = fingerprint(viewer.user_id, CREATE, key, content)[:32]
    known = await seen(viewer, CREATE, key, content)
    if known is not None:
        return Created(await Portfolio.get(id=known), replayed=True)
    await _open_account(desk, broker, portfolio_id, opening_cash)
    portfolio = Portfolio(
        id=portfolio_id,
        name=name,
        mode=mode,
        broker=broker,
        currency=currency,
        autonomy=autonomy or (await preferences.of(viewer.user_id)).autonomy,
        limits=limits or {},
        watchlist=watchlist if watchlist is not None else await _every_symbol(),
        units=opening_cash,
        open_equity=opening_cash,
        open_units=opening_cash,
        peak_equity=opening_cash,
        peak_units=opening_cash,
    )
    try:
        with one_key():
            return await _write(desk, viewer, portfolio, opening_cash, key, content)
    except IdempotencyRefused:  # the same request at the same moment may have been the quicker one
        known = await seen(viewer, CREATE, key, content)
        if known is None:
            raise
        return Created(await Portfolio.get(id=known), replayed=True)


def _recently(viewer: Viewer, now: datetime) -> None:
    """Raise NotAllowed unless the viewer has just shown who they are: a stolen token is not enough."""
    if viewer.proven_at is None or now - viewer.proven_at > PROVEN_FOR:
        message = "Real money: sign in again first, or make a new token with `plimsoll token`, then repeat this."
        raise NotAllowed(message, Permission.ADMIN)


async def _write(
    desk: Desk, viewer: Viewer, portfolio: Portfolio, opening_cash: Decimal, key: str, content: str
) -> Created:
    async with unit(desk, viewer) as u:
        known = await seen(viewer, CREATE, key, content)
        if known is not None:
            return Created(await Portfolio.get(id=known), replayed=True)
        portfolio.created_at = u.now
        await portfolio.save(force_create=True)
        u.adopt(portfolio)
        await _join(u, portfolio)
        if opening_cash:
            await post(u, Cause.FLOW, f"opening:{portfolio.id}", book_flow(opening_cash))
        await remember(u, CREATE, key, content, portfolio.id)
        u.record(_creation(portfolio, opening_cash))
        return Created(portfolio, replayed=False)


def _creation(portfolio: Portfolio, opening_cash: Decimal) -> Deed:
    money = f"{plain(opening_cash)} {portfolio.currency}"
    return Deed(
        action="create_portfolio",
        object_type="Portfolio",
        object_id=portfolio.id,
        summary=f"{portfolio.mode} portfolio {portfolio.name!r} at {portfolio.broker} with {money}",
    )


async def _open_account(desk: Desk, broker: str, account: str, cash: Decimal) -> None:
    try:
        await desk.brokers[broker].open_account(account, cash)
    except Unavailable as error:
        raise Unreachable(f"The broker {broker} does not answer: {error}") from error
    except Rejected as no:
        raise Conflict(f"The broker {broker} refuses: {no}") from no


def _validate(
    desk: Desk,
    name: str,
    mode: TradingMode,
    broker: str,
    currency: str,
    opening_cash: Decimal,
    confirmation: str | None,
) -> None:
    problems = _name_problems(name)
    if broker not in desk.brokers:
        problems.append(FieldProblem(("broker",), f"There is no broker {broker!r}; known: {', '.join(desk.brokers)}."))
    else:
        problems += _mode_problems(mode, broker, desk.brokers[broker].capabilities.real_money, name, confirmation)
    if currency != "USD":
        problems.append(FieldProblem(("currency",), "The desk trades in USD."))
    if not opening_cash.is_finite() or not ZERO <= opening_cash <= CASH_MAX or opening_cash % CENT:
        problems.append(FieldProblem(("openingCash",), f"Whole cents from 0 to {plain(CASH_MAX)}."))
    _refuse(problems)


def _refuse(problems: list[FieldProblem]) -> None:
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


def _name_problems(name: str) -> list[FieldProblem]:
    fine = name.strip() and name.isprintable() and len(name) <= NAME_MAX
    return [] if fine else [FieldProblem(("name",), f"A name has 1 to {NAME_MAX} printable characters.")]


def _mode_problems(
    mode: TradingMode, broker: str, real_money: bool, name: str, confirmation: str | None
) -> list[FieldProblem]:
    """A portfolio is LIVE exactly where money is real: neither may be mistaken for the other."""
    if (mode is TradingMode.LIVE) is not real_money:
        needed = TradingMode.LIVE if real_money else TradingMode.PAPER
        trades = "trades real money" if real_money else "does not trade real money on this desk"
        return [FieldProblem(("mode",), f"The broker {broker} {trades}; use {needed}.")]
    if real_money and confirmation != name:
        return [FieldProblem(("confirmation",), "Real money: type the portfolio's name again to confirm.")]
    return []


async def _every_symbol() -> list[str]:
    return [i.symbol for i in await Instrument.filter(tradable=True).order_by("symbol")]


async def _join(u: Unit, portfolio: Portfolio) -> None:
    await Member(
        id=u.desk.ids.new(), portfolio_id=portfolio.id, user_id=u.viewer.user_id, role=Role.OWNER, since=u.now
    ).save(force_create=True)


# ---------------------------------------------------------------- changes


async def update(desk: Desk, viewer: Viewer, portfolio_id: str, changes: Mapping[str, str | bool | None]) -> Portfolio:
    """Change what is named: name, autonomy, lot_method, benchmark (None: none), archived. Needs ADMIN.

    The lot method changes only while nothing is held: the two methods relieve other costs, so with a position open
    a change would restate profit that was told already; flat, both come to the same. What is archived trades no more
    and is marked no more, so nothing may be open or held in it. Raise InvalidInput, NotFound, NotAllowed, Conflict.
    """
    await _validate_changes(changes)
    async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN, wait=LOCK) as u:
        before = _settings(u.portfolio)
        for name, value in changes.items():
            if before[name] != value:
                await _may_set(u, name, value)
                _set(u, name, value)
        after = _settings(u.portfolio)
        changed = sorted(name for name in after if after[name] != before[name])
        if changed:
            u.record(
                Deed(
                    action="update_portfolio",
                    object_type="Portfolio",
                    object_id=portfolio_id,
                    summary=f"Changed: {', '.join(changed)}",
                    before={name: before[name] for name in changed},
                    after={name: after[name] for name in changed},
                )
            )
        return u.portfolio


async def _validate_changes(changes: Mapping[str, str | bool | None]) -> None:
    if not changes:
        raise InvalidInput("Nothing to change: name at least one thing.")
    paths = {"lot_method": "lotMethod"}
    problems = [
        FieldProblem((paths.get(name, name),), "It cannot be empty.")
        for name, value in changes.items()
        if value is None and name != "benchmark"
    ]
    if changes.get("name") is not None:
        problems += _name_problems(str(changes["name"]))
    benchmark = changes.get("benchmark")
    if benchmark is not None and not await Instrument.exists(symbol=benchmark):
        problems.append(FieldProblem(("benchmark",), "The desk does not know this symbol."))
    _refuse(problems)


def _settings(portfolio: Portfolio) -> dict[str, object]:
    return {
        "name": portfolio.name,
        "autonomy": portfolio.autonomy,
        "lot_method": portfolio.lot_method,
        "benchmark": portfolio.benchmark,
        "archived": portfolio.archived_at is not None,
    }


async def _may_set(u: Unit, name: str, value: str | bool | None) -> None:
    held = Position.filter(portfolio_id=u.portfolio.id).exclude(quantity=0)
    if name == "lot_method" and await held.exists():
        raise Conflict("The lot method can be changed while nothing is held: close the positions first.")
    if name == "archived" and value:
        if await Order.filter(portfolio_id=u.portfolio.id, open=True).exists():
            raise Conflict("Orders are open: cancel them before the portfolio is archived.")
        if await held.exists():
            raise Conflict("Positions are open, and nobody watches what is archived: close them first.")


def _set(u: Unit, name: str, value: str | bool | None) -> None:
    match name:
        case "archived":
            u.portfolio.archived_at = u.now if value else None
        case "autonomy":
            u.portfolio.autonomy = Autonomy(str(value))
        case "lot_method":
            u.portfolio.lot_method = LotMethod(str(value))
        case _:
            setattr(u.portfolio, name, value)


# ---------------------------------------------------------------- the demo


async def create_demo(desk: Desk, viewer: Viewer, opening_cash: Decimal) -> Portfolio:
    """Create the next paper portfolio that trades by itself; the demos before it are archived as they stand."""
    number = await Portfolio.all().count() + 1
    demos = IdempotencyKey.filter(user_id=viewer.user_id, operation=CREATE, key__startswith=DEMO_KEY)
    for made in await demos.order_by("created_at"):
        async with unit(desk, viewer, made.result_id) as u:
            if u.portfolio.archived_at is None:
                _set(u, "archived", True)
                u.record(
                    Deed(
                        action="update_portfolio",
                        object_type="Portfolio",
                        object_id=made.result_id,
                        summary="Archived: the replay starts over with a fresh portfolio",
                    )
                )
    created = await create(
        desk,
        viewer,
        name=f"{DEMO} {number}",
        opening_cash=opening_cash,
        key=f"{DEMO_KEY}{number}",
        autonomy=Autonomy.AUTOMATIC,
        limits=DEMO_LIMITS,
    )
    return created.portfolio
