"""Alerts as a viewer may see them: a portfolio's own, and those of the whole desk for who runs it."""

from collections.abc import Iterable
from operator import attrgetter

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from db.models import Alert
from db.reads.fetch import fetch
from trading.alerts import Severity

SNAPSHOT_MAX = 200
# Oldest last; alerts of the desk have no place in a portfolio's sequence, so time comes first.
ORDER = ("created_at", "sequence", "id")


def alerts(portfolio_id: str, *, whole_desk: bool, unread_only: bool = False) -> QuerySet[Alert]:
    """Return a portfolio's alerts, with those of the whole desk where `whole_desk`."""
    mine = Q(portfolio_id=portfolio_id)
    query = Alert.filter(mine | Q(portfolio_id=None) if whole_desk else mine)
    return query.filter(read_at=None) if unread_only else query


async def snapshot(portfolio_id: str, least: Severity, *, whole_desk: bool) -> list[Alert]:
    """Return the unread alerts of at least a severity, newest first, at most 200."""
    unread = alerts(portfolio_id, whole_desk=whole_desk, unread_only=True).filter(severity__in=least.and_worse)
    return await fetch(unread.order_by(*(f"-{column}" for column in ORDER)).limit(SNAPSHOT_MAX))


def newest_first(some: Iterable[Alert]) -> list[Alert]:
    """Return alerts in the order of a snapshot."""
    return sorted(some, key=attrgetter(*ORDER), reverse=True)
