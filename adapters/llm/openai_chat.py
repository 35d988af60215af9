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
from trading.errors import Rejected, Unavailable
from trading.ports import Clock, LlmAnswer, Rng
from trading.units import TICK

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

RETRIES: Final = 2
PAUSE_S: Final = 0.5
MILLION: Final = Decimal(1_000_000)
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
        completion_tokens_max: int = 4096,
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
        self._budget_s, self._timeout_s, self._tokens_max = budget_s, timeout_s, completion_tokens_max
        self._breaker = Breaker("The language model", clock)
        self._client: AsyncOpenAI | None = None

    async def complete(self, system: str, user: str) -> LlmAnswer:
        """Ask once. Raises Unavailable (after the retries) or Rejected (with what to do about it)."""
        started = self._clock.now()
        with self._breaker.guard():
            try:
                # The client's own time-out is per read, and servers trickle blank lines while they think.
                async with asyncio.timeout(self._budget_s):
                    answer = await self._with_retries(system, user)
            except TimeoutError:
                raise Unavailable(f"The language model did not answer within {self._budget_s:g} s.") from None
        return replace(answer, latency_ms=round((self._clock.now() - started) / timedelta(milliseconds=1)))

    async def close(self) -> None:
        """Close the connections; the next call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _with_retries(self, system: str, user: str) -> LlmAnswer:
        deadline = self._clock.now() + timedelta(seconds=self._budget_s)
        for attempt in range(RETRIES):
            try:
                return await self._once(system, user)
            except _TryAgain as trouble:
                wait_s = PAUSE_S * 2**attempt * (1 + self._rng.random())
                if trouble.after_s is not None:
                    wait_s = max(wait_s, trouble.after_s)
                if wait_s >= (deadline - self._clock.now()).total_seconds():
                    raise
            await self._pause(wait_s)
        return await self._once(system, user)

    async def _once(self, system: str, user: str) -> LlmAnswer:
        client = await self._connected()
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        thinking = {"thinking": {"type": "disabled"}} if self.model.startswith("deepseek") else None
        try:
            raw = await client.chat.completions.with_raw_response.create(
                model=self.model,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                response_format={"type": "json_object"},
                temperature=0,
                max_tokens=self._tokens_max,
                extra_body=thinking,
            )
        except APIStatusError as error:
            self._refuse(error)
        except APITimeoutError:
            raise _TryAgain(f"The language model did not answer within {self._timeout_s:g} s.") from None
        except APIConnectionError:
            raise _TryAgain(f"The language model at {self._base_url} could not be reached.") from None
        return _read(raw.text, self.model)

    async def _connected(self) -> "AsyncOpenAI":
        await asyncio.to_thread(import_module, "openai.resources.chat")  # 0.8 s the first time: not on the event loop
        if self._client is None:
            self._client = self._connect()
        return self._client

    def _connect(self) -> "AsyncOpenAI":
        from httpx2 import Timeout
        from openai import AsyncOpenAI

        timeout = Timeout(self._timeout_s, connect=min(5.0, self._timeout_s))
        client = AsyncOpenAI(base_url=self._base_url, api_key=self._api_key, timeout=timeout, max_retries=0)
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
    """Price an answer in US dollars, rounded up to 6 places; both prices are dollars per million tokens.

    Cached input counts at the full price, so the real bill is never higher.
    """
    spent = answer.prompt_tokens * input_price + answer.completion_tokens * output_price
    return (spent / MILLION).quantize(TICK, ROUND_CEILING)


def _retry_after_s(header: str | None) -> float | None:
    """Read the seconds form of Retry-After; a date or nonsense counts as absent."""
    return float(header) if header is not None and header.isascii() and header.isdigit() else None


def _read(text: str, model: str) -> LlmAnswer:
    """Read a chat completion; the content must be there, counts and model may be missing."""
    try:
        body = json.loads(text)
        choice = body["choices"][0]
        content, refusal = choice["message"].get("content"), choice["message"].get("refusal")
        finish = choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise _TryAgain("The language model's server sent something that is no chat completion.") from None
    if refusal or finish == "content_filter":
        raise Rejected("The language model refused to answer.")
    if finish == "insufficient_system_resource":
        raise _TryAgain("The language model's server ran out of resources.")
    if not isinstance(content, str) or not content.strip():
        raise _TryAgain("The language model answered with empty content.")
    return LlmAnswer(
        text=content.encode("utf-8", "replace").decode().replace("\0", "\ufffd"),  # what a database can keep
        model=body["model"] if isinstance(body.get("model"), str) else model,
        prompt_tokens=_count(body, "prompt_tokens"),
        completion_tokens=_count(body, "completion_tokens"),
        cached_tokens=_count(body, "prompt_cache_hit_tokens"),
        latency_ms=0,
    )


def _count(body: dict[str, Any], name: str) -> int:
    usage = body.get("usage")
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if type(value) is int and value >= 0 else 0
