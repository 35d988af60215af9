"""Proves the command `plimsoll backtest`: what it prints, and one clear sentence for every kind of bad input."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.backtest import Asked, backtest, read_rules
from api.cli_research import app
from api.evaluate import BadFile
from api.studies import drawdowns, sweep
from api.terminal import Failed
from tests.quant.grids import crossover
from trading.errors import InvalidInput
from trading.strategies import to_json


def written(folder: Path, body: str) -> str:
    (folder / "mine.py").write_text(f"class Mine:\n    def decide(self, past):\n        {body}\n")
    return f"{folder / 'mine.py'}:Mine"


def test_rules_of_a_file_are_tested_and_told(bars: Path, tmp_path: Path) -> None:
    path = tmp_path / "quick.json"
    path.write_text(json.dumps(to_json(crossover(5, 20))))
    told = backtest(Asked(rules=path, bars=bars), 7, as_json=False)
    assert re.search(r"final equity +\d", told)
    assert "nothing looks ahead" in told
    assert "days: enter: SMA(5) is above SMA(20)" in told
    as_json = json.loads(backtest(Asked(rules=path, bars=bars), 7, as_json=True))
    assert len(as_json["equity"]) == 600
    assert as_json["hash"][:16] in told


def test_a_class_of_a_file_is_tested(bars: Path, tmp_path: Path) -> None:
    code = written(tmp_path, "return {s: 0.05 * (past.closes(s, 9)[-1] > past.closes(s, 9)[0]) for s in past.symbols}")
    assert "nothing looks ahead" in backtest(Asked(code=code, bars=bars), 7, as_json=False)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise OSError('no disk')", "Mine failed on 2012-01-02: OSError: no disk"),
        ("return {'ZZZ': 1}", "Mine on 2012-01-02 wants ZZZ"),
        ("return {'S00': 1.5}", "a weight is 0 to 1"),
        ("self.kept = bytearray(5 << 30)", "Mine failed on 2012-01-02: MemoryError"),
        ("import random; return {'S00': random.random() > 0.5}", "looks ahead"),
    ],
)
def test_a_class_that_misbehaves_is_told(bars: Path, tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        backtest(Asked(code=written(tmp_path, body), bars=bars), 7, as_json=False)


def test_a_class_that_never_ends_is_ended(bars: Path, tmp_path: Path) -> None:
    code = written(tmp_path, "\n        while True: pass")
    with pytest.raises(BadFile, match="longer than 6 s"):
        backtest(Asked(code=code, bars=bars, seconds=6), 7, as_json=False)


def test_a_file_without_the_class_is_told(bars: Path, tmp_path: Path) -> None:
    code = written(tmp_path, "return {}").replace(":Mine", ":Yours")
    with pytest.raises(InvalidInput, match="has no class 'Yours'"):
        backtest(Asked(code=code, bars=bars), 7, as_json=False)


def test_rules_that_make_no_sense_are_named_by_their_path(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"enter": {"compare": {"left": {"value": "NaN"}, "comparison": "ABOVE", "right": {}}}}')
    with pytest.raises(InvalidInput) as problem:
        read_rules(path)
    assert {".".join(field.path) for field in problem.value.fields} == {
        "rules.enter.compare.left.value",
        "rules.enter.compare.right",
    }
    path.write_text("[" * 100_000)
    with pytest.raises(BadFile, match="cannot be read as JSON"):
        read_rules(path)
    with pytest.raises(BadFile, match=r"none\.json cannot be read: No such file or directory\."):
        read_rules(tmp_path / "none.json")


def test_unknown_names_say_what_there_is(bars: Path) -> None:
    with pytest.raises(BadFile, match="name one of sma-crossover, momentum"):
        backtest(Asked(strategy="luck", bars=bars), 7, as_json=False)
    with pytest.raises(BadFile, match="no bars of AAPL; there are S00, S01"):
        backtest(Asked(symbols=["AAPL"], bars=bars), 7, as_json=False)


def test_a_sweep_judges_the_best_as_the_best_of_all(bars: Path, tmp_path: Path) -> None:
    path = tmp_path / "template.json"
    text = json.dumps(to_json(crossover(5, 20))).replace('"length": 5', '"length": "$fast"')
    path.write_text(text)
    told = sweep(Asked(rules=path, bars=bars), {"fast": [3, 5, 8, 10]}, 7, processes=2)
    assert told == sweep(Asked(rules=path, bars=bars), {"fast": [3, 5, 8, 10]}, 7, processes=1).replace(
        "1 processes", "2 processes"
    )
    assert "4 trials over 600 sessions" in told
    assert re.search(r"probability of overfitting: [01]\.\d\d", told)
    with pytest.raises(InvalidInput, match="differ in fast, slow"):
        sweep(Asked(rules=path, bars=bars), {"slow": [3]}, 7, processes=1)


def test_a_sweep_does_after_a_drawdown_what_it_is_told(tmp_path: Path) -> None:
    """It is registered as the trial of that setup, so it must be carried out with it."""
    path = tmp_path / "template.json"
    path.write_text(json.dumps(to_json(crossover(5, 20))).replace('"length": 5', '"length": "$fast"'))
    ends = {}
    for after in ("RELEASE", "FLATTEN", "NEVER"):
        asked = Asked(rules=path, symbols=("AAPL", "IBM"), last=date(2003, 1, 1), after_drawdown=after)
        ends[after] = re.findall(r"final equity [\d.]+", sweep(asked, {"fast": [5]}, 7, processes=1))[0]
    assert len(set(ends.values())) == 3, ends
    with pytest.raises(BadFile, match="--after-drawdown is one of"):
        sweep(Asked(rules=path, after_drawdown="LATER"), {"fast": [5]}, 7, processes=1)


@pytest.mark.parametrize("cash", ["NaN", "0", "-5", "1e400", "Infinity", "0.001"])
def test_no_run_opens_with_an_amount_that_is_none(bars: Path, tmp_path: Path, cash: str) -> None:
    path = tmp_path / "template.json"
    path.write_text(json.dumps(to_json(crossover(5, 20))).replace('"length": 5', '"length": "$fast"'))
    with pytest.raises(InvalidInput, match="opening cash"):
        backtest(Asked(bars=bars, cash=Decimal(cash)), 7, as_json=False)
    with pytest.raises(InvalidInput, match="opening cash"):
        sweep(Asked(rules=path, bars=bars, cash=Decimal(cash)), {"fast": [5]}, 7, processes=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fast=5,5"], "fast names a value twice"),
        (["fast=5,05"], "fast names a value twice"),
        (["fast=5,10", "slow=30", "fast=20"], "fast varies twice"),
        (["fast="], "is not like fast=5,10,20"),
    ],
)
def test_a_choice_that_would_count_twice_or_not_at_all_is_refused(words: list[str], said: str) -> None:
    """Equal trials would look like overfitting, and a name that is told twice would forget its first values."""
    asked = ["backtest", *(part for word in words for part in ("--sweep", word))]
    with pytest.raises(Failed, match=said):
        CliRunner().invoke(app, asked, catch_exceptions=False)


def test_what_the_drawdown_stop_would_have_done_is_told(bars: Path) -> None:
    told = drawdowns(bars, 7)
    assert told.count("no stop") == 6
    assert all(name in told for name in ("sma-crossover", "momentum", "mean-reversion"))
