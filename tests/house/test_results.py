"""Proves that every speed the README quotes was measured, and that the file of results keeps what it has."""

import re
from pathlib import Path

from benchmarks.__main__ import BENCHMARKS, BROKEN, RESULTS, Ran, known, report

ROOT = Path(__file__).parents[2]
QUOTED = re.compile(r"^## Speed$.*?^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_readme_quotes_only_what_was_measured() -> None:
    quoted = QUOTED.search((ROOT / "README.md").read_text())
    assert quoted is not None
    measured = RESULTS.read_text().splitlines()
    lines = quoted[1].splitlines()
    assert lines
    assert [line for line in lines if line not in measured] == []


def test_every_benchmark_is_a_module_that_can_be_run() -> None:
    for name in BENCHMARKS:
        assert '__name__ == "__main__"' in (ROOT / "benchmarks" / f"{name}.py").read_text()


def test_what_is_written_is_read_again_and_counted() -> None:
    first, second = list(BENCHMARKS)[:2]
    ran = {
        second: Ran(second, f"today; {BROKEN} after 600 s", ""),
        first: Ran(first, "today", "so many     1.0 us   goal <= 2   reached\nso few   3.0 ms   goal <= 2   MISSED"),
    }
    text = report("- **machine** this one", ran)
    assert known(text) == ran
    assert "1 reached, 2 missed" in text
    assert f"- {first}: so few  3.0 ms  goal <= 2" in text
    assert report("- **machine** this one", known(text)) == text
