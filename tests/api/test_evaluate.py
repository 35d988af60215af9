"""Proves that `plimsoll evaluate` prints what a count by hand finds and the README quotes, and names a bad file."""

import json
import re
import subprocess
import sys
from pathlib import Path

from ai.sentiment import moods

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {"Acme shares plunge on warning": 0, "Acme raised to buy": 1, "Acme names a director": 2, "Acme falls": 1}


def evaluate(*arguments: str | Path, word: str = "sentiment") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "api.cli", "evaluate", word, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=300)


def test_it_prints_accuracy_and_macro_f1(tmp_path: Path) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("text,label\n" + "".join(f"{text},{label}\n" for text, label in TEXTS.items()))
    right = sum(
        list(type(mood.label)).index(mood.label) == label
        for mood, label in zip(moods(list(TEXTS)), TEXTS.values(), strict=True)
    )

    words, machine = evaluate(path), evaluate(path, "--json")

    assert words.returncode == machine.returncode == 0, words.stderr + machine.stderr
    assert f"accuracy {right / 4:.4f}\nmacro_f1 " in words.stdout
    said = json.loads(machine.stdout)
    assert said["accuracy"] == right / 4
    assert f"macro_f1 {said['macro_f1']:.4f}\n" in words.stdout
    assert [each["count"] for each in said["labels"]] == [1, 2, 1]


def test_a_bad_file_is_one_sentence_and_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("text,label\nAcme,good\n")
    outcome = evaluate(path)
    assert outcome.returncode == 1
    assert outcome.stdout == ""
    assert outcome.stderr == (
        f"plimsoll: {path}, line 2: the label 'good' is none of 0 bearish, 1 bullish, 2 neutral.\n"
    )
    for word, given in (("sentiment", ["nowhere.csv"]), ("signals", ["--bars", "nowhere.csv"])):
        outcome = evaluate(*given, word=word)
        said = "plimsoll: nowhere.csv cannot be read: No such file or directory.\n"
        assert (outcome.returncode, outcome.stderr) == (1, said)


def test_signals_of_a_file_that_is_too_short_are_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "bars.csv"
    rows = [f"AAA,2020-01-{day:02},10,11,9,10,1000,10" for day in range(1, 20)]
    path.write_text("\n".join(["Ticker,Date,Open,High,Low,Close,Volume,Adj Close", *rows]))
    outcome = evaluate("--bars", path, word="signals")
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr == f"plimsoll: {path}: A walk forward needs bars of more than 5 calendar years.\n"


NUMBER = re.compile(r"[+-]?\d+\.\d+|\d+")


def test_the_readme_quotes_what_the_command_prints() -> None:
    """Word by word; of numbers the last place may differ by two, since processors round differently."""
    quoted = (ROOT / "README.md").read_text().partition("```\nWalk forward")[2].partition("\n```")[0]
    outcome = evaluate(word="signals")
    assert outcome.returncode == 0, outcome.stderr
    printed = outcome.stdout.removeprefix("Walk forward").partition("\n\nReliability")[0]
    assert NUMBER.sub("#", quoted) == NUMBER.sub("#", printed)
    for told, found in zip(NUMBER.findall(quoted), NUMBER.findall(printed), strict=True):
        places = len(told.partition(".")[2])
        assert abs(float(told) - float(found)) <= 2.5 * 10**-places, (told, found)
