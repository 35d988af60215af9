"""The news: headlines, and what they say of whom."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from graph.shapes import Node, derived
from trading.news import Impact

Symbols = Annotated[
    list[str] | None, strawberry.argument(description="Only what names one of these, at most 100; null is everything.")
]


@strawberry.type(description="How good or bad something sounds: score from -1 to 1, confidence from 0 to 1.")
class Sentiment:
    score: Decimal = strawberry.field(description="-1 is bad, 1 is good.")
    confidence: Decimal = strawberry.field(description="0 is a guess, 1 is sure.")
    scorer: str = strawberry.field(description="Which model judged it.")
    at: datetime = strawberry.field(description="When what was judged was published; of several, the latest.")


def sentiment_of(said: Impact) -> Sentiment:
    return Sentiment(score=said.score, confidence=said.confidence, scorer=said.scorer, at=said.at)


def _sentiment(root: rows.NewsItem) -> Sentiment:
    return Sentiment(score=root.score, confidence=root.confidence, scorer=root.scorer, at=root.published_at)


@strawberry.type(description="A headline. Its words are somebody else's.")
class NewsItem(Node):
    row = rows.NewsItem
    headline: str = strawberry.field(description="One line, at most 2000 characters.")
    url: str = strawberry.field(description="Where it is from, as the vendor says; empty when it does not say.")
    publisher: str = strawberry.field(description="Who published it.")
    source: str = strawberry.field(description="The vendor that told of it, or file.")
    published_at: datetime = strawberry.field(description="When, as the vendor says.")
    received_at: datetime = strawberry.field(description="When the desk had it.")
    symbols: list[str] = strawberry.field(description="Whom it names.")
    sentiment: Sentiment | None = derived(_sentiment, "How it sounds.")


@strawberry.type(description="How the models found the market at the close of a day, all of its shares taken as one.")
class MarketCondition:
    regime: str = strawberry.field(description="CALM or TURBULENT.")
    volatility: Decimal = strawberry.field(description="Annualised, a fraction.")
    trend: Decimal = strawberry.field(description="Distance from the 200-day average, a fraction.")
    summary: str = strawberry.field(description="The same in words.")
    at: datetime = strawberry.field(description="The close that it is of.")
