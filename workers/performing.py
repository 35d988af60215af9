"""Figures of performance from daily accounts and prices; it loads numpy and runs in a process of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from ai.facts import History
from ai.panel import series_of
from quant import attribution, returns
from quant.arrays import Floats
from quant.performance import win_rate
from quant.summary import Summary, summary
from trading.attribution import DayAccount
from trading.errors import InvalidInput
from trading.performance import RATIO, AttributionBy, Figures, Part, Period, parts_that_sum
from trading.units import CENT, ZERO
from workers.past import CASH, OTHER, Past, within


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A benchmark over t days: its (t,) returns; by sector, (t, m), what it held before each day and what that earned.

    A sector of which it held nothing earned what the whole did.
    """

    returns: Floats
    sectors: tuple[str, ...]
    weights: Floats
    sector_returns: Floats


def performed(past: Past) -> list[tuple[Period, str, Figures]]:
    """Return the figures of every period against every benchmark whose prices reach over it."""
    found = []
    for period in Period:
        accounts = within(past.accounts, period)
        if accounts:
            found += [(period, name, _figures(past, accounts, name)) for name in past.benchmarks]
    return found


def _figures(past: Past, accounts: Sequence[DayAccount], benchmark: str) -> Figures:
    own = np.array([_return(each) for each in accounts])
    held = tuple(sorted({symbol for each in accounts for symbol in each.profit if symbol}))
    sectors = tuple(dict.fromkeys([CASH, *sorted({past.sectors.get(symbol, OTHER) for symbol in held})]))
    yardstick = _yardstick(past, accounts, benchmark, sectors)
    told = summary(own, None if yardstick is None else yardstick.returns)
    exact = accounts[-1].after.nav / accounts[0].before.nav - 1 if accounts[0].before.nav > 0 else ZERO
    whole = exact.quantize(RATIO)
    return Figures(
        first=accounts[0].before.day,
        last=accounts[-1].after.day,
        profit=sum((each.total for each in accounts), ZERO),
        costs=sum((each.fees for each in accounts), ZERO),
        total_return=whole,
        **_ratios(told),
        money_weighted_return=_known(lambda: _money_weighted(accounts)),
        win_rate=_known(lambda: win_rate([float(gain) for each in accounts for gain in each.gains])),
        turnover=_turnover(accounts),
        attribution=(
            *_parts(
                accounts, own, whole, AttributionBy.SYMBOL, lambda each: each.profit, lambda symbol: symbol or CASH
            ),
            *_sectors(past, accounts, own, whole, yardstick),
            *_parts(accounts, own, whole, AttributionBy.SOURCE, lambda each: each.sources, lambda source: source),
        ),
    )


def _return(account: DayAccount) -> float:
    before = account.before.nav
    return float(account.after.nav / before - 1) if before > 0 else 0.0


def _ratios(told: Summary) -> dict[str, Decimal]:
    """Return the figures as decimals; the exact total return is known better elsewhere."""
    found = {name: getattr(told, name) for name in Summary.__slots__ if name != "total_return"}
    return {name: _ratio(value) for name, value in found.items() if value is not None}


def _ratio(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(RATIO)


def _known(figure: Callable[[], float]) -> Decimal | None:
    try:
        return _ratio(figure())
    except InvalidInput:
        return None


def _turnover(accounts: Sequence[DayAccount]) -> Decimal | None:
    """Return the lesser of purchases and sales over the mean equity at the closes."""
    mean = sum((each.after.equity for each in accounts), ZERO) / len(accounts)
    traded = min(sum((each.bought for each in accounts), ZERO), sum((each.sold for each in accounts), ZERO))
    return (traded / mean).quantize(RATIO) if mean > 0 else None


def _money_weighted(accounts: Sequence[DayAccount]) -> float:
    """Return what the money itself has earned over the period: the internal rate of its flows, for these days."""
    began, ended = accounts[0].before, accounts[-1].after
    dated = [
        (began.day, -began.equity),
        *((each.after.day, -each.flow) for each in accounts),
        (ended.day, ended.equity),
    ]
    moved = [(day, amount) for day, amount in dated if amount]
    if not moved or moved[0][0] == ended.day:
        raise InvalidInput("No money was there for a day.")
    return returns.money_weighted_over([day for day, _ in moved], [float(amount) for _, amount in moved])


# ---------------------------------------------------------------- who earned it


def _parts(
    accounts: Sequence[DayAccount],
    own: Floats,
    whole: Decimal,
    by: AttributionBy,
    earned: Callable[[DayAccount], Mapping[str, Decimal]],
    label: Callable[[str], str],
) -> list[Part]:
    """Divide profit and return by label. What flows add to the return of their day is cash's."""
    names = tuple(dict.fromkeys([CASH, *sorted({label(key) for each in accounts for key in earned(each)})]))
    sums, table = _by_label(accounts, names, earned, label)
    linked = attribution.linked_contributions(table, own)
    total = sum((each.total for each in accounts), ZERO)
    profits = parts_that_sum([sums[name] for name in names], total, CENT)
    shares = parts_that_sum([_ratio(each) for each in linked], whole, RATIO)
    parts = [
        Part(by=by, label=name, profit=profit, contribution=share)
        for name, profit, share in zip(names, profits, shares, strict=True)
    ]
    return [part for part in parts if part.profit or part.contribution]


def _by_label(
    accounts: Sequence[DayAccount],
    names: tuple[str, ...],
    earned: Callable[[DayAccount], Mapping[str, Decimal]],
    label: Callable[[str], str],
) -> tuple[dict[str, Decimal], Floats]:
    """Return each label's profit, and (t, n) what it added to each day's return."""
    sums, table = dict.fromkeys(names, ZERO), np.zeros((len(accounts), len(names)))
    place = {name: index for index, name in enumerate(names)}
    for row, account in enumerate(accounts):
        base = account.before.equity + max(account.flow, ZERO) if account.flow else account.before.equity
        for key, amount in earned(account).items():
            sums[label(key)] += amount
            if base > 0:
                table[row, place[label(key)]] += float(amount / base)
        table[row, 0] += _return(account) - table[row].sum()
    return sums, table


def _sectors(
    past: Past, accounts: Sequence[DayAccount], own: Floats, whole: Decimal, yardstick: Yardstick | None
) -> list[Part]:
    """Divide by sector, beside a benchmark with what came of its weights and what of the choice within it."""

    def sector(symbol: str) -> str:
        return past.sectors.get(symbol, OTHER) if symbol else CASH

    plain = _parts(accounts, own, whole, AttributionBy.SECTOR, lambda each: each.profit, sector)
    if yardstick is None:
        return plain
    names = yardstick.sectors
    _, table = _by_label(accounts, names, lambda each: each.profit, sector)
    weights = _weights(accounts, names, sector)
    effects = attribution.of_contributions(weights, yardstick.weights, table, yardstick.sector_returns)
    try:
        linked = attribution.linked_effects(np.hstack(effects), own, yardstick.returns)
    except InvalidInput:  # everything was lost on a day
        return plain
    active = whole - _ratio(returns.linked(yardstick.returns))
    told = parts_that_sum([_ratio(each) for each in linked], active, RATIO)
    known = {part.label: part for part in plain}
    rows = zip(names, told[: len(names)], told[len(names) :], strict=True)
    return [
        Part(
            by=AttributionBy.SECTOR,
            label=name,
            profit=known[name].profit if name in known else ZERO,
            contribution=known[name].contribution if name in known else ZERO,
            allocation=allocation,
            selection=selection,
        )
        for name, allocation, selection in rows
        if name in known or allocation or selection
    ]


def _weights(accounts: Sequence[DayAccount], names: tuple[str, ...], sector: Callable[[str], str]) -> Floats:
    """Return (t, m) the share of equity in each sector before each day; the rest is cash."""
    found, place = np.zeros((len(accounts), len(names))), {name: index for index, name in enumerate(names)}
    for row, account in enumerate(accounts):
        if account.before.equity > 0:
            for symbol, worth in account.before.values.items():
                found[row, place[sector(symbol)]] += float(worth / account.before.equity)
        found[row, 0] = 1 - found[row, 1:].sum()
    return found


# ---------------------------------------------------------------- what it is held against


def _yardstick(
    past: Past, accounts: Sequence[DayAccount], benchmark: str, sectors: tuple[str, ...]
) -> Yardstick | None:
    """Return the benchmark over these days, None where it has no price before the first of them."""
    members = [benchmark] if benchmark else list(past.universe)
    opened = accounts[0].before
    days = [
        opened.day - timedelta(days=1) if not opened.sequence else opened.day,
        *(each.after.day for each in accounts),
    ]
    grown = {symbol: _growth(past.histories[symbol], days) for symbol in members if symbol in past.histories}
    known = {symbol: path for symbol, path in grown.items() if path is not None}
    if not known:
        return None
    labels = tuple(dict.fromkeys([*sectors, *sorted({past.sectors.get(symbol, OTHER) for symbol in known})]))
    worth = np.zeros((len(days), len(labels)))
    for symbol, path in known.items():
        worth[:, labels.index(past.sectors.get(symbol, OTHER))] += path
    total = worth.sum(axis=1)
    whole = total[1:] / total[:-1] - 1
    before = np.where(worth[:-1] > 0, worth[:-1], 1.0)
    moves = np.where(worth[:-1] > 0, worth[1:] / before - 1, whole[:, None])
    moves[:, 0] = 0.0  # cash
    return Yardstick(whole, labels, worth[:-1] / total[:-1, None], moves)


def _growth(history: History, days: Sequence[date]) -> Floats | None:
    """Return (t + 1,) what a unit of money has become by each close with dividends, None without a price at first."""
    series = series_of(history)
    places = np.searchsorted(series.days, [day.toordinal() for day in days], side="right") - 1
    if places[0] < 0:
        return None
    grown: Floats = series.prices.close[places] / series.prices.close[places[0]]
    return grown
