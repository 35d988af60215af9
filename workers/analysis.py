"""Carry out analyses: bring the facts, ask the analyst and the ensemble, hand over what they found."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import AsyncExitStack
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from actions import allowances, analyses, conditions, evidence, jobs, outbox, versions
from actions.analyses import Call, Consultation, Finding, Findings
from actions.versions import HORIZON_DAYS
from adapters.llm.openai_chat import cost, cost_at_most
from ai.briefing import Headline, SymbolFacts
from ai.evidence import pack
from ai.facts import Facts, Record
from ai.sources import ENSEMBLE, analyst
from ai.sources.analyst import AnalystResult
from ai.views import Abstention, Blend, ScoreSource
from ai.views import Analysis as Opinions
from db.models import Analysis, SignalAction, Stability
from db.reads.figures import known
from db.reads.forecasts import scorecards
from db.reads.news import told
from trading.errors import Unavailable
from trading.news import Impact, Mention, impact
from trading.ports import Json, Llm, LlmAnswer
from trading.units import ZERO, plain
from workers.answered import Answered
from workers.desk import Crew

BRIEF_BARS = 260
ANALYST_S = 75.0  # leaves the models a third of a job's time
FACTS, ANALYST, MODELS = Decimal("0.1"), Decimal("0.3"), Decimal("0.8")

log = logging.getLogger(__name__)


async def run_analysis(ctx: dict[str, Any], payload: Json) -> None:
    """Carry out one requested run. A failure is recorded and trades nothing; after a lost process it comes again."""
    crew: Crew = ctx["crew"]
    analysis = await analyses.claim(crew.desk, crew.viewer, str(payload["analysis_id"]))
    if analysis is not None:
        try:
            findings = await _find(crew, analysis)
        except BrokenProcessPool as error:
            log.warning("analysis %s comes again, since its model process died: %s", analysis.id, error)
            await jobs.release(crew.desk, crew.viewer, analysis, "The model process died; the run comes again.")
        except (ValueError, ArithmeticError) as error:
            log.exception("analysis %s failed", analysis.id)
            await jobs.fail(crew.desk, crew.viewer, analysis, f"{type(error).__name__}: {error}")
        else:
            await analyses.record(crew.desk, crew.viewer, analysis, findings)
    if await jobs.over(Analysis, str(payload["analysis_id"])):
        await outbox.done(crew.desk, str(payload["outbox_id"]))


JOBS = {"run_analysis": run_analysis}


async def _find(crew: Crew, analysis: Analysis) -> Findings:
    """Ask the analyst, then the ensemble with the analyst's views; tell how far it has come."""
    market, as_of = crew.desk.market, analysis.as_of
    await jobs.progress(crew.desk, crew.viewer, analysis, "facts", FACTS, f"bars up to {as_of}")
    briefs = [SymbolFacts.of(s, market.bars(s, until=as_of, count=BRIEF_BARS)) for s in analysis.symbols]
    await jobs.progress(crew.desk, crew.viewer, analysis, "analyst", ANALYST, "asking the language model")
    mentions, news_at = await _mentions(crew, analysis)
    said = await _consulted(crew, analysis, briefs, _headlines(mentions))
    ruling = await versions.champion(HORIZON_DAYS, as_of)
    facts = Facts(
        as_of=as_of,
        histories=crew.library.until(as_of),
        symbols=tuple(analysis.symbols),
        seed=crew.settings.seed,
        horizon_days=HORIZON_DAYS,
        views=said.views,
        news=_impacts(mentions, news_at),
        trained_until=ruling.trained_until if ruling else None,
        figures=await known(news_at) if news_at else {},
        records=await _records(as_of),
        lineup=ruling.kind.value if ruling else ENSEMBLE,
    )
    await jobs.progress(crew.desk, crew.viewer, analysis, "models", MODELS, "asking the ensemble")
    opinions = await crew.models.analyse(facts)
    await _keep_condition(crew, as_of, opinions)
    bundle = pack(facts, said, mentions, news_at)
    content = await evidence.keep(crew.desk, bundle.body, bundle.parts)
    return Findings(
        each=tuple(finding(opinion, content) for opinion in opinions.blends),
        market_condition=_condition(opinions),
        evidence=content,
    )


async def _consulted(
    crew: Crew, analysis: Analysis, briefs: Sequence[SymbolFacts], headlines: Sequence[Headline]
) -> AnalystResult:
    """Ask the analyst, or take what another run was answered to the same, and keep what was said."""
    known, allowed = [each.symbol for each in briefs if each.close is not None], allowance(crew, analysis)
    async with AsyncExitStack() as turn:
        llm = Answered(crew, allowed, known, turn, allowed.until) if allowed else None
        said = await analyst.ask(llm, briefs, headlines, horizon_days=HORIZON_DAYS)
        reserved = allowed.reserved if allowed else ZERO
        await analyses.consulted(crew.desk, crew.viewer, analysis, _consultation(crew, said, reserved))
    return said


def _impacts(mentions: Mapping[str, Sequence[Mention]], at: datetime | None) -> dict[str, Impact]:
    found = {symbol: impact(said, at) for symbol, said in mentions.items()} if at else {}
    return {symbol: left for symbol, left in found.items() if left is not None}


async def _records(as_of: date) -> dict[ScoreSource, Record]:
    """Return what came of the forecasts before a day of the sources that nothing is fitted to."""
    cards = {card.source: card for card in await scorecards(HORIZON_DAYS, as_of)}
    return {
        source: Record(card.forecasts, card.months, card.loss, card.base_loss)
        for source in (ScoreSource.NEWS, ScoreSource.FUNDAMENTAL, ScoreSource.ANALYST)
        if (card := cards.get(source)) and card.loss is not None and card.base_loss is not None
    }


async def _mentions(crew: Crew, analysis: Analysis) -> tuple[dict[str, list[Mention]], datetime | None]:
    """Return what headlines published by the close of the day said of the symbols, and when that close was."""
    steps = crew.desk.market.steps(analysis.as_of)
    return (await told(analysis.symbols, steps[-1].at), steps[-1].at) if steps else ({}, None)


def _headlines(mentions: Mapping[str, Sequence[Mention]]) -> list[Headline]:
    """Put each headline before the analyst once, with all symbols that it names."""
    named: dict[tuple[datetime, str], list[str]] = {}
    for symbol, said in mentions.items():
        for each in said:
            named.setdefault((each.at, each.headline), []).append(symbol)
    return [Headline(tuple(symbols), at, "news", text) for (at, text), symbols in named.items()]


async def _keep_condition(crew: Crew, as_of: date, opinions: Opinions) -> None:
    """Keep how the market stands, as of the close of the day."""
    steps, market = crew.desk.market.steps(as_of), opinions.market
    if market is not None and steps:
        await conditions.record(
            as_of,
            steps[-1].at,
            regime=market.regime.value,
            volatility=market.volatility,
            trend=market.trend,
            summary=market.summary,
        )


class Allowance:
    """Implements trading.ports.Llm over another, for one run: within ANALYST_S in all, and within the portfolio's
    budget of the day. `reserved` US dollars were set aside so far; `until`, of the loop's clock, it answers."""

    def __init__(self, crew: Crew, llm: Llm, asking: Analysis | Stability) -> None:
        self.model, self.reserved = llm.model, ZERO
        self._crew, self._llm, self._asking, self._seconds = crew, llm, asking, ANALYST_S
        self.until = asyncio.get_running_loop().time() + self._seconds

    async def complete(self, system: str, user: str) -> LlmAnswer:
        """Ask the other. Raises Rejected when the money does not suffice, Unavailable when the time is over, or what it
        raises."""
        crew, most = self._crew, cost_at_most(system, user, *_prices(self._crew))
        budget = Decimal(crew.settings.llm_daily_budget)
        await allowances.reserve(crew.desk, crew.viewer, self._asking, most, budget)
        self.reserved += most
        try:
            async with asyncio.timeout_at(self.until):
                return await self._llm.complete(system, user)
        except TimeoutError:
            raise Unavailable(f"The language model took longer than the {self._seconds:g} s of a run.") from None


def allowance(crew: Crew, asking: Analysis | Stability) -> Allowance | None:
    """Return the language model within the portfolio's budget of the day, None when there is no model."""
    return Allowance(crew, crew.desk.llm, asking) if crew.desk.llm is not None else None


def _prices(crew: Crew) -> tuple[Decimal, Decimal]:
    return Decimal(crew.settings.llm_input_price), Decimal(crew.settings.llm_output_price)


def call(crew: Crew, answer: LlmAnswer) -> Call:
    """Return what an answer took."""
    return Call(
        model=answer.model,
        prompt_tokens=answer.prompt_tokens,
        completion_tokens=answer.completion_tokens,
        cached_tokens=answer.cached_tokens,
        cost=cost(answer, *_prices(crew)),
    )


def _consultation(crew: Crew, said: AnalystResult, reserved: Decimal) -> Consultation:
    return Consultation(
        model=said.answers[-1].model if said.answers else None,
        outlook=said.outlook,
        prompt_hash=said.prompt_hash,
        answers=said.raw_texts,
        calls=tuple(call(crew, answer) for answer in said.answers),
        reserved=reserved,
    )


def finding(opinion: Blend | Abstention, content_hash: str) -> Finding:
    """Put one opinion into the plain values that actions record."""
    if isinstance(opinion, Abstention):
        return Finding(symbol=opinion.symbol, action=None, summary="Every source abstained.", reasons=opinion.reasons)
    return Finding(
        symbol=opinion.symbol,
        action=SignalAction(opinion.action.value),
        summary=opinion.summary[:500],
        confidence=opinion.confidence,
        probability_up=opinion.probability_up,
        log_odds=opinion.log_odds,
        base_rate=opinion.base_rate,
        horizon_days=opinion.horizon_days,
        scores=[
            {
                "source": score.source.value,
                "probability_up": None if score.probability_up is None else plain(score.probability_up),
                "contribution": plain(score.contribution),
                "weight": plain(score.weight),
                "abstained": score.abstained,
                "reasons": list(score.reasons),
            }
            for score in opinion.scores
        ],
        expected_return=opinion.expected_return,
        volatility=opinion.volatility,
        atr=opinion.atr,
        evidence=content_hash,
    )


def _condition(opinions: Opinions) -> str | None:
    return f"{opinions.market.regime}: {opinions.market.summary}"[:300] if opinions.market else None
