"""What a portfolio's lists are made of: which portfolios a person sees, and everything that belongs to one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from db.lookup import among, ask
from db.models import (
    Analysis,
    AuditEntry,
    Decision,
    Execution,
    JournalEntry,
    Member,
    Optimization,
    Order,
    Portfolio,
    Position,
    Recommendation,
    RecommendationState,
    Report,
    Role,
    Signal,
)
from db.reads.fetch import fetch
from db.rows import row_of
from trading.reports import ReportKind


def visible(
    user_id: str, bound_to: frozenset[str] | None, *, everything: bool = False, archived: bool = False
) -> QuerySet[Portfolio]:
    """Return the portfolios that a user belongs to, cut to those a key is bound to; `everything` for the desk.

    Those that are archived are a list of their own.
    """
    query = Portfolio.filter(archived_at__isnull=not archived)
    if everything:
        return query
    query = query.filter(id__in=Subquery(Member.filter(user_id=user_id).values("portfolio_id")))
    return query if bound_to is None else query.filter(id__in=sorted(bound_to))


@cache
def _columns() -> tuple[tuple[str, ...], str]:
    columns = tuple(Portfolio._meta.fields_db_projection.values())
    return columns, ", ".join([*(f'p."{column}"' for column in columns), "m.role"])


async def homes(portfolio_ids: Collection[str], user_id: str) -> dict[str, tuple[Portfolio, Role | None]]:
    """Return those portfolios that there are by id, each with the role that a user has in it."""
    if not portfolio_ids:
        return {}
    columns, shown = _columns()
    places, wanted = among(2, portfolio_ids)
    joined = "portfolios p LEFT JOIN members m ON m.portfolio_id = p.id AND m.user_id = $1"
    statement = f"SELECT {shown} FROM {joined} WHERE p.id IN {places}"  # noqa: S608  names come from the models
    found = dict[str, tuple[Portfolio, Role | None]]()
    for *values, role in await ask(statement, user_id, *wanted):
        portfolio = row_of(Portfolio, columns, values)
        found[portfolio.id] = portfolio, None if role is None else Role(role)
    return found


async def share_one(user_id: str, other_id: str) -> bool:
    """Tell whether two users are members of one portfolio."""
    mine = Member.filter(user_id=user_id).values("portfolio_id")
    return await Member.filter(user_id=other_id, portfolio_id__in=Subquery(mine)).exists()


def positions(portfolio_id: str) -> QuerySet[Position]:
    """Return what is held; flat positions are left out."""
    return Position.filter(portfolio_id=portfolio_id).exclude(quantity=0)


async def changed_positions(wanted: Sequence[tuple[str, frozenset[str]]]) -> list[list[Position]]:
    """Return what each portfolio holds, and of its symbols also what has become flat."""
    symbols = frozenset[str]().union(*(each for _, each in wanted))
    shown = ~Q(quantity=0) | Q(symbol__in=sorted(symbols)) if symbols else ~Q(quantity=0)
    found: dict[str, list[Position]] = {portfolio_id: [] for portfolio_id, _ in wanted}
    for position in await fetch(Position.filter(shown, portfolio_id__in=list(found)).order_by("symbol")):
        found[position.portfolio_id].append(position)
    return [[p for p in found[portfolio_id] if p.quantity or p.symbol in own] for portfolio_id, own in wanted]


def executions(portfolio_id: str) -> QuerySet[Execution]:
    return Execution.filter(portfolio_id=portfolio_id)


def journal(portfolio_id: str) -> QuerySet[JournalEntry]:
    return JournalEntry.filter(portfolio_id=portfolio_id)


def analyses(portfolio_id: str) -> QuerySet[Analysis]:
    return Analysis.filter(portfolio_id=portfolio_id)


def optimizations(portfolio_id: str) -> QuerySet[Optimization]:
    return Optimization.filter(portfolio_id=portfolio_id)


def reports(portfolio_id: str, kind: ReportKind | None = None) -> QuerySet[Report]:
    made = Report.filter(portfolio_id=portfolio_id)
    return made if kind is None else made.filter(kind=kind)


def audit(portfolio_id: str) -> QuerySet[AuditEntry]:
    """Return the portfolio's chain."""
    return AuditEntry.filter(chain=portfolio_id)


def signals(portfolio_id: str, symbol: str | None) -> QuerySet[Signal]:
    query = Signal.filter(portfolio_id=portfolio_id)
    return query if symbol is None else query.filter(symbol=symbol)


def decisions(portfolio_id: str, symbol: str | None) -> QuerySet[Decision]:
    query = Decision.filter(portfolio_id=portfolio_id)
    return query if symbol is None else query.filter(symbol=symbol)


def recommendations(portfolio_id: str, state: RecommendationState | None, now: datetime) -> QuerySet[Recommendation]:
    """Return recommendations in a state at market time `now`: an open one past its expiry counts as EXPIRED."""
    query = Recommendation.filter(portfolio_id=portfolio_id)
    late = Q(state=RecommendationState.OPEN, expires_at__lte=now)
    match state:
        case None:
            return query
        case RecommendationState.OPEN:
            return query.filter(state=state, expires_at__gt=now)
        case RecommendationState.EXPIRED:
            return query.filter(Q(state=state) | late)
        case _:
            return query.filter(state=state)


def recommendation_state(recommendation: Recommendation, now: datetime) -> RecommendationState:
    """Return the state at market time `now`."""
    late = recommendation.state is RecommendationState.OPEN and recommendation.expires_at <= now
    return RecommendationState.EXPIRED if late else recommendation.state


async def open_orders(portfolio_id: str | None) -> int:
    """Count open orders, of the whole desk for None."""
    query = Order.filter(open=True)
    return await (query if portfolio_id is None else query.filter(portfolio_id=portfolio_id)).count()
