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
SEALED = (
    "the credentials of portfolio %s cannot be opened: %s. Put the old keys.json back and start again, or set them "
    "anew (setBrokerCredentials); until then those of the settings are used."
)

log = logging.getLogger(__name__)


async def apply(desk: Desk, settings: Settings) -> None:
    """Hand the logins over, and keep the way to the brokers for `halt --direct` with the one that holds.

    Where one cannot be opened the broker goes by the settings, and the way that was kept stays: it may be the only one.
    """
    login, sealed = alpaca_login(settings), False
    for row in await BrokerCredentials.all().order_by("set_at"):
        portfolio = await Portfolio.get(id=row.portfolio_id)
        broker: object = desk.brokers.get(portfolio.broker)
        if not isinstance(broker, TakesLogin):
            continue
        try:
            key_id, secret = credentials.unseal(desk, row)
        except AdapterError as error:
            sealed = True
            log.error(SEALED, portfolio.name, error)
            continue
        try:
            await broker.take_login(portfolio.id, key_id, secret)
        except AdapterError as error:
            log.error("the credentials of portfolio %s cannot be used: %s", portfolio.name, error)
        login = login and replace(login, key_id=key_id, secret=secret)
    if not sealed or not reach.known(settings.data_dir):
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
