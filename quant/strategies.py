"""Strategies at work: tables of wanted weights, rule trees turned into such tables, and classes that decide by bar."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final, Protocol

import numpy as np
import talib
from numpy.typing import NDArray

from quant.arrays import Floats
from quant.backtest import LATER, Decider, Wish
from quant.grid import MICROS, Grid
from quant.indicators import Bars, indicator
from trading.errors import InvalidInput
from trading.simulation import Simulation
from trading.strategies import (
    All,
    Any,
    Compare,
    Comparison,
    Condition,
    Indicator,
    Measure,
    Not,
    Operand,
    Rules,
    leaves,
    words,
)

Truth = NDArray[np.bool_]
Rows = NDArray[np.intp]
WEIGHT_MOST: Final = 0.095  # with the market buffer it stays below a tenth of equity
PAST_MAX: Final = 2_000
TOLD_MAX: Final = 80  # characters of what a class gave
LINES_MAX: Final = 32_000_000  # values of indicators that are kept at once: 256 MB


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What a strategy wants: (t, n) weights of equity, NaN where it has nothing to say, and exits of what it opens."""

    weights: Floats
    stop_loss: float | None = None
    take_profit: float | None = None

    def changes(self) -> tuple[Rows, Rows, Floats]:
        """Return rows, columns and weights of every change of a weight: by row, closes first (what they free may pay
        for the rest), then by column."""
        found = [(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0))]
        for column in range(self.weights.shape[1]):
            weights = self.weights[:, column]
            said = np.flatnonzero(~np.isnan(weights))
            spoken = weights[said]
            changed = said[spoken != np.concatenate(([0.0], spoken[:-1]))]
            found.append((changed, np.full(len(changed), column), weights[changed]))
        rows, columns, weights = (np.concatenate(each) for each in zip(*found, strict=True))
        order = np.lexsort((columns, weights > 0, rows))
        return rows[order], columns[order], weights[order]

    def decider(self) -> "Table":
        return Table(self)


class Strategy(Protocol):
    """Anything that can be tested. `decider` makes a fresh one for each run; it sees the grid up to its row only."""

    @property
    def name(self) -> str: ...

    def decider(self, grid: Grid) -> Decider: ...

    def active(self, grid: Grid) -> Mapping[str, int]:
        """Return on how many days each rule was true."""
        ...


class Table:
    """Implements Decider over a plan: only changes of a weight are wishes."""

    def __init__(self, plan: Plan) -> None:
        wishes: dict[int, list[Wish]] = {}
        for row, column, weight in zip(*(each.tolist() for each in plan.changes()), strict=True):
            wishes.setdefault(row, []).append(Wish(column, weight, plan.stop_loss, plan.take_profit))
        self._wishes = wishes
        self._rows = list(wishes)
        self._at = 0

    def next_row(self, after: int) -> int:
        """Return the next row at which a weight changes."""
        while self._at < len(self._rows) and self._rows[self._at] < after:
            self._at += 1
        return self._rows[self._at] if self._at < len(self._rows) else LATER

    def wishes(self, row: int, account: Simulation) -> Sequence[Wish]:
        """Return the row's changes, closes first."""
        return self._wishes.get(row, ())


@dataclass(frozen=True, slots=True)
class Planned:
    """A strategy that is a function of the grid: it must not let a later row change an earlier one."""

    name: str
    plan: Callable[[Grid], Plan]
    count: Callable[[Grid], Mapping[str, int]] = lambda _: {}

    def decider(self, grid: Grid) -> Decider:
        return self.plan(grid).decider()

    def active(self, grid: Grid) -> Mapping[str, int]:
        return self.count(grid)


# ---------------------------------------------------------------- rules


def of_rules(rules: Rules) -> Planned:
    """Return rules as a strategy."""
    return Planned(rules.name, lambda grid: plan_of(rules, Readers(grid)), lambda grid: _counted(rules, Readers(grid)))


def plan_of(rules: Rules, readers: "Readers") -> Plan:
    """Return what rules want of a grid, read by these readers."""
    grid = readers.grid
    weights = np.full(grid.open.shape, np.nan)
    weight = float(rules.weight) if rules.weight is not None else min(WEIGHT_MOST, 1 / len(grid.symbols))
    first = rules.bars
    for column, symbol in enumerate(grid.symbols):
        reader = readers.of(column)
        if len(reader.rows) <= first:
            has = f"{symbol} has {len(reader.rows)} bars in this period"
            raise InvalidInput(f"{has}; {rules.name} needs {first + 1}.")
        enter = reader.truth(rules.enter)
        leave = reader.truth(rules.exit) if rules.exit is not None else ~enter
        leave[:first] = enter[:first] = False
        weights[reader.rows, column] = np.where(enter, weight, np.where(leave, 0.0, np.nan))
    stop, target = (None if level is None else float(level) for level in (rules.stop_loss, rules.take_profit))
    return Plan(weights, stop, target)


def _counted(rules: Rules, readers: "Readers") -> Mapping[str, int]:
    """Count the days of a symbol on which the entry, the exit and each comparison of theirs were true."""
    active: Counter[str] = Counter()
    for title, tree in (("enter", rules.enter), ("exit", rules.exit)):
        if tree is None:
            continue
        for part in (tree, *(leaf for leaf in leaves(tree) if leaf != tree)):
            for column in range(len(readers.grid.symbols)):
                active[f"{title}: {words(part)}"] += int(readers.of(column).truth(part).sum())
    return active


class Readers:
    """The readers of a grid's symbols, each made once: whoever tries many rules on the same bars shares them."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._made: dict[int, Reader] = {}

    def of(self, column: int) -> "Reader":
        if column not in self._made:
            self._made[column] = Reader(*self.grid.columns(column), LINES_MAX // len(self.grid.symbols))
        return self._made[column]


class Reader:
    """Reads conditions over one symbol's bars, in the shares of the first bar; each indicator is made once, as long as
    there are not more than `most` values of them. `rows` are those of the grid on which it traded."""

    def __init__(self, rows: Rows, bars: Bars, ratio: Floats, most: int) -> None:
        self.rows, self._bars, self._ratio = rows, bars, ratio
        self._made: dict[Indicator, Floats] = {}
        self._most = most // max(1, len(bars))

    def truth(self, condition: Condition) -> Truth:
        """Return (t,) where a condition is true; what is not known yet is not true, nor is its opposite."""
        if isinstance(condition, Compare):
            return self._raw(condition)  # no comparison with the unknown is true
        return self._known(condition) & self._raw(condition)

    def _raw(self, condition: Condition) -> Truth:
        match condition:
            case Compare(left, comparison, right):
                return self._compare(self.line(left), comparison, self.line(right))
            case All(parts):
                return np.asarray(np.logical_and.reduce([self._raw(part) for part in parts]))
            case Any(parts):
                return np.asarray(np.logical_or.reduce([self._raw(part) for part in parts]))
            case Not(part):
                return ~self._raw(part)

    def _known(self, condition: Condition) -> Truth:
        """Return where everything that a condition looks at is known."""
        known = np.ones(len(self._bars), np.bool_)
        for leaf in leaves(condition):
            for side in (leaf.left, leaf.right):
                known &= ~np.isnan(self.line(side))
        return known

    @staticmethod
    def _compare(left: Floats, comparison: Comparison, right: Floats) -> Truth:
        match comparison:
            case Comparison.ABOVE:
                return np.asarray(left > right)
            case Comparison.BELOW:
                return np.asarray(left < right)
            case Comparison.CROSSES_ABOVE:
                return _crosses(left, right)
            case Comparison.CROSSES_BELOW:
                return _crosses(right, left)

    def line(self, operand: Operand) -> Floats:
        """Return (t,) values of an operand in the shares of each day."""
        if isinstance(operand, Decimal):
            return np.full(len(self._bars), float(operand))
        if operand not in self._made:
            while len(self._made) > self._most:
                del self._made[next(iter(self._made))]  # the oldest
            self._made[operand] = self._make(operand)
        return self._made[operand]

    def _make(self, operand: Indicator) -> Floats:
        values = LINES[operand.measure](self._bars, operand.length or 0)
        if operand.measure in IN_PRICES:
            values = values / self._ratio
        elif operand.measure is Measure.VOLUME:
            values = values * self._ratio
        return values


def _crosses(above: Floats, below: Floats) -> Truth:
    """Return where a line is above another and was not at the bar before, where both were known then."""
    over = above > below
    before = np.concatenate(([np.nan], (above - below)[:-1]))
    return np.asarray(over & (before <= 0))


def _column(name: str, column: str) -> Callable[[Bars, int], Floats]:
    return lambda bars, length: indicator(name, bars, **({"period": length} if length else {}))[column]


def _return(bars: Bars, length: int) -> Floats:
    found = np.full(len(bars), np.nan)
    found[length:] = bars.close[length:] / bars.close[:-length] - 1
    return found


LINES: Final[Mapping[Measure, Callable[[Bars, int], Floats]]] = {
    Measure.CLOSE: lambda bars, _: bars.close,
    Measure.SMA: lambda bars, length: bars.close if length == 1 else talib.SMA(bars.close, length),
    Measure.EMA: lambda bars, length: bars.close if length == 1 else talib.EMA(bars.close, length),
    Measure.RSI: _column("rsi", "rsi"),
    Measure.MACD: _column("macd", "macd"),
    Measure.MACD_SIGNAL: _column("macd", "signal"),
    Measure.ATR: _column("atr", "atr"),
    Measure.ADX: _column("adx", "adx"),
    Measure.VOLATILITY: _column("volatility", "volatility"),
    Measure.HIGHEST: lambda bars, length: bars.high if length == 1 else talib.MAX(bars.high, length),
    Measure.LOWEST: lambda bars, length: bars.low if length == 1 else talib.MIN(bars.low, length),
    Measure.RETURN: _return,
    Measure.VOLUME: lambda bars, length: bars.volume if length == 1 else talib.SMA(bars.volume, length),
}
IN_PRICES: Final = frozenset(
    {
        Measure.CLOSE,
        Measure.SMA,
        Measure.EMA,
        Measure.MACD,
        Measure.MACD_SIGNAL,
        Measure.ATR,
        Measure.HIGHEST,
        Measure.LOWEST,
    }
)


# ---------------------------------------------------------------- signals


def of_weights(name: str, weights: Floats) -> Planned:
    """Return a table that somebody else made, (t, n) for the whole grid, as a strategy; a prefix of it for a prefix."""

    def plan(grid: Grid) -> Plan:
        if weights.shape[1] != len(grid.symbols) or len(weights) < len(grid.at):
            raise InvalidInput(f"{name} has {weights.shape} weights for {grid.open.shape} bars.")
        return Plan(weights[: len(grid.at)])

    return Planned(name, plan)


def of_chances(name: str, chances: Floats, base: Floats, weight: float | None = None) -> Planned:
    """Return forecasts as a strategy: hold what is likelier to rise than usual, sell what is likelier to fall.

    `chances` and `base` are (t, n), NaN where nothing was said; each row was made by its close.
    """
    share = weight if weight is not None else min(WEIGHT_MOST, 1 / max(1, chances.shape[1]))
    return of_weights(name, np.where(chances > base, share, np.where(chances < base, 0.0, np.nan)))


# ---------------------------------------------------------------- classes


def _last(grid: Grid, row: int, name: str, column: int, count: int) -> Floats:
    """Return a copy of the last values of a column up to a row."""
    return np.array(getattr(grid, name)[max(0, row + 1 - count) : row + 1, column], np.float64)


def _part(table: Floats, row: int, column: int, count: int) -> Floats:
    return np.array(table[max(0, row + 1 - count) : row + 1, column])


class Past:
    """What a class may look at: the bars up to one row, as copies, in the shares of that row's day; nothing later can
    be reached through it. `splits` (t, n) are shares that one of the first row has become, by row."""

    def __init__(self, grid: Grid, row: int, account: Simulation, splits: Floats) -> None:
        self.__row, self.__account = row, account
        self.__split = partial(_part, splits, row)
        self.__read = partial(_last, grid, row)
        self.symbols = grid.symbols
        self.day = date.fromordinal(int(grid.day[row]))
        self.at = grid.at[row]

    def __len__(self) -> int:
        """How many bars have been, this one included."""
        return self.__row + 1

    def closes(self, symbol: str, count: int = 1) -> Floats:
        """Return the last closes of a symbol, oldest first; 0 before its first bar."""
        return self.__prices("close", symbol, count)

    def opens(self, symbol: str, count: int = 1) -> Floats:
        return self.__prices("open", symbol, count)

    def highs(self, symbol: str, count: int = 1) -> Floats:
        return self.__prices("high", symbol, count)

    def lows(self, symbol: str, count: int = 1) -> Floats:
        return self.__prices("low", symbol, count)

    def volumes(self, symbol: str, count: int = 1) -> Floats:
        return self.__column("volume", symbol, count) / self.__ratio(symbol, count)

    def held(self, symbol: str) -> Decimal:
        """Return how many shares are held."""
        return self.__account.held.get(symbol, Decimal(0))

    def __prices(self, name: str, symbol: str, count: int) -> Floats:
        return self.__column(name, symbol, count) / MICROS * self.__ratio(symbol, count)

    def __ratio(self, symbol: str, count: int) -> Floats:
        """Return what turns prices of the last rows into those of today's shares."""
        ratio = self.__split(self.symbols.index(symbol), count)
        return np.asarray(ratio / ratio[-1])

    def __column(self, name: str, symbol: str, count: int) -> Floats:
        if symbol not in self.symbols:
            raise KeyError(f"{symbol} is not tested; there are {', '.join(self.symbols)}.")
        if not 1 <= count <= PAST_MAX:
            raise ValueError(f"1 to {PAST_MAX} bars can be looked at, not {count}.")
        return self.__read(name, self.symbols.index(symbol), count)


class ByBar(Protocol):
    """What a user's class has: `decide` returns weights of equity (0 to 1) by symbol; what it leaves out stays."""

    def decide(self, past: Past) -> Mapping[str, float]: ...


class StrategyFailed(InvalidInput):
    """A user's class did something that it must not; the message says what and on which day."""


def _short(told: object) -> str:
    """Return what a class gave, in no more words than fit on a line."""
    whole = told if isinstance(told, str) else repr(told)
    return whole if len(whole) <= TOLD_MAX else f"{whole[:TOLD_MAX]}..."


class Live:
    """Implements Decider over a user's class: it is asked at every bar."""

    def __init__(self, name: str, made: ByBar, grid: Grid) -> None:
        self._name, self._made, self._grid = name, made, grid
        self._wanted: dict[str, float] = {}
        self._splits = np.column_stack([grid.splits(column) for column in range(len(grid.symbols))])

    def next_row(self, after: int) -> int:
        return after

    def wishes(self, row: int, account: Simulation) -> Sequence[Wish]:
        """Ask the class. StrategyFailed when it raises, or wants what is not there or no share."""
        past = Past(self._grid, row, account, self._splits)
        try:
            wanted: list[tuple[object, object]] = list(self._made.decide(past).items())
        except Exception as error:  # whatever a user's code does
            raise StrategyFailed(f"{self._name} failed on {past.day}: {type(error).__name__}: {error}") from error
        found = []
        for symbol, weight in wanted:
            if not isinstance(symbol, str) or symbol not in self._grid.symbols:
                raise StrategyFailed(f"{self._name} on {past.day} wants {_short(symbol)}, which is not tested.")
            if not isinstance(weight, int | float) or not 0 <= weight <= 1:
                raise StrategyFailed(
                    f"{self._name} on {past.day} wants {_short(weight)} of {symbol}; a weight is 0 to 1."
                )
            if weight != self._wanted.get(symbol, 0.0):
                self._wanted[symbol] = float(weight)
                found.append(Wish(self._grid.symbols.index(symbol), float(weight)))
        return sorted(found, key=lambda wish: wish.weight > 0)


@dataclass(frozen=True, slots=True)
class Written:
    """A user's class as a strategy: a fresh object for each run."""

    name: str
    make: Callable[[], ByBar]

    def decider(self, grid: Grid) -> Decider:
        try:
            return Live(self.name, self.make(), grid)
        except Exception as error:  # whatever a user's code does
            raise StrategyFailed(f"{self.name} cannot be made: {type(error).__name__}: {error}") from error

    def active(self, grid: Grid) -> Mapping[str, int]:
        return {}
