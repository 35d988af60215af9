"""Loaders of one operation (one event, on a subscription): what many fields ask for becomes one query each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

from strawberry.dataloader import DataLoader
from tortoise.models import Model

import db.models as rows
from actions import admission
from actions.access import readable
from actions.viewer import Viewer
from db.reads import risk_reports
from db.reads import rows as by
from db.reads.figures import known
from db.reads.news import impacts
from db.reads.portfolios import changed_positions
from db.reads.previews import verdicts
from db.reads.proof import Proof, proven
from db.reads.risk import Strain, strains
from db.reads.standings import Result, Standing, position_results, standings
from db.reads.stops import Standstill, applying
from trading.book import Verdict
from trading.errors import NotFound
from trading.figures import Figures
from trading.news import Impact
from trading.ports import Desk

AT_ONCE_MAX: Final = 1000  # keys in one query


class Loader(DataLoader[Any, Any]):
    """One that several operations may wait for: who gives up waiting takes nothing from the others.

    It asks for at most 1,000 keys in one query.
    """

    def __init__(self, load_fn: Callable[[list[Any]], Awaitable[Any]], **options: Any) -> None:
        super().__init__(load_fn, AT_ONCE_MAX, **options)

    def load(self, key: Any) -> Awaitable[Any]:
        return asyncio.shield(super().load(key))


class Loaders:
    """Rows by any column, and the figures that need several queries. Nothing here outlives its operation."""

    def __init__(self, desk: Desk, viewer: Viewer | None) -> None:
        self._desk = desk
        self._viewer = viewer
        self._made: dict[object, DataLoader[Any, Any]] = {}
        self._now = Loader(self._market_now)
        self.readable = Loader(self._readable)
        self.ended: DataLoader[Viewer, bool] = Loader(self._ended)
        self.standing: DataLoader[rows.Portfolio, Standing] = Loader(self._standings, cache_key_fn=_id)
        self.result: DataLoader[rows.Position, Result | None] = Loader(self._results, cache_key_fn=_id)
        self.verdict: DataLoader[rows.Recommendation, Verdict] = Loader(self._verdicts, cache_key_fn=_id)
        self.proof: DataLoader[str, Proof] = Loader(self._proofs)
        self.strain: DataLoader[rows.Portfolio, Strain] = Loader(self._strains, cache_key_fn=_id)
        self.risk_report: DataLoader[str, rows.RiskReport | None] = Loader(risk_reports.latest)
        self.scenarios: DataLoader[str, rows.RiskScenarios | None] = Loader(risk_reports.scenarios)
        self.impact: DataLoader[str, Impact | None] = Loader(self._impacts)
        self.figures: DataLoader[str, Figures | None] = Loader(self._figures)
        self.stop: DataLoader[str, Standstill] = Loader(applying)
        self.changed: DataLoader[tuple[str, frozenset[str]], list[rows.Position]] = Loader(changed_positions)

    def one(self, model: type[Model], column: str = "id") -> DataLoader[str, Any]:
        """Load a row by a unique column; None where there is none."""
        return self._make((model, column), lambda keys: by.one_by(model, column, keys))

    def many(self, model: type[Model], column: str) -> DataLoader[str, list[Any]]:
        """Load all rows that have a value in a column, oldest first."""
        return self._make((model, column, "many"), lambda keys: by.many_by(model, column, keys))

    async def now(self) -> datetime:
        """Return the market's time, the same for the whole operation."""
        market_time: datetime = await self._now.load(None)
        return market_time

    def _make(self, key: object, load: Callable[[list[str]], Any]) -> DataLoader[str, Any]:
        if key not in self._made:
            self._made[key] = Loader(load)
        return self._made[key]

    async def _market_now(self, keys: list[None]) -> list[datetime]:
        return [await self._desk.market_clock.now()] * len(keys)

    async def _readable(self, portfolio_ids: list[str]) -> list[rows.Portfolio | NotFound]:
        """Load portfolios that the viewer may read."""
        found = await readable(self._viewer, portfolio_ids) if self._viewer else {}
        return [found.get(each) or NotFound("There is no such portfolio.", each) for each in portfolio_ids]

    async def _ended(self, viewers: list[Viewer]) -> list[bool]:
        ended = await admission.ended(self._desk, viewers)
        return [viewer in ended for viewer in viewers]

    async def _standings(self, portfolios: list[rows.Portfolio]) -> list[Standing]:
        return await standings(portfolios, await self.now())

    async def _proofs(self, portfolio_ids: list[str]) -> list[Proof]:
        return [await proven(portfolio_id) for portfolio_id in portfolio_ids]

    async def _impacts(self, symbols: list[str]) -> list[Impact | None]:
        return await impacts(symbols, await self.now())

    async def _figures(self, symbols: list[str]) -> list[Figures | None]:
        found = await known(await self.now(), symbols)
        return [found.get(symbol) for symbol in symbols]

    async def _strains(self, portfolios: list[rows.Portfolio]) -> list[Strain]:
        return await strains(portfolios, await self.now(), self._desk.clock.now())

    async def _results(self, positions: list[rows.Position]) -> list[Result | None]:
        portfolios = await self.one(rows.Portfolio).load_many([p.portfolio_id for p in positions])
        return await position_results(positions, {p.id: p for p in portfolios}, await self.now())

    async def _verdicts(self, recommendations: list[rows.Recommendation]) -> list[Verdict]:
        portfolios = await self.one(rows.Portfolio).load_many([r.portfolio_id for r in recommendations])
        now, real_now = await self.now(), self._desk.clock.now()
        return await verdicts(recommendations, {p.id: p for p in portfolios}, now, real_now)


def _id(row: Model) -> str:
    return str(row.pk)


class Turn:
    """The loaders that are shared by all who are told something in the same turn of the loop, apart for each viewer.

    They are let go before their first query is sent (a loader sends it in a later turn), so whoever gets them reads
    what was committed before they asked.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._made: dict[Viewer | None, Loaders] = {}

    def loaders(self, viewer: Viewer | None) -> Loaders:
        """Return the loaders of this turn."""
        found = self._made.get(viewer)
        if found is None:
            if not self._made:
                asyncio.get_running_loop().call_soon(self._made.clear)
            found = self._made[viewer] = Loaders(self._desk, viewer)
        return found
