"""Writes the contract for clients, and the tabs of the GraphiQL page, which are its operations."""

import re
from pathlib import Path
from typing import Final

from graphql import build_schema

from graph.changes import Change, changelog, changes
from graph.codes import MEANS
from graph.contract import Operation, files, operations, tabs
from graph.schema import sdl

RELEASED: Final = "released.graphql"
STATIC: Final = Path(__file__).parent / "static"
TABS: Final = STATIC / "graphiql-tabs.json"
# A document of the page: its own text, and the fragments whose names are added to it.
PAGE: Final = re.compile(r"const (\w+) = /\* GraphQL \*/ `([^`]*)`((?: \+ \w+)*);")


def ready(folder: Path) -> list[Operation]:
    """Return the operations of a contract's folder, in the order of their files' names."""
    return operations(path.read_text() for path in sorted((folder / "operations").glob("*.graphql")))


def page_texts() -> list[str]:
    """Return the operations of the page at / exactly as it sends them."""
    found = PAGE.findall((STATIC / "queries.js").read_text())
    own = {name: text for name, text, _ in found}
    whole = [own[name] + "".join(own[each] for each in added.split(" + ")[1:]) for name, _, added in found]
    return [text for text in whole if not text.lstrip().startswith("fragment")]


def generated(folder: Path) -> dict[Path, str]:
    """Return every generated file of the contract and what is to stand in it."""
    found = ready(folder)
    written = {folder / name: text for name, text in files(found, page_texts()).items()}
    for name, fill in (("CHANGELOG.md", _changelog), ("README.md", _codes)):
        if (folder / name).exists():  # elsewhere the schema is written alone
            written[folder / name] = fill(folder, (folder / name).read_text())
    return {**written, TABS: tabs(found)} if found else written  # a folder without operations is not the contract's own


def since_release(folder: Path) -> list[Change]:
    """Return what changed since the last released schema, which is kept beside the current one."""
    return changes(build_schema((folder / RELEASED).read_text()), build_schema(sdl()))


def _changelog(folder: Path, text: str) -> str:
    return changelog(text, since_release(folder))


def _codes(_folder: Path, text: str) -> str:
    """Put every error code and what it means between the two marks."""
    before, start, rest = text.partition("<!-- codes -->\n")
    _, end, after = rest.partition("<!-- /codes -->")
    rows = "".join(f"| `{code}` | {meaning} |\n" for code, meaning in MEANS.items())
    return f"{before}{start}| code | what it means |\n|---|---|\n{rows}{end}{after}"


def write(folder: Path) -> list[str]:
    """Write every generated file; return their names."""
    for path, text in (texts := generated(folder)).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [path.name for path in texts]
