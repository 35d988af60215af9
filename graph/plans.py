"""Executes operations as Strawberry does, with one compiled function for what is plain in each selection.

An operation is compiled when its document comes a second time. Whatever surprises a compiled function is done again by
the stock path: data, nulls, messages and paths are always those of the stock path.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Iterable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final, cast

from graphql import (
    ExecutionResult,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationType,
    get_named_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import FieldDetailsList, collect_fields
from graphql.execution.executor import CollectedErrors
from graphql.execution.values import VariableValues
from graphql.language import ExecutableDefinitionNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionNode
from graphql.pyutils import Path
from graphql.type import GraphQLResolveInfo
from graphql.type.definition import GraphQLResolveInfoHelpers
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graph.completers import Complete, Function, Selected, complete_object
from graph.limits import CACHED_DOCUMENTS
from graph.steps import Step, step_of


@dataclass(frozen=True, slots=True)
class Plan:
    """How to complete a selection: at once, except for the names in `rest`."""

    complete: Complete | None
    rest: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def whole(self) -> Complete | None:
        return None if self.rest else self.complete


@dataclass(slots=True)
class Tally:
    """Selections completed by a compiled function, and those that were left to the stock path after a surprise.

    `planned` and `stock` are the queries and mutations that Strawberry was asked to execute, with plans and without.
    """

    hits: int = 0
    fallbacks: int = 0
    planned: int = 0
    stock: int = 0


Places = dict[tuple[object, ...], Plan]
# By what asks for a field, which is kept, so that nothing else can have the same identity.
Steps = dict[int, tuple[FieldDetailsList, Step | None]]


@dataclass(slots=True)
class Operation:
    """The plans of one operation. It holds what it is known by, so that no other one can have the same identity."""

    schema: GraphQLSchema
    definition: OperationDefinitionNode
    plans: Places | None


TALLY: Final = Tally()
OPERATIONS: Final[OrderedDict[tuple[int, int], Operation]] = OrderedDict()


def counters() -> dict[str, int]:
    """Return how often compiled functions were used and gave up, and of how many operations plans are kept."""
    return {**asdict(TALLY), "operations": len(OPERATIONS)}


class Stock(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor as it is, counted."""

    def execute_operation(self, serially: bool | None = None) -> Any:
        TALLY.stock += self.operation.operation is not OperationType.SUBSCRIPTION
        return super().execute_operation(serially)


class Planned(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor; a selection whose plan gives up goes through it unchanged."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plans = self._found()
        self._steps: Steps | None = None

    def keep_steps(self) -> None:
        """Find out of each field how it is asked, for the runs to come."""
        self._steps = {}
        self._plans = self._plans or self._found()

    def again(self, context: Any, variables: VariableValues, extensions: Any) -> "Planned":
        """Return the executor of another run of the same operation: what it finds out of its selections is shared."""
        other = Planned.__new__(Planned)
        other.__dict__ |= self.__dict__
        other.context_value, other.variable_values, other.operation_extensions = context, variables, extensions
        other.collected_errors = CollectedErrors()
        other.pending_incremental_futures, other.background_futures = set(), set()
        other.groups, other.tasks, other.streams = [], [], []
        other.async_helpers = GraphQLResolveInfoHelpers(other.gather_async_work, other.track_async_work)
        return other

    def _found(self) -> Places | None:
        middleware = self.middleware_manager and self.middleware_manager.middlewares
        return None if middleware else _plans_of(self.schema, self.operation, self.fragment_definitions)

    def build_per_event_executor(self, payload: Any) -> "Planned":
        """Execute each event of a stream with plans; it is its operation that comes again."""
        self._plans = self._plans or self._found()
        executor = object.__new__(type(self))
        executor.__dict__.update(self.__dict__, root_value=payload, collected_errors=CollectedErrors())
        return executor

    def execute_operation(self, serially: bool | None = None) -> Any:
        """Execute an operation; an event of which only what is plain is asked, by one function."""
        if self.operation.operation is not OperationType.SUBSCRIPTION:
            TALLY.stock += self._plans is None
            TALLY.planned += self._plans is not None
        elif self._plans is not None:
            plan = self._event(self._plans)
            if plan.complete is not None and (done := _tried(plan.complete.one, self.root_value)) is not None:
                return ExecutionResult(done, None)
        return super().execute_operation(serially)

    def _event(self, plans: Places) -> Plan:
        """Return how to complete an event: its one field is the event itself."""
        if (plan := plans.get(())) is None:
            root = cast(GraphQLObjectType, self.schema.get_root_type(OperationType.SUBSCRIPTION))
            asked = self.fragments, self.variable_values, root, self.operation
            collected = collect_fields(self.schema, *asked, hide_suggestions=self.hide_suggestions)
            [(name, details)] = collected.grouped_field_set.items()
            kind = cast(GraphQLObjectType, get_named_type(root.fields[details[0].node.name.value].type))
            whole = self._plan(plans, kind, details).whole
            plan = plans[()] = Plan(whole and _named(name, whole), (), (name,))
        return plan

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_details_list: FieldDetailsList,
        path: Path,
        position_context: Any,
    ) -> Any:
        """Ask a field: by its step where it has one, which saves what Strawberry does around its function."""
        step = self._step(parent_type, field_details_list)
        if step is None:
            return super().execute_field(parent_type, source, field_details_list, path, position_context)
        info = self.build_resolve_info(step.field, step.nodes, parent_type, path)
        rest = step.field.type, field_details_list
        try:
            result = step.call(source, info, self.variable_values.coerced)
            if self.is_awaitable(result):
                return self.complete_awaitable_value(*rest, info, path, result, position_context)
            completed = self.complete_value(*rest, info, path, result, position_context)
            return self._completed(completed, *rest, path) if self.is_awaitable(completed) else completed
        except Exception as error:  # as the stock path does
            self.handle_field_error(error, *rest, path)
            return None

    async def _completed(
        self, completed: Awaitable[Any], kind: GraphQLOutputType, details: FieldDetailsList, path: Path
    ) -> Any:
        try:
            return await completed
        except Exception as error:  # as above
            self.handle_field_error(error, kind, details, path)
            return None

    def _step(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Step | None:
        if self._steps is None:
            return None
        known = self._steps.get(id(details))
        if known is None:
            known = self._steps[id(details)] = details, step_of(self.schema, self.operation, kind, details)
        return known[1]

    def complete_list_value(
        self,
        return_type: GraphQLList[Any],
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """Complete a list of objects at once when everything that is asked of them is plain."""
        kind = return_type.of_type.of_type if is_non_null_type(return_type.of_type) else return_type.of_type
        if self._plans is not None and isinstance(kind, GraphQLObjectType) and result.__class__ is list:
            whole = self._plan(self._plans, kind, field_details_list).whole
            if whole is not None and (done := _tried(whole.each, result)) is not None:
                return done
        return super().complete_list_value(return_type, field_details_list, info, path, result, position_context)

    def collect_and_execute_subfields(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        path: Path,
        result: Any,
        position_context: Any,
    ) -> Any:
        """Complete an object: what is plain by its plan, the rest field by field."""
        if self._plans is not None:
            plan = self._plan(self._plans, return_type, field_details_list)
            if plan.complete is not None and (done := _tried(plan.complete.one, result)) is not None:
                return self._with_rest(plan, done, return_type, field_details_list, path, result) if plan.rest else done
        return super().collect_and_execute_subfields(return_type, field_details_list, path, result, position_context)

    def _with_rest(
        self,
        plan: Plan,
        done: dict[str, Any],
        kind: GraphQLObjectType,
        details: FieldDetailsList,
        path: Path,
        result: Any,
    ) -> Any:
        grouped = self.collect_subfields(kind, details).grouped_field_set
        rest = self.execute_fields(kind, result, path, {name: grouped[name] for name in plan.rest}, None)
        if self.is_awaitable(rest):
            return _merged_later(plan.names, done, cast(Awaitable[dict[str, Any]], rest))
        return _merged(plan.names, done | cast(dict[str, Any], rest))

    def _plan(self, plans: Places, kind: GraphQLObjectType, details: FieldDetailsList) -> Plan:
        """Return the plan of a type's selection; which one it is, the nodes that ask for it say."""
        place = (kind.name, id(details[0].node)) if len(details) == 1 else (kind.name, *(id(d.node) for d in details))
        plan = plans.get(place)
        if plan is None:
            selected = []
            grouped = self.collect_subfields(kind, details).grouped_field_set
            for name, inner in grouped.items():
                asked = inner[0].node.name.value
                known = kind.fields.get(asked)
                below = get_named_type(known.type) if known else None
                whole = self._plan(plans, below, inner).whole if isinstance(below, GraphQLObjectType) else None
                selected.append(Selected(name, asked, whole))
            complete, rest = complete_object(kind, selected)
            plan = plans[place] = Plan(complete, rest, tuple(grouped))
        return plan


def plain_event(schema: GraphQLSchema, definition: OperationDefinitionNode) -> Function | None:
    """Return what makes the data of an event's value as the executor does, once it has executed one.

    None where only the executor can; the function returns None after a surprise, which is the executor's to meet.
    """
    operation = OPERATIONS.get((id(schema), id(definition)))
    plan = operation.plans.get(()) if operation and operation.plans else None
    return partial(_tried, plan.complete.one) if plan and plan.complete else None


def _tried(complete: Function, value: Any) -> Any:
    """Return what the function makes of the value; None, which it never makes, after a surprise."""
    try:
        done = complete(value)
    except Exception:  # whatever it was, the stock path meets it again and words it
        TALLY.fallbacks += 1
        return None
    TALLY.hits += 1
    return done


def _named(name: str, whole: Complete) -> Complete:
    return Complete(lambda one: {name: whole.one(one)}, lambda values: [{name: one} for one in whole.each(values)])


async def _merged_later(names: Iterable[str], done: dict[str, Any], rest: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    return _merged(names, done | await rest)


def _merged(names: Iterable[str], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _plans_of(
    schema: GraphQLSchema, definition: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode]
) -> Places | None:
    """Return the plans of an operation; None the first time, and always for one with directives."""
    key = (id(schema), id(definition))
    operation = OPERATIONS.get(key)
    if operation is None:
        plans: Places | None = {} if all(map(bare, (definition, *fragments.values()))) else None
        OPERATIONS[key] = Operation(schema, definition, plans)
        if len(OPERATIONS) > CACHED_DOCUMENTS:
            OPERATIONS.popitem(last=False)
        return None
    OPERATIONS.move_to_end(key)
    return operation.plans


def bare(node: ExecutableDefinitionNode | SelectionNode) -> bool:
    below = getattr(node, "selection_set", None)
    return not node.directives and all(bare(each) for each in (below.selections if below else ()))
