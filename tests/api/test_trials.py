"""Proves that what is tried at the terminal is registered once, counts in what the best of all is worth, and that
the command says so when there is no desk to register it at."""

import asyncio
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from actions.backtests import fingerprints
from api.backtest import Asked, backtest
from api.embedded import StartError
from api.people import invite
from api.studies import sweep
from api.trials import Registry
from db.models import Backtest
from settings import Settings
from tests.quant.grids import crossover
from trading.strategies import to_json

FAST = [3, 5, 8, 10]


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Registry:
    shutil.copyfile(sqlite_template, tmp_path / "plimsoll.db")
    return Registry(Settings(data_dir=tmp_path, durability="off"))


@pytest.fixture
def template(bars: Path, tmp_path: Path) -> Asked:
    path = tmp_path / "template.json"
    path.write_text(json.dumps(to_json(crossover(5, 20))).replace('"length": 5', '"length": "$fast"'))
    return Asked(rules=path, bars=bars)


def single(asked: Asked, folder: Path, fast: int) -> Asked:
    path = folder / f"{fast}.json"
    path.write_text(json.dumps(to_json(crossover(fast, 20))))
    return replace(asked, rules=path)


def rows(registry: Registry, sql: str = "SELECT count(*) FROM trials") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(registry.settings.data_dir / "plimsoll.db")) as database:
        return database.execute(sql).fetchall()


def counted(told: str) -> int:
    found = re.search(r"best luck of (\d+): \d", told)
    assert found
    return int(found.group(1))


def test_every_combination_is_a_trial_once_and_counts_in_the_next(
    desk: Registry, template: Asked, tmp_path: Path
) -> None:
    first = sweep(template, {"fast": FAST}, 7, processes=1, registry=desk)
    assert (counted(first), rows(desk)) == (4, [(4,)])
    assert "registered: 4 new of 4, as trials of owner" in first
    again = sweep(template, {"fast": FAST}, 7, processes=1, registry=desk)
    assert (counted(again), rows(desk)) == (4, [(4,)])
    assert "registered: 0 new of 4" in again
    wider = sweep(template, {"fast": [10, 12]}, 7, processes=1, registry=desk)
    assert (counted(wider), rows(desk)) == (5, [(5,)])
    assert rows(desk, "SELECT count(*) FROM audit_entries WHERE action = 'register_trials'") == [(3,)]
    one = backtest(single(template, tmp_path, 8), 7, as_json=False, registry=desk)
    assert re.search(r"trials, this included +5 \(more than their best luck: 0\.\d\d\)", one)
    assert re.search(r"registered +0 new of 1", one)
    assert rows(desk) == [(5,)]


def test_another_stop_other_cash_and_other_bars_are_other_trials(desk: Registry, template: Asked) -> None:
    for asked in (template, replace(template, after_drawdown="HOLD"), replace(template, cash=template.cash * 2)):
        sweep(asked, {"fast": [5]}, 7, processes=1, registry=desk)
    assert rows(desk) == [(3,)]


def test_a_trial_is_the_same_whichever_way_it_came(desk: Registry, bars: Path, tmp_path: Path) -> None:
    """The fingerprint is that of a backtest asked for in GraphQL over the same days."""
    from api.backtest import bars_of, market_of, trial

    asked = Asked()
    chosen, _ = bars_of(market_of(None, 7), asked)
    days = [bar.day for own in chosen.values() for bar in own]
    rules = crossover(5, 20)
    stored = Backtest(
        strategy="mine",
        rules=to_json(replace(rules, name="called otherwise")),
        first_day=min(days),
        last_day=max(days),
        opening_cash=asked.cash,
    )
    assert fingerprints(stored) == [trial(asked, rules, chosen)]


def test_trials_are_of_who_is_named(desk: Registry, template: Asked) -> None:
    asyncio.run(invite(desk.settings, "ann@example.com", "Ann"))
    sweep(template, {"fast": FAST}, 7, processes=1, registry=desk)
    hers = sweep(template, {"fast": [3]}, 7, processes=1, registry=Registry(desk.settings, " Ann@example.com"))
    assert counted(hers) == 1
    assert "1 new of 1, as trials of ann@example.com" in hers
    with pytest.raises(StartError, match="Nobody here has the address bob"):
        sweep(template, {"fast": [3]}, 7, processes=1, registry=Registry(desk.settings, "bob@example.com"))
    assert rows(desk) == [(5,)]


def test_without_a_desk_the_command_says_that_nothing_is_registered(template: Asked, tmp_path: Path) -> None:
    nowhere = Registry(Settings(data_dir=tmp_path / "none"))
    told = sweep(template, {"fast": FAST}, 7, processes=1, registry=nowhere)
    assert f"registered: no: there is no desk in {tmp_path / 'none'}, so only what this command tried" in told
    assert not (tmp_path / "none").exists()
