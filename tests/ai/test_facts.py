"""Facts hold nothing later than their day, travel between processes, and cost the parent no science library."""

import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.market.replay import Replay
from ai.facts import Facts, History
from tests.ai.conftest import DAY


def test_later_bars_are_refused(facts: Facts) -> None:
    with pytest.raises(ValueError, match="AAPL has a bar of 2011-06-15, which is later than 2011-06-14"):
        replace(facts, as_of=DAY - timedelta(days=1))


def test_a_later_bar_cannot_hide_in_the_middle(replay: Replay) -> None:
    bars = replay.bars("IBM", until=DAY, count=3)
    with pytest.raises(ValueError, match="do not ascend"):
        History.of("IBM", [bars[0], bars[2], bars[1]])


def test_a_history_keeps_its_bars(replay: Replay) -> None:
    bars = replay.bars("AAPL", until=DAY)
    history = History.of("AAPL", bars)
    split = next(i for i, bar in enumerate(bars) if bar.split == 2)
    assert history.split[split] == 2
    assert [history.days[-1], history.open[-1], history.high[-1], history.low[-1], history.close[-1]] == [
        DAY.toordinal(), *(float(price) for price in (bars[-1].open, bars[-1].high, bars[-1].low, bars[-1].close)),
    ]  # fmt: skip
    assert history.volume[-1] == bars[-1].volume


def test_a_history_grows_day_by_day(replay: Replay) -> None:
    bars = replay.bars("IBM", until=DAY)
    assert History.of("IBM", bars[:-2]).extended(bars[-2:-1]).extended(bars[-1:]) == History.of("IBM", bars)
    with pytest.raises(ValueError, match="do not ascend"):
        History.of("IBM", bars).extended(bars[-1:])


def test_facts_survive_the_way_to_another_process(facts: Facts) -> None:
    packed = pickle.dumps(facts)
    copy = pickle.loads(packed)
    assert copy.histories == facts.histories
    assert (copy.as_of, copy.symbols, copy.seed) == (facts.as_of, facts.symbols, facts.seed)
    bars = sum(len(history.days) for history in facts.histories.values())
    assert len(packed) < 8 * 8 * bars * 1.05


def test_the_parent_process_needs_no_numpy() -> None:
    program = "import sys, ai.facts, ai.views, ai.sources; assert not {'numpy', 'sklearn', 'talib'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
