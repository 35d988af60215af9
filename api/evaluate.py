"""Reports of truth: how good the models are on data that they have not seen."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ai.verdict import Verdict

HORIZONS: Final = (1, 5, 21)  # bars: a day, a week, a month
TRIED: Final = 20  # variants of the models seen on the bundled bars (docs/decisions/0011)
_NAMED: Final = {"EVERY": "all"}


class BadFile(Exception):
    """A file that cannot be evaluated; the message says where and what to do."""


def sentiment(path: Path, model_id: str, *, as_json: bool) -> str:
    """Judge the texts of a labelled file and say how often that is right.

    Raise BadFile when it cannot be read, Rejected for a transformer that cannot be had.
    """
    import numpy as np

    from ai.accuracy import Unreadable, accuracy, read
    from ai.headlines import clean
    from ai.readers import reader
    from ai.sentiment import LABELS

    try:
        rows = read(path)
    except Unreadable as error:
        raise BadFile(str(error)) from error
    model = reader(model_id)
    truth = np.array([LABELS.index(row.label) for row in rows])
    reached = accuracy(truth, model.labels(model.chances([clean(row.text) for row in rows])))
    if as_json:
        return json.dumps({"file": str(path), "model": model.name, **asdict(reached)}, indent=2)
    lines = [
        f"{path}: {reached.count} texts, judged by {model.name}",
        f"accuracy {reached.accuracy:.4f}",
        f"macro_f1 {reached.macro_f1:.4f}",
        f"{'label':<10}{'texts':>8}{'precision':>11}{'recall':>9}{'f1':>9}",
    ]
    each = [f"{of.label:<10}{of.count:>8}{of.precision:>11.4f}{of.recall:>9.4f}{of.f1:>9.4f}" for of in reached.labels]
    return "\n".join([*lines, *each])


def signals(bars: Path | None, horizon: int, seed: int, lineup: str, *, as_json: bool) -> str:
    """Walk the models forward over the bundled bars or a file's, and say what they are worth over the horizon.

    How reliable they are is said for each of HORIZONS that the bars are long enough for. `lineup` is a kind of models.
    Raise BadFile for a file that cannot be read (with its line) or is too short, and for a kind that is not there or
    not installed.
    """
    from adapters.market.replay import Replay
    from ai.extras import missing
    from ai.facts import History
    from ai.panel import Panel, series_of
    from ai.sources import LINEUPS
    from ai.verdict import verdict
    from ai.walk import TooShort, walk

    if lineup not in LINEUPS:
        raise BadFile(f"There are no models of the kind {lineup!r}; choose one of {', '.join(LINEUPS)}.")
    if lineup == "XGBOOST" and (absent := missing("ml")):
        raise BadFile(f"{lineup} cannot be walked forward: {absent}.")
    market = Replay(bars, seed)
    listed = sorted(listing.symbol for listing in market.listings())
    histories = [History.of(symbol, market.bars(symbol, until=date.max)) for symbol in listed]
    panel = Panel({each.symbol: series_of(each) for each in histories})
    found = {}
    for ahead in sorted({*HORIZONS, horizon}):
        try:
            found[ahead] = verdict(walk(panel, ahead, seed, lineup), seed, 0 if bars else TRIED)
        except TooShort as error:
            if ahead == horizon:
                raise BadFile(f"{bars or 'The bundled bars'}: {error}") from error
    if as_json:
        over = [{"horizon": ahead, **_trust(each)} for ahead, each in found.items()]
        return json.dumps({**asdict(found[horizon]), "horizons": over}, indent=2, default=str)
    return "\n".join([*_worth(found[horizon]), "", *_calibration(list(found.values())), "", *_bins(found[horizon])])


def _trust(found: "Verdict") -> dict[str, object]:
    return {
        "chance_of_a_rise": asdict(found.each[-1].calibration),
        "confidence": [asdict(each) for each in found.confidence],
        "reliability": [asdict(each) for each in found.reliability],
    }


def _calibration(found: Sequence["Verdict"]) -> list[str]:
    """Return how reliable the pool is over each horizon: its chance of a rise, and its confidence in what it says."""
    lines = [
        "Calibration of the pool; confidence is the chance that BUY is followed by a rise, HOLD by a move within cost.",
        "",
        f"{'':<26}{'forecasts':>10}{'said':>8}{'happened':>10}{'ECE':>8}{'if true':>9}{'to':>7}",
    ]
    for each in found:
        bars = f"{each.horizon} bar{'s' if each.horizon > 1 else ''}"
        told = {"chance of a rise": each.each[-1].calibration}
        told |= {f"confidence, {_NAMED.get(of.name, of.name)}": of for of in each.confidence}
        lines += [
            f"{f'{bars:<8}{name}':<26}{of.forecasts:>10}{of.said:>8.1%}{of.happened:>10.1%}"
            f"{of.calibration_error:>8.3f}{of.error_if_true:>9.3f}{of.error_if_true_high:>7.3f}"
            for name, of in told.items()
        ]
    return [
        *lines,
        "",
        "ECE: expected calibration error in ten bins of equal count. If true: what it would be on average, and in 95",
        "of 100 cases at most, if these probabilities were true: so few weeks show an error of a perfect forecast too.",
    ]


def _worth(found: "Verdict") -> list[str]:
    head = f"{'':<10}{'forecasts':>10}{'accuracy':>10}{'always up':>11}{'edge':>8}{'95% interval':>18}"
    lines = [
        f"Walk forward {found.first} to {found.last}, {', '.join(found.symbols)}: up over {found.horizon} bars,",
        "each year by models of the years before it; returns net of 0.1% a round trip.",
        "",
        f"{head}{'Brier':>9}{'of base':>9}{'ECE':>8}{'if true':>9}{'to':>7}{'Sharpe':>8}{'worst fall':>12}",
    ]
    lines += [
        f"{of.name:<10}{of.forecasts:>10}{of.accuracy:>10.1%}{of.always_up:>11.1%}{of.edge:>+8.1%}"
        f"{f'{of.edge_low:+.1%} to {of.edge_high:+.1%}':>18}{of.brier:>9.4f}{of.brier_of_base:>9.4f}"
        f"{of.calibration.calibration_error:>8.3f}"
        f"{of.calibration.error_if_true:>9.3f}{of.calibration.error_if_true_high:>7.3f}"
        f"{_figure(of.sharpe):>8}{abs(of.max_drawdown):>12.1%}"
        for of in found.each
    ]
    lines += [
        f"{'equal weight, the same cost':<108}{found.sharpe_of_equal_weight:>8.2f}"
        f"{abs(found.drawdown_of_equal_weight):>12.1%}",
        "",
        f"Deflated Sharpe ratio of the pool, {found.trials} trials"
        f"{f' with {found.tried} earlier variants' if found.tried else ''}: {_figure(found.deflated)}. "
        f"Probability of backtest overfitting: {_figure(found.overfit)}.",
    ]
    return lines


def _bins(found: "Verdict") -> list[str]:
    return [
        f"Reliability of the pool over {found.horizon} bars, 10 bins of equal count (said, happened, forecasts):",
        *(f"  {each.forecast:.3f}  {each.frequency:.3f}  {each.count}" for each in found.reliability),
    ]


def _figure(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"
