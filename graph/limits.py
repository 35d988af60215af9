"""How large a document may be: counted in one memoised pass, before validation, so that a bomb costs nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

from graphql.language import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

CACHED_DOCUMENTS: Final = 500
INTROSPECTION: Final = frozenset({"__schema", "__type"})
MANY: Final = 10**6  # beyond every limit; keeps sums small where fragments double at each level


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLimits:
    """The most that one document may have. Aliases count `__typename` too; fragments count where they are spread."""

    characters: int = 20_000
    tokens: int = 1_000
    depth: int = 10
    introspection_depth: int = 16
    aliases: int = 15
    fields: int = 500
    directives: int = 20
    operations: int = 1


class Weight(NamedTuple):
    """What a selection holds. `introspection` is the depth from `__schema` or `__type` on: it has its own limit."""

    depth: int = 0
    introspection: int = 0
    aliases: int = 0
    fields: int = 0
    directives: int = 0

    def beside(self, other: "Weight") -> "Weight":
        return Weight(
            max(self.depth, other.depth),
            max(self.introspection, other.introspection),
            min(MANY, self.aliases + other.aliases),
            min(MANY, self.fields + other.fields),
            min(MANY, self.directives + other.directives),
        )


LEAF: Final = Weight(depth=1, fields=1)


def weigh(document: DocumentNode) -> Weight:
    """Return the weight of all operations together; every fragment is looked at once."""
    return _Scale(document).operations()


class _Scale:
    def __init__(self, document: DocumentNode) -> None:
        self._document = document
        self._fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self._known: dict[str, Weight] = {}

    def operations(self) -> Weight:
        total = Weight()
        for definition in self._document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                own = Weight(directives=len(definition.directives or ()))
                total = total.beside(own).beside(self._set(definition.selection_set))
        return total

    def _set(self, selections: SelectionSetNode | None) -> Weight:
        """Weigh what lies side by side; written flat, since every document passes here before anything else."""
        depth = introspection = aliases = fields = directives = 0
        for selection in selections.selections if selections else ():
            inner = self._one(selection)
            depth, introspection = max(depth, inner.depth), max(introspection, inner.introspection)
            aliases, fields = aliases + inner.aliases, fields + inner.fields
            directives += inner.directives + len(selection.directives or ())
        return Weight(depth, introspection, min(MANY, aliases), min(MANY, fields), min(MANY, directives))

    def _one(self, selection: SelectionNode) -> Weight:
        """Weigh a selection without its own directives."""
        if isinstance(selection, FieldNode):
            leaf = selection.selection_set is None and selection.alias is None
            if leaf and selection.name.value not in INTROSPECTION:
                return LEAF
            return _field(selection, self._set(selection.selection_set))
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        return self._set(cast(InlineFragmentNode, selection).selection_set)

    def _fragment(self, name: str) -> Weight:
        """Weigh a fragment once; a missing one or a circle weighs nothing here, validation refuses both."""
        if name not in self._known:
            self._known[name] = Weight()
            if (fragment := self._fragments.get(name)) is not None:
                own = Weight(directives=len(fragment.directives or ()))
                self._known[name] = own.beside(self._set(fragment.selection_set))
        return self._known[name]


def _field(field: FieldNode, inner: Weight) -> Weight:
    below = field.name.value in INTROSPECTION
    return Weight(
        depth=1 if below else inner.depth + 1,
        introspection=1 + max(inner.depth, inner.introspection) if below else inner.introspection,
        aliases=inner.aliases + (field.alias is not None),
        fields=inner.fields + 1,
        directives=inner.directives,
    )


def excesses(document: DocumentNode, weight: Weight, limits: DocumentLimits) -> Iterator[str]:
    """Yield a sentence for every limit that the document passes."""
    operations = sum(isinstance(d, OperationDefinitionNode) for d in document.definitions)
    for name, seen, most in (
        ("operations", operations, limits.operations),
        ("levels", weight.depth, limits.depth),
        ("levels of introspection", weight.introspection, limits.introspection_depth),
        ("aliases", weight.aliases, limits.aliases),
        ("fields", weight.fields, limits.fields),
        ("directives", weight.directives, limits.directives),
    ):
        if seen > most:
            yield f"The document has {seen if seen < MANY else 'far too many'} {name}; at most {most} are allowed."
