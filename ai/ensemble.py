"""The blend: a log-opinion pool of the sources' views, and the one rule that turns it into an action."""

import math
from decimal import Decimal
from typing import Any, Final

from ai.facts import Facts, Record
from ai.models import kept, one_thread, ratio
from ai.panel import TRADING_DAYS, Series, panel_of, past_of, short_of_bars
from ai.past import Moves, moves_of
from ai.sources import fundamental, news
from ai.sources.regime import market_condition
from ai.views import MICRO, Abstention, Analysis, Blend, Score, ScoreSource, SignalAction, View, log_odds, probability
from ai.weights import Weight, sources, weights_of

COST: Final = 0.001  # of a round trip, as a fraction of the value
EVEN: Final = Decimal("0.5")
NOTHING: Final = Decimal("0.000000")
# A view that nothing is fitted to (that of the news, and the analyst's, which is formed elsewhere) has no record that
# could be checked: a small weight until one is earned.
UNPROVED: Final = Weight(0.05, math.nan, math.nan, 0)
FORECASTS_MIN: Final = 250
MONTHS_MIN: Final = 12
EARNED_MAX: Final = 0.20
EARNED_IN: Final = 60  # months of a good record for all of it


def analyse(facts: Facts) -> Analysis:
    """Return a blend, or an abstention with the reasons, for each symbol asked for.

    The same facts give the same answer to the last digit, in every process.
    """
    past = past_of(facts)
    moves = kept(("moves", facts.horizon_days, past.digest), lambda: moves_of(past, facts.horizon_days))
    with one_thread():
        opinions = tuple(_opinion(facts, symbol, moves) for symbol in facts.symbols)
        return Analysis(facts.as_of, facts.horizon_days, opinions, market_condition(facts))


def _views(facts: Facts, symbol: str, moves: Moves | None) -> tuple[View, ...]:
    own = tuple(source.view(facts, symbol) for source in sources(facts.lineup))
    base_rate = ratio(moves.base_rate) if moves else EVEN
    said = news.view(facts, symbol, base_rate), fundamental.view(facts, symbol, base_rate)
    return (*own, *said, *(view for view in facts.views if view.symbol == symbol))


def _opinion(facts: Facts, symbol: str, moves: Moves | None) -> Blend | Abstention:
    """Abstain when every source does, or when the symbol or the past is too short to measure a move."""
    panel, views = panel_of(facts), _views(facts, symbol, moves)
    reasons = tuple(f"{view.source}: {reason}" for view in views if view.abstained for reason in view.reasons)
    short = short_of_bars(panel, symbol)
    if short or moves is None or all(view.abstained for view in views):
        return Abstention(symbol, reasons or (short or "There is less than a year of past moves.",))
    weights = weights_of(past_of(facts), facts.horizon_days, facts.seed, facts.lineup)
    weights = {view.source: weights.get(view.source) or earned(facts.records.get(view.source)) for view in views}
    return _blend(panel.series[symbol], views, weights, moves, facts.horizon_days)


def earned(record: Record | None) -> Weight:
    """Return the weight of a source that nothing is fitted to, by what came of its forecasts.

    A year and FORECASTS_MIN forecasts say nothing yet. Then it counts for nothing if the base rate lost less, else the
    more the longer its record, EARNED_MAX at most.
    """
    if record is None or record.forecasts < FORECASTS_MIN or record.months < MONTHS_MIN:
        return UNPROVED
    loss, base_loss = float(record.loss), float(record.base_loss)
    share = min(1.0, record.months / EARNED_IN)
    value = UNPROVED.value + (EARNED_MAX - UNPROVED.value) * share if loss < base_loss else 0.0
    return Weight(round(value, 4), loss, base_loss, record.months)


def _blend(
    series: Series, views: tuple[View, ...], weights: dict[ScoreSource, Weight], moves: Moves, horizon: int
) -> Blend:
    base_rate = ratio(moves.base_rate)
    scores = tuple(_score(view, weights[view.source], base_rate) for view in views)
    pooled = sum((score.contribution for score in scores), log_odds(base_rate))
    up = probability(pooled)
    volatility = float(series.volatility[-1])
    over_horizon = volatility * math.sqrt(horizon)
    expected = ratio(moves.expected_return(float(up), over_horizon) - COST)
    action = _action(up, base_rate, expected)
    confidence = {
        SignalAction.BUY: up,
        SignalAction.SELL: 1 - up,
        SignalAction.HOLD: ratio(moves.chance_within(COST, over_horizon)),
    }[action]
    return Blend(
        symbol=series.symbol,
        horizon_days=horizon,
        base_rate=base_rate,
        log_odds=pooled,
        probability_up=up,
        action=action,
        confidence=confidence,
        scores=scores,
        expected_return=expected,
        volatility=ratio(volatility * math.sqrt(TRADING_DAYS)),
        atr=ratio(float(series.atr_ratio[-1] * series.raw_close[-1])),
        close=ratio(float(series.raw_close[-1])),
        summary=_summary(series.symbol, horizon, scores, action=action, up=up, base_rate=base_rate, expected=expected),
    )


def _score(view: View, weight: Weight, base_rate: Decimal) -> Score:
    value = Decimal(str(weight.value))
    if view.probability_up is None:
        return Score(view.source, None, NOTHING, value, True, view.reasons)
    contribution = (value * (log_odds(view.probability_up) - log_odds(base_rate))).quantize(MICRO) + 0  # never -0
    return Score(view.source, view.probability_up, contribution, value, False, (*view.reasons, weight.reason))


def choice(up: Any, base_rate: Any, expected: Any, cost: Any) -> tuple[Any, Any]:
    """Return whether to buy and whether to sell, of numbers or of arrays of one shape.

    BUY: more likely up than usual, and owning pays more than a round trip costs. SELL: less likely up than usual, and
    owning loses more than a round trip costs (`expected` has the cost taken off once). Else HOLD.
    """
    return (up > base_rate) & (expected > 0), (up < base_rate) & (expected < -2 * cost)


def _action(up: Decimal, base_rate: Decimal, expected: Decimal) -> SignalAction:
    buys, sells = choice(up, base_rate, expected, ratio(COST))
    return SignalAction.BUY if buys else SignalAction.SELL if sells else SignalAction.HOLD


def _summary(
    symbol: str, horizon: int, scores: tuple[Score, ...], *,
    action: SignalAction, up: Decimal, base_rate: Decimal, expected: Decimal,
) -> str:  # fmt: skip
    """Say the opinion in one sentence, with the source that moved it most."""
    loudest = max((score for score in scores if not score.abstained), key=lambda score: abs(score.contribution))
    side = "for" if loudest.contribution >= 0 else "against"
    return (
        f"{action}: {symbol} is up over {horizon} days with a probability of {up:.1%} (usually {base_rate:.1%}), "
        f"an expected {expected:+.2%} after costs; {loudest.source} speaks loudest, {side} it."
    )
