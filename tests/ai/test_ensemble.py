"""The blend adds up exactly, repeats itself in any process, peeks at nothing and abstains rather than guess."""

import subprocess
import sys
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from ai.ensemble import _action, analyse
from ai.facts import Facts
from ai.models import fitted, ratio
from ai.panel import panel_of, past_of
from ai.past import moves_of, rows_of
from ai.sources.fundamental import NOTHING
from ai.views import Abstention, Blend, ScoreSource, SignalAction, View, log_odds
from ai.weights import _fold, sources
from tests.ai.conftest import DAY, SEED, FactsOn, noisy_after

PROGRAM = """
import sys
from datetime import date
from adapters.market.replay import Replay
from ai.ensemble import analyse
from ai.facts import Facts, History
replay, day, symbols = Replay(None, {seed}), date(2011, 6, 30), ("AAPL", "GOOG", "IBM", "MSFT")
histories = {{s: History.of(s, replay.bars(s, until=day)) for s in symbols}}
print(analyse(Facts(as_of=day, histories=histories, symbols=symbols, seed={seed})))
"""


def blends(facts: Facts) -> dict[str, Blend]:
    return {blend.symbol: blend for blend in analyse(facts).blends if isinstance(blend, Blend)}


def analyst(symbol: str, chance: str | None, *reasons: str) -> View:
    return View(ScoreSource.ANALYST, symbol, Decimal(chance) if chance else None, reasons)


def test_contributions_sum_exactly(facts: Facts) -> None:
    for blend in blends(facts).values():
        total = log_odds(blend.base_rate)
        for score in blend.scores:
            assert score.contribution.as_tuple().exponent == -6
            if score.probability_up is None:
                assert score.source in ("NEWS", "FUNDAMENTAL")
                assert score.contribution == 0
                continue
            difference = log_odds(score.probability_up) - log_odds(blend.base_rate)
            assert abs(score.contribution - score.weight * difference) <= Decimal("0.0000005")
            total += score.contribution
        assert total == blend.log_odds
        assert [score.source for score in blend.scores] == ["TECHNICAL", "MOMENTUM", "REGIME", "NEWS", "FUNDAMENTAL"]


def test_the_same_facts_give_the_same_answer_in_a_fresh_process(facts: Facts, facts_on: FactsOn) -> None:
    analyse(facts)  # this process is in the middle of its month; the other one starts at its end
    here = str(analyse(facts_on(date(2011, 6, 30))))
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(seed=SEED)], check=True, capture_output=True, text=True
    )
    assert there.stdout.strip() == here


def test_noise_in_the_future_changes_no_chance_of_the_past(facts: Facts, facts_on: FactsOn) -> None:
    """The weights come from chances along whole panels: each must know its own past only."""
    end = date(2011, 12, 30)
    real, noise = panel_of(facts_on(end)), panel_of(facts_on(end, change=noisy_after(DAY)))
    for source in sources():
        model = fitted(source, past_of(facts), facts.horizon_days, facts.seed)
        for symbol in facts.symbols:
            known = int(np.searchsorted(real.series[symbol].days, DAY.toordinal(), side="right"))
            told, other = (source.chances(model, panel, symbol) for panel in (real, noise))
            np.testing.assert_array_equal(told[:known], other[:known])
            assert not np.array_equal(told[known:], other[known:])
            assert source.view(facts, symbol).probability_up == ratio(told[known - 1])


def test_a_walk_forward_year_is_forecast_from_before_it(facts: Facts, facts_on: FactsOn) -> None:
    past = past_of(facts)
    noise = past_of(facts_on(change=noisy_after(date(2009, 12, 31))))
    for year, same in ((2009, True), (2010, False)):
        (edges, bases, _), (others, other_bases, _) = (_fold(panel, year, 5, SEED) for panel in (past, noise))
        # the outcomes of December's last days lie in January: they are there, but no forecast knows them
        np.testing.assert_array_equal(bases, other_bases)
        assert np.array_equal(edges, others) is same


def test_warm_up_abstains_with_every_reason(facts_on: FactsOn) -> None:
    facts = facts_on(date(2012, 10, 9), ("AAPL", "FB", "IBM"), views=(analyst("FB", None, "no key is configured"),))
    aapl, fb, _ = analyse(facts).blends
    assert isinstance(aapl, Blend)
    assert fb == Abstention(
        "FB",
        (
            "TECHNICAL: FB has 100 of the 252 bars that the features need.",
            "MOMENTUM: FB has 100 of the 253 bars that the features need.",
            "REGIME: FB has 100 of the 252 bars that the features need.",
            "NEWS: No headline of the last two weeks names any symbol that is analysed.",
            f"FUNDAMENTAL: {NOTHING}",
            "ANALYST: no key is configured",
        ),
    )


def test_the_analyst_moves_little_and_its_abstention_nothing(facts: Facts, facts_on: FactsOn) -> None:
    alone = blends(facts)["IBM"]
    glad = blends(facts_on(views=(analyst("IBM", "0.9", "likes it"),)))["IBM"]
    mute = blends(facts_on(views=(analyst("IBM", None, "the answer was not JSON"),)))["IBM"]
    added = glad.scores[-1]
    assert added.weight == Decimal("0.05")
    assert glad.log_odds - alone.log_odds == added.contribution > 0
    assert mute.log_odds == alone.log_odds
    assert mute.scores[-1].abstained
    assert mute.scores[-1].reasons == ("the answer was not JSON",)
    assert blends(facts_on(views=(analyst("IBM", "0.9"),)))["AAPL"] == blends(facts)["AAPL"]


def test_the_action_follows_chance_and_cost() -> None:
    up, base = Decimal("0.55"), Decimal("0.54")
    assert _action(up, base, Decimal("0.000001")) is SignalAction.BUY
    assert _action(up, base, Decimal(0)) is SignalAction.HOLD  # does not pay for its cost
    assert _action(base, base, Decimal("0.01")) is SignalAction.HOLD  # no more likely than usual
    assert _action(base, up, Decimal("-0.002")) is SignalAction.HOLD  # the loss avoided is the cost of leaving
    assert _action(base, up, Decimal("-0.002001")) is SignalAction.SELL


def test_measures_of_a_blend(facts: Facts) -> None:
    moves = moves_of(past_of(facts), 5)
    assert moves is not None
    for symbol, blend in blends(facts).items():
        history, over_horizon = facts.histories[symbol], float(blend.volatility) * (5 / 252) ** 0.5
        p = float(blend.probability_up)
        assert float(blend.expected_return) == pytest.approx(
            over_horizon * (p * moves.gain - (1 - p) * moves.loss) - 0.001, abs=3e-6
        )
        assert blend.close == Decimal(str(history.close[-1]))
        ranges = [high - low for high, low in zip(history.high[-14:], history.low[-14:], strict=True)]
        assert min(ranges) < blend.atr < 2 * max(ranges)
        held = blend.action is SignalAction.HOLD
        assert (blend.confidence < Decimal("0.2")) if held else (blend.confidence == blend.probability_up)
        assert blend.summary.startswith(f"{blend.action}: {symbol} ")
        assert blend.summary.count(". ") == 0


def test_moves_count_what_stayed_within_cost(facts: Facts) -> None:
    rows, moves = rows_of(past_of(facts), 5), moves_of(past_of(facts), 5)
    assert moves is not None
    assert moves.gain == pytest.approx(sum(s for s in rows.sizes if s > 0) / rows.up.sum())
    small = sum(abs(size) <= 0.05 for size in rows.sizes)
    assert moves.chance_within(0.001, 0.02) == small / len(rows.sizes)


def test_no_past_no_opinion(facts_on: FactsOn) -> None:
    only = analyse(facts_on(date(2000, 6, 1), ("IBM",))).blends[0]
    assert isinstance(only, Abstention)
    assert analyse(facts_on(date(2000, 6, 1), ("IBM",))).market is None
