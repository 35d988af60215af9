"""What weights are asked for, what was found, and the trades that lead there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from typing import Any, Final, Self

from trading.errors import FieldProblem, InvalidInput
from trading.orders import OrderSide
from trading.units import ZERO, plain

ONE: Final = Decimal(1)
RATIO: Final = Decimal("0.000001")
BUFFER: Final = Decimal("1.02")  # the reference price of a market buy is the mark times this
BAND: Final = Decimal("0.005")  # of equity: a smaller trade is not worth its cost
SYMBOLS_MAX: Final = 500
LOOKBACK: Final = (60, 2520)
EVERY_MAX: Final = 366


class OptimizationMethod(StrEnum):
    MIN_VARIANCE = "MIN_VARIANCE"
    MAX_SHARPE = "MAX_SHARPE"
    MEAN_CVAR = "MEAN_CVAR"
    RISK_PARITY = "RISK_PARITY"
    HRP = "HRP"
    BLACK_LITTERMAN = "BLACK_LITTERMAN"

    @property
    def bounds_only(self) -> bool:
        """Whether its weights come from a rule that knows bounds and no other constraint."""
        return self in (OptimizationMethod.RISK_PARITY, OptimizationMethod.HRP)


class CovarianceMethod(StrEnum):
    """How the covariance is estimated from the past."""

    LEDOIT_WOLF = "LEDOIT_WOLF"
    EWMA = "EWMA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The weights that some symbols must have together; one symbol: its own weight.

    A `sector` stands for its symbols until they are known.
    """

    symbols: tuple[str, ...] = ()
    sector: str = ""
    least: Decimal = ZERO
    most: Decimal = ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What target weights must satisfy, all fractions of equity. What is neither named nor cash stays as it is.

    `most` and `least` hold for every symbol, `bounds` for some. `turnover` is the most that the sum of absolute changes
    may be; `cost` is the fraction of what is traded that trading takes. `min_return` is a year's. `cash` stays.
    """

    least: Decimal = ZERO
    most: Decimal = ONE
    cash: Decimal = Decimal("0.02")
    bounds: tuple[Bound, ...] = ()
    turnover: Decimal | None = None
    cost: Decimal = ZERO
    min_return: Decimal | None = None
    covariance: CovarianceMethod = CovarianceMethod.LEDOIT_WOLF
    lookback_days: int = 504

    def kept(self) -> dict[str, Any]:
        """Return the constraints as JSON."""
        return {
            "least": plain(self.least),
            "most": plain(self.most),
            "cash": plain(self.cash),
            "bounds": [
                {"symbols": list(each.symbols), "least": plain(each.least), "most": plain(each.most)}
                for each in self.bounds
            ],
            "turnover": None if self.turnover is None else plain(self.turnover),
            "cost": plain(self.cost),
            "min_return": None if self.min_return is None else plain(self.min_return),
            "covariance": self.covariance.value,
            "lookback_days": self.lookback_days,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return constraints that `kept` made JSON of."""
        return cls(
            least=Decimal(kept["least"]),
            most=Decimal(kept["most"]),
            cash=Decimal(kept["cash"]),
            bounds=tuple(
                Bound(symbols=tuple(each["symbols"]), least=Decimal(each["least"]), most=Decimal(each["most"]))
                for each in kept["bounds"]
            ),
            turnover=None if kept["turnover"] is None else Decimal(kept["turnover"]),
            cost=Decimal(kept["cost"]),
            min_return=None if kept["min_return"] is None else Decimal(kept["min_return"]),
            covariance=CovarianceMethod(kept["covariance"]),
            lookback_days=int(kept["lookback_days"]),
        )


def objections(method: OptimizationMethod, constraints: Constraints, symbols: Sequence[str]) -> list[FieldProblem]:
    """Return what is wrong with a wish, in the names of the API; what only a solver can see is not among it."""
    found = [
        FieldProblem(("constraints", name), f"{plain(value)} is not between 0 and {plain(most)}.")
        for name, value, most in _numbers(constraints)
        if value is not None and not 0 <= value <= most
    ]
    if constraints.least > constraints.most:
        found.append(FieldProblem(("constraints", "minWeight"), "It is above maxWeight."))
    if not LOOKBACK[0] <= constraints.lookback_days <= LOOKBACK[1]:
        found.append(FieldProblem(("constraints", "lookbackDays"), f"From {LOOKBACK[0]} to {LOOKBACK[1]} days."))
    for each in constraints.bounds:
        if strange := [symbol for symbol in each.symbols if symbol not in symbols]:
            found.append(FieldProblem(("constraints", "bounds"), f"{', '.join(strange)} is not among the symbols."))
        elif not each.symbols or not 0 <= each.least <= each.most <= 1:
            found.append(FieldProblem(("constraints", "bounds"), "Name symbols, and 0 <= min <= max <= 1."))
    return found + _unheard(method, constraints)


def _numbers(constraints: Constraints) -> list[tuple[str, Decimal | None, Decimal]]:
    return [
        ("minWeight", constraints.least, ONE),
        ("maxWeight", constraints.most, ONE),
        ("cash", constraints.cash, Decimal("0.99")),
        ("maxTurnover", constraints.turnover, Decimal(2)),
        ("cost", constraints.cost, Decimal("0.1")),
        ("minReturn", constraints.min_return, ONE),
    ]


def _unheard(method: OptimizationMethod, constraints: Constraints) -> list[FieldProblem]:
    """Refuse what a rule would not obey."""
    if not method.bounds_only:
        return []
    asked = {
        "maxTurnover": constraints.turnover is not None,
        "minReturn": constraints.min_return is not None,
        "cost": constraints.cost != 0,
        "bounds": any(len(each.symbols) > 1 for each in constraints.bounds),
    }
    return [
        FieldProblem(("constraints", name), f"{method} knows the bounds of single symbols only.")
        for name, given in asked.items()
        if given
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A symbol's weight now and as it should be, and the share of the target portfolio's risk that it bears."""

    symbol: str
    current: Decimal
    target: Decimal
    risk: Decimal

    def kept(self) -> dict[str, str]:
        return {
            "symbol": self.symbol,
            "current": plain(self.current),
            "target": plain(self.target),
            "risk": plain(self.risk),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A year's return and volatility of weights; cash earns nothing and does not move."""

    expected_return: Decimal
    volatility: Decimal

    def kept(self) -> dict[str, str]:
        return {"expected_return": plain(self.expected_return), "volatility": plain(self.volatility)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An optimisation as it is carried out: the book's weights of now by symbol, `equity` money behind them.

    `views` by symbol are (probability of a rise, trading days ahead) of signals that count now.
    """

    method: OptimizationMethod
    symbols: tuple[str, ...]
    constraints: Constraints
    current: Mapping[str, Decimal]
    views: Mapping[str, tuple[Decimal, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """The weights that were found. `free` is what they would be without constraints but no debt and no shorts."""

    targets: tuple[Target, ...]
    point: Point
    free: Point
    frontier: tuple[Point, ...] = ()

    @property
    def turnover(self) -> Decimal:
        return sum((abs(each.target - each.current) for each in self.targets), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """Whole shares to trade towards a target; `cut` says that a limit on one order leaves some of it."""

    symbol: str
    side: OrderSide
    quantity: Decimal
    target: Decimal
    cut: bool


def trades(
    targets: Sequence[Target],
    held: Mapping[str, Decimal],
    prices: Mapping[str, Decimal],
    equity: Decimal,
    order_value_max: Decimal,
) -> list[Trade]:
    """Return what leads from what is held to the targets: sales first, since they pay for what is bought.

    A change below half a percent of equity is left, but for what is to be sold out. InvalidInput without equity.
    """
    if equity <= 0:
        raise InvalidInput("There is no equity to divide.")
    found = [
        _trade(each, held.get(each.symbol, ZERO), prices[each.symbol], equity, order_value_max) for each in targets
    ]
    return sorted((each for each in found if each), key=lambda each: (each.side is OrderSide.BUY, each.symbol))


def _trade(wanted: Target, held: Decimal, price: Decimal, equity: Decimal, order_value_max: Decimal) -> Trade | None:
    moved = wanted.target * equity - held * price
    side = OrderSide.BUY if moved > 0 else OrderSide.SELL
    out = wanted.target == 0 and held > 0
    if abs(moved) < BAND * equity and not out:
        return None
    whole = (
        held if out else (abs(moved) / (price * BUFFER if side is OrderSide.BUY else price)).quantize(ONE, ROUND_DOWN)
    )
    if side is OrderSide.SELL:
        return (
            Trade(symbol=wanted.symbol, side=side, quantity=whole, target=wanted.target, cut=False) if whole else None
        )
    quantity = min(whole, (order_value_max / (price * BUFFER)).quantize(ONE, ROUND_DOWN))
    if not quantity:
        return None
    return Trade(symbol=wanted.symbol, side=side, quantity=quantity, target=wanted.target, cut=quantity < whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When a portfolio looks for new target weights by itself: every so many days, or once it has drifted.

    `drift` is how far the weight of one symbol may lie from its target, a fraction of equity.
    """

    method: OptimizationMethod
    every_days: int | None = None
    drift: Decimal | None = None

    def kept(self) -> dict[str, str | int | None]:
        """Return the plan as JSON."""
        drift = None if self.drift is None else plain(self.drift)
        return {"method": self.method.value, "every_days": self.every_days, "drift": drift}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return a plan that `kept` made JSON of."""
        drift = None if kept["drift"] is None else Decimal(kept["drift"])
        return cls(method=OptimizationMethod(kept["method"]), every_days=kept["every_days"], drift=drift)

    def objections(self) -> list[FieldProblem]:
        """Return what is wrong with it, in the names of the API."""
        found = []
        if self.every_days is None and self.drift is None:
            found.append(FieldProblem(("everyDays",), "Say how often, or how far it may drift."))
        if self.every_days is not None and not 1 <= self.every_days <= EVERY_MAX:
            found.append(FieldProblem(("everyDays",), f"1 to {EVERY_MAX} days."))
        if self.drift is not None and not BAND <= self.drift <= 1:
            found.append(FieldProblem(("driftRatio",), f"{plain(BAND)} to 1: what is smaller is not traded."))
        return found


def trigger(
    plan: Plan, day: date, last: date | None, targets: Mapping[str, Decimal], current: Mapping[str, Decimal]
) -> str | None:
    """Return what asks for new weights at the close of a day, CALENDAR or DRIFT; None when nothing does.

    `last` is the day of the last search that found `targets`, None before the first, which is due at once.
    """
    if last is None:
        return "CALENDAR"
    if plan.every_days is not None and (day - last).days >= plan.every_days:
        return "CALENDAR"
    if plan.drift is None:
        return None
    away = [abs(weight - current.get(symbol, ZERO)) for symbol, weight in targets.items()]
    return "DRIFT" if max(away, default=ZERO) > plan.drift else None
