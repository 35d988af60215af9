"""Operations that come again: what a document says is looked up once, and only its variables are new.

Whatever is not plain is None here, and goes through Strawberry as it always did: the answers are always the same.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

from graphql import (
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLID,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    OperationType,
    get_nullable_type,
)
from graphql.execution.collect_fields import FragmentDetails, GroupedFieldSet, collect_fields
from graphql.execution.execute import default_field_resolver, default_type_resolver
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from strawberry.execution import optimized_is_awaitable

from graph.context import Context
from graph.costs import COST_MAX
from graph.documents import Document, Documents
from graph.errors import refused_first
from graph.limits import CACHED_DOCUMENTS
from graph.plans import Planned, bare

NO_VARIABLES: Final = VariableValues({}, {})


@dataclass(slots=True)
class Tally:
    """Requests that were executed by a compiled operation, and those that were left to Strawberry."""

    hits: int = 0
    fallbacks: int = 0


TALLY: Final = Tally()


def counters() -> dict[str, int]:
    return asdict(TALLY)


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """The one operation of a valid document, a query or a mutation, without directives.

    `texts` are its variables where all of them are text, which is taken as it is.
    """

    definition: OperationDefinitionNode
    executor: Planned
    root: GraphQLObjectType
    fields: GroupedFieldSet
    document: Document
    texts: Mapping[str, GraphQLVariableSignature] | None

    @classmethod
    def of(cls, schema: GraphQLSchema, document: Document) -> "Operation | None":
        """Return the operation of a document that was found valid, None when it is not plain."""
        definition = document.operation
        if definition is None or definition.operation is OperationType.SUBSCRIPTION:
            return None
        found = [each for each in document.node.definitions if isinstance(each, FragmentDefinitionNode)]
        if not all(map(bare, (definition, *found))) or any(each.variable_definitions for each in found):
            return None
        fragments = {each.name.value: FragmentDetails(each) for each in found}
        root = cast(GraphQLObjectType, schema.get_root_type(definition.operation))
        collected = collect_fields(schema, fragments, NO_VARIABLES, root, definition, hide_suggestions=False)
        executor = Planned(
            schema,
            {name: each.definition for name, each in fragments.items()},
            fragments,
            None,
            None,
            definition,
            NO_VARIABLES,
            default_field_resolver,
            default_type_resolver,
            default_field_resolver,
            is_awaitable=optimized_is_awaitable,
        )
        executor.keep_steps()
        return cls(definition, executor, root, collected.grouped_field_set, document, _texts(schema, definition))

    def named(self, name: str | None) -> bool:
        """Whether the name that a client gives is this one's."""
        return name is None or (self.definition.name is not None and self.definition.name.value == name)

    def begin(
        self, variables: Mapping[str, Any], context: Any, extensions: Mapping[str, Any] | None
    ) -> ExecutionResult | Awaitable[ExecutionResult] | None:
        """Return data and errors as the stock executor has them, now or later; None for what Strawberry words."""
        values = self._values(variables)
        if values is None or (cost := self.document.cost(self.executor.schema, variables)) > COST_MAX:
            return None
        if context.budgets is not None and (objections := context.budgets.objections(context, cost)):
            return refused_first(objections)
        TALLY.hits += 1
        executor = self.executor.again(context, values, extensions)
        serially = self.definition.operation is OperationType.MUTATION
        try:
            data = executor.execute_root_grouped_field_set(self.root, None, self.fields, serially, None)
        except GraphQLError as error:
            return _failed(executor, error)
        return _later(executor, data) if executor.is_awaitable(data) else _built(executor, data)

    def _values(self, variables: Mapping[str, Any]) -> VariableValues | None:
        definitions = self.definition.variable_definitions
        if not definitions:
            return NO_VARIABLES
        if self.texts is not None and all(variables.get(name).__class__ is str for name in self.texts):
            given = {name: variables[name] for name in self.texts}
            return VariableValues({name: VariableValueSource(self.texts[name], given[name]) for name in given}, given)
        values = get_variable_values(self.executor.schema, definitions, dict(variables), hide_suggestions=False)
        return None if isinstance(values, list) else values


def _texts(schema: GraphQLSchema, definition: OperationDefinitionNode) -> Mapping[str, GraphQLVariableSignature] | None:
    found = dict[str, GraphQLVariableSignature]()
    for each in definition.variable_definitions or ():
        signature = get_variable_signature(schema, each)
        if isinstance(signature, GraphQLError) or get_nullable_type(signature.type) not in (GraphQLID, GraphQLString):
            return None
        found[signature.name] = signature
    return found


async def _later(executor: Planned, data: Awaitable[Any]) -> ExecutionResult:
    try:
        return _built(executor, await data)
    except GraphQLError as error:
        return _failed(executor, error)


def _failed(executor: Planned, error: GraphQLError) -> ExecutionResult:
    executor.collected_errors.add(error, None)
    return _built(executor, None)


def _built(executor: Planned, data: Any) -> ExecutionResult:
    return ExecutionResult(data, executor.collected_errors.errors or None)  # nothing is deferred or streamed


class Operations:
    """The operations of one schema that came more than once; as many are kept as documents.

    A new text goes through Strawberry, which reads it within its client's budget; what it finds valid is taken up here
    when it comes again.
    """

    def __init__(self, schema: GraphQLSchema, documents: Documents) -> None:
        self._schema = schema
        self._documents = documents
        self._kept: OrderedDict[str, Operation | None] = OrderedDict()

    def begin(
        self,
        text: str,
        name: str | None,
        variables: Mapping[str, Any],
        context: Context,
        extensions: Mapping[str, Any] | None,
    ) -> ExecutionResult | Awaitable[ExecutionResult] | None:
        """Run the operation of a text; None, with nothing done, where Strawberry must look at the request."""
        operation = self.find(text, name, introspection=context.introspection)
        result = operation.begin(variables, context, extensions) if operation else None
        TALLY.fallbacks += result is None
        return result

    def find(self, text: str, name: str | None, *, introspection: bool) -> Operation | None:
        """Return the operation of a text, None where Strawberry must look at it."""
        if text in self._kept:
            self._kept.move_to_end(text)
            operation = self._kept[text]
        else:
            operation = self._take_up(text)
        if (
            operation is None
            or not operation.named(name)
            or (operation.document.weight.introspection and not introspection)
        ):
            return None
        return operation

    def _take_up(self, text: str) -> Operation | None:
        document = self._documents.known(text)
        if document is None or document.too_large or document.invalid != []:
            return None
        operation = self._kept[text] = Operation.of(self._schema, document)
        if len(self._kept) > CACHED_DOCUMENTS:
            self._kept.popitem(last=False)
        return operation
