"""Proves that the page at / needs nothing from elsewhere, obeys its strict CSP, and asks only what the schema has."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from api.contract import page_texts
from api.persisted import persisted
from graph.documents import Documents

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "api" / "static"
SCHEMA = ROOT / "frontend-schema" / "schema.graphql"
PAGE = STATIC / "index.html"
SCRIPTS = sorted(STATIC.glob("*.js"))
NAMESPACE = "http://www.w3.org/2000/svg"

Tag = tuple[str, dict[str, str | None]]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.script_text = ""
        self._in_script = False
        self.feed(PAGE.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        self.script_text += data if self._in_script else ""


def test_nothing_is_inline() -> None:
    page = _Page()
    attributes = {name for _, attrs in page.tags for name in attrs}
    assert "script" in {tag for tag, _ in page.tags}
    assert page.script_text.strip() == ""
    assert "style" not in {tag for tag, _ in page.tags} | attributes
    assert [name for name in attributes if name.startswith("on")] == []


def test_every_reference_is_a_file_of_ours() -> None:
    references = [attrs.get("src") or attrs.get("href") or "" for _, attrs in _Page().tags]
    references = [reference for reference in references if reference and not reference.startswith("#")]
    imports = [name for script in SCRIPTS for name in re.findall(r'from "\./([^"]+)"', script.read_text())]
    assert len(references) > 3
    assert len(imports) > 3
    assert [name for name in references if not name.startswith("/static/")] == []
    wanted = {name.removeprefix("/static/") for name in references} | set(imports)
    assert [name for name in sorted(wanted) if not (STATIC / name).is_file()] == []
    assert {script.name for script in SCRIPTS} <= wanted


@pytest.mark.parametrize("path", sorted(p for p in STATIC.iterdir() if p.suffix in {".html", ".css", ".js", ".svg"}))
def test_no_other_host_is_named(path: Path) -> None:
    text = path.read_text().replace(NAMESPACE, "")
    assert re.findall(r"(?:\w+:)?//\w[^\s\"'`)]*", text) == []
    assert "@import" not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_data_is_only_ever_inserted_as_text(path: Path) -> None:
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|\beval\(|new Function"
    assert re.findall(markup, path.read_text()) == []


def test_every_element_that_a_script_names_is_in_the_page() -> None:
    ids = [attrs["id"] for _, attrs in _Page().tags if "id" in attrs]
    named = {name for script in SCRIPTS for name in re.findall(r'\$\("([\w-]+)"\)', script.read_text())}
    assert len(ids) == len(set(ids))
    assert named
    assert named <= set(ids)


def test_every_document_is_valid_against_the_schema() -> None:
    documents = [text for script in SCRIPTS for text in re.findall(r"/\* GraphQL \*/ `([^`]*)`", script.read_text())]
    assert len(documents) >= 15
    problems = validate(build_schema(SCHEMA.read_text()), parse("\n".join(documents)))
    assert [problem.message for problem in problems] == []


def test_a_desk_that_answers_only_what_is_listed_answers_its_own_page() -> None:
    texts = page_texts()
    assert len(texts) == len(re.findall(r"^export const", (STATIC / "queries.js").read_text(), re.MULTILINE)) >= 10
    documents = Documents(persisted=persisted(), persisted_only=True)
    for text in texts:
        document = documents.read(text, "page")
        assert document is not None
        assert document.operation is not None
        assert document.objections(build_schema(SCHEMA.read_text()), introspection=False) == []
