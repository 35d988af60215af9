"""How types are written here: GraphQL fields over database rows and frozen values, without copying them."""

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Generic, TypeVar

import strawberry
from strawberry.types.lazy_type import LazyType

from db.reads.pages import Page
from graph import ids
from graph.scalars import Currency

T = TypeVar("T")


def derived(resolver: Callable[..., Any], description: str, *, reads: str | None = None) -> Any:
    """A field that a function computes; its GraphQL type is the annotation beside it.

    `reads` names the columns of its row that the function may ever touch; without it lists read whole rows.
    """
    metadata = None if reads is None else {"reads": reads.split()}
    return strawberry.field(resolver=resolver, description=description, metadata=metadata)


def linked(
    type_name: str,
    module: str,
    resolver: Callable[..., Any],
    description: str,
    *,
    optional: bool = False,
    many: bool = False,
) -> Any:
    """A field whose type lives in a module that imports this one: named, so that imports run one way only."""
    target: Any = LazyType(type_name, module)
    if many:
        target = list[target]
    return strawberry.field(
        graphql_type=target | None if optional else target, resolver=resolver, description=description
    )


def known(value: Any) -> Any:
    """Return an optional argument or input field, None when the client left it out."""
    return None if value is strawberry.UNSET else value


# ---------------------------------------------------------------- nodes

SHAPES: dict[type, type["Node"]] = {}


def global_id(root: Any) -> str:
    """Return the global id of a row or value that has a Node type."""
    shape = SHAPES[type(root)]
    return ids.encode(shape.__name__, str(getattr(root, shape.key)))


@strawberry.interface(description="Anything with a stable, opaque, global id.")
class Node:
    """`row` is the class of what a type shows, `key` its attribute that identifies it."""

    row: ClassVar[type]
    key: ClassVar[str] = "id"
    id: strawberry.ID = derived(global_id, "Opaque global id.", reads="")

    def __init_subclass__(cls) -> None:
        if "row" in cls.__dict__:
            SHAPES[cls.row] = cls

    @classmethod
    def is_type_of(cls, value: Any, _info: Any) -> bool:
        return isinstance(value, cls.row)


# ---------------------------------------------------------------- money


@strawberry.type(description="An amount of money.")
class Money:
    amount: Decimal = strawberry.field(description="The amount, in units of the currency.")
    currency: Currency = strawberry.field(description="The currency of the amount.")


def money(amount: Decimal, currency: str) -> Money:
    return Money(amount=amount, currency=Currency(currency))


# ---------------------------------------------------------------- connections

First = Annotated[int, strawberry.argument(description="How many to return: 1 to 100.")]
After = Annotated[str | None, strawberry.argument(description="Return what comes after this cursor.")]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="Whether more follows.")
    has_previous_page: bool = strawberry.field(description="Whether something came before.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first entry, null when there is none.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last entry, null when there is none.")


@strawberry.type(description="An entry of a list, with its place in it.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="Opaque; give it back as `after`.")
    node: T = strawberry.field(description="The entry itself.")


def _edges(root: Page[Any]) -> list[Edge[Any]]:
    return [Edge(cursor=cursor, node=row) for cursor, row in zip(root.cursors, root.rows, strict=True)]


def _nodes(root: Page[Any]) -> list[Any]:
    return root.rows


def _page_info(root: Page[Any]) -> PageInfo:
    return PageInfo(
        has_next_page=root.has_next,
        has_previous_page=root.has_previous,
        start_cursor=root.cursor(0),
        end_cursor=root.cursor(-1),
    )


async def _total_count(root: Page[Any]) -> int:
    return await root.count()


@strawberry.type(description="A page of a list that grows.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = derived(_edges, "The entries of this page with their cursors.")
    nodes: list[T] = derived(_nodes, "The entries of this page.")
    page_info: PageInfo = derived(_page_info, "Where this page lies.")
    total_count: int = derived(_total_count, "How many entries the whole list has.")
