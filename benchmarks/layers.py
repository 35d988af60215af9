"""Which layer answers each operation of the contract, and what is left to Strawberry: `python -m benchmarks.layers`.

Nothing is asked of a desk: it is what the schema and the text of an operation alone decide. A field is `compiled` when
one function completes its whole selection, `called` when its function is called without what Strawberry does around
it, and else Strawberry's, as are mutations' results and what has arguments that must be converted. Fields of an
abstract type count once for each type that it may be. How often a value surprises what is compiled is not in it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Final

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    OperationType,
    get_named_type,
    get_operation_ast,
    parse,
)
from graphql.execution.collect_fields import FieldDetailsList

from api.persisted import persisted
from graph.documents import Document
from graph.limits import DocumentLimits
from graph.operations import Operation
from graph.plans import Planned
from graph.schema import build

STRAWBERRYS: Final = "Strawberry's"
Asked = tuple[str, str]  # how a field is asked, and which it is


def asked_of(text: str) -> tuple[str, str, list[Asked]]:
    """Return the name of an operation, the layer that answers it, and how each of its fields is asked."""
    document = Document.of(parse(text), DocumentLimits())
    definition = get_operation_ast(document.node)
    name = definition.name.value if definition and definition.name else "?"
    operation = Operation.of(SCHEMA._schema, document)
    if operation is not None:
        return name, "operation (L2)", list(_fields(operation.executor, operation.root, operation.fields))
    stream = definition is not None and definition.operation is OperationType.SUBSCRIPTION
    return name, "plans, by the hub (L1)" if stream else "Strawberry (L0): it has directives", []


def _fields(executor: Planned, kind: GraphQLObjectType, grouped: dict[str, FieldDetailsList]) -> Iterator[Asked]:
    """Yield how fields are asked that no function completes whole, and those below them."""
    for details in grouped.values():
        name = details[0].node.name.value
        if name in kind.fields:
            yield "called" if executor._step(kind, details) else STRAWBERRYS, f"{kind.name}.{name}"
            below = get_named_type(kind.fields[name].type)
            if isinstance(below, GraphQLInterfaceType | GraphQLUnionType):
                for each in executor.schema.get_possible_types(below):
                    yield from _below(executor, each, details)
            elif isinstance(below, GraphQLObjectType):
                yield from _below(executor, below, details)


def _below(executor: Planned, kind: GraphQLObjectType, details: FieldDetailsList) -> Iterator[Asked]:
    grouped = executor.collect_subfields(kind, details).grouped_field_set
    rest = executor._plan({}, kind, details).rest
    for name in grouped.keys() - set(rest):
        yield "compiled", f"{kind.name}.{name}"
    yield from _fields(executor, kind, {name: grouped[name] for name in rest})


def main() -> int:
    """Print a line for each operation, and below which fields Strawberry asks."""
    layers, fields, left = Counter[str](), Counter[str](), Counter[str]()
    print(f"{'operation':32} {'layer':36} compiled called {STRAWBERRYS}")
    for text in sorted(persisted().values(), key=lambda each: asked_of(each)[0]):
        name, layer, asked = asked_of(text)
        counts = Counter(how for how, _ in asked)
        print(f"{name:32} {layer:36} {counts['compiled']:8} {counts['called']:6} {counts[STRAWBERRYS]:12}")
        layers[layer] += 1
        fields += counts
        left.update(sorted({which for how, which in asked if how == STRAWBERRYS}))
    print("\noperations:", ", ".join(f"{layer}: {count}" for layer, count in layers.most_common()))
    print("fields:", ", ".join(f"{how}: {count}" for how, count in fields.most_common()))
    print("left to Strawberry:", ", ".join(f"{which} in {count}" for which, count in left.most_common()))
    return 0


SCHEMA: Final = build()

if __name__ == "__main__":
    sys.exit(main())
