"""Ask for backtests, of a strategy with a name or of rules."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from actions import backtests as actions
from graph.auth import acting
from graph.context import Info
from graph.mutations.jobs import JobAccepted
from graph.shapes import known
from trading.errors import FieldProblem, InvalidInput
from trading.strategies import Comparison, Measure, Rules, of_json


@strawberry.input(description="A measure of a symbol's bars.")
class IndicatorInput:
    measure: Measure = strawberry.field(description="What is looked at.")
    length: int | None = strawberry.field(
        default=strawberry.UNSET, description="Over how many bars, 1 to 500; null is the usual number."
    )


@strawberry.input(description="One side of a comparison.", one_of=True)
class OperandInput:
    indicator: IndicatorInput | None = strawberry.field(default=strawberry.UNSET, description="A measure.")
    value: Decimal | None = strawberry.field(default=strawberry.UNSET, description="A number.")


@strawberry.input(description="Two sides, held against each other.")
class ComparisonInput:
    left: OperandInput = strawberry.field(description="The one.")
    comparison: Comparison = strawberry.field(description="How.")
    right: OperandInput = strawberry.field(description="The other.")


@strawberry.input(description="A condition: exactly one of these. At most 64 in a tree, 8 deep.", one_of=True)
class ConditionInput:
    all: list["ConditionInput"] | None = strawberry.field(default=strawberry.UNSET, description="All of them.")
    any: list["ConditionInput"] | None = strawberry.field(default=strawberry.UNSET, description="At least one.")
    not_: "ConditionInput | None" = strawberry.field(name="not", default=strawberry.UNSET, description="The opposite.")
    compare: ComparisonInput | None = strawberry.field(default=strawberry.UNSET, description="A comparison.")


@strawberry.input(description="What a strategy does with each symbol, at each close.")
class RulesInput:
    enter: ConditionInput = strawberry.field(description="When to buy.")
    exit: ConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="When to sell; null is when `enter` is no longer so."
    )
    weight: Decimal | None = strawberry.field(
        default=strawberry.UNSET,
        description="The share of equity to buy, up to 1; null is an equal share, at most 0.095.",
    )
    stop_loss: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="A stop loss that far below the price, as a fraction."
    )
    take_profit: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="A take profit that far above the price, as a fraction."
    )


@strawberry.input(
    description="What varies, wherever it stands in the rules: exactly one of `indicator`, by its length, and `value`."
)
class VaryInput:
    indicator: IndicatorInput | None = strawberry.field(default=strawberry.UNSET, description="A measure of the rules.")
    value: Decimal | None = strawberry.field(default=strawberry.UNSET, description="A number of the rules.")
    values: list[Decimal] = strawberry.field(description="What it may be.")


@strawberry.input(description="A backtest to run.")
class RequestBacktestInput:
    strategy: str = strawberry.field(
        description="sma-crossover, momentum, mean-reversion, ensemble (the desk's own models); with rules, any name."
    )
    symbols: list[str] = strawberry.field(description="What may be traded: 1 to 50.")
    from_: date = strawberry.field(name="from", description="The first day that counts.")
    to: date = strawberry.field(description="The last one, at most the last that has closed.")
    opening_cash: Decimal = strawberry.field(default=Decimal(100_000), description="US dollars to begin with.")
    rules: RulesInput | None = strawberry.field(default=strawberry.UNSET, description="What the strategy does.")
    vary: list[VaryInput] | None = strawberry.field(
        default=strawberry.UNSET,
        description="What varies, 1 to 4: each combination is a trial, at most 1000; null tries the strategy as it is.",
    )


Request = Annotated[RequestBacktestInput, strawberry.argument(name="input", description="What to test.")]


async def request(info: Info, asked: Request) -> JobAccepted:
    viewer, rules = acting(info), known(asked.rules)
    wanted = actions.Wanted(
        strategy=asked.strategy,
        symbols=asked.symbols,
        first=asked.from_,
        last=asked.to,
        opening_cash=asked.opening_cash,
        rules=None if rules is None else _rules(asked.strategy, rules),
        vary=_tree(known(asked.vary) or []),
    )
    return JobAccepted(job=await actions.request(info.context.desk, viewer, wanted))


def _rules(name: str, rules: RulesInput) -> Rules:
    """Return the rules of an input; InvalidInput names what is wrong as the client has called it."""
    try:
        return of_json({"name": name, **_tree(rules)})
    except InvalidInput as wrong:
        fields = [FieldProblem(tuple(map(_called, each.path)), _called(each.message)) for each in wrong.fields]
        raise InvalidInput(_called(wrong.message), *fields) from None


def _called(text: str) -> str:
    return text.replace("stop_loss", "stopLoss").replace("take_profit", "takeProfit")


def _tree(part: Any) -> Any:
    """Return what a client gave as the plain tree that rules are read from; what was left out stays out."""
    if isinstance(part, list):
        return [_tree(each) for each in part]
    if isinstance(part, Measure | Comparison):
        return part.value
    if not hasattr(part, "__strawberry_definition__"):
        return part
    given = {name: getattr(part, name) for name in part.__dataclass_fields__}
    return {name.rstrip("_"): _tree(value) for name, value in given.items() if value not in (strawberry.UNSET, None)}
