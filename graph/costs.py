"""What a document may cost: the objects that its answer may have, as sizes of lists multiply; scalars are free."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLList,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    value_from_ast_untyped,
)

from graph.limits import INTROSPECTION, MANY

COST_MAX: Final = 1_000
PAGE_MAX: Final = 100
SOME: Final = 5  # of what belongs to one thing and has no page: its checks, members, executions, parts
SIZED: Final = frozenset({"ids", "symbols", "names"})  # arguments that say how many are asked for
PAGES: Final = frozenset({"edges", "nodes"})


@dataclass(slots=True, eq=False)
class Bill:
    """The cost of one operation of a valid document, for one set of variables; every fragment is looked at once."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    _known: dict[tuple[str, int], int] = field(default_factory=dict)

    def of(self, operation: OperationDefinitionNode) -> int:
        """Return the objects that the answer may have."""
        return self._set(self.schema.get_root_type(operation.operation), operation.selection_set, 1)

    def _set(self, parent: Any, selections: SelectionSetNode, page: int) -> int:
        return min(MANY, sum(self._one(parent, each, page) for each in selections.selections))

    def _one(self, parent: Any, selection: SelectionNode, page: int) -> int:
        if isinstance(selection, FieldNode):
            return self._field(parent, selection, page)
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(self.fragments[selection.name.value], page)
        inline = cast(InlineFragmentNode, selection)
        inside = self.schema.type_map[inline.type_condition.name.value] if inline.type_condition else parent
        return self._set(inside, inline.selection_set, page)

    def _fragment(self, fragment: FragmentDefinitionNode, page: int) -> int:
        key = (fragment.name.value, page)
        if key not in self._known:
            inside = self.schema.type_map[fragment.type_condition.name.value]
            self._known[key] = self._set(inside, fragment.selection_set, page)
        return self._known[key]

    def _field(self, parent: Any, node: FieldNode, page: int) -> int:
        if node.name.value in INTROSPECTION:
            return 1
        if node.selection_set is None:
            return 0
        found: GraphQLField = parent.fields[node.name.value]
        arguments = {each.name.value: each.value for each in node.arguments or ()}
        inner = self._page(found, arguments)
        count = self._count(found, node.name.value, arguments, page)
        return min(MANY, count * (1 + self._set(get_named_type(found.type), node.selection_set, inner)))

    def _page(self, found: GraphQLField, arguments: Mapping[str, Any]) -> int:
        """Return how many a connection lists; a longer page than is allowed is refused where it is read."""
        if "first" not in found.args:
            return 1
        first = self._value(arguments.get("first"), found.args["first"].default_value)
        return max(1, min(PAGE_MAX, first)) if isinstance(first, int) else PAGE_MAX

    def _count(self, found: GraphQLField, name: str, arguments: Mapping[str, Any], page: int) -> int:
        if not isinstance(get_nullable_type(found.type), GraphQLList):
            return 1
        if name in PAGES and "ids" not in found.args:
            return page
        sized = [self._value(arguments[each], ()) for each in SIZED & arguments.keys()]
        return max((len(each) for each in sized if isinstance(each, list)), default=SOME)

    def _value(self, node: Any, default: Any) -> Any:
        if node is None:
            return default
        if isinstance(node, VariableNode):
            return self.variables.get(node.name.value, default)
        return value_from_ast_untyped(node, dict(self.variables))


def bill(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """Return the cost of the operations of a valid document. A variable that was not given has its default."""
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    defaults = {
        each.variable.name.value: value_from_ast_untyped(each.default_value)
        for operation in operations
        for each in operation.variable_definitions or ()
        if each.default_value is not None
    }
    counted = Bill(schema, fragments, {**defaults, **variables})
    return sum(counted.of(operation) for operation in operations)
