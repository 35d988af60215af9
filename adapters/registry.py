"""Builds the desk: which adapter stands behind each port, chosen by settings."""

import os
import random
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from adapters.arq_jobs import ArqJobs
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import LIVE_URL, PAPER_URL, AlpacaLogin
from adapters.brokers.paper import PaperBroker
from adapters.budget import Budget
from adapters.figures.alpha_vantage import AlphaVantageFigures
from adapters.figures.massive import MassiveFigures
from adapters.llm.openai_chat import OpenAiChat
from adapters.market.alpaca import AlpacaPrices, AlpacaTape
from adapters.market.alpha_vantage import AlphaVantagePrices
from adapters.market.chain import Chain
from adapters.market.massive import MassivePrices, MassiveTape
from adapters.market.replay import Replay
from adapters.market.stored import NAME as STORED
from adapters.market.stored import Stored
from adapters.news.alpaca import BUDGET as AT_ALPACA
from adapters.news.alpaca import AlpacaNews, AlpacaWire
from adapters.news.alpha_vantage import AlphaVantage
from adapters.news.finlight import PAGES_MAX as AT_FINLIGHT
from adapters.news.finlight import SHUT_OUT, Finlight, FinlightWire, beat
from adapters.news.marketaux import PAGES_MAX, Marketaux
from adapters.notary import FileNotary
from adapters.passwords import Argon2Passwords
from adapters.redis_bus import RedisBus
from adapters.stream import VendorStream
from adapters.system import SystemClock, SystemIds
from adapters.vault import FileVault
from settings import Settings, SettingsError
from trading.market import Tick
from trading.news import Headline
from trading.ports import Broker, Clock, Desk, Ids, Market, MarketClock

FEED = "replay"
PRICED: Final = "alpaca, massive, alpha_vantage"
Vendor = AlpacaNews | Marketaux | AlphaVantage | Finlight
FiguresVendor = AlphaVantageFigures | MassiveFigures
PriceVendor = AlpacaPrices | MassivePrices | AlphaVantagePrices


@asynccontextmanager
async def desk(
    settings: Settings,
    redis_url: str,
    market_clock: MarketClock,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
) -> AsyncIterator[Desk]:
    """Build the one Desk of this process and close what it holds at the end.

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
        vendors = news_vendors(settings, redis_url, clock)
        for vendor in vendors:
            stack.push_async_callback(vendor.close)
        wires = news_streams(settings, clock)
        for wire in wires:
            stack.push_async_callback(wire.close)
        companies = figures_vendors(settings, redis_url, clock)
        for company in companies:
            stack.push_async_callback(company.close)
        prices, streams = price_vendors(settings, redis_url, clock)
        if prices is not None:
            stack.push_async_callback(prices.close)
        for stream in streams:
            stack.push_async_callback(stream.close)
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
            news=vendors,
            vault=vault(settings),
            passwords=passwords,
            sign_up_open=settings.sign_up_open,
            prices=prices,
            streams=streams,
            companies=companies,
            wires=wires,
        )


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


def news_vendors(settings: Settings, redis_url: str, clock: Clock) -> list[Vendor]:
    """Return the vendors of headlines that the settings name, in that order."""
    names = [name.strip() for name in settings.news_vendors.split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise SettingsError("PLIMSOLL_NEWS_VENDORS names a vendor twice.")
    try:
        return [_news_vendor(name, settings, redis_url, clock) for name in names]
    except ValueError as error:
        raise SettingsError(f"A vendor of news cannot be used: {error}") from error


def news_streams(settings: Settings, clock: Clock) -> list[VendorStream[Headline]]:
    """Return the streams of those vendors of headlines that have one."""
    names = [name.strip() for name in settings.news_vendors.split(",")]
    try:
        return [stream for name in names if (stream := _news_stream(name, settings, clock))]
    except ValueError as error:
        raise SettingsError(f"A stream of news cannot be used: {error}") from error


def _news_stream(name: str, settings: Settings, clock: Clock) -> VendorStream[Headline] | None:
    match name:
        case AlpacaNews.name if url := settings.alpaca_news_stream_url:
            keys = settings.alpaca_key_id, settings.alpaca_secret
            return VendorStream(url, settings.alpaca_secret, lambda: AlpacaWire(*keys, clock), clock)
        case Finlight.name if url := settings.finlight_stream_url:
            key = settings.finlight_key
            return VendorStream(
                url,
                key,
                lambda: FinlightWire(clock),
                clock,
                headers={"x-api-key": key},
                beat=lambda: beat(clock),
                shut_out=SHUT_OUT,
            )
    return None


def _news_vendor(name: str, settings: Settings, redis_url: str, clock: Clock) -> Vendor:
    match name:
        case "alpaca":
            most, seconds = AT_ALPACA
            budget = Budget(redis_url, name, clock, most=most, seconds=seconds)
            keys = _given(name, settings.alpaca_key_id), _given(name, settings.alpaca_secret)
            return AlpacaNews(settings.alpaca_data_url, *keys, budget=budget, clock=clock)
        case "marketaux":
            budget = Budget.daily(redis_url, name, clock, most=settings.marketaux_daily, at_once=PAGES_MAX)
            key = _given(name, settings.marketaux_key)
            return Marketaux(settings.marketaux_url, key, budget=budget, clock=clock)
        case "alpha_vantage":
            budget = Budget.daily(redis_url, name, clock, most=settings.alpha_vantage_daily, at_once=1)
            key = _given(name, settings.alpha_vantage_key)
            return AlphaVantage(settings.alpha_vantage_url, key, budget=budget, clock=clock)
        case "finlight":
            budget = Budget.daily(redis_url, name, clock, most=settings.finlight_daily, at_once=AT_FINLIGHT)
            key = _given(name, settings.finlight_key)
            return Finlight(settings.finlight_url, key, budget=budget, clock=clock)
        case _:
            raise ValueError(f"{name!r} is none of alpaca, marketaux, alpha_vantage, finlight.")


def figures_vendors(settings: Settings, redis_url: str, clock: Clock) -> list[FiguresVendor]:
    """Return the vendors of companies' figures that the settings name; their budgets are those of their prices."""
    names = [name.strip() for name in settings.figures_vendors.split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise SettingsError("PLIMSOLL_FIGURES_VENDORS names a vendor twice.")
    try:
        return [_figures_vendor(name, settings, redis_url, clock) for name in names]
    except ValueError as error:
        raise SettingsError(f"A vendor of figures cannot be used: {error}") from error


def _figures_vendor(name: str, settings: Settings, redis_url: str, clock: Clock) -> FiguresVendor:
    match name:
        case "alpha_vantage":
            budget = Budget.daily(redis_url, name, clock, most=settings.alpha_vantage_daily, at_once=1)
            key = _given(name, settings.alpha_vantage_key)
            return AlphaVantageFigures(settings.alpha_vantage_url, key, budget=budget, clock=clock)
        case "massive":
            budget = Budget(redis_url, name, clock, most=settings.massive_per_minute, seconds=60)
            return MassiveFigures(settings.massive_url, _given(name, settings.massive_key), budget=budget, clock=clock)
        case _:
            raise ValueError(f"{name!r} is none of alpha_vantage, massive.")


def price_vendors(settings: Settings, redis_url: str, clock: Clock) -> tuple[Chain | None, list[VendorStream[Tick]]]:
    """Return the vendors of prices that the settings name as one, and the streams of those that have one."""
    names = [name.strip() for name in settings.price_vendors.split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise SettingsError("PLIMSOLL_PRICE_VENDORS names a vendor twice.")
    try:
        vendors = [_price_vendor(name, settings, redis_url, clock) for name in names]
        streams = [made for name in names if (made := _price_stream(name, settings, clock)) is not None]
    except ValueError as error:
        raise SettingsError(f"A vendor of prices cannot be used: {error}") from error
    return (Chain(vendors, redis_url, clock) if vendors else None), streams


def _price_vendor(name: str, settings: Settings, redis_url: str, clock: Clock) -> PriceVendor:
    """Where a vendor also has headlines, both are paid from one budget."""
    match name:
        case "alpaca":
            most, seconds = AT_ALPACA
            budget = Budget(redis_url, name, clock, most=most, seconds=seconds)
            keys = _given(name, settings.alpaca_key_id), _given(name, settings.alpaca_secret)
            feed = settings.alpaca_data_feed
            return AlpacaPrices(settings.alpaca_data_url, *keys, feed=feed, budget=budget, clock=clock)
        case "massive":
            budget = Budget(redis_url, name, clock, most=settings.massive_per_minute, seconds=60)
            return MassivePrices(settings.massive_url, _given(name, settings.massive_key), budget=budget, clock=clock)
        case "alpha_vantage":
            budget = Budget.daily(redis_url, name, clock, most=settings.alpha_vantage_daily, at_once=1)
            key = _given(name, settings.alpha_vantage_key)
            return AlphaVantagePrices(settings.alpha_vantage_url, key, budget=budget, clock=clock)
        case _:
            raise ValueError(f"{name!r} is none of {PRICED}.")


def _price_stream(name: str, settings: Settings, clock: Clock) -> VendorStream[Tick] | None:
    if name == "alpaca":
        url, keys = (
            f"{settings.alpaca_stream_url}/{settings.alpaca_data_feed}",
            (settings.alpaca_key_id, settings.alpaca_secret),
        )
        return VendorStream(url, settings.alpaca_secret, lambda: AlpacaTape(*keys), clock)
    if name == "massive" and settings.massive_stream_url:
        key = settings.massive_key
        return VendorStream(settings.massive_stream_url, key, lambda: MassiveTape(key), clock)
    return None


def _given(name: str, key: str) -> str:
    if not key:
        raise ValueError(f"{name} has no key.")
    return key


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
