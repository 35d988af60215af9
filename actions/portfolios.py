"""Create portfolios and move cash in and out."""

from dataclasses import dataclass
from decimal import Decimal

from actions.audit import Deed
from actions.ledger import post
from actions.orders import validate_key
from actions.unit import Unit, fingerprint, remember, seen, unit
from actions.viewer import Viewer
from db.models import Autonomy, Instrument, Member, Portfolio, Role, TradingMode
from trading.errors import (
    AdapterError,
    FieldProblem,
    InvalidInput,
    NotAllowed,
    Permission,
    Unreachable,
)
from trading.ledger import Cause, book_flow
from trading.ports import Desk
from trading.units import CENT, ZERO, plain

CREATE = "createPortfolio"
CASH_MAX = Decimal(1_000_000_000)
NAME_MAX = 100
DEMO = "Demo"
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
    broker: str = "paper",
    currency: str = "USD",
    opening_cash: Decimal,
    confirmation: str | None = None,
    key: str,
    autonomy: Autonomy = Autonomy.OBSERVE,
    watchlist: list[str] | None = None,
    limits: dict[str, str | int | bool | None] | None = None,
) -> Created:
    """Create a portfolio with the viewer as its owner and the opening cash as its first flow.

    Units start at nav 1. The broker's account is opened before anything is written, by an id that the
    key determines, so a repeated request never opens a second one.
    """
    validate_key(key)
    if Permission.ADMIN not in viewer.permissions:
        raise NotAllowed("Creating a portfolio needs the permission ADMIN.", Permission.ADMIN)
    _validate(desk, name, mode, broker, currency, opening_cash)
    content = fingerprint(name, mode, broker, currency, opening_cash, confirmation)
    portfolio_id = fingerprint(viewer.user_id, CREATE, key)[:32]
    known = await seen(viewer, CREATE, key, content)
    if known is not None:
        return Created(await Portfolio.get(id=known), replayed=True)
    try:
        await desk.brokers[broker].open_account(portfolio_id, opening_cash)
    except AdapterError as error:
        raise Unreachable(f"The broker {broker} does not answer: {error}") from error
    async with unit(desk, viewer) as u:
        known = await seen(viewer, CREATE, key, content)
        if known is not None:
            return Created(await Portfolio.get(id=known), replayed=True)
        portfolio = Portfolio(
            id=portfolio_id,
            name=name,
            mode=mode,
            broker=broker,
            currency=currency,
            autonomy=autonomy,
            limits=limits or {},
            watchlist=watchlist if watchlist is not None else await _every_symbol(),
            created_at=u.now,
            units=opening_cash,
            open_equity=opening_cash,
            open_units=opening_cash,
            peak_equity=opening_cash,
            peak_units=opening_cash,
        )
        await portfolio.save(force_create=True)
        u.adopt(portfolio)
        await _join(u, portfolio)
        if opening_cash:
            await post(u, Cause.FLOW, f"opening:{portfolio_id}", book_flow(opening_cash))
        await remember(u, CREATE, key, content, portfolio.id)
        u.record(
            Deed(
                action="create_portfolio",
                object_type="Portfolio",
                object_id=portfolio.id,
                summary=f"{mode} portfolio {name!r} at {broker} with {plain(opening_cash)} {currency}",
            )
        )
    return Created(portfolio, replayed=False)


def _validate(desk: Desk, name: str, mode: TradingMode, broker: str, currency: str, opening_cash: Decimal) -> None:
    problems = []
    if not name.strip() or len(name) > NAME_MAX:
        problems.append(FieldProblem(("name",), f"A name has 1 to {NAME_MAX} characters."))
    if mode is TradingMode.LIVE:
        problems.append(FieldProblem(("mode",), "This desk has no broker that trades live; use PAPER."))
    if broker not in desk.brokers:
        problems.append(FieldProblem(("broker",), f"There is no broker {broker!r}; known: {', '.join(desk.brokers)}."))
    if currency != "USD":
        problems.append(FieldProblem(("currency",), "The desk trades in USD."))
    if not opening_cash.is_finite() or not ZERO <= opening_cash <= CASH_MAX or opening_cash % CENT:
        problems.append(FieldProblem(("openingCash",), f"Whole cents from 0 to {plain(CASH_MAX)}."))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


async def _every_symbol() -> list[str]:
    return [i.symbol for i in await Instrument.filter(tradable=True).order_by("symbol")]


async def _join(u: Unit, portfolio: Portfolio) -> None:
    await Member(
        id=u.desk.ids.new(), portfolio_id=portfolio.id, user_id=u.viewer.user_id, role=Role.OWNER, since=u.now
    ).save(force_create=True)


async def create_demo(desk: Desk, viewer: Viewer, opening_cash: Decimal) -> Portfolio:
    """Create the next paper portfolio that trades by itself; the ones before it are archived."""
    number = await Portfolio.all().count() + 1
    async with unit(desk, viewer) as u:
        await Portfolio.filter(archived_at=None, name__startswith=DEMO).update(archived_at=u.now)
    created = await create(
        desk,
        viewer,
        name=f"{DEMO} {number}",
        opening_cash=opening_cash,
        key=f"demo-{number}",
        autonomy=Autonomy.AUTOMATIC,
        limits=DEMO_LIMITS,
    )
    return created.portfolio
