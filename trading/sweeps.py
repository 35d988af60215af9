"""Sweeps: which numbers of a strategy's rules vary, and the rules of every combination of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod
from typing import Final, assert_never, cast

from trading.errors import FieldProblem, InvalidInput
from trading.ports import Json
from trading.strategies import (
    NAME_MAX,
    All,
    Any,
    Compare,
    Condition,
    Indicator,
    Not,
    Operand,
    Path,
    Rules,
    leaves,
    operand_json,
    operand_of,
)
from trading.units import plain

COMBINATIONS_MAX: Final = 1_000
CHOICES_MAX: Final = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What varies, wherever it stands in the rules, an indicator by its length or a number, and what it may be."""

    of: Operand
    values: tuple[Decimal, ...]

    @property
    def operands(self) -> list[Operand]:
        """What stands in its place, by value."""
        if isinstance(self.of, Decimal):
            return list(self.values)
        return [replace(self.of, length=int(value)) for value in self.values]

    @property
    def title(self) -> str:
        return plain(self.of) if isinstance(self.of, Decimal) else str(self.of)


@dataclass(frozen=True, slots=True)
class Variant:
    """One combination: the values in the order of the choices, and the rules with them."""

    values: tuple[Decimal, ...]
    rules: Rules


def variants(rules: Rules, choices: Sequence[Choice]) -> list[Variant]:
    """Return every combination, the last choice varying first."""
    found = []
    for values in product(*(zip(choice.values, choice.operands, strict=True) for choice in choices)):
        put = {choice.of: operand for choice, (_, operand) in zip(choices, values, strict=True)}
        said = ", ".join(f"{choice.title} {plain(value)}" for choice, (value, _) in zip(choices, values, strict=True))
        leave = None if rules.exit is None else _with(rules.exit, put)
        name = f"{rules.name}: {said}"[:NAME_MAX]
        varied = replace(rules, name=name, enter=_with(rules.enter, put), exit=leave)
        found.append(Variant(tuple(value for value, _ in values), varied))
    return found


def bars(rules: Rules, choices: Sequence[Choice]) -> int:
    """Return how many bars the longest combination needs before its first decision."""
    longest = {choice.of: max(choice.operands, key=_length) for choice in choices}
    leave = None if rules.exit is None else _with(rules.exit, longest)
    return replace(rules, enter=_with(rules.enter, longest), exit=leave).bars


def _length(operand: Operand) -> int:
    return operand.bars if isinstance(operand, Indicator) else 0


def _with(condition: Condition, put: Mapping[Operand, Operand]) -> Condition:
    match condition:
        case Compare(left, comparison, right):
            return Compare(put.get(left, left), comparison, put.get(right, right))
        case All(parts):
            return All(tuple(_with(part, put) for part in parts))
        case Any(parts):
            return Any(tuple(_with(part, put) for part in parts))
        case Not(part):
            return Not(_with(part, put))
        case _:
            assert_never(condition)


def to_json(choices: Sequence[Choice]) -> list[Json]:
    """Return choices as they are stored."""
    return [{**operand_json(choice.of), "values": [plain(value) for value in choice.values]} for choice in choices]


def of_json(stored: Sequence[Json], rules: Rules) -> list[Choice]:
    """Return choices for some rules. InvalidInput names what is wrong by its path: none or too many of them or of
    their combinations, what does not stand in the rules, a length or number that cannot be, one thing twice."""
    if not 1 <= len(stored) <= CHOICES_MAX:
        raise _wrong(("vary",), f"1 to {CHOICES_MAX} numbers can vary, not {len(stored)}.")
    found = [_choice(each, rules, ("vary", str(at))) for at, each in enumerate(stored)]
    if len({choice.of for choice in found}) < len(found):
        raise _wrong(("vary",), "the same thing varies twice; put its values together.")
    count = prod(len(choice.values) for choice in found)
    if count > COMBINATIONS_MAX:
        raise _wrong(("vary",), f"these are {count} combinations; at most {COMBINATIONS_MAX} can be tried at once.")
    return found


def _choice(stored: Json, rules: Rules, path: Path) -> Choice:
    of = operand_of({name: part for name, part in stored.items() if name != "values"}, path)
    sides = {
        side for tree in (rules.enter, rules.exit) if tree for leaf in leaves(tree) for side in (leaf.left, leaf.right)
    }
    if of not in sides:
        raise _wrong(path, f"{of} does not stand in the rules.")
    given = stored.get("values")
    if not isinstance(given, Sequence) or isinstance(given, str) or not 1 <= len(given) <= COMBINATIONS_MAX:
        raise _wrong((*path, "values"), f"is a list of 1 to {COMBINATIONS_MAX} numbers.")
    values = tuple(_value(each, of, (*path, "values", str(at))) for at, each in enumerate(given))
    if len(set(values)) < len(values):
        raise _wrong((*path, "values"), "names a number twice.")
    return Choice(of, values)


def _value(stored: object, of: Operand, path: Path) -> Decimal:
    """Return a value that can stand in a place; lengths as rules have them."""
    number = cast(Decimal, operand_of({"value": stored}, path))
    if isinstance(of, Indicator):
        length = int(number) if not number % 1 else None
        operand_of({"indicator": {"measure": of.measure.value, "length": length or 0}}, path)
    return number


def _wrong(path: Path, message: str) -> InvalidInput:
    said = f"{'.'.join(path)}: {message}"
    return InvalidInput(said, FieldProblem(path, said))
