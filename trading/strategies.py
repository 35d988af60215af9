"""Strategies as rules: trees of conditions over indicators, with what is wrong in them, in words and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, assert_never

from trading.errors import FieldProblem, InvalidInput
from trading.ports import Json
from trading.units import plain

NODES_MAX: Final = 64
DEPTH_MAX: Final = 8
LENGTH_MAX: Final = 500
WEIGHT_MAX: Final = Decimal(1)
NAME_MAX: Final = 100
Path = tuple[str, ...]


class Measure(StrEnum):
    """What a rule can look at. Prices and what is in prices are in the shares of the day; RETURN and VOLATILITY
    are fractions, over the length and annualised."""

    CLOSE = "CLOSE"
    SMA = "SMA"
    EMA = "EMA"
    RSI = "RSI"
    MACD = "MACD"
    MACD_SIGNAL = "MACD_SIGNAL"
    ATR = "ATR"
    ADX = "ADX"
    VOLATILITY = "VOLATILITY"
    HIGHEST = "HIGHEST"
    LOWEST = "LOWEST"
    RETURN = "RETURN"
    VOLUME = "VOLUME"


class Comparison(StrEnum):
    ABOVE = "ABOVE"
    BELOW = "BELOW"
    CROSSES_ABOVE = "CROSSES_ABOVE"
    CROSSES_BELOW = "CROSSES_BELOW"


# The length that a measure has unless it is told; None has none.
LENGTHS: Final[Mapping[Measure, int | None]] = {
    Measure.CLOSE: None,
    Measure.SMA: 20,
    Measure.EMA: 20,
    Measure.RSI: 14,
    Measure.MACD: None,
    Measure.MACD_SIGNAL: None,
    Measure.ATR: 14,
    Measure.ADX: 14,
    Measure.VOLATILITY: 20,
    Measure.HIGHEST: 20,
    Measure.LOWEST: 20,
    Measure.RETURN: 20,
    Measure.VOLUME: 20,
}
MACD_BARS: Final = 34


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure over so many bars."""

    measure: Measure
    length: int | None = None

    @property
    def bars(self) -> int:
        """How many bars it needs before it says anything."""
        match self.measure:
            case Measure.MACD | Measure.MACD_SIGNAL:
                return MACD_BARS
            case Measure.ADX:
                return 2 * (self.length or 0)
            case Measure.RSI | Measure.ATR | Measure.VOLATILITY | Measure.RETURN:
                return (self.length or 0) + 1
            case _:
                return self.length or 1

    def __str__(self) -> str:
        return f"{self.measure}({self.length})" if self.length else self.measure.value


Operand = Indicator | Decimal


@dataclass(frozen=True, slots=True)
class Compare:
    left: Operand
    comparison: Comparison
    right: Operand


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Condition"


Condition = Compare | All | Any | Not


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Per symbol: buy `weight` of equity when `enter` is true, sell all when `exit` is (None: when `enter` is not).

    `weight` None is an equal share for every symbol, at most 9.5% of equity. `stop_loss` and `take_profit` are
    fractions of the price at which the order was decided.
    """

    name: str
    enter: Condition
    exit: Condition | None = None
    weight: Decimal | None = None
    stop_loss: Decimal | None = None
    take_profit: Decimal | None = None

    @property
    def sentence(self) -> str:
        """What it does, in words."""
        share = "an equal share" if self.weight is None else f"{plain(self.weight * 100)}%"
        left = f"when {words(self.exit)}" if self.exit else "when that is no longer so"
        exits = [
            f"{name} at {plain(level * 100)}%"
            for name, level in (("a stop loss", self.stop_loss), ("a take profit", self.take_profit))
            if level is not None
        ]
        with_exits = f", with {' and '.join(exits)}" if exits else ""
        return f"Buy {share} of equity{with_exits} when {words(self.enter)}; sell {left}."

    @property
    def bars(self) -> int:
        """How many bars must have been before the first decision."""
        found = [*indicators(self.enter), *(indicators(self.exit) if self.exit else ())]
        return max((each.bars for each in found), default=1) + 1


def indicators(condition: Condition) -> Iterator[Indicator]:
    """Yield every indicator of a condition."""
    for leaf in leaves(condition):
        yield from (side for side in (leaf.left, leaf.right) if isinstance(side, Indicator))


def leaves(condition: Condition) -> Iterator[Compare]:
    """Yield every comparison of a condition, from left to right."""
    match condition:
        case Compare():
            yield condition
        case All(parts) | Any(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            assert_never(condition)


def words(condition: Condition) -> str:
    """Return a condition as a phrase."""
    match condition:
        case Compare(left, comparison, right):
            verb = comparison.value.lower().replace("_", " ")
            return f"{_operand_words(left)} {'is ' if ' ' not in verb else ''}{verb} {_operand_words(right)}"
        case All(parts):
            return "(" + " and ".join(map(words, parts)) + ")"
        case Any(parts):
            return "(" + " or ".join(map(words, parts)) + ")"
        case Not(part):
            return f"not {words(part)}"
        case _:
            assert_never(condition)


def _operand_words(operand: Operand) -> str:
    return str(operand) if isinstance(operand, Indicator) else plain(operand)


# ---------------------------------------------------------------- the catalog

ENSEMBLE: Final = "ensemble"  # the desk's own models, each year by what was known before it


def _above(left: Indicator, right: Operand) -> Compare:
    return Compare(left, Comparison.ABOVE, right)


def _below(left: Indicator, right: Operand) -> Compare:
    return Compare(left, Comparison.BELOW, right)


_CLOSE, _YEAR = Indicator(Measure.CLOSE), Indicator(Measure.RETURN, 252)
_FAST, _SLOW, _RSI = Indicator(Measure.SMA, 50), Indicator(Measure.SMA, 200), Indicator(Measure.RSI, 14)
# What can be tested by its name.
CATALOG: Final[Mapping[str, Rules]] = {
    rules.name: rules
    for rules in (
        Rules(name="sma-crossover", enter=_above(_FAST, _SLOW), exit=_below(_FAST, _SLOW)),
        Rules(
            name="momentum",
            enter=All((_above(_YEAR, Decimal(0)), _above(_CLOSE, _SLOW))),
            exit=Any((_below(_YEAR, Decimal(0)), _below(_CLOSE, _SLOW))),
        ),
        Rules(
            name="mean-reversion",
            enter=All((_below(_RSI, Decimal(30)), _above(_CLOSE, _SLOW))),
            exit=_above(_RSI, Decimal(55)),
            stop_loss=Decimal("0.1"),
        ),
    )
}


# ---------------------------------------------------------------- JSON


def to_json(rules: Rules) -> Json:
    """Return rules as they are stored: plain JSON, decimals as text."""
    levels = {name: getattr(rules, name) for name in ("weight", "stop_loss", "take_profit")}
    return {
        "name": rules.name,
        "enter": _condition_json(rules.enter),
        "exit": _condition_json(rules.exit) if rules.exit else None,
        **{name: None if value is None else plain(value) for name, value in levels.items()},
    }


def _condition_json(condition: Condition) -> Json:
    match condition:
        case Compare(left, comparison, right):
            sides = {"left": operand_json(left), "right": operand_json(right)}
            return {"compare": {**sides, "comparison": comparison.value}}
        case All(parts):
            return {"all": [_condition_json(part) for part in parts]}
        case Any(parts):
            return {"any": [_condition_json(part) for part in parts]}
        case Not(part):
            return {"not": _condition_json(part)}
        case _:
            assert_never(condition)


def operand_json(operand: Operand) -> Json:
    """Return one side of a comparison as it is stored."""
    if isinstance(operand, Indicator):
        return {"indicator": {"measure": operand.measure.value, "length": operand.length}}
    return {"value": plain(operand)}


def of_json(stored: object) -> Rules:
    """Return rules from JSON; InvalidInput names every part that is wrong by its path."""
    reader = _Reader()
    found = reader.rules(stored)
    if reader.problems or found is None:
        raise InvalidInput(" ".join(problem.message for problem in reader.problems), *reader.problems)
    return found


def operand_of(stored: object, path: Path) -> Operand:
    """Return one side of a comparison from JSON; InvalidInput names what is wrong by its path."""
    reader = _Reader()
    found = reader.operand(stored, path)
    if reader.problems or found is None:
        raise InvalidInput(" ".join(problem.message for problem in reader.problems), *reader.problems)
    return found


class _Reader:
    """Reads a tree and collects what is wrong in it."""

    def __init__(self) -> None:
        self.problems: list[FieldProblem] = []
        self.nodes = 0

    def wrong(self, path: Path, message: str) -> None:
        if len(self.problems) < NODES_MAX:
            self.problems.append(FieldProblem(path, f"{'.'.join(path)}: {message}"))

    def rules(self, stored: object) -> Rules | None:
        if not isinstance(stored, Mapping):
            self.wrong(("rules",), "rules are an object with enter, and maybe exit, weight, stopLoss, takeProfit.")
            return None
        known = {"name", "enter", "exit", "weight", "stop_loss", "take_profit"}
        for unknown in sorted(map(str, set(stored) - known)):
            self.wrong(("rules", unknown), f"there is no such part; there are {', '.join(sorted(known))}.")
        name: object = stored.get("name")
        if not isinstance(name, str) or not 1 <= len(name.strip()) <= NAME_MAX or not name.isprintable():
            self.wrong(("rules", "name"), f"a name has 1 to {NAME_MAX} printable characters.")
        enter = self.condition(stored.get("enter"), ("rules", "enter"), 1)
        left = None if stored.get("exit") is None else self.condition(stored["exit"], ("rules", "exit"), 1)
        levels = {each: self.share(stored.get(each), each) for each in ("weight", "stop_loss", "take_profit")}
        if self.problems or enter is None:
            return None
        return Rules(name=str(name), enter=enter, exit=left, **levels)

    def share(self, value: object, name: str) -> Decimal | None:
        if value is None:
            return None
        number = self.number(value, ("rules", name))
        if number is not None and not 0 < number <= WEIGHT_MAX:
            self.wrong(("rules", name), "is a fraction above 0 and at most 1.")
        return number

    def number(self, value: object, path: Path) -> Decimal | None:
        try:
            number = Decimal(value) if isinstance(value, str | int | Decimal) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > 10**12 or isinstance(value, bool):
            self.wrong(path, "is a decimal number, written as text.")
            return None
        return number

    def condition(self, stored: object, path: Path, depth: int) -> Condition | None:
        self.nodes += 1
        if depth > DEPTH_MAX or self.nodes > NODES_MAX:
            if self.nodes <= NODES_MAX + 1 or depth > DEPTH_MAX:
                self.wrong(path, f"a tree has at most {NODES_MAX} conditions, {DEPTH_MAX} deep.")
            return None
        if not isinstance(stored, Mapping) or len(stored) != 1:
            self.wrong(path, "a condition is exactly one of all, any, not, compare.")
            return None
        [(kind, inside)] = stored.items()
        below = (*path, str(kind))
        match kind:
            case "all" | "any":
                parts = self.parts(inside, below, depth)
                return (All if kind == "all" else Any)(parts) if parts else None
            case "not":
                part = self.condition(inside, below, depth + 1)
                return Not(part) if part else None
            case "compare":
                return self.compare(inside, below)
            case _:
                self.wrong(path, "a condition is exactly one of all, any, not, compare.")
                return None

    def parts(self, stored: object, path: Path, depth: int) -> tuple[Condition, ...]:
        if not isinstance(stored, Sequence) or isinstance(stored, str) or not stored:
            self.wrong(path, "is a list of at least one condition.")
            return ()
        found = [self.condition(part, (*path, str(at)), depth + 1) for at, part in enumerate(stored[: NODES_MAX + 1])]
        return tuple(part for part in found if part is not None)

    def compare(self, stored: object, path: Path) -> Compare | None:
        if not isinstance(stored, Mapping) or set(stored) != {"left", "comparison", "right"}:
            self.wrong(path, "a comparison has left, comparison and right.")
            return None
        left, right = (self.operand(stored[side], (*path, side)) for side in ("left", "right"))
        comparison = stored["comparison"]
        if comparison not in set(Comparison):
            self.wrong((*path, "comparison"), f"is one of {', '.join(Comparison)}.")
            return None
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            self.wrong(path, "two numbers are never news: compare an indicator.")
        return None if left is None or right is None else Compare(left, Comparison(comparison), right)

    def operand(self, stored: object, path: Path) -> Operand | None:
        if not isinstance(stored, Mapping) or len(stored) != 1 or not set(stored) <= {"indicator", "value"}:
            self.wrong(path, "is exactly one of indicator, value.")
            return None
        if "value" in stored:
            return self.number(stored["value"], (*path, "value"))
        return self.indicator(stored["indicator"], (*path, "indicator"))

    def indicator(self, stored: object, path: Path) -> Indicator | None:
        if not isinstance(stored, Mapping) or not set(stored) <= {"measure", "length"}:
            self.wrong(path, "an indicator has a measure and maybe a length.")
            return None
        measure, length = stored.get("measure"), stored.get("length")
        if measure not in set(Measure):
            self.wrong((*path, "measure"), f"is one of {', '.join(Measure)}.")
            return None
        usual = LENGTHS[Measure(measure)]
        if usual is None and length is not None:
            self.wrong((*path, "length"), f"{measure} has no length; leave it out.")
        elif length is not None and (type(length) is not int or not 1 <= length <= LENGTH_MAX):
            self.wrong((*path, "length"), f"is a whole number from 1 to {LENGTH_MAX}.")
        elif length == 1 and measure in (Measure.RSI, Measure.VOLATILITY, Measure.ADX):
            self.wrong((*path, "length"), f"{measure} needs at least 2 bars.")
        else:
            return Indicator(Measure(measure), length or usual)
        return None
