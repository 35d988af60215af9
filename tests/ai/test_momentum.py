"""MOMENTUM's ranks and chances equal those worked out by hand from raw bars."""

import math
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import pstdev

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from adapters.market.replay import Replay
from ai.facts import Facts
from ai.panel import Panel, panel_of, past_of
from ai.sources import momentum
from tests.ai.conftest import DAY, FactsOn, shuffled
from trading.market import Bar


def growth(bars: list[Bar]) -> list[Decimal]:
    return [(after.close * after.split + after.dividend) / before.close for before, after in pairwise(bars)]


def by_hand(replay: Replay, symbols: tuple[str, ...], day: date) -> dict[str, tuple[float, float]]:
    """12-1 month return and annualised volatility from the last 253 raw bars."""
    result = {}
    for symbol in symbols:
        steps = growth(list(replay.bars(symbol, until=day, count=253)))
        year_without_month = float(math.prod(steps[:231]))  # from 252 bars ago to 21 bars ago
        result[symbol] = year_without_month - 1, pstdev(math.log(step) for step in steps) * math.sqrt(252)
    return result


def test_ranks_of_a_cut_panel_are_those_of_one_that_never_knew_more(facts: Facts) -> None:
    cut = panel_of(facts).until(date(2009, 6, 1).toordinal())
    alone = momentum.standings(Panel(dict(cut.series)))
    for symbol, standing in momentum.standings(cut).items():
        for name in ("measures", "ranks", "peers"):
            assert getattr(standing, name).tobytes() == getattr(alone[symbol], name).tobytes()


@pytest.mark.parametrize("day", [DAY, date(2008, 10, 10)])
def test_ranks_by_hand(facts: Facts, facts_on: FactsOn, replay: Replay, day: date) -> None:
    asked = facts if day == DAY else facts_on(day)
    measured = by_hand(replay, asked.symbols, day)
    weakest_first = sorted(asked.symbols, key=lambda symbol: measured[symbol][0])
    wildest_first = sorted(asked.symbols, key=lambda symbol: -measured[symbol][1])
    for symbol, standing in momentum.standings(panel_of(asked)).items():
        assert standing.measures[-1] == pytest.approx(measured[symbol], rel=1e-6)
        expected = [weakest_first.index(symbol) / 3 - 0.5, wildest_first.index(symbol) / 3 - 0.5]
        assert standing.ranks[-1] == pytest.approx(expected)


def test_the_chance_is_the_calibrated_ranks(facts: Facts) -> None:
    past = past_of(facts)
    ranks, rose = [], []
    for symbol, series in past.series.items():
        close = series.prices.close
        for i in range(252, len(close) - 5):
            row = momentum.standings(past)[symbol].ranks[i]
            if not np.isnan(row[0]):
                ranks.append(row)
                rose.append(close[i + 5] / close[i] > 1 + 1e-12)
    line = LogisticRegression(C=1 / 20, max_iter=500).fit(np.array(ranks), rose)
    base = (sum(rose) + 50) / (len(rose) + 100)
    base_odds = math.log(base / (1 - base))
    for symbol in facts.symbols:
        today = momentum.standings(panel_of(facts))[symbol].ranks[-1:]
        shrunk = base_odds + (line.decision_function(today)[0] - base_odds) / 2
        view = momentum.view(facts, symbol)
        assert view.probability_up is not None
        assert float(view.probability_up) == pytest.approx(1 / (1 + math.exp(-shrunk)), abs=2e-6)
    assert "rank 1 of 4" in " ".join(reason for s in facts.symbols for reason in momentum.view(facts, s).reasons)


def test_shuffled_returns_change_the_score(facts: Facts, facts_on: FactsOn) -> None:
    other = facts_on(change=shuffled)
    for symbol in facts.symbols:
        assert momentum.view(facts, symbol).probability_up != momentum.view(other, symbol).probability_up


def test_two_symbols_make_no_ranking(facts_on: FactsOn) -> None:
    view = momentum.view(facts_on(symbols=("AAPL", "IBM")), "IBM")
    assert view.abstained
    assert view.reasons == ("2 of the 3 symbols that a ranking needs have a year of bars.",)


def test_it_abstains_in_warm_up(facts_on: FactsOn) -> None:
    facts = facts_on(date(2012, 10, 9), ("AAPL", "FB", "IBM", "MSFT"))
    assert momentum.view(facts, "FB").reasons == ("FB has 100 of the 253 bars that the features need.",)
    assert not momentum.view(facts, "IBM").abstained
