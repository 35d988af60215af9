"""The changelog of the contract tells every change, and a break that nobody was warned of stops the build."""

import pytest
from graphql import build_schema

from api.contract import since_release
from graph.changes import changelog, changes
from graph.codes import MEANS, ErrorCode
from tests.graph.test_contract import FOLDER

OLD = """type Query { old: Int @deprecated(reason: "Use b.") a(x: Int @deprecated(reason: "No.") y: Int): Kind b: Int }
enum Kind { A @deprecated(reason: "Gone.") B } input Terms { z: Int @deprecated(reason: "No.") q: Int }"""


def told(new: str) -> list[tuple[str, bool]]:
    return [(str(each), each.breaks) for each in changes(build_schema(OLD), build_schema(new))]


def test_what_was_deprecated_may_go() -> None:
    new = "type Query { a(y: Int): Kind b: Int } enum Kind { B } input Terms { q: Int }"
    found = told(new)
    assert len(found) == 4
    assert all(text.startswith("- breaking (announced): ") and not breaks for text, breaks in found), found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" b: Int }", " }"),  # a field goes unannounced
        ("old: Int", "old: String"),  # deprecation does not excuse another type
        (" y: Int)", ")"),
        (" y: Int)", " y: Int!)"),
        (" B }", " }"),
        (" q: Int }", " q: Int! }"),
        ("input Terms", "input Words"),
    ],
)
def test_an_unannounced_break_is_one(before: str, after: str) -> None:
    assert before in OLD
    assert any(breaks for _, breaks in told(OLD.replace(before, after, 1)))


def test_additions_are_told_and_break_nothing() -> None:
    found = told(OLD.replace(" b: Int }", ' "More." b: Int c: Int }', 1).replace(" B }", " B C }", 1))
    assert found == [("- dangerous: Enum value Kind.C was added.", False), ("- safe: Field Query.c was added.", False)]


def test_only_the_open_section_of_a_changelog_is_written() -> None:
    text = "# Log\n\n## Not yet released\n\n- old\n\n## 0.1\n\n- kept\n"
    assert changelog(text, []) == "# Log\n\n## Not yet released\n\n- nothing\n\n## 0.1\n\n- kept\n"
    assert changelog("## Not yet released\n\n", []) == "## Not yet released\n\n- nothing\n"
    with pytest.raises(ValueError, match="needs one section"):
        changelog("# Log\n", [])


def test_nothing_breaks_that_the_last_release_did_not_announce() -> None:
    found = [str(each) for each in since_release(FOLDER) if each.breaks]
    assert not found, f"deprecate it in a release first, or (before the first release) renew released.graphql: {found}"


def test_every_error_code_says_what_it_means() -> None:
    assert list(MEANS) == list(ErrorCode)
