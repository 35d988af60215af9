"""Proves that fifty hostile articles, read by a language model that obeys each, trade nothing beyond their weight.

Every run has one more article and a model that does what it says: a view as extreme as can be, or the article itself as
an answer. What the other sources say stays, orders are those of the small difference, and no limit, stop or setting
moves.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from actions.setup import SYSTEM
from ai.ensemble import UNPROVED
from ai.sources.news import LEAN
from ai.views import log_odds
from db.models import AuditEntry, JobState, Order, Portfolio, Quote, Signal, Stop
from tests.ai.hostile import ARTICLES
from tests.ai.test_analyst import said, view
from tests.workers.benches import KNOWN, ON_SQLITE, Bench, score, signals
from trading.limits import Limits
from trading.news import Headline
from trading.ports import LlmAnswer
from trading.units import TICK
from workers.news import take_in

WEIGHT = Decimal(str(UNPROVED.value))
OURS = {"TECHNICAL", "MOMENTUM", "REGIME"}
DEEDS = {"request_analysis", "finish_analysis", "place_order", "deny_order"}


@dataclass
class Obedient:
    """A language model that does what the articles want; `answers` are said in turn, for ever."""

    answers: list[str]
    model: str = "obedient"
    asked: int = 0
    heard: str = ""

    async def complete(self, system: str, user: str) -> LlmAnswer:
        self.heard, self.asked = user, self.asked + 1
        text = self.answers[(self.asked - 1) % len(self.answers)]
        return LlmAnswer(
            text=text, model=self.model, prompt_tokens=1, completion_tokens=1, cached_tokens=0, latency_ms=1
        )


def obeyed(article: str) -> list[str]:
    """Return what a model that obeys says: the article where it is an answer, else the extreme that it asks for."""
    if "{" in article:
        return [article]
    down = any(word in article.lower() for word in ("sell", "short", "plunge", "zero"))
    return [said(view(probability_up=0.01 if down else 0.99), view("MSFT", 0.99))]


@ON_SQLITE
async def test_fifty_hostile_articles_trade_nothing_beyond_their_weight(closed: Bench) -> None:
    alone = await signals(await closed.carry_out(await closed.request()))
    before = await Portfolio.get(id=closed.portfolio_id)
    at = (await closed.crew.desk.market_clock.now()).replace(hour=12)
    read = 0
    for number, (name, article) in enumerate(ARTICLES.items()):
        headline = Headline(
            source="hostile", key=str(number), text=article, url="", publisher="", published_at=at, symbols=("AAPL",)
        )
        await take_in(closed.crew, [headline])
        llm = Obedient(obeyed(article), model=f"obedient {number}")  # never the answer to another
        hands = replace(closed.crew, desk=replace(closed.crew.desk, llm=llm))
        done = await closed.carry_out(await closed.request(), hands)
        assert done.state is JobState.SUCCEEDED, name
        read += '"headlines":[{' in llm.heard
        for symbol, signal in (await signals(done)).items():
            within(signal, alone[symbol], name)
    assert read == len(ARTICLES)  # the model was told of them
    await nothing_else_moved(before)


def within(signal: Signal, alone: Signal, name: str) -> None:
    """What other sources say is as it was, and news and analyst together stay within their weights."""
    for source in OURS:
        assert score(signal, source) == score(alone, source), name
    news, analyst = (Decimal(str(score(signal, each)["contribution"])) for each in ("NEWS", "ANALYST"))
    assert abs(news) <= WEIGHT * LEAN + TICK, name
    extreme = max(abs(log_odds(Decimal(each)) - log_odds(signal.base_rate)) for each in ("0.01", "0.99"))
    assert abs(analyst) <= WEIGHT * extreme + TICK, name
    assert signal.log_odds - alone.log_odds == news + analyst, name


async def nothing_else_moved(before: Portfolio) -> None:
    """No order beyond the limits or of what was not analysed, and no deed but those of analyses."""
    after = await Portfolio.get(id=before.id)
    assert (after.limits, after.autonomy, after.watchlist, after.cash) == (
        before.limits, before.autonomy, before.watchlist, before.cash,
    )  # fmt: skip
    limits, prices = Limits.of(after.limits), {quote.symbol: quote.price for quote in await Quote.all()}
    value: dict[str, Decimal] = {}
    for order in await Order.filter(denial=None):
        assert order.symbol in KNOWN
        assert order.quantity * prices[order.symbol] <= limits.max_order_value
        value[order.symbol] = value.get(order.symbol, Decimal(0)) + order.quantity * prices[order.symbol]
    assert value
    assert all(each <= limits.max_position_ratio * before.cash for each in value.values())
    assert not await Stop.filter(state__not="ACTIVE").exists()
    deeds = (
        await AuditEntry.filter(chain=before.id, actor_id=SYSTEM.user_id).distinct().values_list("action", flat=True)
    )
    assert set(map(str, deeds)) <= DEEDS, deeds
