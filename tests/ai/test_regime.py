"""REGIME filters as a hand-written Hamilton filter does, never smooths, and abstains when a fit fails."""

import math
import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression

from ai.facts import Facts
from ai.models import fitted
from ai.panel import panel_of, past_of
from ai.sources import regime
from ai.views import Regime
from tests.ai.conftest import FactsOn, shuffled
from trading.market import Bar


def model_of(facts: Facts) -> regime.Model:
    model = fitted(sys.modules[regime.__name__], past_of(facts), facts.horizon_days, facts.seed)
    assert isinstance(model, regime.Model)
    return model


def hamilton(params: list[float], percents: list[float]) -> list[tuple[float, float]]:
    """P(regime | data so far), after Hamilton (1989), from the stationary distribution."""
    stay0, leave1, mean0, mean1, variance0, variance1 = params
    first = leave1 / (1 - stay0 + leave1)
    previous, result = (first, 1 - first), []
    for value in percents:
        ahead0 = previous[0] * stay0 + previous[1] * leave1
        joint = [
            weight * math.exp(-((value - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)
            for weight, mean, variance in ((ahead0, mean0, variance0), (1 - ahead0, mean1, variance1))
        ]
        previous = joint[0] / sum(joint), joint[1] / sum(joint)
        result.append(previous)
    return result


def test_filtered_probabilities_by_hand(facts: Facts) -> None:
    model, returns = model_of(facts), panel_of(facts).market[1]
    expected = hamilton(model.params.tolist(), (returns * 100).tolist())
    np.testing.assert_allclose(regime.filtered(model.params, returns), expected, atol=1e-9)


def test_the_search_begins_after_a_few_rounds_of_em_of_statsmodels_and_none_of_its_own_search(facts: Facts) -> None:
    returns = past_of(facts).market[1]
    theirs = MarkovRegression(returns * 100, k_regimes=2, trend="c", switching_variance=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        expected = theirs.fit(maxiter=0, return_params=True, disp=False)
    assert regime._start(returns).tobytes() == np.asarray(expected).tobytes()


def test_a_filter_does_not_know_the_future(facts: Facts) -> None:
    model, returns = model_of(facts), panel_of(facts).market[1]
    whole = regime.filtered(model.params, returns)
    np.testing.assert_allclose(regime.filtered(model.params, returns[:2000]), whole[:2000], atol=1e-12)


def test_returns_beyond_the_model_have_no_probability_and_no_view(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, returns = model_of(facts), panel_of(facts).market[1]
    beyond = regime.filtered(model.params, np.append(returns, [4.0, 0.001]))
    assert np.isnan(beyond[-1]).all()
    np.testing.assert_array_equal(beyond[:-2], regime.filtered(model.params, returns))
    monkeypatch.setattr(regime, "_turbulence", lambda *_: beyond[:, 0])
    view = regime.view(facts, facts.symbols[0])
    assert view.abstained
    assert "further out" in view.reasons[0]
    assert regime.market_condition(facts) is None


def test_the_view_mixes_the_frequencies_of_the_past(facts: Facts) -> None:
    model, past = model_of(facts), past_of(facts)
    days, returns = past.market
    turbulence = dict(zip(days.tolist(), (row[model.turbulent] for row in hamilton(
        model.params.tolist(), (returns * 100).tolist())), strict=True))  # fmt: skip
    seen = []
    for series in past.series.values():
        close = series.prices.close
        rose = (close[5:] / close[:-5] > 1 + 1e-12).tolist()
        asked = zip(series.days[:-5].tolist(), rose, strict=True)
        seen += [(turbulence[day], up) for day, up in asked if day in turbulence]
    base = (sum(up for _, up in seen) + 50) / (len(seen) + 100)
    prior = 50 * 5 * 4
    wild = (sum(w for w, up in seen if up) + prior * base) / (sum(w for w, _ in seen) + prior)
    calm = (sum(1 - w for w, up in seen if up) + prior * base) / (sum(1 - w for w, _ in seen) + prior)
    today = hamilton(model.params.tolist(), (panel_of(facts).market[1] * 100).tolist())[-1][model.turbulent]
    for symbol in facts.symbols:
        view = regime.view(facts, symbol)
        assert view.probability_up is not None
        assert float(view.probability_up) == pytest.approx(calm + today * (wild - calm), abs=2e-6)


def test_turbulent_is_the_wilder_one(facts: Facts, facts_on: FactsOn) -> None:
    model = model_of(facts)
    assert model.params[4 + model.turbulent] > model.params[5 - model.turbulent]
    crash = regime.market_condition(facts_on(date(2008, 10, 10)))
    calm = regime.market_condition(facts)
    assert crash is not None
    assert calm is not None
    assert (crash.regime, calm.regime) == (Regime.TURBULENT, Regime.CALM)
    assert crash.volatility > 2 * calm.volatility
    assert crash.trend < Decimal("-0.2")


def test_shuffled_returns_change_the_score(facts: Facts, facts_on: FactsOn) -> None:
    other = facts_on(change=shuffled)
    assert regime.view(facts, "IBM").probability_up != regime.view(other, "IBM").probability_up


def test_it_abstains_in_warm_up(facts_on: FactsOn) -> None:
    facts = facts_on(date(2012, 10, 9), ("AAPL", "FB", "IBM"))
    assert regime.view(facts, "FB").reasons == ("FB has 100 of the 252 bars that the features need.",)
    young = regime.view(facts_on(date(2001, 10, 1), ("IBM",)), "IBM")
    assert young.abstained
    assert "of the 504 market days" in young.reasons[0]


def test_a_fit_that_fails_abstains(facts_on: FactsOn) -> None:
    def flat(bars: Sequence[Bar]) -> list[Bar]:
        one = Decimal(100)
        return [
            replace(bar, open=one, high=one, low=one, close=one, dividend=Decimal(0), split=Decimal(1)) for bar in bars
        ]

    facts = facts_on(change=flat)
    view = regime.view(facts, "IBM")
    assert view.abstained
    assert view.reasons[0].startswith("The regime model ")
    assert regime.market_condition(facts) is None
