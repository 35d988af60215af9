"""Analyses: runs of the models over some symbols."""

from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import Money, derived, linked, money
from graph.types.jobs import Job
from graph.types.orders import PORTFOLIOS, portfolio_of
from graph.types.signals import Recommendation, Signal


async def _signals(root: rows.Analysis, info: Info) -> Any:
    return await info.context.loaders.many(rows.Signal, "analysis_id").load(root.id)


async def _recommendations(root: rows.Analysis, info: Info) -> Any:
    signals = await _signals(root, info)
    found = await info.context.loaders.many(rows.Recommendation, "signal_id").load_many([s.id for s in signals])
    return [recommendation for each in found for recommendation in each]


@strawberry.type(
    description="One answer of a language model, and what it took: no tokens and no money when another run, asked the "
    "same within a day, had paid for it."
)
class LlmCall:
    model: str = strawberry.field(description="The model that answered.")
    prompt_tokens: int = strawberry.field(description="Tokens sent.")
    completion_tokens: int = strawberry.field(description="Tokens answered with.")
    cached_tokens: int = strawberry.field(description="Tokens of those sent that its server had in its cache.")
    cost: Money = strawberry.field(description="What it cost; 0 for an answer that another run had paid for.")


def _calls(root: rows.Analysis) -> list[LlmCall]:
    return [
        LlmCall(
            model=str(call["model"]),
            prompt_tokens=int(call["prompt_tokens"]),
            completion_tokens=int(call["completion_tokens"]),
            cached_tokens=int(call["cached_tokens"]),
            cost=money(Decimal(call["cost"]), "USD"),
        )
        for call in root.calls
    ]


@strawberry.type(description="One run of the models over some symbols.")
class Analysis(Job):
    row = rows.Analysis
    portfolio: Any = linked("Portfolio", PORTFOLIOS, portfolio_of, "The portfolio that it is for.")
    symbols: list[str] = strawberry.field(description="What was analysed.")
    model: str | None = strawberry.field(description="The language model that was asked.")
    outlook: str | None = strawberry.field(description="What the language model expects, in words.")
    market_condition: str | None = strawberry.field(description="The state of the whole market, in words.")
    prompt_tokens: int = strawberry.field(description="Tokens sent to the language model.")
    completion_tokens: int = strawberry.field(description="Tokens that it answered with.")
    cost: Money = derived(lambda root: money(root.cost, "USD"), "What the language model cost this run.")
    calls: list[LlmCall] = derived(_calls, "Its answers one by one, also those of no use; their costs sum to `cost`.")
    signals: list[Signal] = derived(_signals, "The signals that were made.")
    recommendations: list[Recommendation] = derived(_recommendations, "The recommendations that were made.")
