"""Proves the forecasts of variance by their recursion, by a second library, and by what they return to."""

import numpy as np
import pytest
from arch import arch_model
from hypothesis import given
from hypothesis import strategies as st

from quant import volatility
from quant.volatility import Garch
from tests.quant.samples import SEEDS, history
from trading.errors import InvalidInput


@given(SEEDS, st.floats(0.5, 0.99))
def test_the_path_is_the_step_again_and_again(seed: int, decay: float) -> None:
    moves = history(seed, 60, 1)[:, 0]
    path = volatility.ewma_path(moves, decay)
    level = float(np.mean(moves[:20] ** 2))
    for index, move in enumerate(moves):
        assert path[index] == pytest.approx(level, rel=1e-9)
        level = volatility.ewma_step(level, move**2, decay)
    assert volatility.ewma_variance(moves, decay) == pytest.approx(level, rel=1e-9)


@given(SEEDS)
def test_what_comes_after_the_start_changes_no_earlier_forecast(seed: int) -> None:
    moves = history(seed, 100, 1)[:, 0]
    other = np.concatenate([moves[:60], moves[60:] * 9])
    assert (volatility.ewma_path(moves)[:61] == volatility.ewma_path(other)[:61]).all()


def test_garch_agrees_with_a_second_library() -> None:
    rng = np.random.default_rng(4)
    level, moves = 1.0, []
    for _ in range(3000):
        moves.append(0.05 + rng.normal() * np.sqrt(level))
        level = 0.02 + 0.08 * (moves[-1] - 0.05) ** 2 + 0.9 * level
    found = volatility.garch(moves)
    model = arch_model(moves, mean="Constant", vol="GARCH", p=1, q=1, rescale=False)
    fitted = model.fit(disp="off", backcast=float(np.mean((np.array(moves) - found.mean) ** 2)))
    expected = [float(fitted.params[name]) for name in ("mu", "omega", "alpha[1]", "beta[1]")]
    assert [found.mean, found.omega, found.alpha, found.beta] == pytest.approx(expected, rel=2e-3, abs=1e-4)
    assert found.log_likelihood >= fitted.loglikelihood - 1e-3
    assert found.variance == pytest.approx(float(fitted.forecast(horizon=1).variance.iloc[-1, 0]), rel=2e-3)


def test_units_change_the_scale_of_a_fit_and_nothing_else() -> None:
    moves = history(7, 1500, 1)[:, 0]
    small, large = volatility.garch(moves), volatility.garch(moves * 100)
    assert small.alpha == pytest.approx(large.alpha, abs=1e-4)
    assert small.variance * 1e4 == pytest.approx(large.variance, rel=1e-4)


@given(st.floats(0, 0.3), st.floats(0, 0.69), st.floats(1e-6, 1e-2), st.integers(0, 400))
def test_forecasts_return_to_the_long_run(alpha: float, beta: float, now: float, periods: int) -> None:
    model = Garch(1e-5, alpha, beta)
    steady = model.long_run_variance
    ahead = model.ahead(now, periods)
    assert min(now, steady) - 1e-12 <= ahead <= max(now, steady) + 1e-12
    assert model.ahead(now, 0) == pytest.approx(now)
    stepped = model.omega + model.persistence * ahead
    assert model.ahead(now, periods + 1) == pytest.approx(stepped, rel=1e-9)
    assert model.average_ahead(now, 1) == pytest.approx(now)


def test_what_cannot_be_forecast_is_refused() -> None:
    with pytest.raises(InvalidInput, match="never fade"):
        Garch(1e-6, 0.2, 0.8).long_run_variance  # noqa: B018
    with pytest.raises(InvalidInput, match="variance"):
        Garch(1e-6, 0.1, 0.8).ahead(float("nan"), 3)
    with pytest.raises(InvalidInput, match="at least 100"):
        volatility.garch(history(1, 99, 1)[:, 0])
    with pytest.raises(InvalidInput, match="never differ"):
        volatility.garch(np.full(200, 0.01))
    with pytest.raises(InvalidInput, match="decay"):
        volatility.ewma_path([0.1, 0.2], 1.0)
    with pytest.raises(InvalidInput, match="omega"):
        Garch(0, 0.1, 0.8)


def test_ranges_estimate_the_volatility_that_made_them() -> None:
    rng = np.random.default_rng(9)
    steps = rng.normal(0, 0.01 / np.sqrt(2000), (400, 2000))
    paths = np.exp(np.cumsum(np.concatenate([np.zeros((400, 1)), steps], axis=1), axis=1))
    high, low, close = paths.max(axis=1), paths.min(axis=1), paths[:, -1]
    year = 0.01 * np.sqrt(252)
    assert volatility.parkinson(high, low) == pytest.approx(year, rel=0.08)
    assert volatility.garman_klass(paths[:, 0], high, low, close) == pytest.approx(year, rel=0.08)
    with pytest.raises(InvalidInput, match="not above it"):
        volatility.parkinson([1, 2], [1, 3])
