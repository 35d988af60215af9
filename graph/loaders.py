"""Loaders of one operation (one event, on a subscription): what many fields ask for becomes one query each."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, Generic, TypeVar

from strawberry.dataloader import DataLoader
from tortoise.models import Model

import db.models as rows
from actions import admission
from actions.access import readable
from actions.viewer import Viewer
from db.reads import news, risk_reports
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

K = TypeVar("K")
V = TypeVar("V")
AT_ONCE_MAX: Final = 1000  # keys in one query


class Loader(DataLoader[Any, Any]):
    """One that several operations may wait for: who gives up waiting takes nothing from the others.

    It asks for at most 1,000 keys in one query.
    """

    def __init__(self, load_fn: Callable[[list[Any]], Awaitable[Any]], **options: Any) -> None:
        super().__init__(load_fn, AT_ONCE_MAX, **options)

    def load(self, key: Any) -> Awaitable[Any]:
        return asyncio.shield(super().load(key))


def _id(row: Model) -> str:
    return str(row.pk)


class Loading(Generic[K, V]):
    """An attribute that is a loader, made when it is first asked for: an operation needs two or three of them."""

    def __init__(self, load: Callable[[Any, list[K]], Awaitable[Sequence[V | Exception]]], **options: Any) -> None:
        self._load, self._options = load, options

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, loaders: Any, owner: type) -> DataLoader[K, V]:
        loader: DataLoader[K, V] = Loader(partial(self._load, loaders), **self._options)
        vars(loaders)[self._name] = loader
        return loader


class Loaders:
    """Rows by any column, and the figures that need several queries. Nothing here outlives its operation."""

    def __init__(self, desk: Desk, viewer: Viewer | None) -> None:
        self._desk = desk
        self._viewer = viewer
        self._made: dict[object, DataLoader[Any, Any]] = {}

    def one(self, model: type[Model], column: str = "id") -> DataLoader[str, Any]:
        """Load a row by a unique column; None where there is none."""
        return self._make((model, column), lambda keys: by.one_by(model, column, keys))

    def many(self, model: type[Model], column: str) -> DataLoader[str, list[Any]]:
        """Load all rows that have a value in a column, oldest first."""
        return self._make((model, column, "many"), lambda keys: by.many_by(model, column, keys))

    async def now(self) -> datetime:
        """Return the market's time, the same for the whole operation."""
        return await self._now.load(None)

    def _make(self, key: object, load: Callable[[list[str]], Any]) -> DataLoader[str, Any]:
        if key not in self._made:
            self._made[key] = Loader(load)
        return self._made[key]

    @Loading
    async def _now(self, keys: list[None]) -> list[datetime]:
        return [await self._desk.market_clock.now()] * len(keys)

    @Loading
    async def readable(self, portfolio_ids: list[str]) -> list[rows.Portfolio | NotFound]:
        """Portfolios that the viewer may read."""
        found = await readable(self._viewer, portfolio_ids) if self._viewer else {}
        return [found.get(each) or NotFound("There is no such portfolio.", each) for each in portfolio_ids]

    @Loading
    async def ended(self, viewers: list[Viewer]) -> list[bool]:
        ended = await admission.ended(self._desk, viewers)
        return [viewer in ended for viewer in viewers]

    async def _standings(self, portfolios: list[rows.Portfolio]) -> list[Standing]:
        return await standings(portfolios, await self.now())

    async def _results(self, positions: list[rows.Position]) -> list[Result | None]:
        portfolios = await self.one(rows.Portfolio).load_many([p.portfolio_id for p in positions])
        return await position_results(positions, {p.id: p for p in portfolios}, await self.now())

    async def _verdicts(self, recommendations: list[rows.Recommendation]) -> list[Verdict]:
        portfolios = await self.one(rows.Portfolio).load_many([r.portfolio_id for r in recommendations])
        now, real_now = await self.now(), self._desk.clock.now()
        return await verdicts(recommendations, {p.id: p for p in portfolios}, now, real_now)

    async def _strains(self, portfolios: list[rows.Portfolio]) -> list[Strain]:
        return await strains(portfolios, await self.now(), self._desk.clock.now())

    @Loading
    async def proof(self, portfolio_ids: list[str]) -> list[Proof]:
        return [await proven(portfolio_id) for portfolio_id in portfolio_ids]

    @Loading
    async def impact(self, symbols: list[str]) -> list[Impact | None]:
        return await impacts(symbols, await self.now())

    @Loading
    async def figures(self, symbols: list[str]) -> list[Figures | None]:
        found = await known(await self.now(), symbols)
        return [found.get(symbol) for symbol in symbols]

    @Loading
    async def risk_report(self, portfolio_ids: list[str]) -> list[rows.RiskReport | None]:
        return await risk_reports.latest(portfolio_ids)

    @Loading
    async def scenarios(self, portfolio_ids: list[str]) -> list[rows.RiskScenarios | None]:
        return await risk_reports.scenarios(portfolio_ids)

    @Loading
    async def stop(self, portfolio_ids: list[str]) -> list[Standstill]:
        return await applying(portfolio_ids)

    @Loading
    async def headlines(
        self, wanted: list[tuple[tuple[str, ...], tuple[str, ...] | None]]
    ) -> list[list[rows.NewsItem]]:
        return [await news.named(items, symbols) for items, symbols in wanted]

    @Loading
    async def changed(self, wanted: list[tuple[str, frozenset[str]]]) -> list[list[rows.Position]]:
        return await changed_positions(wanted)

    standing = Loading(_standings, cache_key_fn=_id)
    result = Loading(_results, cache_key_fn=_id)
    verdict = Loading(_verdicts, cache_key_fn=_id)
    strain = Loading(_strains, cache_key_fn=_id)


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
