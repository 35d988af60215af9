"""Ask a run's question to the language model again, and see how often the desk would advise the same."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from actions import stabilities
from actions.analyses import Finding
from ai.evidence import Asked, Damaged, answered, asked, unpack
from ai.facts import Facts
from ai.sources.analyst import SYSTEM, BadAnswer, prompt_hash
from ai.views import ScoreSource
from db.models import Analysis, Signal, Stability
from db.reads import evidence as reads
from trading.errors import AdapterError, Conflict, FieldProblem, InvalidInput, NotFound
from trading.ports import Llm, LlmAnswer
from trading.units import TICK, plain
from workers.analysis import allowance, call, finding
from workers.desk import Crew
from workers.evidence import opened

TIMES_MAX: Final = 10


async def reask(crew: Crew, run_id: str, times: int) -> Stability:
    """Ask again and return what was kept of it; each answer is kept as it comes.

    Raise NotFound without the run or its evidence, InvalidInput for too often, Conflict when there is nobody to ask,
    nothing was asked, or model and prompt are not those of the run.
    """
    if not 1 <= times <= TIMES_MAX:
        raise InvalidInput(f"Ask 1 to {TIMES_MAX} times.", FieldProblem(("times",), f"1 to {TIMES_MAX}."))
    analysis, records = await reads.run(run_id)
    if analysis.evidence is None:
        raise NotFound("This run has no evidence: it did not come so far.", run_id)
    signals = [each["signal"] for each in records if each["signal"] is not None]
    llm, facts, question = await _question(crew, analysis, analysis.evidence)
    row = await stabilities.begin(crew.desk, crew.viewer, analysis, llm.model, times)
    heard: list[tuple[Facts, Mapping[str, Finding]]] = []
    for _ in range(times):
        answer = await _answer(crew, question, row)
        if answer is not None:
            found = await _found(crew, facts, question, answer.text)
            heard += [found] if found else []
            row.usable, row.symbols = len(heard), shown(signals, heard)
        await stabilities.keep(crew.desk, crew.viewer, row)
        if answer is None:
            break
    return row


async def _question(crew: Crew, analysis: Analysis, name: str) -> tuple[Llm, Facts, Asked]:
    """Return who is asked, what the run saw and what it asked; raise as `reask` does."""
    if crew.desk.llm is None:
        raise Conflict("No language model is configured.")
    try:
        bundle, wrong = await opened(crew.desk.notary, name)
        question, facts = asked(bundle), unpack(bundle)
    except Damaged as damage:
        raise Conflict(str(damage)) from damage
    if wrong:
        raise Conflict(f"The evidence of this run cannot be trusted: {wrong[0]}.")
    if question is None:
        raise Conflict("The language model was asked nothing in this run.")
    if prompt_hash(crew.desk.llm.model, question.question) != question.prompt_hash:
        was = f"The run asked {analysis.model or 'another model'}"
        raise Conflict(f"{was}; {crew.desk.llm.model} or its instructions are others now, and would say nothing of it.")
    return crew.desk.llm, facts, question


async def _answer(crew: Crew, question: Asked, row: Stability) -> LlmAnswer | None:
    """Ask once and note what it cost; None, and why, when nobody answers or the budget is spent."""
    llm, answer = allowance(crew, row), None
    paid: tuple[LlmAnswer, ...] = ()
    try:
        answer = await llm.complete(SYSTEM.text, question.question) if llm else None
        paid = (*answer.useless, answer) if answer else ()
    except AdapterError as error:
        row.failure, paid = str(error)[:300], error.useless
    for each in paid:
        took = call(crew, each)
        row.answers = [*row.answers, each.text]
        row.prompt_tokens += took.prompt_tokens
        row.completion_tokens += took.completion_tokens
        row.cost += took.cost
    return answer


async def _found(crew: Crew, facts: Facts, question: Asked, text: str) -> tuple[Facts, Mapping[str, Finding]] | None:
    """Return what the desk finds with another answer, None for one that cannot be used."""
    try:
        other = answered(facts, question, text)
    except BadAnswer:
        return None
    opinions = await crew.models.analyse(other)
    return other, {each.symbol: finding(each, "") for each in opinions.blends}


def shown(signals: Sequence[Signal], heard: Sequence[tuple[Facts, Mapping[str, Finding]]]) -> dict[str, dict[str, str]]:
    """Return for each signal the share of answers with its action, and the lowest and highest score of the model."""
    result = {}
    for signal in signals if heard else []:
        same = sum(found[signal.symbol].action is signal.action for _, found in heard)
        result[signal.symbol] = {"same_action": plain((Decimal(same) / len(heard)).quantize(TICK))}
        own = [each["probability_up"] for each in signal.scores if each["source"] == ScoreSource.ANALYST]
        chances = [Decimal(str(chance)) for chance in own if chance is not None]
        for facts, _ in heard:
            views = (view.probability_up for view in facts.views if view.symbol == signal.symbol)
            chances += [chance for chance in views if chance is not None]
        if chances:
            result[signal.symbol] |= {"lowest": plain(2 * min(chances) - 1), "highest": plain(2 * max(chances) - 1)}
    return result
