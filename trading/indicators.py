"""Technical indicators of daily bars, in exact decimals: lines to draw, with the textbook's lengths."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from trading.market import Bar
from trading.units import TICK, ZERO

LENGTH: Final = 20  # of averages, bands and volatility
WILDER: Final = 14  # of RSI, ATR, ADX and the stochastic
FAST, SLOW, SIGNAL = 12, 26, 9  # of MACD
SMOOTH: Final = 3
SESSIONS: Final = Decimal(252)
WARMUP_BARS: Final = 300  # before the first that is shown: what began earlier does not show in 6 places

Line = list[Decimal | None]
Lines = dict[str, Line]


class IndicatorName(StrEnum):
    SMA = "SMA"
    EMA = "EMA"
    RSI = "RSI"
    MACD = "MACD"
    ATR = "ATR"
    BOLLINGER = "BOLLINGER"
    ADX = "ADX"
    STOCHASTIC = "STOCHASTIC"
    OBV = "OBV"
    VOLATILITY = "VOLATILITY"


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """One line: `name` says which and its length; points ascend by day, 6 places."""

    name: str
    points: tuple[IndicatorPoint, ...]


def indicator(name: IndicatorName, bars: Sequence[Bar], first: date) -> list[IndicatorSeries]:
    """Return the lines of an indicator from the day `first` on; days on which it has no value yet are left out.

    `bars` ascend and begin WARMUP_BARS before that where there are as many. Prices are restated for splits, so that
    values are in the shares of the last bar.
    """
    whole = _restated(bars)
    return [
        IndicatorSeries(
            title,
            tuple(
                IndicatorPoint(bar.day, value.quantize(TICK))
                for bar, value in zip(whole, line, strict=True)
                if value is not None and bar.day >= first
            ),
        )
        for title, line in KINDS[name](whole).items()
    ]


def _restated(bars: Sequence[Bar]) -> list[Bar]:
    """Return the bars in the shares of the last one."""
    found, ratio = [], Decimal(1)
    for bar in reversed(bars):
        found.append(
            replace(
                bar, open=bar.open / ratio, high=bar.high / ratio, low=bar.low / ratio, close=bar.close / ratio,
                volume=int(bar.volume * ratio), dividend=bar.dividend / ratio,
            )
        )  # fmt: skip
        ratio *= bar.split
    return found[::-1]


# ---------------------------------------------------------------- averages


def _mean(line: Sequence[Decimal | None], length: int) -> Line:
    """The mean of the last values; none while one of them is missing."""
    return [_whole_mean(line[max(0, at - length + 1) : at + 1], length) for at in range(len(line))]


def _whole_mean(window: Sequence[Decimal | None], length: int) -> Decimal | None:
    values = [value for value in window if value is not None]
    return sum(values, ZERO) / length if len(values) == length else None


def _decayed(line: Sequence[Decimal | None], length: int, share: Decimal) -> Line:
    """An exponential average that begins with a plain one of the first `length` values."""
    found: Line = []
    seen: list[Decimal] = []
    for value in line:
        if value is not None:
            seen.append(value)
        last = found[-1] if found else None
        if value is None or len(seen) < length:
            found.append(None)
        elif last is None:
            found.append(sum(seen, ZERO) / length)
        else:
            found.append(last + share * (value - last))
    return found


def _ema(line: Sequence[Decimal | None], length: int) -> Line:
    return _decayed(line, length, Decimal(2) / (length + 1))


def _wilder(line: Sequence[Decimal | None], length: int) -> Line:
    return _decayed(line, length, Decimal(1) / length)


def _each(make: Callable[..., Decimal | None], *lines: Sequence[Decimal | None]) -> Line:
    """Combine lines value by value; none where one of them is missing."""
    return [None if None in values else make(*values) for values in zip(*lines, strict=True)]


def _closes(bars: Sequence[Bar]) -> list[Decimal]:
    return [bar.close for bar in bars]


def _changes(values: Sequence[Decimal]) -> Line:
    return [None, *(after - before for before, after in pairwise(values))][: len(values)]


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return the share in percent; 0 of nothing."""
    return 100 * part / whole if whole else ZERO


# ---------------------------------------------------------------- kinds


def _sma(bars: Sequence[Bar]) -> Lines:
    return {f"SMA({LENGTH})": _mean(_closes(bars), LENGTH)}


def _ema_line(bars: Sequence[Bar]) -> Lines:
    return {f"EMA({LENGTH})": _ema(_closes(bars), LENGTH)}


def _rsi(bars: Sequence[Bar]) -> Lines:
    moves = _changes(_closes(bars))
    gains = _wilder(_each(lambda move: max(move, ZERO), moves), WILDER)
    losses = _wilder(_each(lambda move: max(-move, ZERO), moves), WILDER)
    return {f"RSI({WILDER})": _each(lambda gain, loss: _percent(gain, gain + loss), gains, losses)}


def _macd(bars: Sequence[Bar]) -> Lines:
    closes = _closes(bars)
    line = _each(lambda fast, slow: fast - slow, _ema(closes, FAST), _ema(closes, SLOW))
    signal = _ema(line, SIGNAL)
    return {
        f"MACD({FAST}, {SLOW})": line,
        f"MACD signal({SIGNAL})": signal,
        "MACD histogram": _each(lambda value, slow: value - slow, line, signal),
    }


def _ranges(bars: Sequence[Bar]) -> Line:
    """True ranges; the first bar has none."""
    found: Line = [None]
    for before, bar in pairwise(bars):
        found.append(max(bar.high, before.close) - min(bar.low, before.close))
    return found[: len(bars)]


def _atr(bars: Sequence[Bar]) -> Lines:
    return {f"ATR({WILDER})": _wilder(_ranges(bars), WILDER)}


def _deviations(line: Sequence[Decimal | None], length: int) -> Line:
    """The standard deviation of the last values, of all of them (not of a sample)."""
    squares = _mean(_each(lambda value: value * value, line), length)
    return _each(lambda square, mean: max(square - mean * mean, ZERO).sqrt(), squares, _mean(line, length))


def _bollinger(bars: Sequence[Bar]) -> Lines:
    closes = _closes(bars)
    middle, width = _mean(closes, LENGTH), _deviations(closes, LENGTH)
    return {
        f"Bollinger upper({LENGTH}, 2)": _each(lambda mean, spread: mean + 2 * spread, middle, width),
        f"Bollinger middle({LENGTH})": middle,
        f"Bollinger lower({LENGTH}, 2)": _each(lambda mean, spread: mean - 2 * spread, middle, width),
    }


def _adx(bars: Sequence[Bar]) -> Lines:
    up, down = _changes([bar.high for bar in bars]), _changes([-bar.low for bar in bars])
    plus = _wilder(_each(lambda rise, fall: rise if rise > fall and rise > 0 else ZERO, up, down), WILDER)
    minus = _wilder(_each(lambda rise, fall: fall if fall > rise and fall > 0 else ZERO, up, down), WILDER)
    directed = _each(lambda one, other: _percent(abs(one - other), one + other), plus, minus)
    return {f"ADX({WILDER})": _wilder(directed, WILDER)}


def _stochastic(bars: Sequence[Bar]) -> Lines:
    raw: Line = []
    for at, bar in enumerate(bars):
        window = bars[max(0, at - WILDER + 1) : at + 1]
        low, high = min(each.low for each in window), max(each.high for each in window)
        raw.append(_percent(bar.close - low, high - low) if len(window) == WILDER else None)
    slow = _mean(raw, SMOOTH)
    return {f"Stochastic %K({WILDER}, {SMOOTH})": slow, f"Stochastic %D({SMOOTH})": _mean(slow, SMOOTH)}


def _obv(bars: Sequence[Bar]) -> Lines:
    """On-balance volume, from 0 at the first bar that is known: its changes count, not its level."""
    found: Line = []
    level = ZERO
    for move, bar in zip(_changes(_closes(bars)), bars, strict=True):
        level += bar.volume * (0 if not move else 1 if move > 0 else -1)
        found.append(level)
    return {"OBV": found}


def _volatility(bars: Sequence[Bar]) -> Lines:
    """Annualised, of daily log returns with dividends, as a fraction: as in trading.condition, by which orders pass."""
    gains: Line = [None, *(((bar.close + bar.dividend) / before.close).ln() for before, bar in pairwise(bars))]
    sample = SESSIONS * LENGTH / (LENGTH - 1)
    spread = _deviations(gains[: len(bars)], LENGTH)
    return {f"Volatility({LENGTH})": _each(lambda daily: daily * sample.sqrt(), spread)}


KINDS: Final[Mapping[IndicatorName, Callable[[Sequence[Bar]], Lines]]] = {
    IndicatorName.SMA: _sma,
    IndicatorName.EMA: _ema_line,
    IndicatorName.RSI: _rsi,
    IndicatorName.MACD: _macd,
    IndicatorName.ATR: _atr,
    IndicatorName.BOLLINGER: _bollinger,
    IndicatorName.ADX: _adx,
    IndicatorName.STOCHASTIC: _stochastic,
    IndicatorName.OBV: _obv,
    IndicatorName.VOLATILITY: _volatility,
}
