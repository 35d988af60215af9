"""What chart readers look at, by TA-Lib: one registry of indicators, each a function of daily bars.

Every result is (t,) with NaN until the indicator has seen enough bars. Wilder's indicators (RSI, ATR, ADX, SAR) are
smoothed as he did, 1/n of the new; their first value is a plain mean. MACD and ADX forget how they were started
after about 200 bars, and other programs start them otherwise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import talib
from numpy.typing import ArrayLike

from quant.arrays import Floats, vector
from trading.errors import InvalidInput

PERIOD_MAX: Final = 1000
Columns = dict[str, Floats]
Numbers = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Columns of equal length (t,), oldest first, adjusted for splits: prices above zero, volume not below it."""

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats

    def __post_init__(self) -> None:
        size = len(vector(self.close, "close", least=2))
        for name in ("open", "high", "low", "close"):
            if (vector(getattr(self, name), name, size=size) <= 0).any():
                raise InvalidInput(f"{name} prices must be above zero.")
        if (vector(self.volume, "volume", size=size) < 0).any():
            raise InvalidInput("volume must not be negative.")
        low, high = np.minimum(self.open, self.close), np.maximum(self.open, self.close)
        if (self.low > low + 1e-9 * low).any() or (self.high < high - 1e-9 * high).any():
            raise InvalidInput("Every open and close must lie between its bar's low and high.")

    def __len__(self) -> int:
        return len(self.close)

    @classmethod
    def of(cls, open_: ArrayLike, high: ArrayLike, low: ArrayLike, close: ArrayLike, volume: ArrayLike) -> "Bars":
        """Return bars of any five rows of numbers."""
        return cls(*(np.ascontiguousarray(each, np.float64) for each in (open_, high, low, close, volume)))


def indicator(name: str, bars: Bars, **numbers: float) -> Columns:
    """Return the columns of a named indicator (see INDICATORS); `numbers` replace its defaults.

    InvalidInput for an unknown name or number, a period that is not whole, or fewer bars than it needs.
    """
    if name not in INDICATORS:
        raise InvalidInput(f"There is no indicator {name!r}; there are {', '.join(sorted(INDICATORS))}.")
    made, defaults = INDICATORS[name]
    unknown = sorted(set(numbers) - set(defaults))
    if unknown:
        raise InvalidInput(f"{name} takes {', '.join(defaults) or 'no numbers'}, not {', '.join(unknown)}.")
    given = {**defaults, **numbers}
    _check(name, given)
    columns = made(bars, given)
    if not all(np.isfinite(column).any() for column in columns.values()):
        raise InvalidInput(f"{len(bars)} bars are too few for {name} with {given}: ask for a longer history.")
    return columns


def _check(name: str, given: Numbers) -> None:
    for word, value in given.items():
        if not np.isfinite(value) or value < 0:
            raise InvalidInput(f"{name} needs a finite {word} that is not negative, not {value}.")
        if word in PERIODS and (value != int(value) or not 1 <= value <= PERIOD_MAX):
            raise InvalidInput(f"{name} needs a whole {word} from 1 to {PERIOD_MAX}, not {value}.")


PERIODS: Final = frozenset({"period", "fast", "slow", "signal", "smooth", "middle", "short", "long"})


def _sma(bars: Bars, given: Numbers) -> Columns:
    return {"sma": talib.SMA(bars.close, int(given["period"]))}


def _ema(bars: Bars, given: Numbers) -> Columns:
    return {"ema": talib.EMA(bars.close, int(given["period"]))}


def _wma(bars: Bars, given: Numbers) -> Columns:
    return {"wma": talib.WMA(bars.close, int(given["period"]))}


def _dema(bars: Bars, given: Numbers) -> Columns:
    return {"dema": talib.DEMA(bars.close, int(given["period"]))}


def _tema(bars: Bars, given: Numbers) -> Columns:
    return {"tema": talib.TEMA(bars.close, int(given["period"]))}


def _t3(bars: Bars, given: Numbers) -> Columns:
    return {"t3": talib.T3(bars.close, int(given["period"]), given["factor"])}


def _kama(bars: Bars, given: Numbers) -> Columns:
    return {"kama": talib.KAMA(bars.close, int(given["period"]))}


def _vwma(bars: Bars, given: Numbers) -> Columns:
    period = int(given["period"])
    return {"vwma": talib.SUM(bars.close * bars.volume, period) / talib.SUM(bars.volume, period)}


def _hma(bars: Bars, given: Numbers) -> Columns:
    """Hull's: a weighted average of root n over twice the quick one less the slow one."""
    period = int(given["period"])
    lead = 2 * talib.WMA(bars.close, period // 2) - talib.WMA(bars.close, period)
    return {"hma": talib.WMA(lead, int(np.sqrt(period)))}


def _smma(bars: Bars, given: Numbers) -> Columns:
    """Wilder's average of the closes, started from a plain mean."""
    return {"smma": _wilder(bars.close, int(given["period"]))}


def _rsi(bars: Bars, given: Numbers) -> Columns:
    return {"rsi": talib.RSI(bars.close, int(given["period"]))}


def _stochastic_rsi(bars: Bars, given: Numbers) -> Columns:
    """The place of the RSI in its own range, 0 to 100, smoothed, with a signal line."""
    rsi = talib.RSI(bars.close, int(given["period"]))
    low, high = talib.MIN(rsi, int(given["range"])), talib.MAX(rsi, int(given["range"]))
    with np.errstate(invalid="ignore", divide="ignore"):
        place = np.where(high > low, 100 * (rsi - low) / (high - low), np.where(np.isnan(high), np.nan, 0.0))
    line = talib.SMA(place, int(given["smooth"]))
    return {"stochRsi": line, "signal": talib.SMA(line, int(given["signal"]))}


def _macd(bars: Bars, given: Numbers) -> Columns:
    fast, slow, signal = (int(given[word]) for word in ("fast", "slow", "signal"))
    line, average, rest = talib.MACD(bars.close, fast, slow, signal)
    return {"macd": line, "signal": average, "histogram": rest}


def _percentage_volume(bars: Bars, given: Numbers) -> Columns:
    fast, slow, signal = (int(given[word]) for word in ("fast", "slow", "signal"))
    base = talib.EMA(bars.volume, slow)
    line = 100 * (talib.EMA(bars.volume, fast) - base) / base
    average = talib.EMA(line, signal)
    return {"pvo": line, "signal": average, "histogram": line - average}


def _bollinger(bars: Bars, given: Numbers) -> Columns:
    period, k = int(given["period"]), given["k"]
    middle = talib.SMA(bars.close, period)
    spread = k * _deviation(bars.close, period, int(given["ddof"]))
    upper, lower = middle + spread, middle - spread
    with np.errstate(invalid="ignore", divide="ignore"):
        place, width = (bars.close - lower) / (upper - lower), (upper - lower) / middle
        z = (bars.close - middle) / (spread / k)
    return {"sma": middle, "upperBand": upper, "lowerBand": lower, "percentB": place, "width": width, "zScore": z}


def _deviation(values: Floats, period: int, ddof: int) -> Floats:
    """Return the rolling deviation; divided by the period less `ddof`."""
    result = np.full(len(values), np.nan)
    if len(values) >= period > ddof:
        result[period - 1 :] = np.std(np.lib.stride_tricks.sliding_window_view(values, period), axis=1, ddof=ddof)
    return result


def _deviations(bars: Bars, given: Numbers) -> Columns:
    period = int(given["period"])
    spread, mean = _deviation(bars.close, period, int(given["ddof"])), talib.SMA(bars.close, period)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {"stdDev": spread, "mean": mean, "zScore": (bars.close - mean) / spread}


def _volatility(bars: Bars, given: Numbers) -> Columns:
    """The yearly deviation (n - 1) of daily log returns, 252 to the year."""
    moves = np.concatenate([[np.nan], np.diff(np.log(bars.close))])
    return {"volatility": _deviation(moves, int(given["period"]), 1) * np.sqrt(252)}


def _tr(bars: Bars, _: Numbers) -> Columns:
    return {"tr": talib.TRANGE(bars.high, bars.low, bars.close)}


def _atr(bars: Bars, given: Numbers) -> Columns:
    atr = talib.ATR(bars.high, bars.low, bars.close, int(given["period"]))
    return {"tr": talib.TRANGE(bars.high, bars.low, bars.close), "atr": atr, "atrp": 100 * atr / bars.close}


def _adx(bars: Bars, given: Numbers) -> Columns:
    period, row = int(given["period"]), (bars.high, bars.low, bars.close)
    plus, minus = talib.PLUS_DI(*row, period), talib.MINUS_DI(*row, period)
    return {
        "pdi": plus,
        "mdi": minus,
        "dx": talib.DX(*row, period),
        "adx": talib.ADX(*row, period),
        "adxr": talib.ADXR(*row, period),
    }


def _aroon(bars: Bars, given: Numbers) -> Columns:
    down, up = talib.AROON(bars.high, bars.low, int(given["period"]))
    return {"aroonUp": up, "aroonDown": down, "oscillator": up - down}


def _stochastic(bars: Bars, given: Numbers) -> Columns:
    k, d = talib.STOCH(
        bars.high,
        bars.low,
        bars.close,
        fastk_period=int(given["period"]),
        slowk_period=int(given["smooth"]),
        slowd_period=int(given["signal"]),
    )
    fast, _ = talib.STOCHF(bars.high, bars.low, bars.close, int(given["period"]), 1)
    line = talib.SMA(fast, int(given["smooth"])) if given["smooth"] > 1 else fast
    signal = talib.SMA(line, int(given["signal"])) if given["signal"] > 1 else line
    return {"oscillator": line, "signal": signal, "percentJ": 3 * line - 2 * signal, "k": k, "d": d}


def _williams(bars: Bars, given: Numbers) -> Columns:
    return {"williamsR": talib.WILLR(bars.high, bars.low, bars.close, int(given["period"]))}


def _cci(bars: Bars, given: Numbers) -> Columns:
    return {"cci": talib.CCI(bars.high, bars.low, bars.close, int(given["period"]))}


def _cmo(bars: Bars, given: Numbers) -> Columns:
    """Chande's momentum oscillator over plain sums: what rose less what fell, over both, times 100."""
    period = int(given["period"])
    moves = np.concatenate([[np.nan], np.diff(bars.close)])
    up, down = talib.SUM(np.maximum(moves, 0), period), talib.SUM(np.maximum(-moves, 0), period)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {"cmo": np.where(up + down > 0, 100 * (up - down) / (up + down), np.where(np.isnan(up), np.nan, 0.0))}


def _roc(bars: Bars, given: Numbers) -> Columns:
    period = int(given["period"])
    return {"roc": talib.ROC(bars.close, period), "momentum": talib.MOM(bars.close, period)}


def _trix(bars: Bars, given: Numbers) -> Columns:
    """The change per bar, in percent, of the closes smoothed three times."""
    period = int(given["period"])
    smooth = talib.EMA(talib.EMA(talib.EMA(bars.close, period), period), period)
    return {"ema3": smooth, "trix": talib.TRIX(bars.close, period)}


def _ultimate(bars: Bars, given: Numbers) -> Columns:
    periods = (int(given[word]) for word in ("short", "middle", "long"))
    return {"ultimate": talib.ULTOSC(bars.high, bars.low, bars.close, *periods)}


def _obv(bars: Bars, _: Numbers) -> Columns:
    """Volume summed with the sign of the close's change, from 0 at the first bar."""
    return {"obv": talib.OBV(bars.close, bars.volume) - bars.volume[0]}


def _mfi(bars: Bars, given: Numbers) -> Columns:
    return {"mfi": talib.MFI(bars.high, bars.low, bars.close, bars.volume, int(given["period"]))}


def _adl(bars: Bars, _: Numbers) -> Columns:
    return {"adl": talib.AD(bars.high, bars.low, bars.close, bars.volume)}


def _chaikin(bars: Bars, given: Numbers) -> Columns:
    """Two averages of the accumulation line, the quick one less the slow one, each started from a plain mean."""
    line = talib.AD(bars.high, bars.low, bars.close, bars.volume)
    return {"oscillator": talib.EMA(line, int(given["fast"])) - talib.EMA(line, int(given["slow"])), "adl": line}


def _cmf(bars: Bars, given: Numbers) -> Columns:
    """Chaikin's money flow: money flow volume over volume, both summed over the period."""
    period = int(given["period"])
    flow = np.diff(talib.AD(bars.high, bars.low, bars.close, bars.volume), prepend=0.0)
    return {"cmf": talib.SUM(flow, period) / talib.SUM(bars.volume, period)}


def _bop(bars: Bars, given: Numbers) -> Columns:
    return {"bop": talib.SMA(talib.BOP(bars.open, bars.high, bars.low, bars.close), int(given["smooth"]))}


def _psar(bars: Bars, given: Numbers) -> Columns:
    return {"sar": talib.SAR(bars.high, bars.low, given["step"], given["max"])}


def _donchian(bars: Bars, given: Numbers) -> Columns:
    """The highest high and lowest low of the bars before this one."""
    period = int(given["period"])
    upper, lower = (np.roll(each, 1) for each in (talib.MAX(bars.high, period), talib.MIN(bars.low, period)))
    upper[0] = lower[0] = np.nan
    middle = (upper + lower) / 2
    return {"upperBand": upper, "lowerBand": lower, "centerline": middle, "width": (upper - lower) / middle}


def _keltner(bars: Bars, given: Numbers) -> Columns:
    middle = talib.EMA(bars.close, int(given["period"]))
    reach = given["k"] * talib.ATR(bars.high, bars.low, bars.close, int(given["atr"]))
    return {"upperBand": middle + reach, "centerline": middle, "lowerBand": middle - reach, "width": 2 * reach / middle}


def _slope(bars: Bars, given: Numbers) -> Columns:
    period = int(given["period"])
    return {
        "slope": talib.LINEARREG_SLOPE(bars.close, period),
        "intercept": talib.LINEARREG_INTERCEPT(bars.close, period),
    }


def _wilder(values: Floats, period: int) -> Floats:
    """Return Wilder's average: after a plain mean of the first n, each new value counts 1/n."""
    result = np.full(len(values), np.nan)
    if len(values) < period:
        return result
    level = float(values[:period].mean())
    result[period - 1] = level
    for index in range(period, len(values)):
        level += (values[index] - level) / period
        result[index] = level
    return result


INDICATORS: Final[Mapping[str, tuple[Callable[[Bars, Numbers], Columns], Numbers]]] = MappingProxyType(
    {
        "sma": (_sma, {"period": 20}),
        "ema": (_ema, {"period": 20}),
        "wma": (_wma, {"period": 20}),
        "dema": (_dema, {"period": 20}),
        "tema": (_tema, {"period": 20}),
        "t3": (_t3, {"period": 5, "factor": 0.7}),
        "kama": (_kama, {"period": 10}),
        "hma": (_hma, {"period": 20}),
        "smma": (_smma, {"period": 20}),
        "vwma": (_vwma, {"period": 10}),
        "rsi": (_rsi, {"period": 14}),
        "stochastic_rsi": (_stochastic_rsi, {"period": 14, "range": 14, "signal": 3, "smooth": 1}),
        "macd": (_macd, {"fast": 12, "slow": 26, "signal": 9}),
        "pvo": (_percentage_volume, {"fast": 12, "slow": 26, "signal": 9}),
        "bollinger": (_bollinger, {"period": 20, "k": 2, "ddof": 0}),
        "deviation": (_deviations, {"period": 10, "ddof": 0}),
        "volatility": (_volatility, {"period": 20}),
        "true_range": (_tr, {}),
        "atr": (_atr, {"period": 14}),
        "adx": (_adx, {"period": 14}),
        "aroon": (_aroon, {"period": 25}),
        "stochastic": (_stochastic, {"period": 14, "smooth": 3, "signal": 3}),
        "williams": (_williams, {"period": 14}),
        "cci": (_cci, {"period": 20}),
        "cmo": (_cmo, {"period": 14}),
        "roc": (_roc, {"period": 20}),
        "trix": (_trix, {"period": 15}),
        "ultimate": (_ultimate, {"short": 7, "middle": 14, "long": 28}),
        "obv": (_obv, {}),
        "mfi": (_mfi, {"period": 14}),
        "adl": (_adl, {}),
        "chaikin": (_chaikin, {"fast": 3, "slow": 10}),
        "cmf": (_cmf, {"period": 20}),
        "bop": (_bop, {"smooth": 14}),
        "psar": (_psar, {"step": 0.02, "max": 0.2}),
        "donchian": (_donchian, {"period": 20}),
        "keltner": (_keltner, {"period": 20, "k": 2, "atr": 10}),
        "slope": (_slope, {"period": 20}),
    }
)
