"""The ANALYST source: a question to a language model, and its answer strictly into views."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ai.briefing import Headline, SymbolFacts, clean, question
from ai.prompts import load
from ai.views import ScoreSource, View
from trading.errors import AdapterError
from trading.ports import Llm, LlmAnswer
from trading.units import TICK

SYSTEM: Final = load("analyst.v1")
ANSWER_CHARACTERS_MAX: Final = 50_000
NO_HISTORY: Final = "There is no price history."


class BadAnswer(ValueError):
    """An answer that is not exactly what was asked for; `reason` says what is off."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def prompt_hash(model: str, user: str) -> str:
    """SHA-256 over everything that shapes an answer: model, system prompt and question."""
    return sha256(json.dumps([model, SYSTEM.text, user]).encode()).hexdigest()


def _reason(text: str) -> str:
    cleaned = clean(text, 200)
    if not cleaned:
        raise ValueError("a reason is empty")
    return cleaned


class StatedView(BaseModel):
    """One view as the model must write it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    symbol: str
    probability_up: Annotated[Decimal, Field(ge=Decimal("0.01"), le=Decimal("0.99"))]
    reasons: Annotated[
        list[Annotated[str, Field(max_length=200), AfterValidator(_reason)]], Field(min_length=1, max_length=5)
    ]


class Answer(BaseModel):
    """The whole answer as the model must write it."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    views: list[StatedView]
    outlook: Annotated[str, Field(max_length=600), AfterValidator(lambda text: clean(text, 600))]


def decode(text: str) -> Answer:
    """Read one JSON object of exactly the schema, or raise BadAnswer.

    Nothing is mended: a markdown fence, prose around the object, a number in quotes, a repeated key,
    NaN or a probability outside [0.01, 0.99] makes the whole answer void.
    """
    if len(text) > ANSWER_CHARACTERS_MAX:
        raise BadAnswer(f"The answer is longer than {ANSWER_CHARACTERS_MAX} characters.")
    try:
        # Every number becomes a Decimal, and strict mode takes nothing else for a probability.
        data = json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_without_repeats,
        )
        return Answer.model_validate(data)
    except ValidationError as error:
        raise BadAnswer(_words(error)) from None
    except BadAnswer:
        raise
    except (ValueError, ArithmeticError, RecursionError):
        raise BadAnswer("The answer is not one JSON object and nothing else.") from None


def _no_constant(name: str) -> Any:
    raise BadAnswer(f"{name} is not a number.")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise BadAnswer("A key is repeated.")
    return dict(pairs)


def _words(error: ValidationError) -> str:
    """Return the first three problems; the place may hold a key that the model made up, so it is cleaned."""
    problems = error.errors(include_url=False, include_input=False)[:3]
    places = [clean(".".join(map(str, one["loc"])), 60) or "answer" for one in problems]
    return "; ".join(f"{place}: {one['msg']}" for place, one in zip(places, problems, strict=True))


def parse(text: str, symbols: Sequence[str], horizon_days: int) -> tuple[View, ...]:
    """Return one view per symbol asked, in their order; BadAnswer when anything in the answer is off.

    A symbol that the answer leaves out abstains. Prose is kept as a reason and never read.
    """
    return _views(decode(text), symbols, horizon_days)


def _views(answer: Answer, symbols: Sequence[str], horizon_days: int) -> tuple[View, ...]:
    stated = {one.symbol: one for one in answer.views}
    if len(stated) < len(answer.views):
        raise BadAnswer("A symbol has more than one view.")
    if strangers := sorted(stated.keys() - set(symbols)):
        raise BadAnswer(f"There is a view on what was not asked: {clean(', '.join(strangers), 60)}.")
    return tuple(
        View(ScoreSource.ANALYST, symbol, stated[symbol].probability_up.quantize(TICK), tuple(stated[symbol].reasons))
        if symbol in stated
        else _abstention(symbol, f"The model gave no view over {horizon_days} trading days.")
        for symbol in symbols
    )


def _abstention(symbol: str, reason: str) -> View:
    return View(ScoreSource.ANALYST, symbol, None, (reason,))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalystResult:
    """One view per symbol, and all they were made from. `failure` says why everything abstained.

    `prompt_hash` is that of the first question; `answers` has every paid answer, also the useless ones; `known` are
    the symbols that were put to the model.
    """

    views: tuple[View, ...]
    answers: tuple[LlmAnswer, ...]
    outlook: str | None
    prompt_version: str
    prompt_hash: str
    question: str
    known: tuple[str, ...]
    failure: str | None

    @property
    def raw_texts(self) -> tuple[str, ...]:
        return tuple(answer.text for answer in self.answers)


async def ask(
    llm: Llm | None, facts: Sequence[SymbolFacts], headlines: Sequence[Headline] = (), *, horizon_days: int
) -> AnalystResult:
    """Ask for views, with one repair attempt after an answer that cannot be read.

    No failure of a model raises: each makes every symbol abstain and says why. Symbols without a
    price history are not put to the model. `llm` is None when no key is configured.
    """
    known = tuple(one for one in facts if one.close is not None)
    answers: list[LlmAnswer] = []
    stated: dict[str, View] = {}
    outlook = failure = None
    if llm is None:
        failure = "No language model is configured."
    elif not known:
        failure = NO_HISTORY
    else:
        try:
            views, outlook = await _converse(llm, known, headlines, horizon_days, answers)
            stated = {view.symbol: view for view in views}
        except (AdapterError, BadAnswer) as error:
            failure = str(error)
    asked = question(known, headlines, horizon_days=horizon_days)
    return AnalystResult(
        views=_each([one.symbol for one in facts], stated, failure),
        answers=tuple(answers),
        outlook=outlook,
        prompt_version=SYSTEM.version,
        prompt_hash=prompt_hash(llm.model if llm else "", asked),
        question=asked,
        known=tuple(one.symbol for one in known),
        failure=failure,
    )


def _each(symbols: Sequence[str], stated: Mapping[str, View], failure: str | None) -> tuple[View, ...]:
    return tuple(stated.get(symbol) or _abstention(symbol, failure or NO_HISTORY) for symbol in symbols)


def reread(
    answers: Sequence[str], known: Sequence[str], symbols: Sequence[str], failure: str | None, horizon_days: int
) -> tuple[View, ...]:
    """Return the views that `ask` made of these answers, without asking: the last one counts unless all failed.

    Raise BadAnswer when it is not one that `ask` would have taken.
    """
    views = () if failure is not None or not answers else parse(answers[-1], known, horizon_days)
    return _each(symbols, {view.symbol: view for view in views}, failure)


async def _converse(
    llm: Llm,
    facts: Sequence[SymbolFacts],
    headlines: Sequence[Headline],
    horizon_days: int,
    answers: list[LlmAnswer],
) -> tuple[tuple[View, ...], str]:
    """Ask at most twice and append each answer to `answers`, so that what was paid for is kept on failure."""
    problem = None
    while True:
        user = question(facts, headlines, horizon_days=horizon_days, problem=problem)
        try:
            said = await llm.complete(SYSTEM.text, user)
        except AdapterError as error:
            answers += error.useless
            raise
        answers += (*said.useless, replace(said, useless=()))
        try:
            answer = decode(said.text)
            return _views(answer, [one.symbol for one in facts], horizon_days), answer.outlook
        except BadAnswer as bad:
            if problem is not None:
                raise BadAnswer(f"Two answers could not be used. {bad.reason}") from None
            problem = bad.reason
