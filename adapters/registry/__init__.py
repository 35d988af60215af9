"""Builds the desk: which adapter stands behind each port, chosen by settings."""

import os
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from adapters.arq_jobs import ArqJobs
from adapters.brokers import alpaca_rest
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import LIVE_URL, PAPER_URL, AlpacaLogin
from adapters.brokers.paper import PaperBroker
from adapters.llm.openai_chat import OpenAiChat
from adapters.market.replay import Replay
from adapters.market.stored import NAME as STORED
from adapters.market.stored import Stored
from adapters.notary import FileNotary
from adapters.passwords import Argon2Passwords
from adapters.redis_bus import RedisBus
from adapters.system import SystemClock, SystemIds
from adapters.vault import FileVault
from settings import Settings, SettingsError
from trading.ports import Broker, Clock, Desk, Ids, Market, MarketClock

FEED = "replay"


@asynccontextmanager
async def desk(
    settings: Settings,
    redis_url: str,
    market_clock: MarketClock,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    vendors: bool = True,
) -> AsyncIterator[Desk]:
    """Build the one Desk of this process and close what it holds at the end; without `vendors` it asks nobody.

    Raise SettingsError when a setting cannot work.
    """
    clock = clock or SystemClock()
    async with AsyncExitStack() as stack:
        bus = RedisBus(redis_url)
        stack.push_async_callback(bus.close)
        jobs = ArqJobs(redis_url)
        stack.push_async_callback(jobs.close)
        paper = PaperBroker(settings.data_dir / "paper.db", seed=settings.seed, durable=settings.durability == "full")
        stack.push_async_callback(paper.close)
        brokers: dict[str, Broker] = {paper.name: paper}
        alpaca = alpaca_broker(settings, clock)
        if alpaca is not None:
            stack.push_async_callback(alpaca.close)
            brokers[alpaca.name] = alpaca
        llm = language_model(settings, clock)
        if llm is not None:
            stack.push_async_callback(llm.close)
        passwords = Argon2Passwords()
        stack.callback(passwords.close)
        told = _told(settings, redis_url, clock, stack) if vendors else {}
        yield Desk(
            clock=clock,
            market_clock=market_clock,
            ids=ids or SystemIds(),
            bus=bus,
            jobs=jobs,
            brokers=brokers,
            market=market(settings),
            llm=llm,
            key_secret=key_secret(settings),
            deploy_tag=settings.deploy_tag,
            notary=notary(settings),
            vault=vault(settings),
            passwords=passwords,
            sign_up_open=settings.sign_up_open,
            **told,
        )


def _told(settings: Settings, redis_url: str, clock: Clock, stack: AsyncExitStack) -> dict[str, Any]:
    """Build who tells news, figures and prices, where the settings name anybody: they take long to import."""
    if not (settings.news_vendors or settings.figures_vendors or settings.price_vendors):
        return {}
    from adapters.registry.vendors import told

    return told(settings, redis_url, clock, stack)


def market(settings: Settings) -> Market:
    """Return the replayed market, or the past of a live one; raise SettingsError for a live one without a past."""
    path = Path(settings.bars_file) if settings.bars_file else None
    if not settings.price_vendors:
        return Replay(path, settings.seed)
    path = path or settings.data_dir / STORED
    if not path.exists():
        raise SettingsError(f"Live prices need a past: there is no {path}. Bring one in with `plimsoll import bars`.")
    return Stored(path, settings.seed)


def alpaca_broker(settings: Settings, clock: Clock) -> AlpacaBroker | None:
    """Return the broker of the account that the settings name, None without keys."""
    login = alpaca_login(settings)
    if login is None:
        return None
    path = settings.data_dir / "alpaca.db"
    durable, real = settings.durability == "full", settings.live_trading
    return AlpacaBroker(path, {}, clock=clock, unclaimed=login, durable=durable, real_money=real)


def load_ahead(settings: Settings) -> None:
    """Load now what the first call to a broker would have to wait for. Takes seconds: call it in a thread."""
    if alpaca_login(settings) is not None:
        alpaca_rest.load()


def alpaca_login(settings: Settings) -> AlpacaLogin | None:
    """Return the account at Alpaca that the settings name, None without keys."""
    if not settings.alpaca_key_id and not settings.alpaca_secret:
        return None
    if not settings.alpaca_key_id or not settings.alpaca_secret:
        raise SettingsError("PLIMSOLL_ALPACA_KEY_ID and PLIMSOLL_ALPACA_SECRET go together: one of them is missing.")
    url = settings.alpaca_url.rstrip("/")
    if url == LIVE_URL:
        raise SettingsError(
            "PLIMSOLL_ALPACA_URL is where Alpaca trades real money; this release has replayed prices only, and refuses."
        )
    if url == PAPER_URL and settings.live_trading:
        raise SettingsError("PLIMSOLL_LIVE_TRADING is set, and PLIMSOLL_ALPACA_URL is where Alpaca trades on paper.")
    return AlpacaLogin(
        key_id=settings.alpaca_key_id,
        secret=settings.alpaca_secret,
        url=url,
        stream_url=url.replace("http", "ws", 1) + "/stream",
    )


def language_model(settings: Settings, clock: Clock) -> OpenAiChat | None:
    """Return the configured model, None without a key: the analyst then abstains."""
    if not settings.deepseek_api_key:
        return None
    try:
        return OpenAiChat(
            base_url=settings.llm_base_url,
            api_key=settings.deepseek_api_key,
            model=settings.llm_model,
            clock=clock,
            rng=random.Random(),  # noqa: S311 - jitter between retries, not a secret
        )
    except ValueError as error:
        raise SettingsError(f"The language model cannot be used: {error}") from error


def key_secret(settings: Settings) -> bytes:
    """Return the HMAC key over API keys: from the settings, else a random one kept in the data folder."""
    if settings.secret:
        return settings.secret.encode()
    return kept_key(settings.data_dir / "secret")


def notary(settings: Settings) -> FileNotary:
    """Return the notary of the audit trail, with a key of its own in the data folder."""
    path = Path(settings.checkpoint_file) if settings.checkpoint_file else settings.data_dir / "checkpoints.jsonl"
    return FileNotary(path, kept_key(settings.data_dir / "checkpoint-key"))


def vault(settings: Settings) -> FileVault:
    """Return the desk's keys, which every process of the desk must share."""
    return FileVault(Path(settings.keys_file) if settings.keys_file else settings.data_dir / "keys.json")


def kept_key(path: Path) -> bytes:
    """Return the random key in a file, made now (mode 600) where there is none; of two processes one makes it."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        try:
            fresh.touch(mode=0o600, exist_ok=False)
            fresh.write_text(secrets.token_urlsafe(32))
            with suppress(FileExistsError):
                os.link(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    return path.read_text().encode()
