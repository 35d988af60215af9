"""Hands every broker the logins that portfolios have of their own, at the start and whenever one is set."""

import asyncio
import logging
from dataclasses import replace

from actions import credentials
from adapters import reach
from adapters.registry import alpaca_login
from db.models import BrokerCredentials, Portfolio
from settings import Settings
from trading.errors import AdapterError
from trading.ports import Desk, TakesLogin
from workers.desk import Crew

LOOK_S = 5.0

log = logging.getLogger(__name__)


async def apply(desk: Desk, settings: Settings) -> None:
    """Hand the logins over, and keep the way to the brokers for `halt --direct` with the one that holds."""
    login = alpaca_login(settings)
    async for portfolio_id, key_id, secret in credentials.kept(desk):
        portfolio = await Portfolio.get(id=portfolio_id)
        broker: object = desk.brokers.get(portfolio.broker)
        if not isinstance(broker, TakesLogin):
            continue
        try:
            await broker.take_login(portfolio_id, key_id, secret)
        except AdapterError as error:
            log.error("the credentials of portfolio %s cannot be used: %s", portfolio.name, error)
        login = login and replace(login, key_id=key_id, secret=secret)
    reach.keep(settings.data_dir, login)


async def follow(crew: Crew) -> None:
    """Look for logins that were set elsewhere, for ever."""
    seen = await _newest()
    while True:
        await asyncio.sleep(LOOK_S)
        newest = await _newest()
        if newest != seen:
            await apply(crew.desk, crew.settings)
            seen = newest


async def _newest() -> object:
    row = await BrokerCredentials.all().order_by("-set_at").first()
    return row and (row.set_at, row.id)
