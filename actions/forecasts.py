"""Keep what sources forecast, and score it when the horizon has passed: signals by portfolio, sources once for all."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Final

from actions.unit import unit
from actions.viewer import Viewer
from db.models import Forecast, Signal
from trading.forecasts import MILLION, brier, came_true, due, judge, total_return
from trading.market import Bar
from trading.ports import Desk
from trading.units import TICK

GIVEN_UP_AFTER: Final = timedelta(days=120)  # of a share that has no bars any more nothing will be known
BARS: Final = 120
AT_ONCE: Final = 500

Gained = Callable[[str, date, int], Decimal | None]


async def keep(signal: Signal) -> None:
    """Keep what each source said that did not abstain; what another portfolio's run said first that day stays.

    Must run inside the transaction that makes the signal.
    """
    said = [
        Forecast(
            source=str(score["source"]),
            symbol=signal.symbol,
            horizon_days=signal.horizon_days,
            made_on=signal.as_of,
            month=signal.as_of.year * 12 + signal.as_of.month - 1,
            chance=_millionths(score["probability_up"]),
            base_rate=int(signal.base_rate * MILLION),
            weight=_millionths(score["weight"]),
        )
        for score in signal.scores
        if score["probability_up"] is not None
    ]
    await Forecast.bulk_create(said, ignore_conflicts=True)


async def keep_shadows(
    day: date, horizon_days: int, said: Mapping[str, Mapping[str, Decimal]], base_rates: Mapping[str, Decimal]
) -> None:
    """Keep what shadows said of symbols, by their names: of no weight, and what was said of a day before stays."""
    rows = [
        Forecast(
            source=source,
            symbol=symbol,
            horizon_days=horizon_days,
            made_on=day,
            month=day.year * 12 + day.month - 1,
            chance=_millionths(chance),
            base_rate=_millionths(base_rates[source]),
            weight=0,
        )
        for source, chances in said.items()
        for symbol, chance in chances.items()
    ]
    await Forecast.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def _millionths(stored: object) -> int:
    return int(Decimal(str(stored)) * MILLION)


async def score(desk: Desk, viewer: Viewer, day: date) -> int:
    """Score what is due at the close of a day; return how many signals and forecasts were. Doing it again is harmless.

    Nothing later than the day is looked at.
    """
    known = _gains(desk, day)
    return await _score_signals(desk, viewer, day, known) + await _score_forecasts(day, known)


def _gains(desk: Desk, day: date) -> Gained:
    """Return what tells a share's total return over a horizon from a day on, None while its end is not known."""

    @cache
    def bars(symbol: str) -> Sequence[Bar]:
        return desk.market.bars(symbol, until=day, count=BARS)

    def gained(symbol: str, made_on: date, horizon: int) -> Decimal | None:
        span = due(bars(symbol), made_on, horizon)
        return None if span is None else total_return(span)

    return gained


async def _score_signals(desk: Desk, viewer: Viewer, day: date, gained: Gained) -> int:
    opinions = Signal.filter(analysis_id__isnull=False)  # a rebalance has none
    waiting = opinions.filter(scored_at=None, as_of__lt=day, as_of__gte=day - GIVEN_UP_AFTER).order_by("as_of", "id")
    owners: dict[str, list[tuple[Signal, Decimal]]] = defaultdict(list)
    async for signal in waiting:
        if (gain := gained(signal.symbol, signal.as_of, signal.horizon_days)) is not None:
            owners[signal.portfolio_id].append((signal, gain))
    for portfolio_id, scored in owners.items():
        async with unit(desk, viewer, portfolio_id) as u:
            for signal, gain in scored:
                signal.realized_return = gain.quantize(TICK)
                signal.correct = came_true(signal.action, gain)
                signal.brier = Decimal(brier(signal.probability_up, int(gain > 0))) / MILLION
                signal.scored_at = u.market_now
                await signal.save(update_fields=["realized_return", "correct", "brier", "scored_at"])
            u.event("signals", signals=[signal.id for signal, _ in scored], recommendations=[])
    return sum(map(len, owners.values()))


async def _score_forecasts(day: date, gained: Gained) -> int:
    waiting = Forecast.filter(up=None, made_on__lt=day, made_on__gte=day - GIVEN_UP_AFTER).order_by("id")
    scored = []
    async for forecast in waiting:
        if (gain := gained(forecast.symbol, forecast.made_on, forecast.horizon_days)) is not None:
            chance, base_rate = (Decimal(each) / MILLION for each in (forecast.chance, forecast.base_rate))
            scored.append(forecast.update_from_dict(asdict(judge(chance, base_rate, gain))))
    if scored:
        columns = ["up", "brier", "base_brier", "loss", "base_loss", "edge"]
        await Forecast.bulk_update(scored, fields=columns, batch_size=AT_ONCE)
    return len(scored)
