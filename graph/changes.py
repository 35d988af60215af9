"""What changed between two schemas, as lines for the contract's changelog, and which changes break a promise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graphql import GraphQLSchema, is_enum_type, is_input_object_type, is_interface_type, is_object_type
from graphql.utilities import BreakingChange, DangerousChange, SafeChangeType, find_schema_changes

BREAKING: Final = "breaking"
DANGEROUS: Final = "dangerous"
SAFE: Final = "safe"
NOTHING: Final = "- nothing\n"
_SECTION: Final = re.compile(r"(?<=^## Not yet released\n\n).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_COORDINATE: Final = re.compile(r"\b[A-Z]\w*\.\w+(?:\(\w+:\))?")


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `announced` says that what it breaks was deprecated in the older schema."""

    kind: str
    text: str
    announced: bool = False

    @property
    def breaks(self) -> bool:
        return self.kind == BREAKING and not self.announced

    def __str__(self) -> str:
        return f"- {self.kind}{' (announced)' if self.announced else ''}: {self.text}"


def changes(old: GraphQLSchema, new: GraphQLSchema) -> list[Change]:
    """Return every change but those of wording: breaking first, then dangerous, then safe."""
    promised_away = set(_deprecated(old))
    found = []
    for each in find_schema_changes(old, new):
        if isinstance(each, BreakingChange):
            named = _COORDINATE.search(each.description)
            announced = named is not None and named[0] in promised_away and each.description.endswith("was removed.")
            found.append(Change(BREAKING, each.description, announced))
        elif isinstance(each, DangerousChange):
            found.append(Change(DANGEROUS, each.description))
        elif each.type is not SafeChangeType.DESCRIPTION_CHANGED:
            found.append(Change(SAFE, each.description))
    return sorted(found, key=lambda each: ((BREAKING, DANGEROUS, SAFE).index(each.kind), each.text))


def _deprecated(schema: GraphQLSchema) -> Iterator[str]:
    """Yield the coordinates of all that is deprecated: Type.field, Type.field(argument:), Enum.VALUE."""
    for each in schema.type_map.values():
        if is_enum_type(each):
            yield from (f"{each.name}.{name}" for name, value in each.values.items() if value.deprecation_reason)
        elif is_input_object_type(each):
            yield from (f"{each.name}.{name}" for name, field in each.fields.items() if field.deprecation_reason)
        elif is_object_type(each) or is_interface_type(each):
            for name, field in each.fields.items():
                if field.deprecation_reason:
                    yield f"{each.name}.{name}"
                yield from (f"{each.name}.{name}({a}:)" for a, arg in field.args.items() if arg.deprecation_reason)


def changelog(text: str, found: list[Change]) -> str:
    """Return a changelog with its section "Not yet released" holding these changes, one a line."""
    lines = "".join(f"{each}\n" for each in found) or NOTHING
    written, count = _SECTION.subn(lambda _: lines + "\n", text)
    if count != 1:
        raise ValueError('The changelog needs one section "## Not yet released".')
    return written.rstrip() + "\n"
