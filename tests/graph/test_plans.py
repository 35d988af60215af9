"""Proves that compiled selections answer as the stock path does, errors and paths included, and when they are off."""

import re
from collections.abc import Callable, Iterator
from contextlib import aclosing
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Final

import pytest
import strawberry
from graphql import Undefined
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.extensions import ParserCache, SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionResult

import db.models as rows
from actions import orders
from graph import ids, plans
from graph.limits import CACHED_DOCUMENTS
from graph.plans import Planned
from graph.scalars import SCALARS, Currency
from graph.schema import build
from graph.shapes import derived
from graph.types.orders import Order
from tests.graph.conftest import World
from tests.graph.documents import documents
from tests.graph.test_queries import fill
from trading.orders import OrderSide, Terms

STOCK, COMPILED = build(compiled=False), build(compiled=True)
MAIN = ids.encode("Portfolio", "01234567890123456789012345")
LITERALS: Final = {
    "id": ['"MAIN"', '"x"', f'"{MAIN}"'],
    "ids": ['["MAIN", "x"]', "[]"],
    "portfolioId": ['"MAIN"', '"x"'],
    "idempotencyKey": ['"k1"', '"none"'],
    "symbol": ['"AAPL"', '"NOPE"'],
    "symbols": ['["AAPL", "NOPE", "IBM"]', "[]"],
    "first": ["1", "2", "100", "0", "-1"],
    "after": ["null", '"bad"'],
}
ROOTS: Final = ("viewer", "node", "nodes", "portfolio", "portfolio", "portfolios", "orderByKey", "instrument", "quotes")


def seen(result: ExecutionResult) -> str:
    """Return what a client would see, the order of fields included; addresses in texts left out."""
    shown = repr((result.data, [error.formatted for error in result.errors or ()]))
    return re.sub("0x[0-9a-f]+", "0x", shown)


async def both(world: World, document: str) -> list[str]:
    """Ask the stock schema once and the compiled one twice: it compiles what comes again."""
    results = []
    for schema in (STOCK, COMPILED, COMPILED):
        context = world.context(world.owner)
        results.append(seen(await schema.execute(document, context_value=context)))
    return results


@pytest.fixture
async def busy(world: World) -> World:
    """A world with fills, a working order, a denied one and alerts."""
    for key, symbol in (("k1", "AAPL"), ("k2", "IBM"), ("k3", "AAPL")):
        await fill(world, symbol, 10, "150", key)
    for key, quantity in (("w", 3), ("d", 10**6)):
        terms = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(quantity))
        await orders.place(world.desk, world.owner, world.portfolio.id, terms, key=key, allow_duplicate=True)
    return world


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(drawn=documents(STOCK._schema, LITERALS, ROOTS))
async def test_any_document_is_answered_by_the_desk_as_by_the_stock_path(busy: World, drawn: str) -> None:
    stock, *compiled = await both(busy, drawn.replace("MAIN", busy.portfolio_id))
    assert compiled == [stock, stock]


async def test_the_lists_of_a_portfolio_are_compiled_without_a_surprise(busy: World) -> None:
    before = plans.counters()
    document = """query { portfolio(id: "MAIN") {
        orders { nodes { id side type status quantity limitPrice timeInForce placedAt checks { code passed observed }
            instrument { symbol currency } fees { amount currency } } pageInfo { hasNextPage endCursor } }
        executions { edges { cursor node { id quantity price busted executedAt } } }
        positions { nodes { id quantity averageCost pnl { day { amount } } } } } }"""
    stock, *compiled = await both(busy, document.replace("MAIN", busy.portfolio_id))
    assert compiled == [stock, stock]
    assert stock.endswith(", [])")
    after = plans.counters()
    assert after["hits"] > before["hits"]
    assert after["fallbacks"] == before["fallbacks"]


async def test_streams_are_compiled_from_their_first_event_on(busy: World) -> None:
    document = """subscription First { orderUpdates(portfolioId: "MAIN") { kind
        orders { id side type status quantity checks { code passed } fees { amount } } executions { id price } } }"""
    told = []
    for schema in (STOCK, COMPILED):
        before = plans.counters()["hits"]
        stream = await schema.subscribe(
            document.replace("MAIN", busy.portfolio_id), context_value=busy.context(busy.owner)
        )
        async with aclosing(stream) as updates:
            told.append(seen(await anext(updates)))
        assert (plans.counters()["hits"] > before) == (schema is COMPILED)
    assert told[0] == told[1]
    assert told[0].endswith(", [])")


# ---------------------------------------------------------------- bad values


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Other(Enum):
    RED = "red"


class Awaited:
    """Gives None when it is awaited."""

    colour = Colour.RED

    def __await__(self) -> Iterator[Any]:
        return iter(())


class Text(str):
    """Text of a class of its own."""

    __slots__ = ()


def boom() -> Any:
    raise ValueError("boom")


Makers = dict[str, Callable[[], Any]]


class Row:
    """Every attribute is made anew whenever it is read; a maker that wants a row is given another one."""

    def __init__(self, makers: Makers) -> None:
        self._makers = makers

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._makers:
            raise AttributeError(name)
        value = self._makers[name]()
        return value(self._makers) if any(value is shelf for shelf in SHELVES) else value


def one(makers: Makers) -> Any:
    return Row(makers)


def two(makers: Makers) -> Any:
    return [Row(makers), Row(makers)]


def with_none(makers: Makers) -> Any:
    return [Row(makers), None]


def with_error(makers: Makers) -> Any:
    return [Row(makers), ValueError("an item")]


def paired(makers: Makers) -> Any:
    return (Row(makers),)


def yielded(makers: Makers) -> Any:
    return (Row(makers) for _ in range(2))


VALUES: Final[tuple[Callable[[], Any], ...]] = (
    lambda: None,
    lambda: Undefined,
    lambda: strawberry.UNSET,
    lambda: True,
    lambda: 0,
    lambda: 2**31,
    lambda: -(2**31) - 1,
    lambda: 1.5,
    lambda: float("nan"),
    lambda: float("-inf"),
    lambda: "text",
    lambda: Text("own"),
    lambda: "12",
    lambda: Decimal("1.50"),
    lambda: Decimal("NaN"),
    lambda: datetime(2024, 1, 2, tzinfo=UTC),
    lambda: datetime(2024, 1, 2),  # noqa: DTZ001  # without a zone: a mistake
    lambda: date(2024, 1, 2),
    lambda: Colour.BLUE,
    lambda: Other.RED,
    lambda: "RED",
    list,
    lambda: ["a", None, "b"],
    lambda: ("a", 1),
    lambda: {"a": 1},
    lambda: {"a"},
    lambda: (each for each in ("a", "b")),
    object,
    lambda: ValueError("a value"),
    boom,
    Awaited,
)
SHELVES: Final = (one, two, with_none, with_error, paired, yielded)


@strawberry.type
class Thing:
    text: str
    text_or_null: str | None
    key: strawberry.ID
    whole: int
    whole_or_null: int | None
    real: float
    real_or_null: float | None
    yes: bool | None
    money: Decimal
    money_or_null: Decimal | None
    at: datetime | None
    day: date | None
    currency: Currency | None
    colour: Colour
    colour_or_null: Colour | None
    words: list[str]
    words_or_null: list[str | None] | None
    shades: list[list[Colour]] | None
    named: str | None = derived(lambda root: root.text, "Computed.")

    @strawberry.field
    async def late(self) -> str:
        return "late"


@strawberry.type
class Box:
    thing: Thing
    maybe: Thing | None
    things: list[Thing]
    maybes: list[Thing | None] | None


def _box(root: Makers) -> Any:
    return Row(root)


async def _boxes(root: Makers) -> list[Any]:
    return [Row(root), Row(root)]


@strawberry.type
class Root:
    box: Box | None = derived(_box, "One.")
    boxes: list[Box] | None = derived(_boxes, "Some.")


CONFIG: Final = StrawberryConfig(scalar_map=SCALARS)
PLAIN_ROOT: Final = strawberry.Schema(Root, config=CONFIG)
PLANNED_ROOT: Final = strawberry.Schema(Root, config=CONFIG, execution_context_class=Planned, extensions=[ParserCache])
GOOD: Final[Makers] = {
    "text": lambda: "t",
    "text_or_null": lambda: None,
    "key": lambda: "k",
    "whole": lambda: 7,
    "whole_or_null": lambda: None,
    "real": lambda: 0.5,
    "real_or_null": lambda: None,
    "yes": lambda: False,
    "money": lambda: Decimal("2.50"),
    "money_or_null": lambda: None,
    "at": lambda: datetime(2024, 1, 2, tzinfo=UTC),
    "day": lambda: None,
    "currency": lambda: "USD",
    "colour": lambda: Colour.RED,
    "colour_or_null": lambda: None,
    "words": lambda: ["w"],
    "words_or_null": lambda: ["w", None],
    "shades": lambda: [[Colour.RED], [Colour.BLUE]],
    "thing": lambda: one,
    "maybe": lambda: None,
    "things": lambda: two,
    "maybes": lambda: two,
}
STRANGE: Final = st.dictionaries(
    st.sampled_from(sorted(GOOD)), st.sampled_from([*VALUES, *((lambda s=shelf: s) for shelf in SHELVES)]), max_size=4
)


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", "strawberry.execution")


async def answers(document: str, makers: Makers) -> list[str]:
    """Ask the stock path once and the compiled one twice: it compiles what comes again."""
    runs = (PLAIN_ROOT, PLANNED_ROOT, PLANNED_ROOT)
    return [seen(await schema.execute(document, root_value=makers)) for schema in runs]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=documents(PLAIN_ROOT._schema, {}, ["box", "boxes"]), strange=STRANGE)
async def test_bad_values_give_the_nulls_messages_and_paths_of_the_stock_path(
    document: str, strange: dict[str, Callable[[], Any]]
) -> None:
    stock, *compiled = await answers(document, {**GOOD, **strange})
    assert compiled == [stock, stock]


EACH: Final = "text key whole real yes money at day currency colour words shades named"
ALL_OF_IT: Final = (
    f"{{ box {{ thing {{ {EACH} }} maybe {{ text }} things {{ {EACH} }} }} boxes {{ maybes {{ {EACH} late }} }} }}"
)


@pytest.mark.parametrize("name", sorted(GOOD))
async def test_every_bad_value_in_every_field(name: str) -> None:
    for value in (*VALUES, *((lambda s=shelf: s) for shelf in SHELVES)):
        stock, *compiled = await answers(ALL_OF_IT, {**GOOD, name: value})
        assert compiled == [stock, stock]


async def test_good_values_never_reach_the_stock_path() -> None:
    await answers(ALL_OF_IT, GOOD)
    before = plans.counters()
    await answers(ALL_OF_IT, GOOD)
    after = plans.counters()
    assert after["hits"] > before["hits"]
    assert after["fallbacks"] == before["fallbacks"]


class Lookalike:
    """Has what an order has, and is none."""

    side, rejection = OrderSide.BUY, None


@strawberry.type
class Shelf:
    orders: list[Order | None] = derived(lambda root: root, "Some.")
    first: Order | None = derived(lambda root: root[0], "One.")


@pytest.mark.parametrize("values", [[0], [1], [0, 1], [1, 0], [0, 0, 1, 0, 2]])
async def test_what_is_no_row_of_its_type_is_told_by_the_stock_path(values: list[int]) -> None:
    stock = strawberry.Schema(Shelf, config=CONFIG)
    planned = strawberry.Schema(Shelf, config=CONFIG, execution_context_class=Planned, extensions=[ParserCache])
    each: list[Any] = [rows.Order(side=OrderSide.BUY), Lookalike(), rows.Instrument(symbol="IBM")]
    for _ in range(3):  # good ones between the bad
        for chosen in (values, [0, 0]):
            runs = [
                await schema.execute(
                    "{ first { side rejection } orders { side rejection } }",
                    root_value=[each[number] for number in chosen],
                )
                for schema in (stock, planned)
            ]
            assert seen(runs[0]) == seen(runs[1])
            assert (runs[0].errors is None) == (not any(chosen))


# ---------------------------------------------------------------- when it is off


class Shouting(SchemaExtension):
    """Middleware that changes what a field gives."""

    def resolve(self, _next: Any, root: Any, info: Any, *args: Any, **kwargs: Any) -> Any:
        value = _next(root, info, *args, **kwargs)
        return value.upper() if isinstance(value, str) else value


async def test_middleware_sees_every_field() -> None:
    schema = strawberry.Schema(Root, config=CONFIG, execution_context_class=Planned, extensions=[ParserCache, Shouting])
    for _ in range(3):
        assert (await schema.execute("{ box { thing { text } } }", root_value=GOOD)).data == {
            "box": {"thing": {"text": "T"}}
        }


async def test_directives_are_obeyed_by_their_variables() -> None:
    document = "query ($on: Boolean!) { box { thing { key text @include(if: $on) } } }"
    for on in (True, False, True, False):
        result = await PLANNED_ROOT.execute(document, variable_values={"on": on}, root_value=GOOD)
        assert result.data == {"box": {"thing": {"key": "k", "text": "t"} if on else {"key": "k"}}}


async def test_no_more_operations_are_kept_than_documents() -> None:
    for number in range(CACHED_DOCUMENTS + 20):
        await PLANNED_ROOT.execute(f"query Q{number} {{ box {{ thing {{ text }} }} }}", root_value=GOOD)
    assert plans.counters()["operations"] == CACHED_DOCUMENTS
