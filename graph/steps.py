"""Fields whose function is called without what Strawberry does around it: arguments are looked at once an operation.

Where a field has more to it (extensions, errors that become results, arguments that must be converted) there is no
step, and Strawberry calls it as it always does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLType,
    GraphQLUnionType,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
    get_named_type,
    is_required_argument,
    type_from_ast,
)
from graphql.execution.collect_fields import FieldDetailsList
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import StrawberryArgument, convert_argument
from strawberry.types.base import StrawberryMaybe
from strawberry.types.field import StrawberryField
from strawberry.types.info import Info

NOTHING: Final = VariableValues({}, {})
PROBLEM: Final = "Problem"
Asked = tuple[str, str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A field of one operation. `given` are its arguments that never change, `asked` those that are variables: the
    name of each, the variable's, and what it is without it."""

    field: GraphQLField
    nodes: list[FieldNode]
    definition: StrawberryField
    function: Callable[..., Any]
    given: Mapping[str, Any]
    asked: tuple[Asked, ...]
    root: str | None
    info: str | None

    def call(self, value: Any, info: GraphQLResolveInfo[Any], variables: Mapping[str, Any]) -> Any:
        """Return what the function gives, or will give, for a value."""
        arguments = dict(self.given)
        for name, variable, default in self.asked:
            found = variables.get(variable, default)
            if found is not Undefined:
                arguments[name] = found
        if self.root is not None:
            arguments[self.root] = value
        if self.info is not None:
            arguments[self.info] = Info(info, self.definition)
        return self.function(**arguments)


def step_of(
    schema: GraphQLSchema, operation: OperationDefinitionNode, kind: GraphQLObjectType, details: FieldDetailsList
) -> Step | None:
    """Return how a field of a type is asked, None where that is Strawberry's affair."""
    node = details[0].node
    field = kind.fields.get(node.name.value)
    definition = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF) if field else None
    if field is None or not isinstance(definition, StrawberryField) or definition.extensions or _may_turn(field):
        return None
    resolver = definition.base_resolver
    if resolver is None or resolver.self_parameter or resolver.parent_parameter or not callable(resolver.wrapped_func):
        return None
    try:
        found = _arguments(schema, operation, field, definition, node)
    except GraphQLError:
        found = None
    if found is None:
        return None
    root, info = resolver.root_parameter, resolver.info_parameter
    return Step(
        field,
        [each.node for each in details],
        definition,
        resolver.wrapped_func,
        *found,
        root.name if root else None,
        info.name if info else None,
    )


def _may_turn(field: GraphQLField) -> bool:
    """Whether errors of the field may become results."""
    kind = get_named_type(field.type)
    interfaces = kind.interfaces if isinstance(kind, GraphQLObjectType) else ()
    return isinstance(kind, GraphQLUnionType) or any(each.name == PROBLEM for each in interfaces)


def _arguments(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    field: GraphQLField,
    definition: StrawberryField,
    node: FieldNode,
) -> tuple[dict[str, Any], tuple[Asked, ...]] | None:
    """Return the arguments that never change and those that are variables, None where one must be converted."""
    convert = cast(Any, schema)._strawberry_schema.config.name_converter.from_argument
    ours = {convert(each): each for each in definition.arguments}
    kinds = {
        each.variable.name.value: type_from_ast(schema, each.type) for each in operation.variable_definitions or ()
    }
    written = {each.name.value: each for each in node.arguments or ()}
    given: dict[str, Any] = {}
    asked: list[Asked] = []
    for name, kind in field.args.items():
        argument = written.get(name)
        variable = argument.value.name.value if argument and isinstance(argument.value, VariableNode) else None
        found = _alone(field, node, name, None if variable else argument)
        if (argument or found) and not _plain(kind.type, ours[name].type):
            if variable is not None or not _flat(kind.type, ours[name].type):
                return None
            found = {name: _converted(schema, found[name], ours[name])}
        if variable is not None:
            if not _fits(kinds.get(variable), kind.type):
                return None
            asked.append((ours[name].python_name, variable, found.get(name, Undefined)))
        elif name in found:
            given[ours[name].python_name] = found[name]
    return given, tuple(asked)


def _alone(field: GraphQLField, node: FieldNode, name: str, argument: ArgumentNode | None) -> dict[str, Any]:
    """Return the value of an argument that is no variable, as if it were the field's only one; it may have none."""
    kind = field.args[name]
    if argument is None and is_required_argument(kind):
        return {}
    alone = FieldNode(name=node.name, arguments=() if argument is None else (argument,))
    return get_argument_values(GraphQLField(field.type, {name: kind}), alone, NOTHING)


def _plain(kind: GraphQLInputType, ours: object) -> bool:
    """Whether Strawberry hands a value on as it is."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return isinstance(bare, GraphQLScalarType | GraphQLEnumType) and not isinstance(ours, StrawberryMaybe)


def _flat(kind: GraphQLInputType, ours: object) -> bool:
    """Whether a value is an object of plain values alone: one may serve every run, since nobody changes it."""
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    fields = bare.fields.values() if isinstance(bare, GraphQLInputObjectType) else ()
    return bool(fields) and all(_plain(each.type, None) for each in fields) and not isinstance(ours, StrawberryMaybe)


def _converted(schema: GraphQLSchema, value: Any, argument: StrawberryArgument) -> Any:
    """Return what Strawberry makes of a value."""
    theirs = cast(Any, schema)._strawberry_schema
    return convert_argument(value, argument.type, theirs.schema_converter.scalar_registry, theirs.config)


def _fits(variable: GraphQLType | None, argument: GraphQLInputType) -> bool:
    """Whether every value of a variable, null too, is one of the argument."""
    return variable is not None and str(variable) in (str(argument), f"{argument}!")
