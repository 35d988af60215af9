"""Proves that facts come out of a bundle as they went in, to the bit, and that bundles are named by all they hold."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ai.evidence import Bundle, Damaged, asked, outdated, pack, part_names, unpack
from ai.facts import Facts, Record
from ai.sources.analyst import AnalystResult, reread
from ai.views import ScoreSource, View
from trading.news import Mention, impact
from trading.ports import LlmAnswer

D = Decimal
AT = datetime(2011, 6, 14, 20, tzinfo=UTC)
ANSWER = '{"views": [{"symbol": "AAPL", "probability_up": 0.6, "reasons": ["so"]}], "outlook": "fair"}'


def said(*texts: str, failure: str | None = None) -> AnalystResult:
    answers = tuple(
        LlmAnswer(text=text, model="m", prompt_tokens=1, completion_tokens=1, cached_tokens=0, latency_ms=1)
        for text in texts
    )
    views = reread(texts, ["AAPL"], ["AAPL", "IBM"], failure, 5)
    return AnalystResult(
        views=views, answers=answers, outlook=None, prompt_version="v", prompt_hash="h", question="q",
        known=("AAPL",), failure=failure,
    )  # fmt: skip


def packed(facts: Facts, heard: AnalystResult) -> tuple[Facts, Bundle]:
    mentions = {"AAPL": [Mention(D("0.5"), D("0.8"), AT, "m", "Profit up")]}
    left = impact(mentions["AAPL"], AT)
    assert left is not None
    records = {ScoreSource.NEWS: Record(300, 14, D("0.69"), D("0.7"))}
    whole = replace(facts, symbols=("AAPL", "IBM"), views=heard.views, news={"AAPL": left}, records=records)
    return whole, pack(whole, heard, mentions, AT)


def test_facts_come_out_as_they_went_in(facts: Facts) -> None:
    whole, bundle = packed(facts, said(ANSWER))
    again = unpack(bundle)
    assert dict(again.histories) == dict(whole.histories)
    assert {name: history.close.tobytes() for name, history in again.histories.items()} == {
        name: history.close.tobytes() for name, history in whole.histories.items()
    }
    for name in ("as_of", "symbols", "seed", "horizon_days", "views", "news", "trained_until", "records"):
        assert getattr(again, name) == getattr(whole, name), name
    assert whole.views[0] == View(ScoreSource.ANALYST, "AAPL", D("0.600000"), ("so",))
    assert bundle.changed() == []
    assert unpack(packed(replace(facts, trained_until=date(2011, 1, 3)), said())[1]).trained_until == date(2011, 1, 3)


def test_an_analyst_that_failed_fails_again_in_the_same_words(facts: Facts) -> None:
    whole, bundle = packed(facts, said("rubbish", failure="Two answers could not be used."))
    assert unpack(bundle).views == whole.views
    assert whole.views[0].reasons == ("Two answers could not be used.",)


def test_whatever_counts_is_in_the_name(facts: Facts) -> None:
    names = {
        packed(each, heard)[1].hash
        for each in (facts, replace(facts, seed=facts.seed + 1), replace(facts, trained_until=date(2011, 1, 3)))
        for heard in (said(ANSWER), said(), said(failure="away"))
    }
    assert len(names) == 9
    assert packed(facts, said(ANSWER))[1].hash == packed(facts, said(ANSWER))[1].hash


def test_what_is_missing_or_no_bundle_is_told(facts: Facts) -> None:
    _, bundle = packed(facts, said())
    name = next(iter(bundle.parts))
    less = Bundle(bundle.body, {key: part for key, part in bundle.parts.items() if key != name})
    assert len(less.changed()) == 1
    with pytest.raises(Damaged, match="damaged or missing"):
        unpack(less)
    for body in ("", "{}", "[]", '{"format": 2}'):
        with pytest.raises(Damaged):
            unpack(Bundle(body, {}))


MISSHAPEN: dict[str, dict[str, object]] = {
    "no versions": {"versions": None},
    "versions in a list": {"versions": []},
    "two spans": {"histories": {"AAPL": [None, None]}},
    "names that are none": {"histories": {"AAPL": [{"a": 1}, None, None]}},
    "a number of spans": {"histories": {"AAPL": 3}},
    "histories in a list": {"histories": []},
    "an analyst that is a number": {"analyst": 3},
}


@pytest.mark.parametrize("changed", MISSHAPEN.values(), ids=MISSHAPEN.keys())
def test_a_body_of_another_shape_is_damaged_whoever_reads_it(facts: Facts, changed: dict[str, object]) -> None:
    _, bundle = packed(facts, said(ANSWER))
    body = json.dumps({**json.loads(bundle.body), **changed})
    other = Bundle(body, bundle.parts)
    for read in (lambda: part_names(body), other.changed, lambda: unpack(other), lambda: asked(other)):
        with pytest.raises(Damaged):
            read()
    with pytest.raises(Damaged):
        outdated(body)


def test_a_body_that_is_nothing_but_brackets_or_forgot_the_question_is_damaged(facts: Facts) -> None:
    with pytest.raises(Damaged):
        part_names("[" * 200_000)
    _, bundle = packed(facts, said(ANSWER))
    whole = json.loads(bundle.body)
    del whole["analyst"]["question"]
    with pytest.raises(Damaged, match="what was asked"):
        asked(Bundle(json.dumps(whole), {}))
