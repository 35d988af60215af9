"""Documents that were read: parsed, weighed and validated once per text, with a budget for texts that are new."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Protocol

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, parse, specified_rules
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema import validate_document

from graph.codes import ErrorCode
from graph.costs import COST_MAX, bill
from graph.limits import CACHED_DOCUMENTS, DocumentLimits, Weight, excesses, weigh

PRINCIPALS_MAX: Final = 10_000
SIZES_MAX: Final = 16
TOLD_MAX: Final = 1_000
NEW_AT_ONCE: Final = 300
NEW_PER_MINUTE: Final = 120

ANONYMOUS_PER_MINUTE: Final = 60
SIGNED_IN_PER_MINUTE: Final = 600
COST_PER_MINUTE: Final = 20_000
LIMITED: Final = {"code": ErrorCode.LIMIT_REACHED}
WAIT: Final = "Wait, then retry."

CLOSED: Final = "Introspection is not open to you here; the schema is in frontend-schema/schema.graphql."
NOT_LISTED: Final = "Only the operations of frontend-schema/persisted-operations.json may be asked here."
TOO_MANY: Final = "Too many new documents: ask the same text again, with other variables, or wait a minute."


@dataclass(slots=True)
class Tally:
    """Texts that were known, texts that were read, and those that were not read for want of budget."""

    known: int = 0
    read: int = 0
    refused: int = 0


TALLY: Final = Tally()
# What stands for a document that was not read: it is refused when it would be validated.
NOTHING: Final = {False: parse("{ nothing }"), True: parse("subscription { nothing }")}


class Allowance:
    """How many new texts (or whatever else is counted) one principal may bring: some at once, then so many a minute.

    What is kept of a principal is when their budget will be whole again. The one who came longest ago is forgotten
    where there are too many, and has a whole budget.
    """

    def __init__(
        self,
        at_once: int = NEW_AT_ONCE,
        per_minute: int = NEW_PER_MINUTE,
        now_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._each_ns = 60 * 10**9 // per_minute
        self._depth_ns = at_once * self._each_ns
        self._now_ns = now_ns
        self._whole_at: OrderedDict[str, int] = OrderedDict()

    def left(self, principal: str) -> int:
        """Return how many there are now."""
        now = self._now_ns()
        return (self._depth_ns - max(0, self._whole_at.get(principal, now) - now)) // self._each_ns

    def spend(self, principal: str, count: int = 1) -> bool:
        """Take so many; False, and nothing taken, when fewer are left."""
        now = self._now_ns()
        whole_at = max(now, self._whole_at.get(principal, now)) + self._each_ns * count
        if whole_at - now > self._depth_ns:
            return False
        self._whole_at[principal] = whole_at
        self._whole_at.move_to_end(principal)
        if len(self._whole_at) > PRINCIPALS_MAX:
            self._whole_at.popitem(last=False)
        return True

    def charge(self, principal: str, count: int) -> None:
        """Take so many that were spent elsewhere, down to none."""
        now = self._now_ns()
        whole_at = max(now, self._whole_at.get(principal, now)) + self._each_ns * count
        self._whole_at[principal] = min(whole_at, now + self._depth_ns)


class Payer(Protocol):
    """Who asks: a context."""

    @property
    def principal(self) -> str:
        """Whose budget is spent."""
        ...

    @property
    def anonymous(self) -> bool:
        """Whether nobody has signed in."""
        ...


class Kind(StrEnum):
    """What is counted of a principal."""

    ANONYMOUS = "anonymous"
    SIGNED_IN = "signed-in"
    COST = "cost"


Spender = tuple[Kind, str]


class Budgets:
    """What each principal may ask for in a minute: so many operations, and so much of their cost.

    It is counted here, so that nobody waits for Redis and its absence opens nothing. `told` is what was spent since
    anybody asked, and what was spent in other processes is charged here too.
    """

    def __init__(self, now_ns: Callable[[], int] = time.monotonic_ns) -> None:
        self._asked = {
            anonymous: Allowance(most, most, now_ns)
            for anonymous, most in ((True, ANONYMOUS_PER_MINUTE), (False, SIGNED_IN_PER_MINUTE))
        }
        self._costs = Allowance(COST_PER_MINUTE, COST_PER_MINUTE, now_ns)
        self._told: dict[Spender, int] = {}

    def told(self) -> dict[Spender, int]:
        """Return what was spent here since the last time, of the thousand who came first."""
        found, self._told = self._told, {}
        return found

    def charge(self, spender: Spender, count: int) -> None:
        """Take what somebody has spent in another process."""
        kind, principal = spender
        {Kind.ANONYMOUS: self._asked[True], Kind.SIGNED_IN: self._asked[False], Kind.COST: self._costs}[kind].charge(
            principal, count
        )

    def _tell(self, kind: Kind, principal: str, count: int) -> None:
        if (kind, principal) in self._told or len(self._told) < TOLD_MAX:
            self._told[kind, principal] = self._told.get((kind, principal), 0) + count

    def left(self, principal: str) -> int:
        """Return the cost that may be spent now."""
        return self._costs.left(principal)

    def objections(self, payer: Payer, cost: int) -> list[GraphQLError]:
        """Take an operation and its cost; return why it may not be run now, and then its cost is not taken."""
        if not self._asked[payer.anonymous].spend(payer.principal):
            most = ANONYMOUS_PER_MINUTE if payer.anonymous else SIGNED_IN_PER_MINUTE
            return [GraphQLError(f"At most {most} operations a minute. {WAIT}", extensions=LIMITED)]
        self._tell(Kind.ANONYMOUS if payer.anonymous else Kind.SIGNED_IN, payer.principal, 1)
        if cost and not self._costs.spend(payer.principal, cost):
            left = {"cost": cost, "left": self.left(payer.principal)}
            message = f"At most {COST_PER_MINUTE} of cost a minute. {WAIT}"
            return [GraphQLError(message, extensions={**LIMITED, **left})]
        if cost:
            self._tell(Kind.COST, payer.principal, cost)
        return []


@dataclass(slots=True, eq=False)
class Document:
    """A text that could be parsed. `invalid` is None until it was validated."""

    node: DocumentNode
    weight: Weight
    too_large: tuple[str, ...]
    invalid: list[GraphQLError] | None = None
    _costs: dict[object, int] = field(default_factory=dict)

    @classmethod
    def of(cls, node: DocumentNode, limits: DocumentLimits) -> "Document":
        weight = weigh(node)
        return cls(node, weight, tuple(excesses(node, weight, limits)))

    def excesses(self, *, introspection: bool) -> tuple[str, ...]:
        """Return a sentence for every limit that it passes; `introspection` says whether this client may introspect."""
        closed = self.weight.introspection and not introspection
        return (*self.too_large, CLOSED) if closed else self.too_large

    def objections(self, schema: GraphQLSchema, *, introspection: bool) -> list[GraphQLError]:
        """Return why it may not be run: what is too large, or else what does not fit the schema."""
        if found := self.excesses(introspection=introspection):
            return [too_complex(message) for message in found]
        if self.invalid is None:
            self.invalid = validate_document(schema, self.node, tuple(specified_rules))
        return self.invalid

    def cost(self, schema: GraphQLSchema, variables: Mapping[str, Any]) -> int:
        """Return what it costs with these variables, once it was found valid; only sizes make a difference."""
        sizes = tuple(
            (name, len(value) if isinstance(value, list) else value)
            for name, value in variables.items()
            if isinstance(value, list | int)
        )
        if sizes not in self._costs:
            if len(self._costs) >= SIZES_MAX:
                self._costs.clear()
            self._costs[sizes] = bill(schema, self.node, variables)
        return self._costs[sizes]

    @property
    def operation(self) -> OperationDefinitionNode | None:
        """The operation, where there is exactly one."""
        found = [each for each in self.node.definitions if isinstance(each, OperationDefinitionNode)]
        return found[0] if len(found) == 1 else None


@dataclass(slots=True, eq=False)
class Documents:
    """The documents of one schema, the last 500 that were asked for.

    `persisted` are the texts that may be asked by their SHA-256, and with `persisted_only` no other text may be.
    """

    limits: DocumentLimits = field(default_factory=DocumentLimits)
    allowance: Allowance = field(default_factory=Allowance)
    persisted: Mapping[str, str] = field(default_factory=dict)
    persisted_only: bool = False
    _known: OrderedDict[str, Document] = field(init=False, default_factory=OrderedDict)
    _listed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._listed = frozenset(self.persisted.values())

    def known(self, text: str) -> Document | None:
        """Return a document that was read before."""
        document = self._known.get(text)
        if document is not None:
            self._known.move_to_end(text)
            TALLY.known += 1
        return document

    def read(self, text: str, principal: str) -> Document | None:
        """Return a document, None where the text is no GraphQL.

        Raise GraphQLError for one that is not listed, or new where the principal has brought too many.
        """
        if (document := self.known(text)) is not None:
            return document
        if self.persisted_only and text not in self._listed:
            raise GraphQLError(NOT_LISTED, extensions={"code": ErrorCode.PERSISTED_QUERY_NOT_LISTED})
        if not self.allowance.spend(principal):
            TALLY.refused += 1
            raise GraphQLError(TOO_MANY, extensions={"code": ErrorCode.LIMIT_REACHED})
        TALLY.read += 1
        try:
            document = Document.of(parse(text, max_tokens=self.limits.tokens), self.limits)
        except (GraphQLError, RecursionError):
            return None
        self._known[text] = document
        if len(self._known) > CACHED_DOCUMENTS:
            self._known.popitem(last=False)
        return document


def too_complex(message: str, **figures: int) -> GraphQLError:
    return GraphQLError(message, extensions={"code": ErrorCode.QUERY_TOO_COMPLEX, **figures})


def too_dear(cost: int) -> GraphQLError:
    message = f"The document costs {cost}; at most {COST_MAX} is allowed. Ask for shorter pages, or in two documents."
    return too_complex(message, cost=cost, limit=COST_MAX)


class Gate(SchemaExtension):
    """Reads a document once per text, and refuses one that is too large before it costs much.

    Errors are left for Strawberry to raise where both requests and streams handle them: never from a hook.
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._document: Document | None = None
        self._refused: GraphQLError | None = None

    def on_parse(self) -> Iterator[None]:
        context, limits = self.execution_context, self._documents.limits
        context.parse_options["max_tokens"] = limits.tokens
        if len(context.query or "") > limits.characters:
            context.query = "{"  # what is too long is not read at all: these refuse the shortest text instead
            context.parse_options["max_tokens"] = 0
        elif context.query:
            self._read(context.query)
        yield

    def _read(self, text: str) -> None:
        context = self.execution_context
        try:
            self._document = self._documents.read(text, getattr(context.context, "principal", ""))
        except GraphQLError as refused:
            self._refused = refused
            context._provided_operation_name = None
            context.graphql_document = NOTHING["subscription" in text]
        else:
            context.graphql_document = self._document.node if self._document else None

    def on_validate(self) -> Iterator[None]:
        self.execution_context.pre_execution_errors = [self._refused] if self._refused else self._objections()
        yield

    def _objections(self) -> list[GraphQLError]:
        context = self.execution_context
        introspection = bool(getattr(context.context, "introspection", False))
        try:
            if self._document is None:  # Strawberry could parse what was too deep to be weighed
                raise RecursionError
            schema = context.schema._schema
            if found := self._document.objections(schema, introspection=introspection):
                return found
            cost = self._document.cost(schema, context.variables or {})
        except RecursionError:
            return [too_complex("The document is nested too deeply.")]
        if cost > COST_MAX:
            return [too_dear(cost)]
        budgets: Budgets | None = getattr(context.context, "budgets", None)
        return [] if budgets is None else budgets.objections(context.context, cost)
