"""A portfolio at Alpaca for tests of the desk: its part is played by the stub."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from actions.portfolios import create
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.system import SystemClock
from db.models import Portfolio
from tests.desks import LOOSE, D, Stage

KEY, SECRET = "key-of-the-desk", "secret-of-the-desk"


@dataclass(frozen=True)
class AtAlpaca:
    """The stub, the broker in front of it with its journal, and the portfolio's id."""

    stub: AlpacaStub
    broker: AlpacaBroker
    journal: Path
    id: str


@asynccontextmanager
async def at_alpaca(desk: Stage, folder: Path) -> AsyncIterator[AtAlpaca]:
    """Give the desk Alpaca as another broker, and a portfolio of 100,000 there whose limits let everything through."""
    async with AlpacaStub({KEY: SECRET}).serving() as stub:
        for symbol in ("AAA", "BBB"):
            stub.quote(symbol, "49.99", "50.00")
        login = AlpacaLogin(key_id=KEY, secret=SECRET, url=stub.url, stream_url=stub.stream_url)
        journal = folder / "alpaca.db"
        alpaca = AlpacaBroker(journal, {}, clock=SystemClock(), unclaimed=login, durable=False)
        desk.crew = replace(desk.crew, desk=replace(desk.desk, brokers={**desk.desk.brokers, alpaca.name: alpaca}))
        try:
            made = await create(
                desk.desk,
                desk.owner,
                name="Alpaca",
                broker="alpaca",
                opening_cash=D(100_000),
                key="alpaca",
                watchlist=[],
            )
            await Portfolio.filter(id=made.portfolio.id).update(limits=LOOSE)
            yield AtAlpaca(stub, alpaca, journal, made.portfolio.id)
        finally:
            await alpaca.close()
