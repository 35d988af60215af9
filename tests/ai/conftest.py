"""Real bars as facts, whole, shuffled or shortened, for the tests of every source."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from adapters.market.replay import Replay
from ai.facts import Facts, History
from ai.views import View
from trading.market import Bar

DAY = date(2011, 6, 15)
SEED = 7
FactsOn = Callable[..., Facts]


@pytest.fixture(scope="session")
def replay() -> Replay:
    return Replay(None, SEED)


@pytest.fixture(scope="session")
def facts_on(replay: Replay) -> FactsOn:
    """Return facts of a day from the bundled bars, each symbol's bars passed through `change`."""

    def build(
        day: date = DAY,
        symbols: Iterable[str] = ("AAPL", "GOOG", "IBM", "MSFT"),
        change: Callable[[Sequence[Bar]], Sequence[Bar]] = lambda bars: bars,
        views: tuple[View, ...] = (),
    ) -> Facts:
        histories = {symbol: History.of(symbol, change(replay.bars(symbol, until=day))) for symbol in symbols}
        return Facts(as_of=day, histories=histories, symbols=tuple(symbols), seed=SEED, views=views)

    return build


@pytest.fixture(scope="session")
def facts(facts_on: FactsOn) -> Facts:
    """The one day on which most tests look, so that its models are fitted once."""
    return facts_on()


def shuffled(bars: Sequence[Bar]) -> list[Bar]:
    """The same days with the bars' moves in another order: nothing of the past tells the future."""
    moves = [(bar.open / bar.close, bar.high / bar.close, bar.low / bar.close, bar.volume) for bar in bars]
    steps = [(after.close * after.split + after.dividend) / before.close for before, after in pairwise(bars)]
    rng = random.Random(f"{SEED}{len(bars)}")  # alike for symbols of one length: days stay days
    rng.shuffle(moves)
    rng.shuffle(steps)
    close, result = bars[0].close, []
    for bar, step, (opened, high, low, volume) in zip(bars, [Decimal(1), *steps], moves, strict=True):
        close *= step
        result.append(Bar(bar.day, close * opened, close * high, close * low, close, volume))
    return result


def noisy_after(day: date) -> Callable[[Sequence[Bar]], list[Bar]]:
    """Replace every bar later than `day` by noise."""

    def change(bars: Sequence[Bar]) -> list[Bar]:
        rng = random.Random(SEED)
        return [bar if bar.day <= day else _noise(bar, rng) for bar in bars]

    return change


def _noise(bar: Bar, rng: random.Random) -> Bar:
    low = Decimal(rng.randint(1, 900))
    high = low + rng.randint(1, 99)
    return replace(bar, open=low, high=high, low=low, close=high, volume=rng.randint(1, 10**7), dividend=low / 50)
