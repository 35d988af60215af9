"""Proves the language model adapter on the wire: what it sends, retries and refuses, and that no key leaks."""

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_UP, Decimal

import pytest

from adapters.breaker import Breaker
from adapters.llm.bounds import BODY_MAX
from adapters.llm.openai_chat import MODEL_MAX, TEMPLATE_TOKENS, OpenAiChat, cost, cost_at_most
from adapters.llm.stub import DeepSeekStub, Reply, fails, says, shows_html
from ai.briefing import SymbolFacts
from ai.sources.analyst import ask
from trading.errors import Rejected, Unavailable
from trading.ports import LlmAnswer

D = Decimal
KEY = "sk-0123456789abcdef-secret"
GOOD = '{"views": [{"symbol": "AAPL", "probability_up": 0.55, "reasons": ["it rose"]}], "outlook": "calm"}'
BUSY = fails(503, "Server overloaded")
AAPL = SymbolFacts(
    symbol="AAPL",
    as_of=datetime(2011, 3, 1, tzinfo=UTC).date(),
    close=Decimal("349.31"),
    return_5d=None,
    return_21d=None,
    return_63d=None,
    return_252d=None,
    volatility_20d=None,
    drawdown_252d=None,
)


class Hands:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 5, tzinfo=UTC)
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.at

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)


class Half:
    def random(self) -> float:
        return 0.5


def chat(stub: DeepSeekStub, hands: Hands, *, budget_s: float = 60, timeout_s: float = 30) -> OpenAiChat:
    return OpenAiChat(
        base_url=stub.url,
        api_key=KEY,
        model="deepseek-v4-flash",
        clock=hands,
        rng=Half(),
        budget_s=budget_s,
        timeout_s=timeout_s,
        pause=hands.wait,
    )


async def test_what_is_sent_and_what_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-somebody")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1")
    async with DeepSeekStub(says(GOOD)) as stub:
        model = chat(stub, Hands())
        answer = await model.complete("Answer in json.", "AAPL?")
        await model.close()
    assert answer == LlmAnswer(
        text=GOOD,
        model="deepseek-v4-flash",
        prompt_tokens=100,
        completion_tokens=len(GOOD.split()),
        cached_tokens=8,
        latency_ms=0,
    )
    (sent,) = stub.received
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert "openai-organization" not in sent.headers
    assert sent.body == {
        "model": "deepseek-v4-flash",
        "messages": [{"role": "system", "content": "Answer in json."}, {"role": "user", "content": "AAPL?"}],
        "response_format": {"type": "json_object"},
        "temperature": 0,
        "max_tokens": 4096,
        "thinking": {"type": "disabled"},
    }


async def test_other_models_get_no_deepseek_parameter() -> None:
    async with DeepSeekStub(says(GOOD, model="llama-4"), model="llama-4") as stub:
        hands = Hands()
        model = OpenAiChat(base_url=stub.url, api_key=KEY, model="llama-4", clock=hands, rng=Half())
        answer = await model.complete("json", "?")
        await model.close()
    assert answer.model == "llama-4"
    assert "thinking" not in stub.received[0].body


@pytest.mark.parametrize(
    "reply",
    [
        says(GOOD, blank_lines=50),
        says(GOOD, usage=False),
        Reply(body=json.dumps({"choices": [{"message": {"content": GOOD}}]})),
    ],
    ids=["blank lines first", "no usage", "nothing but the content"],
)
async def test_bare_but_usable_answers(reply: Reply) -> None:
    async with DeepSeekStub(reply) as stub:
        model = chat(stub, Hands())
        answer = await model.complete("json", "?")
        await model.close()
    assert answer.text == GOOD
    assert answer.prompt_tokens == (100 if reply.blank_lines else len("json?") + TEMPLATE_TOKENS)


LIES: dict[str, object] = {
    "negative": {"prompt_tokens": -5_000_000, "completion_tokens": -7},
    "nothing": {"prompt_tokens": 0, "completion_tokens": 0},
    "more than there is": {"prompt_tokens": 10**30, "completion_tokens": 3 * 10**9},
    "in words": {"prompt_tokens": "100", "completion_tokens": "9"},
    "in parts": {"prompt_tokens": 0.5, "completion_tokens": 1e3},
    "true": {"prompt_tokens": True, "completion_tokens": True},
    "a list": [100, 9],
    "none": None,
}


@pytest.mark.parametrize("usage", LIES.values(), ids=LIES.keys())
async def test_tokens_that_cannot_be_are_counted_as_the_most_there_can_be(usage: object) -> None:
    async with DeepSeekStub(Reply(body=json.dumps({**json.loads(says(GOOD).body), "usage": usage}))) as stub:
        model = chat(stub, Hands())
        answer = await model.complete("json", "\u00e9?")
        await model.close()
    assert (answer.prompt_tokens, answer.completion_tokens) == (len("json..?") + TEMPLATE_TOKENS, len(GOOD))
    assert answer.cached_tokens == 0


@pytest.mark.parametrize(
    ("usage", "cached"),
    [
        ({"prompt_tokens": 100, "completion_tokens": 9, "prompt_tokens_details": {"cached_tokens": 64}}, 64),
        ({"prompt_tokens": 100, "completion_tokens": 9, "prompt_cache_hit_tokens": 101}, 0),
    ],
    ids=["as OpenAI says it", "more than were sent"],
)
async def test_what_was_in_the_cache_is_told(usage: object, cached: int) -> None:
    async with DeepSeekStub(Reply(body=json.dumps({**json.loads(says(GOOD).body), "usage": usage}))) as stub:
        model = chat(stub, Hands())
        assert (await model.complete("json", "?")).cached_tokens == cached
        await model.close()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("m" * 5000, "m" * MODEL_MAX), ("a\0b\ud800c", "abc"), ("\n", "deepseek-v4-flash"), (None, "deepseek-v4-flash")],
)
async def test_the_name_of_a_model_is_one_that_a_database_can_keep(name: str | None, kept: str) -> None:
    async with DeepSeekStub(Reply(body=json.dumps({**json.loads(says(GOOD).body), "model": name}))) as stub:
        model = chat(stub, Hands())
        assert (await model.complete("json", "?")).model == kept
        await model.close()


def _packed() -> Reply:
    return Reply(body="", headers={"content-encoding": "gzip"})


TOO_MUCH = {
    "without end": (Reply(body=" " * (BODY_MAX + 1) + says(GOOD).body), "sent more than 1024 KiB"),
    "an error without end": (Reply(status=400, body=" " * (BODY_MAX + 1)), "sent more than 1024 KiB"),
    "packed": (_packed(), "sent a packed answer"),
    "a packed error": (replace(_packed(), status=503), "sent a packed answer"),
}


@pytest.mark.parametrize(("reply", "words"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
async def test_what_has_no_end_or_is_packed_is_not_read(reply: Reply, words: str) -> None:
    async with DeepSeekStub(reply) as stub:
        model = chat(stub, Hands())
        with pytest.raises(Unavailable, match=words):
            await model.complete("json", "?")
        await model.close()
    (sent,) = stub.received
    assert sent.headers["accept-encoding"] == "identity"


def _changed(**more: object) -> Reply:
    return Reply(body=json.dumps({**json.loads(says(GOOD).body), **more}))


_SAID = json.loads(says(GOOD).body)["choices"][0]
SPOILT: dict[str, tuple[Reply, str, str]] = {
    "cut off": (says(GOOD, finish="length"), "was cut off", GOOD),
    "a tool is called": (says(GOOD, finish="tool_calls"), "did not end by itself", GOOD),
    "it ended otherwise": (says(GOOD, finish="error"), "did not end by itself", GOOD),
    "as the user": (_changed(choices=[{**_SAID, "message": {"role": "user", "content": GOOD}}]), "by itself", GOOD),
    "filtered": (says(GOOD, finish="content_filter"), "refused to answer", GOOD),
    "refused": (_changed(choices=[{"message": {"content": None, "refusal": "No."}}]), "refused", '"refusal": "No."'),
}


@pytest.mark.parametrize(("reply", "words", "kept"), SPOILT.values(), ids=SPOILT.keys())
async def test_an_answer_that_is_not_whole_or_not_one_is_kept_with_what_it_cost_and_never_used(
    reply: Reply, words: str, kept: str
) -> None:
    async with DeepSeekStub(reply) as stub:
        model = chat(stub, Hands())
        result = await ask(model, [AAPL], horizon_days=5)
        await model.close()
    assert [view.probability_up for view in result.views] == [None]
    assert words in str(result.failure)
    [answer] = result.answers
    assert kept in answer.text
    assert answer.prompt_tokens == 100


async def test_what_was_paid_before_an_answer_came_is_kept_too() -> None:
    two = _changed(choices=[_SAID, _SAID])
    twice = Reply(body=says(GOOD).body[:-1] + ', "choices": ' + json.dumps([_SAID]) + "}")
    beside = _changed(error={"message": "upstream failed half-way"})
    async with DeepSeekStub(says(""), two, says(GOOD), twice, beside, says(None)) as stub:
        model = chat(stub, Hands())
        good = await ask(model, [AAPL], horizon_days=5)
        bad = await ask(model, [AAPL], horizon_days=5)
        await model.close()
    assert good.views[0].probability_up == Decimal("0.55")
    assert [answer.prompt_tokens for answer in good.answers] == [100, 0, 100]  # of two choices nothing is believed
    assert good.raw_texts[2] == GOOD
    assert [view.probability_up for view in bad.views] == [None]
    assert [answer.prompt_tokens for answer in bad.answers] == [0, 100, 100]
    assert all(not answer.useless for answer in (*good.answers, *bad.answers))


def test_what_a_question_may_cost_is_every_attempt_in_full() -> None:
    asked = 3 * ((len("system") + len("user") + TEMPLATE_TOKENS) * D("0.28") + 4096 * D("0.42"))
    assert cost_at_most("system", "user", D("0.28"), D("0.42")) == (asked / 1_000_000).quantize(D("0.000001"), ROUND_UP)


AGAIN = {
    "429": fails(429, "Rate limit reached"),
    "500": fails(500, "Server error"),
    "503": BUSY,
    "html error page": shows_html(),
    "html with 200": shows_html(200),
    "empty content": says(""),
    "blank content": says(" \n"),
    "no content": says(None),
    "no resources": says("{", finish="insufficient_system_resource"),
    "broken body": Reply(body='{"choices": ['),
    "no choices": Reply(body='{"choices": []}'),
    "a list": Reply(body="[1, 2]"),
    "nothing": Reply(),
}


@pytest.mark.parametrize("reply", AGAIN.values(), ids=AGAIN.keys())
async def test_passing_trouble_is_retried_twice_and_then_unavailable(reply: Reply) -> None:
    async with DeepSeekStub(reply, reply, says(GOOD), reply, reply, reply, says(GOOD)) as stub:
        hands = Hands()
        model = chat(stub, hands)
        answer = await model.complete("json", "?")
        assert answer.text == GOOD
        assert hands.waits == [0.75, 1.5]  # half a second and one, with the jitter of Half
        assert answer.latency_ms == 2250
        with pytest.raises(Unavailable):
            await model.complete("json", "?")
        await model.close()
    assert len(stub.received) == 6


FINAL: dict[str, tuple[Reply, str]] = {
    "400": (fails(400, "Model Not Exist"), "PLIMSOLL_LLM_MODEL"),
    "401": (fails(401, f"Authentication Fails, Your api key: {KEY} is invalid"), "PLIMSOLL_DEEPSEEK_API_KEY"),
    "402": (fails(402, "Insufficient Balance"), "top it up"),
    "404": (shows_html(404), "PLIMSOLL_LLM_BASE_URL"),
    "422": (fails(422, "Invalid parameters"), "parameter"),
    "content filter": (says("{}", finish="content_filter"), "refused to answer"),
    "refusal": (
        Reply(body='{"choices": [{"message": {"content": null, "refusal": "I cannot"}}]}'),
        "refused to answer",
    ),
}


@pytest.mark.parametrize(("reply", "advice"), FINAL.values(), ids=FINAL.keys())
async def test_a_definite_no_is_not_retried_and_says_what_to_do(reply: Reply, advice: str) -> None:
    async with DeepSeekStub(reply) as stub:
        model = chat(stub, Hands())
        with pytest.raises(Rejected, match=advice) as caught:
            await model.complete("json", "?")
        await model.close()
    assert len(stub.received) == 1
    assert KEY not in str(caught.value)


async def test_the_stub_refuses_what_the_vendor_refuses() -> None:
    async with DeepSeekStub(model="deepseek-v5") as stub:
        model = chat(stub, Hands())
        with pytest.raises(Rejected, match="Model Not Exist"):
            await model.complete("json", "?")
        model.model = "deepseek-v5"
        with pytest.raises(Rejected, match="must contain the word"):
            await model.complete("Answer.", "?")
        assert json.loads((await model.complete("json", '{"symbols": ["IBM"]}')).text)["views"][0]["symbol"] == "IBM"
        await model.close()


async def test_retry_after_is_honoured_inside_the_budget_only() -> None:
    slow = fails(429, "Rate limit reached", retry_after_s=40)
    async with DeepSeekStub(slow, slow, says(GOOD)) as stub:
        hands = Hands()
        model = chat(stub, hands)
        with pytest.raises(Unavailable, match="429"):
            await model.complete("json", "?")  # the second 40 s do not fit into 60
        await model.close()
    assert hands.waits == [40]
    assert len(stub.received) == 2


@pytest.mark.parametrize(
    ("reply", "budget_s", "timeout_s", "retries"),
    [(Reply(hang=True), 60, 0.1, 2), (Reply(trickle=True), 0.3, 30, 0)],
    ids=["silence", "blank lines for ever"],
)
async def test_a_server_that_never_finishes_is_given_up(
    reply: Reply, budget_s: float, timeout_s: float, retries: int
) -> None:
    async with DeepSeekStub(reply, reply, reply) as stub:
        hands = Hands()
        model = chat(stub, hands, budget_s=budget_s, timeout_s=timeout_s)
        async with asyncio.timeout(60):
            with pytest.raises(Unavailable, match="did not answer within"):
                await model.complete("json", "?")
        await model.close()
    assert len(hands.waits) == retries


async def test_nobody_listening_is_unavailable() -> None:
    async with DeepSeekStub() as stub:
        pass
    hands = Hands()
    model = chat(stub, hands)
    with pytest.raises(Unavailable, match="could not be reached"):
        await model.complete("json", "?")
    await model.close()
    assert len(hands.waits) == 2


async def test_five_failed_calls_rest_the_server_for_a_minute() -> None:
    async with DeepSeekStub(*[BUSY] * 15) as stub:
        hands = Hands()
        model = chat(stub, hands)
        for _ in range(5):
            with pytest.raises(Unavailable, match="503"):
                await model.complete("json", "?")
        with pytest.raises(Unavailable, match="left alone"):
            await model.complete("json", "?")
        assert len(stub.received) == 15
        hands.at += timedelta(seconds=60)
        assert (await model.complete("json", "?")).text
        await model.close()


def test_the_breaker_lets_one_trial_through_and_counts_only_failures_in_a_row() -> None:
    hands = Hands()
    breaker = Breaker("It", hands, failures_max=2, open_s=60)

    def call(error: type[Exception] | None) -> None:
        with breaker.guard():
            if error is not None:
                raise error("x")

    for error in (Unavailable, Rejected, Unavailable, None, Unavailable):
        outcome(call, error)
    call(None)  # never two in a row: still closed
    for _ in range(2):
        outcome(call, Unavailable)
    hands.at += timedelta(seconds=60)
    with breaker.guard(), pytest.raises(Unavailable, match="left alone"):  # the trial runs, a second call waits
        call(None)
    call(None)
    for _ in range(2):
        outcome(call, Unavailable)
    hands.at += timedelta(seconds=60)
    outcome(call, Unavailable)  # a failed trial opens it again at once
    with pytest.raises(Unavailable, match="left alone"):
        call(None)


def outcome(call: Callable[[type[Exception] | None], None], error: type[Exception] | None) -> None:
    if error is None:
        call(None)
        return
    with pytest.raises(error, match=r"^x$"):
        call(error)


async def test_the_key_is_in_no_log_and_no_message(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = fails(401, f"Authentication Fails, Your api key: {KEY} is invalid")
    async with DeepSeekStub(says(GOOD), BUSY, echo) as stub:
        model = chat(stub, Hands())
        await model.complete("json", "?")
        with pytest.raises(Rejected) as caught:
            await model.complete("json", "?")
        await model.close()
    assert caplog.records  # something was logged, so that the next line can fail
    assert KEY not in caplog.text
    assert KEY not in str(caught.value)
    assert caught.value.__suppress_context__  # the cause holds the request with its headers
    assert KEY not in repr(model)


@pytest.mark.parametrize(
    ("base_url", "api_key"),
    [("", KEY), ("api.deepseek.com", KEY), ("http://x", ""), ("http://x", "clé"), ("http://x", "a\nb")],
)
def test_an_address_or_key_that_cannot_be_sent_is_refused_at_once(base_url: str, api_key: str) -> None:
    with pytest.raises(ValueError, match="language model") as caught:
        OpenAiChat(base_url=base_url, api_key=api_key, model="m", clock=Hands(), rng=Half())
    assert not api_key or api_key not in str(caught.value)


async def test_text_that_no_database_can_keep_is_replaced() -> None:
    async with DeepSeekStub(says("a\ud800b\0c")) as stub:
        model = chat(stub, Hands())
        answer = await model.complete("json", "?")
        await model.close()
    assert answer.text == "a?b\ufffdc"


def test_cost_is_exact_and_rounded_up() -> None:
    answer = LlmAnswer(text="", model="m", prompt_tokens=1234, completion_tokens=1, cached_tokens=0, latency_ms=0)
    assert cost(answer, Decimal("0.28"), Decimal("0.42")) == Decimal("0.000346")  # 0.00034594
    one = LlmAnswer(text="", model="m", prompt_tokens=1, completion_tokens=0, cached_tokens=1, latency_ms=0)
    assert cost(one, Decimal("0.28"), Decimal("0.42")) == Decimal("0.000001")


def test_importing_the_adapter_is_cheap() -> None:
    code = "import sys, adapters.llm.openai_chat; sys.exit(bool({'openai', 'httpx2', 'httpx'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


WIRE = {**AGAIN, **{name: reply for name, (reply, _) in FINAL.items()}, "late": Reply(hang=True)}


@pytest.mark.parametrize("reply", WIRE.values(), ids=WIRE.keys())
async def test_no_fault_on_the_wire_becomes_an_opinion(reply: Reply) -> None:
    async with DeepSeekStub(reply, reply, reply) as stub:
        model = chat(stub, Hands(), timeout_s=0.1 if reply.hang else 30)
        result = await ask(model, [AAPL], horizon_days=5)
        await model.close()
    assert [view.probability_up for view in result.views] == [None]
    assert result.failure
    assert result.views[0].reasons == (result.failure,)


async def test_a_good_answer_on_the_wire_becomes_an_opinion() -> None:
    async with DeepSeekStub(says("{"), says(GOOD)) as stub:
        model = chat(stub, Hands())
        result = await ask(model, [AAPL], horizon_days=5)
        await model.close()
    assert [view.probability_up for view in result.views] == [Decimal("0.55")]
    assert len(result.answers) == len(stub.received) == 2
