"""Proves that shadows are asked by numpy as they were taught, hold numbers alone, and do not see what tries them."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from ai.facts import Facts
from ai.features import FEATURES
from ai.models import Untrained
from ai.panel import panel_of
from ai.shadows import SEEDS, SHADOWS, lstm, networks
from ai.shadows.asking import ask
from ai.shadows.lessons import Lesson, fit
from ai.shadows.networks import FORWARD, WINDOW, Broken, Shadow, pack, unpack
from ai.shadows.trial import TEST_BARS, objections, try_shadow, walk_of
from ai.sources import LINEUPS, SOURCES
from ai.trials import ShadowTrial, Trial
from ai.walk import POOL
from db.models import SHADOWS as REGISTERED
from quant.calibration import log_loss
from tests.ai.conftest import SEED, FactsOn
from tests.ai.extras import require
from tests.ai.shadows import handmade
from trading.market import Bar

COUNT = len(FEATURES)


@pytest.fixture(scope="module")
def trial(facts_on: FactsOn) -> ShadowTrial:
    require("deep")
    made = try_shadow(facts_on(date(2006, 6, 1)), "LSTM", 1, 0)
    assert isinstance(made, ShadowTrial)
    return made


def test_no_shadow_has_a_part_in_opinions() -> None:
    assert set(SHADOWS) == {kind.value for kind in REGISTERED} == set(FORWARD)
    assert SHADOWS.keys().isdisjoint(LINEUPS)
    assert set(SHADOWS.values()).isdisjoint({*SOURCES, *(name for lineup in LINEUPS.values() for name in lineup)})


def test_a_facts_line_up_of_shadows_is_refused(facts: Facts) -> None:
    for kind in SHADOWS:
        with pytest.raises(ValueError, match="have no part in opinions"):
            replace(facts, lineup=kind)


# ---------------------------------------------------------------- what they are


@pytest.mark.parametrize("kind", sorted(SHADOWS))
def test_bytes_come_back_bit_for_bit_and_the_same_shadow_has_the_same(kind: str) -> None:
    shadow = handmade(kind)
    content = pack(shadow)
    assert pack(handmade(kind)) == content
    features = np.random.default_rng(3).standard_normal((90, COUNT))
    assert unpack(content).each(features).tobytes() == shadow.each(features).tobytes()


@pytest.mark.parametrize("kind", sorted(SHADOWS))
def test_what_is_said_of_a_day_depends_on_earlier_days_alone(kind: str) -> None:
    shadow, features = handmade(kind), np.random.default_rng(3).standard_normal((90, COUNT))
    features[:30] = np.nan
    said = shadow.chances(features)
    assert np.isnan(said[:30]).all()
    assert np.isfinite(said[30 + WINDOW :]).all()
    np.testing.assert_allclose(shadow.chances(features[:70]), said[:70], atol=1e-12)
    np.testing.assert_allclose(shadow.chances(features[90 - 64 :])[-1], said[-1], atol=1e-12)
    changed = features.copy()
    changed[-1] += 1
    assert shadow.chances(changed)[-1] != said[-1]


def test_all_seeds_together_are_the_mean_of_their_log_odds() -> None:
    shadow, features = handmade("LSTM"), np.random.default_rng(3).standard_normal((40, COUNT))
    each = shadow.each(features)[:, -1]
    together = np.log(each / (1 - each)).mean()
    assert shadow.chances(features)[-1] == pytest.approx(1 / (1 + np.exp(-together)), abs=1e-12)
    assert each.min() < shadow.chances(features)[-1] < each.max()


def test_artifacts_that_are_none_are_refused() -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return print, ("executed",)

    pickled = io.BytesIO()
    np.savez(pickled, kind=np.array("LSTM"), mean=np.array([Trap()], dtype=object))
    empty = io.BytesIO()
    np.savez(empty, kind=np.array("LSTM"), mean=np.zeros(1), scale=np.ones(1), base_rate=np.array(0.5))
    strange = pack(replace(handmade("LSTM"), kind="ORACLE"))
    good = pack(handmade("LSTM"))
    for content in (b"", b"PK", pickled.getvalue(), empty.getvalue(), strange, good[: len(good) // 2]):
        with pytest.raises(Broken):
            unpack(content)


def test_an_artifact_of_other_features_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature that means something else now would be read as if it were what it was."""
    content = pack(handmade("LSTM"))
    monkeypatch.setattr(networks, "FEATURES", (*FEATURES[1:], FEATURES[0]))
    with pytest.raises(Broken, match="train it anew"):
        unpack(content)


# ---------------------------------------------------------------- how they are taught


def _lesson(facts: Facts) -> Lesson:
    panel = panel_of(facts).until(date(2005, 6, 1).toordinal())
    rng = np.random.default_rng(1)
    features = {symbol: rng.standard_normal((len(series), COUNT)) for symbol, series in panel.series.items()}
    rose = {symbol: (table[:, 0] > 0).astype(np.float64) for symbol, table in features.items()}
    return Lesson(panel, features, rose)


def test_numpy_says_what_torch_says(facts: Facts) -> None:
    require("deep")
    import torch

    own = lstm.learn(_lesson(facts), "LSTM", SEED, 1)
    layer, head = torch.nn.LSTM(COUNT, len(own["head"]), batch_first=True), torch.nn.Linear(len(own["head"]), 1)
    with torch.no_grad():
        layer.weight_ih_l0.copy_(torch.tensor(own["input"]))
        layer.weight_hh_l0.copy_(torch.tensor(own["recurrent"]))
        layer.bias_ih_l0.copy_(torch.tensor(own["bias"]))
        layer.bias_hh_l0.zero_()
        head.weight.copy_(torch.tensor(own["head"])[None])
        head.bias.fill_(float(own["head_bias"]))
        standard = np.random.default_rng(2).standard_normal((50, COUNT))
        said = FORWARD["LSTM"](own, standard)
        assert np.isnan(said[: WINDOW - 1]).all()
        for row in (WINDOW - 1, 30, 49):
            window = torch.tensor(standard[row - WINDOW + 1 : row + 1], dtype=torch.float32)[None]
            assert said[row] == pytest.approx(float(head(layer(window)[0][:, -1])), abs=1e-5)


def test_it_learns_what_can_be_learned_and_the_same_by_the_same_seed(facts: Facts) -> None:
    require("deep")
    lesson = _lesson(facts)
    own, same, other = (lstm.learn(lesson, "LSTM", seed, 3) for seed in (SEED, SEED, SEED + 1))
    assert all(own[name].tobytes() == same[name].tobytes() for name in own)
    assert any(not np.array_equal(own[name], other[name]) for name in own)
    new = np.random.default_rng(9).standard_normal((500, COUNT))
    said = FORWARD["LSTM"](own, new)[WINDOW:]
    assert np.mean((said > 0) == (new[WINDOW:, 0] > 0)) > 0.6  # of chance, 0.6 is four deviations off


def test_too_little_past_is_said(facts_on: FactsOn) -> None:
    early = facts_on(date(2001, 3, 1))
    found = fit(panel_of(early), 5, SEED, "LSTM", 1)
    assert isinstance(found, Untrained)
    assert "of the 1000 past bars" in found.reason
    young = facts_on(date(2000, 9, 1))
    days = {day for history in young.histories.values() for day in history.days}
    assert try_shadow(young, "LSTM", 1, 0) == f"{len(days)} of the 258 days that a trial needs."


# ---------------------------------------------------------------- how they are tried


def test_the_trial_is_of_a_year_that_was_not_seen(facts_on: FactsOn, trial: ShadowTrial) -> None:
    facts = facts_on(date(2006, 6, 1))
    days = sorted({day for history in facts.histories.values() for day in history.days})
    until = days.index(trial.trial.trained_until.toordinal())
    assert len(days) - until == TEST_BARS
    assert days.index(trial.trial.tested_from.toordinal()) == until + facts.horizon_days
    assert days.index(trial.trial.tested_until.toordinal()) == len(days) - 1 - facts.horizon_days
    assert [each.seed for each in trial.seeds] == list(range(SEED, SEED + SEEDS))
    assert trial.trials == SEEDS


def test_what_happens_in_that_year_changes_nothing_that_was_learned(facts_on: FactsOn, trial: ShadowTrial) -> None:
    border = trial.trial.trained_until

    def changed(bars: Sequence[Bar]) -> list[Bar]:
        tail = [bar for bar in bars if bar.day >= border]
        others = [replace(tail[-1 - place], day=bar.day) for place, bar in enumerate(tail)]
        return [*(bar for bar in bars if bar.day < border), *others]

    other = try_shadow(facts_on(date(2006, 6, 1), change=changed), "LSTM", 1, 20)
    assert isinstance(other, ShadowTrial)
    assert (other.artifact, other.trial.data_hash) == (trial.artifact, trial.trial.data_hash)
    assert other.trial.loss != trial.trial.loss
    assert other.trials == 20 + SEEDS


def test_losses_are_those_of_what_it_said(facts_on: FactsOn, trial: ShadowTrial) -> None:
    facts, shadow = facts_on(date(2006, 6, 1)), unpack(trial.artifact)
    panel = panel_of(facts)
    said, up = [], []
    for series in panel.series.values():
        chances, gained = shadow.chances(series.features), series.forward_returns(5)
        asked = (series.days >= trial.trial.tested_from.toordinal()) & np.isfinite(gained) & np.isfinite(chances)
        said.append(chances[asked])
        up.append(gained[asked] > 0)
    assert trial.trial.forecasts == len(np.concatenate(up))
    loss = log_loss(np.concatenate(up).astype(np.float64), np.concatenate(said))
    assert float(trial.trial.loss) == pytest.approx(loss, abs=1e-6)
    base = np.full(trial.trial.forecasts, shadow.base_rate)
    assert float(trial.trial.base_loss) == pytest.approx(log_loss(np.concatenate(up), base), abs=1e-6)


def test_a_shadow_that_knows_nothing_owns_nothing(facts: Facts) -> None:
    """A slope of zero says the base rate, which is not above itself by the last bit either."""
    silent = handmade("LSTM")
    own = {**silent.networks[0], "slope": np.array(0.0), "intercept": np.array(np.log(0.53 / 0.47))}
    silent = Shadow(silent.kind, silent.mean, silent.scale, 0.53, (own,) * SEEDS)
    days = np.array(panel_of(facts).series["AAPL"].days[-300:])
    walked = walk_of(silent, panel_of(facts), days, 5)
    assert np.isfinite(walked.chances[POOL]).any()
    assert not (walked.chances[POOL] > walked.base).any()


def test_what_stands_against_a_shadow() -> None:
    day = date(2011, 1, 3)
    good = Trial(
        trained_until=day, tested_from=day, tested_until=day, data_hash="", forecasts=100, loss=Decimal("0.68"),
        base_loss=Decimal("0.69"), champion_loss=None, weights={},
    )  # fmt: skip
    assert objections(good, 0.96, 0.1) == ()
    assert len(objections(replace(good, loss=good.base_loss), 0.96, 0.1)) == 1
    assert objections(good, 0.94, 0.1) == ("its deflated Sharpe ratio is 0.94, below 0.95",)
    assert objections(good, 0.96, 0.21) == ("its probability of overfitting is 0.21, above 0.2",)
    assert len(objections(good, None, None)) == 2


def test_they_are_asked_of_the_last_day_and_of_symbols_that_have_it(facts_on: FactsOn) -> None:
    short = facts_on(date(2012, 10, 9), ("AAPL", "FB", "IBM"))
    halted = facts_on(change=lambda bars: bars[:-1] if len(bars) < 2000 else bars)  # GOOG alone is that short
    artifacts = {kind: pack(handmade(kind)) for kind in SHADOWS}
    for kind, (base, said) in ask(short, artifacts).items():
        assert sorted(said) == ["AAPL", "IBM"]
        assert base == Decimal("0.550000")
        series = panel_of(short).series["AAPL"]
        assert float(said["AAPL"]) == pytest.approx(handmade(kind).chances(series.features)[-1], abs=1e-6)
    for _, said in ask(halted, artifacts).values():
        assert sorted(said) == ["AAPL", "IBM", "MSFT"]
