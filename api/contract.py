"""Writes the contract for clients, and the tabs of the GraphiQL page, which are its operations."""

from pathlib import Path
from typing import Final

from graph.contract import Operation, files, operations, tabs

TABS: Final = Path(__file__).parent / "static" / "graphiql-tabs.json"


def ready(folder: Path) -> list[Operation]:
    """Return the operations of a contract's folder, in the order of their files' names."""
    return operations(path.read_text() for path in sorted((folder / "operations").glob("*.graphql")))


def generated(folder: Path) -> dict[Path, str]:
    """Return every generated file of the contract and what is to stand in it."""
    found = ready(folder)
    return {**{folder / name: text for name, text in files(found).items()}, TABS: tabs(found)}


def write(folder: Path) -> list[str]:
    """Write every generated file; return their names."""
    for path, text in (texts := generated(folder)).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [path.name for path in texts]
