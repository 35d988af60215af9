"""Recompute signals, and the decisions of whole runs, from the evidence that was kept; no model of others is asked."""

import logging
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from actions.analyses import Finding, opinion_of, reasoning
from actions.evidence import EvidenceCheck, seal
from ai.evidence import Bundle, Damaged, outdated, part_names, unpack
from ai.facts import Facts
from db.models import Analysis, Decision, DecisionOutcome, Recommendation, Signal
from db.reads import evidence as reads
from trading.errors import Conflict, NotFound
from trading.ports import Json, Notary
from trading.proposals import Situation, propose
from trading.units import plain
from workers.analysis import finding
from workers.desk import Crew
from workers.models import Models

RECORDED: Final = (
    "action",
    "confidence",
    "probability_up",
    "log_odds",
    "base_rate",
    "horizon_days",
    "summary",
    "scores",
)
SIZED: Final = ("side", "quantity", "stop_loss", "take_profit", "risk_score", "expected_return")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """One symbol of a run made again: what was decided, and what differs from the record; nothing where it agrees."""

    symbol: str
    decided: str
    differences: tuple[str, ...]


async def opened(notary: Notary, name: str) -> tuple[Bundle, list[str]]:
    """Return a bundle, and in words what is wrong with it as it is kept. Raise NotFound or Damaged."""
    row = await reads.kept(name, part_names((await reads.kept(name)).body))
    bundle = Bundle(row.body, row.parts)
    wrong = [] if bundle.hash == name else ["the list of what was used was changed since it was hashed"]
    wrong += [] if notary.sign(name) == row.signature else ["the signature is not the desk's"]
    return bundle, wrong + bundle.changed()


async def _findings(models: Models, bundle: Bundle, facts: Facts) -> dict[str, Finding]:
    opinions = await models.analyse(facts)
    return {each.symbol: finding(each, bundle.hash) for each in opinions.blends}


async def _misplaced(run: Analysis, as_of: date, evidence: str, facts: Facts) -> list[str]:
    """Say why evidence, however genuine, is not that of a day or of a run, by the day in it and by the audit trail."""
    wrong = [] if facts.as_of == as_of else [f"the evidence is of {facts.as_of}, not of {as_of}"]
    wrong += [] if run.evidence == evidence else ["the run was made from other evidence"]
    said = (await reads.audited(run)).get("evidence")
    return wrong + ([] if said == evidence else ["the audit trail names other evidence of the run"])


async def _moved(notary: Notary, run: Analysis) -> list[str]:
    """Say whether the situations that trades were sized in are not those that were signed when the run ended."""
    signed = (await reads.audited(run)).get("situations")
    same = seal(notary, run.evidence, await reads.situations(run.id)) == signed
    return [] if same else ["where the portfolio stood is not what was signed when the run ended"]


def _against(signal: Signal, found: Finding | None) -> list[str]:
    """Say what of a signal is recorded otherwise than it was found now."""
    if found is None or found.action is None:
        return ["every source abstains now" if found else "the symbol is not in the evidence"]
    pairs = ((name, getattr(signal, name), getattr(found, name)) for name in RECORDED)
    return [f"{name}: recorded {_said(then)}, recomputed {_said(now)}" for name, then, now in pairs if then != now]


def _said(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)[:200]


async def check(models: Models, notary: Notary, signal: Signal) -> EvidenceCheck:
    """Recompute a signal. Raise NotFound without evidence, Conflict when it is too damaged to be read."""
    try:
        bundle, wrong = await opened(notary, signal.evidence)
        facts = unpack(bundle)
        if signal.analysis_id is not None:  # a rebalance has no run
            run = await Analysis.get(id=signal.analysis_id)
            wrong += await _misplaced(run, signal.as_of, signal.evidence, facts)
        found = (await _findings(models, bundle, facts)).get(signal.symbol)
        differences = [*wrong, *_against(signal, found)]
        differences += outdated(bundle.body) if differences else []
    except Damaged as damage:
        raise Conflict(str(damage)) from damage
    recomputed = found.probability_up if found and found.action else Decimal(0)
    return EvidenceCheck(recomputed=recomputed, recorded=signal.probability_up, differences=tuple(differences))


async def rerun(models: Models, notary: Notary, run_id: str) -> list[Again]:
    """Make a run's opinions and proposals again and hold them against what was recorded. Raise as `check` does."""
    analysis, records = await reads.run(run_id)
    if analysis.evidence is None:
        raise NotFound("This run has no evidence: it did not come so far.", run_id)
    try:
        bundle, wrong = await opened(notary, analysis.evidence)
        facts = unpack(bundle)
        wrong += await _misplaced(analysis, analysis.as_of, analysis.evidence, facts)
        wrong += await _moved(notary, analysis)
        found = await _findings(models, bundle, facts)
        hints = outdated(bundle.body)
    except Damaged as damage:
        raise Conflict(str(damage)) from damage
    again = [_again(found.get(each["decision"].symbol), **each) for each in records]
    missing = sorted(set(found) - {each.symbol for each in again})
    again += [Again(symbol=symbol, decided="", differences=("there is no decision",)) for symbol in missing]
    off = bool(wrong) or any(each.differences for each in again)
    return [*again, Again(symbol="evidence", decided="", differences=(*wrong, *hints))] if off else again


def _again(
    found: Finding | None, *, decision: Decision, signal: Signal | None, recommendation: Recommendation | None
) -> Again:
    decided = decision.outcome.value + (f" ({decision.stopped_by})" if decision.stopped_by else "")
    if signal is None or found is None or found.action is None or decision.situation is None:
        silent = found is not None and found.action is None
        same = silent and signal is None and decision.outcome is DecisionOutcome.ABSTAINED
        same = same and found is not None and decision.explanation == " ".join(found.reasons)[:1000]
        return Again(symbol=decision.symbol, decided=decided, differences=() if same else ("it is another opinion",))
    differences = [*_against(signal, found), *_proposal(found, decision, recommendation)]
    return Again(symbol=decision.symbol, decided=decided, differences=tuple(differences))


def _proposal(found: Finding, decision: Decision, made: Recommendation | None) -> Sequence[str]:
    """Size the opinion once more in the situation of then, and say what came out otherwise."""
    sizing, why_not = propose(opinion_of(found), Situation.of(decision.situation or {}))
    if sizing is None or made is None:
        same = sizing is None and made is None and decision.stopped_by == why_not
        return () if same else (f"proposed {'nothing: ' + why_not if sizing is None else sizing.reason}",)
    pairs: list[tuple[str, Any, Any]] = [(name, getattr(made, name), getattr(sizing, name)) for name in SIZED]
    pairs.append(("reasoning", made.reasoning, reasoning(found, sizing)))
    return [f"{name}: recorded {_said(then)}, now {_said(now)}" for name, then, now in pairs if then != now]


# ---------------------------------------------------------------- the job


async def verify_signal(ctx: dict[str, Any], payload: Json) -> None:
    """Recompute a signal for who waits for it, and tell the answer; an error is told in words."""
    crew: Crew = ctx["crew"]
    signal = await Signal.get(id=str(payload["signal_id"]))
    try:
        found = await check(crew.models, crew.desk.notary, signal)
        answer: dict[str, object] = {
            "recomputed": plain(found.recomputed),
            "recorded": plain(found.recorded),
            "differences": list(found.differences),
        }
    except (NotFound, Conflict) as refusal:
        answer = {"refusal": refusal.message}
    except BrokenProcessPool as error:
        log.warning("signal %s is not recomputed: %s", signal.id, error)
        return
    await crew.desk.bus.publish(str(payload["channel"]), answer)


JOBS = {"verify_signal": verify_signal}
