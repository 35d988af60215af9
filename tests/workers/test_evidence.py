"""Proves that a run can be made again from its evidence to the last digit, and that whatever was changed is named.

A language model that is away, headlines and a portfolio that has traded since make no difference.
"""

import asyncio
import json
import zlib
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import evidence, news, versions
from actions.setup import SYSTEM
from actions.versions import HORIZON_DAYS
from adapters.llm.stub import DeepSeekStub, Reply, says
from ai.evidence import versions as code_versions
from db.models import Analysis, AuditEntry, Decision, Evidence, EvidencePart, Recommendation, Signal
from graph import ids
from settings import Settings
from tests.actions.test_news import story
from tests.actions.test_versions import FIRST
from tests.workers.benches import KNOWN, ON_SQLITE, SYMBOLS, Bench, opinion, plimsoll, signals
from trading.errors import Conflict, NotFound, Unreachable
from workers.evidence import check, rerun
from workers.main import WorkerClass, run

D = Decimal


async def analysed(closed: Bench, *replies: Reply) -> Analysis:
    """Carry out a run with headlines and a language model that answers so."""
    at = (await closed.crew.desk.market_clock.now()).replace(hour=12)
    await news.record(closed.crew.desk, SYSTEM, [story("1", "AAPL", at=at), story("2", "AAPL", "IBM", at=at)])
    async with DeepSeekStub(*replies) as stub:
        return await closed.carry_out(await closed.request(), closed.with_model(stub))


async def bundle(done: Analysis) -> Evidence:
    assert done.evidence is not None
    return await Evidence.get(hash=done.evidence)


async def test_a_run_is_made_again_bit_for_bit_from_what_was_kept(closed: Bench) -> None:
    done = await analysed(closed, opinion(AAPL=0.7, GOOG=0.4, IBM=0.5, MSFT=0.55))
    for signal in (await signals(done)).values():
        found = await check(closed.crew.models, closed.crew.desk.notary, signal)
        assert (found.differences, found.recomputed) == ((), signal.probability_up)
    again = await rerun(closed.crew.models, closed.crew.desk.notary, done.id)
    assert [(each.symbol, each.differences) for each in again] == [(symbol, ()) for symbol in SYMBOLS]
    body = json.loads((await bundle(done)).body)
    assert body["analyst"]["answers"] == list(done.answers) != []
    assert "headline 1" in body["analyst"]["question"]
    assert body["news"]["AAPL"][0][-1]
    assert set(await EvidencePart.all().values_list("hash", flat=True)) == {
        name for spans in body["histories"].values() for name in spans if name
    }
    entry = await AuditEntry.filter(action="finish_analysis").order_by("-sequence").first()
    assert entry is not None
    assert (entry.after or {})["evidence"] == done.evidence  # signed with the chain's heads


@ON_SQLITE
async def test_answers_that_could_not_be_used_are_as_void_again(closed: Bench) -> None:
    done = await analysed(closed, says("no"), says('{"views": ['))
    assert len(done.answers) == 2
    again = await rerun(closed.crew.models, closed.crew.desk.notary, done.id)
    assert not [each for each in again if each.differences]


@ON_SQLITE
async def test_a_run_without_a_model_shares_what_has_not_changed(closed: Bench) -> None:
    first, second = await closed.analysed(), await closed.analysed()
    assert first.evidence == second.evidence  # the same facts are the same bundle
    assert await Evidence.all().count() == 1
    assert not [
        each for each in await rerun(closed.crew.models, closed.crew.desk.notary, second.id) if each.differences
    ]


@pytest.mark.slow
@ON_SQLITE
async def test_models_that_are_promoted_or_rolled_back_change_nothing_of_a_run(closed: Bench) -> None:
    desk, viewer, models = closed.crew.desk, closed.crew.viewer, closed.crew.models
    before = await closed.analysed()
    first = replace(FIRST, as_of=before.as_of, trained_until=before.as_of - timedelta(days=120))
    await versions.register(desk, viewer, first)
    during = await closed.analysed()
    assert json.loads((await bundle(during)).body)["trained_until"] == str(first.trained_until)
    better = replace(
        first, as_of=before.as_of - timedelta(days=1), loss=D("0.6"), champion_loss=first.loss, champion_number=1
    )
    await versions.register(desk, viewer, better)
    for number in (2, 1):
        champion = await versions.champion(HORIZON_DAYS)
        assert champion is not None
        assert champion.number == number
        for run_id in (before.id, during.id):
            assert not [each for each in await rerun(models, desk.notary, run_id) if each.differences]
        if number == 2:
            await versions.rollback(desk, viewer)


@ON_SQLITE
async def test_whatever_was_changed_is_named(closed: Bench) -> None:
    done = await closed.analysed()
    notary, models = closed.crew.desk.notary, closed.crew.models
    signal = (await signals(done))["AAPL"]
    kept = await bundle(done)
    spans = json.loads(kept.body)["histories"]["AAPL"]

    honest = signal.probability_up
    signal.probability_up = D("0.9")
    forged = await check(models, notary, signal)
    assert forged.differences == (f"probability_up: recorded 0.9, recomputed {honest}",)
    assert (forged.recorded, forged.recomputed) == (D("0.9"), honest)
    signal.probability_up = honest

    month = await EvidencePart.get(hash=spans[2])
    good = bytes(month.content)
    content = bytearray(zlib.decompress(good))
    content[-1 - 2 * 8 * len(content) // 64] ^= 0x01
    month.content = zlib.compress(bytes(content))
    await month.save()
    assert (
        "AAPL: the bars of the month are not those that were used" in (await check(models, notary, signal)).differences
    )
    month.content = zlib.compress(b"odd")
    await month.save()
    with pytest.raises(Conflict, match="The bars of AAPL are damaged or missing"):
        await check(models, notary, signal)
    month.content = good
    await month.save()

    body = kept.body
    kept.body = body.replace('"seed":', '"seed": ')
    await kept.save()
    assert (await check(models, notary, signal)).differences == (
        "the list of what was used was changed since it was hashed",
    )
    kept.body, kept.signature = body, "0" * 64
    await kept.save()
    assert (await check(models, notary, signal)).differences == ("the signature is not the desk's",)
    await kept.delete()
    with pytest.raises(NotFound):
        await check(models, notary, signal)


@ON_SQLITE
async def test_other_code_is_named_where_it_finds_another_number(
    closed: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = await closed.analysed()
    signal = (await signals(done))["IBM"]
    monkeypatch.setattr("ai.evidence.versions", lambda: {**code_versions(), "code": "f" * 64})
    assert (await check(closed.crew.models, closed.crew.desk.notary, signal)).matches  # the numbers are what counts
    signal.log_odds += D("0.000001")
    differences = (await check(closed.crew.models, closed.crew.desk.notary, signal)).differences
    assert any(each.startswith("code was ") for each in differences)


@ON_SQLITE
async def test_genuine_evidence_of_another_day_or_run_is_named(closed: Bench) -> None:
    """Everything of a later and better opinion, signature included, put in the place of an earlier one."""
    done = await closed.analysed()
    notary, models = closed.crew.desk.notary, closed.crew.models
    signal = (await signals(done))["IBM"]
    body = (await bundle(done)).body
    other = await evidence.keep(closed.crew.desk, body.replace('"format":1', '"format":1,"note":1'), {})
    await Signal.filter(id=signal.id).update(evidence=other)
    forged = await check(models, notary, await Signal.get(id=signal.id))
    assert forged.differences[:2] == (
        "the run was made from other evidence",
        "the audit trail names other evidence of the run",
    )
    await Analysis.filter(id=done.id).update(evidence=other)
    forged = await check(models, notary, await Signal.get(id=signal.id))
    assert forged.differences[0] == "the audit trail names other evidence of the run"
    again = {each.symbol: each.differences for each in await rerun(models, notary, done.id)}
    assert again["evidence"][0] == "the audit trail names other evidence of the run"

    await Analysis.filter(id=done.id).update(evidence=done.evidence)
    await Signal.filter(id=signal.id).update(evidence=done.evidence, as_of=signal.as_of + timedelta(days=7))
    moved = await check(models, notary, await Signal.get(id=signal.id))
    assert moved.differences[0] == f"the evidence is of {signal.as_of}, not of {signal.as_of + timedelta(days=7)}"


@ON_SQLITE
async def test_a_forged_decision_or_proposal_is_named(closed: Bench) -> None:
    done = await closed.analysed()
    notary, models = closed.crew.desk.notary, closed.crew.models
    proposed = await Recommendation.filter(signal__analysis_id=done.id).first()
    assert proposed is not None
    await Recommendation.filter(id=proposed.id).update(quantity=proposed.quantity + 1)
    again = {each.symbol: each.differences for each in await rerun(models, notary, done.id)}
    assert any(each.startswith("quantity: ") for each in again[proposed.symbol])
    await Decision.filter(analysis_id=done.id, symbol="FB").delete()
    again = {each.symbol: each.differences for each in await rerun(models, notary, done.id)}
    assert again["FB"] == ("there is no decision",)


@ON_SQLITE
async def test_a_forged_situation_is_named_though_all_else_fits_it(closed: Bench) -> None:
    """Who says that more was held makes the proposal fit too: only the signature knows."""
    done = await closed.analysed()
    notary, models = closed.crew.desk.notary, closed.crew.models
    held = await Decision.filter(analysis_id=done.id, situation__isnull=False).order_by("symbol").first()
    assert held is not None
    assert held.situation is not None
    held.situation = {**held.situation, "day_move": "0.000001"}
    await held.save()
    again = {each.symbol: each.differences for each in await rerun(models, notary, done.id)}
    assert again["evidence"][0] == "where the portfolio stood is not what was signed when the run ended"
    assert not again[held.symbol]


@pytest.mark.slow
@ON_SQLITE
async def test_the_commands_prove_it_and_fail_when_it_is_not_so(closed: Bench, settings: Settings) -> None:
    done = await closed.analysed()
    code, words, wrong = await plimsoll(settings, "rerun", "last")
    assert (code, wrong) == (0, "")
    assert words.endswith("Every decision is the same, to the last digit.\n")
    signal = await Signal.get(analysis_id=done.id, symbol="IBM")
    code, words, _ = await plimsoll(settings, "evidence", "verify", ids.encode("Signal", signal.id))
    assert code == 0, words
    assert words.startswith("1 bundles of evidence, 0 damaged\nIBM of ")
    last = await Signal.all().order_by("-created_at", "-sequence").first()
    assert last is not None
    row: Any = last
    step = {**dict(row), "id": "a-step-of-a-rebalance", "sequence": last.sequence + 1, "analysis_id": None}
    await Signal.create(**step | {"evidence": "0" * 64})  # an opinion of nobody, so that nothing was kept
    code, words, _ = await plimsoll(settings, "evidence", "verify")
    assert code == 0, words
    assert f"{last.symbol} of " in words
    await Signal.filter(id=signal.id).update(probability_up=D("0.7"))
    code, words, _ = await plimsoll(settings, "evidence", "verify", signal.id)
    assert code == 1
    assert "probability_up: recorded 0.7, recomputed" in words
    code, words, _ = await plimsoll(settings, "rerun", done.id)
    assert code == 1
    assert words.endswith("Not everything is the same.\n")
    await Evidence.all().delete()
    code, words, _ = await plimsoll(settings, "evidence", "verify", signal.id)
    assert code == 1
    assert words == (
        f"{done.evidence}: a run was made from it, and it is not kept\n0 bundles of evidence, 1 damaged\n"
        f"IBM of {done.as_of}: The evidence of this is not kept.\n"
    )
    code, words, wrong = await plimsoll(settings, "rerun", "nothing")
    assert (code, wrong) == (1, "plimsoll: There is no such run.\n")


@ON_SQLITE
async def test_clients_have_it_recomputed_by_a_worker(closed: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    done = await closed.analysed()
    signal = await Signal.get(analysis_id=done.id, symbol=KNOWN[0])
    working = asyncio.create_task(run(closed.crew, closed.redis_url, {WorkerClass.RESEARCH}))
    try:
        found = await evidence.recompute(closed.crew.desk, signal.id)
        assert (found.matches, found.recorded, found.recomputed) == (True, signal.probability_up, signal.probability_up)
        await Evidence.all().delete()
        with pytest.raises(Conflict, match="not kept"):
            await evidence.recompute(closed.crew.desk, signal.id)
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
    monkeypatch.setattr("actions.evidence.ANSWER_S", 0.05)
    with pytest.raises(Unreachable, match="ask again"):
        await evidence.recompute(closed.crew.desk, signal.id)
