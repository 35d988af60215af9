"""Which columns of its rows a page needs, where every field that is selected says what it reads.

A plain field reads the attribute of its name; a computed one what it was declared with. One that says nothing may read
anything: then whole rows are read.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.field import StrawberryField
from tortoise.models import Model

from graph.context import Info
from graph.limits import CACHED_DOCUMENTS

Columns = tuple[str, ...] | None
READS: Final = "reads"
WRAPPERS: Final = frozenset({"nodes", "edges", "node"})
# The nodes are kept with what they mean, so that no others can have the same identity.
KNOWN: Final[OrderedDict[tuple[int, ...], tuple[list[FieldNode], Columns]]] = OrderedDict()


def columns(info: Info, model: type[Model]) -> Columns:
    """Return the columns that the nodes of this field's connection need, None for all of them."""
    raw = info._raw_info
    key = tuple(map(id, raw.field_nodes))
    if key not in KNOWN:
        kind = get_named_type(raw.return_type)
        sets = [node.selection_set for node in raw.field_nodes]
        found = _read(kind, sets, raw.fragments)
        KNOWN[key] = raw.field_nodes, _of(model, found)
        if len(KNOWN) > CACHED_DOCUMENTS:
            KNOWN.popitem(last=False)
    return KNOWN[key][1]


def _of(model: type[Model], names: Iterable[str | None]) -> Columns:
    wanted = {model._meta.pk_attr, *names}
    known = [name for name in sorted(model._meta.fields_db_projection) if name in wanted]
    return tuple(known) if len(known) == len(wanted) else None


def _read(
    kind: Any,
    sets: Iterable[SelectionSetNode | None],
    fragments: dict[str, FragmentDefinitionNode],
) -> Iterator[str | None]:
    """Yield the attributes that a connection's nodes are read for, None where a field does not say."""
    for node in (each for selected in sets for each in _fields(selected, fragments)):
        name = node.name.value
        field = kind.fields.get(name) if isinstance(kind, GraphQLObjectType) else None
        if name in WRAPPERS and field is not None and not _is_row(kind):
            yield from _read(get_named_type(field.type), [node.selection_set], fragments)
        elif _is_row(kind) and name != "__typename":
            yield from _reads(field)


def _fields(selected: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    """Yield the fields of a selection, those of its fragments included: more may be read than is shown, never less."""
    for each in selected.selections if selected else ():
        if isinstance(each, FieldNode):
            yield each
        elif isinstance(each, InlineFragmentNode):
            yield from _fields(each.selection_set, fragments)
        elif isinstance(each, FragmentSpreadNode):
            yield from _fields(fragments[each.name.value].selection_set, fragments)


def _is_row(kind: Any) -> bool:
    return isinstance(kind, GraphQLObjectType) and any(each.name == "Node" for each in kind.interfaces)


def _reads(field: Any) -> Iterable[str | None]:
    definition = field and field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
    if not isinstance(definition, StrawberryField):
        return (None,)
    if definition.base_resolver is None:
        return (definition.python_name,)
    declared: Iterable[str | None] = definition.metadata.get(READS, (None,))
    return declared
