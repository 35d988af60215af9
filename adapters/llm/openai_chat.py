"""The language model behind any server that speaks OpenAI chat completions (DeepSeek by default)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_CEILING, Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NoReturn

from adapters.breaker import Breaker
from trading.errors import AdapterError, Rejected, Unavailable
from trading.ports import Clock, LlmAnswer, Rng
from trading.units import TICK

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

RETRIES: Final = 2
PAUSE_S: Final = 0.5
COMPLETION_TOKENS_MAX: Final = 4096
MILLION: Final = Decimal(1_000_000)
TEXT_MAX: Final = 100_000  # characters that are kept of an answer: more than any that can be used has
MODEL_MAX: Final = 100
TOKENS_MAX: Final = 10_000_000  # no question or answer has more: whoever says so is wrong
TEMPLATE_TOKENS: Final = 64  # around the messages
ADVICE: Final = {
    400: "the request was refused; check the model id in PLIMSOLL_LLM_MODEL",
    401: "the key was not accepted; check PLIMSOLL_DEEPSEEK_API_KEY",
    402: "the account has no balance left; top it up at the provider",
    403: "the key may not use this model; check PLIMSOLL_DEEPSEEK_API_KEY and PLIMSOLL_LLM_MODEL",
    404: "there is no such address or model; check PLIMSOLL_LLM_BASE_URL and PLIMSOLL_LLM_MODEL",
    422: "a parameter is not valid for this model; check PLIMSOLL_LLM_MODEL",
}


class _TryAgain(Unavailable):
    """A failure that another attempt may heal, not before `after_s` seconds when the server named a time."""

    def __init__(self, message: str, after_s: float | None = None) -> None:
        super().__init__(message)
        self.after_s = after_s


class OpenAiChat:
    """Implements trading.ports.Llm in JSON mode, at temperature 0.

    429, 5xx, time-outs, lost connections and empty content get two more attempts with jitter, all
    inside one budget of `budget_s`; a Retry-After that does not fit in it ends the call. Five failed
    calls in a row open a breaker for a minute. The key is in no message and no log.

    An answer counts only when it is one, whole and ended by itself; any other is kept with what it cost. What the
    server does not say of its tokens is counted as one for each byte, which is never too few.
    """

    def __init__(
        self,
        *,
        base_url: str,
        api_key: str,
        model: str,
        clock: Clock,
        rng: Rng,
        budget_s: float = 60,
        timeout_s: float = 30,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Raise ValueError for an address or a key that cannot be sent at all."""
        if not base_url.startswith(("http://", "https://")):
            raise ValueError(f"{base_url!r} is not the http(s) address of a language model.")
        if not api_key.isascii() or not api_key.isprintable() or not api_key.strip():
            raise ValueError("The key of the language model is empty or holds characters that no key has.")
        self.model = model
        self._base_url, self._api_key = base_url, api_key.strip()
        self._clock, self._rng, self._pause = clock, rng, pause
        self._budget_s, self._timeout_s = budget_s, timeout_s
        self._breaker = Breaker("The language model", clock)
        self._client: AsyncOpenAI | None = None

    async def complete(self, system: str, user: str) -> LlmAnswer:
        """Ask once. Raises Unavailable (after the retries) or Rejected (with what to do about it), either with the
        answers that were of no use."""
        started = self._clock.now()
        useless: list[LlmAnswer] = []
        try:
            with self._breaker.guard():
                answer = await self._in_time(system, user, useless)
        except AdapterError as error:
            error.useless = tuple(useless)
            raise
        latency_ms = round((self._clock.now() - started) / timedelta(milliseconds=1))
        return replace(answer, useless=tuple(useless), latency_ms=latency_ms)

    async def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _in_time(self, system: str, user: str, useless: list[LlmAnswer]) -> LlmAnswer:
        try:
            # The client's own time-out is per read, and servers trickle blank lines while they think.
            async with asyncio.timeout(self._budget_s):
                return await self._with_retries(system, user, useless)
        except TimeoutError:
            raise Unavailable(f"The language model did not answer within {self._budget_s:g} s.") from None

    async def _with_retries(self, system: str, user: str, useless: list[LlmAnswer]) -> LlmAnswer:
        deadline = self._clock.now() + timedelta(seconds=self._budget_s)
        for attempt in range(RETRIES):
            try:
                return await self._once(system, user, useless)
            except _TryAgain as trouble:
                wait_s = PAUSE_S * 2**attempt * (1 + self._rng.random())
                if trouble.after_s is not None:
                    wait_s = max(wait_s, trouble.after_s)
                if wait_s >= (deadline - self._clock.now()).total_seconds():
                    raise
            await self._pause(wait_s)
        return await self._once(system, user, useless)

    async def _once(self, system: str, user: str, useless: list[LlmAnswer]) -> LlmAnswer:
        client = await self._connected()
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        from adapters.llm.bounds import OutOfBounds

        thinking = {"thinking": {"type": "disabled"}} if self.model.startswith("deepseek") else None
        try:
            raw = await client.chat.completions.with_raw_response.create(
                model=self.model,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                response_format={"type": "json_object"},
                temperature=0,
                max_tokens=COMPLETION_TOKENS_MAX,
                extra_body=thinking,
            )
        except APIStatusError as error:
            self._refuse(error)
        except APITimeoutError:
            raise _TryAgain(f"The language model did not answer within {self._timeout_s:g} s.") from None
        except OutOfBounds as error:  # of an answer that said it was an error
            raise Unavailable(f"The language model's server {error}.") from None
        except APIConnectionError as error:
            if isinstance(error.__cause__, OutOfBounds):
                raise Unavailable(f"The language model's server {error.__cause__}.") from None
            raise _TryAgain(f"The language model at {self._base_url} could not be reached.") from None
        answer, trouble = _read(raw.text, self.model, _tokens_at_most(system + user))
        if trouble is not None:
            useless.append(answer)
            raise trouble
        return answer

    async def _connected(self) -> "AsyncOpenAI":
        await asyncio.to_thread(import_module, "openai.resources.chat")  # 0.8 s the first time: not on the event loop
        if self._client is None:
            self._client = self._connect()
        return self._client

    def _connect(self) -> "AsyncOpenAI":
        from httpx2 import Timeout
        from openai import AsyncOpenAI

        from adapters.llm.bounds import bounded_client

        timeout = Timeout(self._timeout_s, connect=min(5.0, self._timeout_s))
        client = AsyncOpenAI(
            base_url=self._base_url,
            api_key=self._api_key,
            timeout=timeout,
            max_retries=0,
            http_client=bounded_client(timeout),
        )
        client.organization = client.project = None  # it reads both from the environment; ours are settings only
        return client

    def _refuse(self, error: "APIStatusError") -> NoReturn:
        status, words = error.status_code, self._quoted(error)
        if status in (408, 429) or status >= 500:
            message = f"The language model's server answered {status}: {words}"
            raise _TryAgain(message, _retry_after_s(error.response.headers.get("retry-after"))) from None
        advice = ADVICE.get(status, "the request was refused")
        raise Rejected(f"Language model, {status}: {advice}. It said: {words}") from None

    def _quoted(self, error: "APIStatusError") -> str:
        """Return the server's own words: one line, at most 200 characters, never the key."""
        stated = error.body.get("message") if isinstance(error.body, dict) else error.body
        words = " ".join(str(stated or "nothing").replace(self._api_key, "[key]").split())
        return "".join(c for c in words if c.isprintable())[:200]


def cost(answer: LlmAnswer, input_price: Decimal, output_price: Decimal) -> Decimal:
    """Price one answer in US dollars, rounded up to 6 places; both prices are dollars per million tokens.

    Cached input counts at the full price, so the real bill is never higher.
    """
    spent = answer.prompt_tokens * input_price + answer.completion_tokens * output_price
    return (spent / MILLION).quantize(TICK, ROUND_CEILING)


def cost_at_most(system: str, user: str, input_price: Decimal, output_price: Decimal) -> Decimal:
    """Return what a question may cost in US dollars, every attempt paid in full; prices as in `cost`."""
    spent = _tokens_at_most(system + user) * input_price + COMPLETION_TOKENS_MAX * output_price
    return ((1 + RETRIES) * spent / MILLION).quantize(TICK, ROUND_CEILING)


def _retry_after_s(header: str | None) -> float | None:
    """Read the seconds form of Retry-After; a date or nonsense counts as absent."""
    return float(header) if header is not None and header.isascii() and header.isdigit() else None


def _read(text: str, model: str, asked_at_most: int) -> tuple[LlmAnswer, AdapterError | None]:
    """Read a chat completion, and say why it cannot be used, if so: it has to be one, whole, of one choice and ended by
    itself. Counts and model may be missing; `asked_at_most` are the tokens of the question."""
    try:
        body = json.loads(text, object_pairs_hook=_without_repeats)
        [choice] = body["choices"]
        message, finish = choice["message"], choice.get("finish_reason")
        content, refusal, role = message.get("content"), message.get("refusal"), message.get("role", "assistant")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        trouble = _TryAgain("The language model's server sent something that is no chat completion.")
        return _answer(text, {}, model, asked_at_most=0), trouble
    said = content if isinstance(content, str) and content.strip() else ""
    answer = _answer(said or text, body, model, asked_at_most)
    return answer, _trouble(said, refusal, finish, body.get("error"), role)


def _trouble(said: str, refusal: object, finish: object, error: object, role: object) -> AdapterError | None:
    """Say why a completion cannot be used, None where it can be. Some servers leave out how it ended."""
    if refusal or finish == "content_filter":
        return Rejected("The language model refused to answer.")
    if finish == "insufficient_system_resource":
        return _TryAgain("The language model's server ran out of resources.")
    if error:
        return _TryAgain("The language model's server sent an error beside its answer.")
    if not said:
        return _TryAgain("The language model answered with empty content.")
    if finish not in (None, "stop") or role != "assistant":
        how = "was cut off, since it was too long" if finish == "length" else "did not end by itself"
        return Rejected(f"The language model's answer {how}.")
    return None


def _answer(text: str, body: dict[str, Any], model: str, asked_at_most: int) -> LlmAnswer:
    """Return an answer as a database can keep it, with what it cost at most."""
    usage = body.get("usage")
    counts: dict[str, Any] = usage if isinstance(usage, dict) else {}
    named = "".join(c for c in str(body.get("model") or "") if c.isprintable())[:MODEL_MAX]
    prompt = _count(counts.get("prompt_tokens"), asked_at_most)
    details = counts.get("prompt_tokens_details")
    cached = counts.get("prompt_cache_hit_tokens", details.get("cached_tokens") if isinstance(details, dict) else None)
    return LlmAnswer(
        text=text[:TEXT_MAX].encode("utf-8", "replace").decode().replace("\0", "\ufffd"),
        model=named or model,
        prompt_tokens=prompt,
        completion_tokens=_count(counts.get("completion_tokens"), len(text.encode("utf-8", "replace")) if body else 0),
        cached_tokens=cached if type(cached) is int and 0 <= cached <= prompt else 0,
        latency_ms=0,
    )


def _count(stated: object, at_most: int) -> int:
    """Return a stated number of tokens; where it is missing or cannot be, the most that there can be."""
    return stated if type(stated) is int and 0 < stated <= TOKENS_MAX else at_most


def _tokens_at_most(text: str) -> int:
    """Return how many tokens a question can have: no more than bytes, and what is put around it."""
    return len(text.encode("utf-8", "replace")) + TEMPLATE_TOKENS


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key is repeated")
    return dict(pairs)
