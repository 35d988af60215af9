"""Draws documents that fit a schema: nested, aliased, merged, in fragments, with directives and bad arguments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
HEADER = "query ($yes: Boolean! = true, $no: Boolean! = false) "


@dataclass
class Document:
    """A document that is being drawn. `literals` are what an argument may be, by its name."""

    draw: Draw
    schema: GraphQLSchema
    literals: Mapping[str, Sequence[str]]
    directives: bool
    left: int = 40
    aliases: int = 12
    fragments: list[str] = field(default_factory=list)

    def often(self) -> bool:
        return bool(self.draw(st.integers(0, 9)) < 6)

    def seldom(self) -> bool:
        return bool(self.draw(st.integers(0, 9)) == 0)

    def selection(self, kind: Any, depth: int) -> str:
        """Draw the selection of a composite type, braces included."""
        if isinstance(kind, GraphQLUnionType):
            return self._of_some(kind, "__typename", depth)
        fields = [name for name, each in kind.fields.items() if self._fits(each, depth)]
        chosen = self.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=8, unique=True)) if fields else []
        parts = [self._field(name, kind.fields[name], depth) for name in chosen]
        parts += ["__typename"] if self.seldom() or not parts else []
        text = " ".join(parts)
        return self._of_some(kind, text, depth) if isinstance(kind, GraphQLInterfaceType) else self._wrapped(kind, text)

    def _fits(self, each: GraphQLField, depth: int) -> bool:
        known = all(name in self.literals for name, arg in each.args.items() if is_required_argument(arg))
        return known and (is_leaf_type(get_named_type(each.type)) or (depth > 0 and self.left > 0))

    def _field(self, name: str, each: GraphQLField, depth: int) -> str:
        self.left -= 1
        asked = name + self._arguments(each)
        if self.seldom() and self.aliases:
            self.aliases -= 1
            asked = f"a{self.aliases}: {asked}"
        if self.directives and self.seldom():
            asked += self.draw(st.sampled_from([" @include(if: $yes)", " @skip(if: $yes)", " @include(if: $no)"]))
        kind = get_named_type(each.type)
        if is_leaf_type(kind):
            return asked
        twice = self.seldom() and not each.args
        return " ".join(f"{asked} {self.selection(kind, depth - 1)}" for _ in range(1 + twice))

    def _arguments(self, each: GraphQLField) -> str:
        given = []
        for name, argument in each.args.items():
            kind = get_named_type(argument.type)
            literals = [*kind.values] if isinstance(kind, GraphQLEnumType) else self.literals.get(name, ())
            if literals and (is_required_argument(argument) or self.often()):
                given.append(f"{name}: {self.draw(st.sampled_from(literals))}")
        return f"({', '.join(given)})" if given else ""

    def _of_some(self, kind: GraphQLUnionType | GraphQLInterfaceType, text: str, depth: int) -> str:
        members = sorted(each.name for each in self.schema.get_possible_types(kind))
        for name in self.draw(st.lists(st.sampled_from(members), max_size=2, unique=True)):
            member = self.schema.type_map[name]
            assert isinstance(member, GraphQLObjectType)
            text += f" ... on {name} {self.selection(member, depth - 1)}"
        return f"{{ {text} }}"

    def _wrapped(self, kind: GraphQLObjectType, text: str) -> str:
        if not self.seldom():
            return f"{{ {text} }}"
        if self.often():
            return f"{{ ... on {kind.name} {{ {text} }} }}"
        self.fragments.append(f"fragment F{len(self.fragments)} on {kind.name} {{ {text} }}")
        return f"{{ ...F{len(self.fragments) - 1} }}"


@st.composite
def documents(
    draw: Draw, schema: GraphQLSchema, literals: Mapping[str, Sequence[str]], roots: Sequence[str], depth: int = 5
) -> str:
    """Draw a document that asks for some of the roots."""
    document = Document(draw, schema, literals, directives=draw(st.integers(0, 9)) == 0)
    assert schema.query_type
    chosen = draw(st.lists(st.sampled_from(roots), min_size=1, max_size=2, unique=True))
    text = " ".join(document._field(name, schema.query_type.fields[name], depth) for name in chosen)
    return " ".join([HEADER, "{", "t: __typename", text, "}", *document.fragments])
