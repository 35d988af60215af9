"""Builds who tells news, figures and prices, by the settings: apart, since a command that stops trading needs none."""

from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, Final, Protocol

from adapters.budget import Budget
from adapters.figures.alpha_vantage import AlphaVantageFigures
from adapters.figures.massive import MassiveFigures
from adapters.market.alpaca import AlpacaPrices, AlpacaTape
from adapters.market.alpha_vantage import AlphaVantagePrices
from adapters.market.chain import Chain
from adapters.market.massive import MassivePrices, MassiveTape
from adapters.news.alpaca import BUDGET as AT_ALPACA
from adapters.news.alpaca import AlpacaNews, AlpacaWire
from adapters.news.alpha_vantage import AlphaVantage
from adapters.news.finlight import PAGES_MAX as AT_FINLIGHT
from adapters.news.finlight import SHUT_OUT, Finlight, FinlightWire, beat
from adapters.news.marketaux import PAGES_MAX, Marketaux
from adapters.news.massive import MassiveNews
from adapters.stream import VendorStream
from settings import Settings, SettingsError
from trading.market import Tick
from trading.news import Headline
from trading.ports import Clock

PRICED: Final = "alpaca, massive, alpha_vantage"
Vendor = AlpacaNews | Marketaux | AlphaVantage | Finlight | MassiveNews
FiguresVendor = AlphaVantageFigures | MassiveFigures
PriceVendor = AlpacaPrices | MassivePrices | AlphaVantagePrices


class Closes(Protocol):
    """One that has connections."""

    async def close(self) -> None: ...


def told(settings: Settings, redis_url: str, clock: Clock, stack: AsyncExitStack) -> dict[str, Any]:
    """Build all of them, as the Desk has them by its fields' names; the stack closes them."""
    news, wires = news_vendors(settings, redis_url, clock), news_streams(settings, clock)
    companies = figures_vendors(settings, redis_url, clock)
    prices, streams = price_vendors(settings, redis_url, clock)
    closed: list[Closes] = [*news, *wires, *companies, *([prices] if prices else ()), *streams]
    for each in closed:
        stack.push_async_callback(each.close)
    return {"news": news, "wires": wires, "companies": companies, "prices": prices, "streams": streams}


def news_vendors(settings: Settings, redis_url: str, clock: Clock) -> list[Vendor]:
    """Return the vendors of headlines that the settings name, in that order."""
    named = _named("news_vendors", settings)
    with _usable("vendor of news"):
        return [_news_vendor(name, settings, redis_url, clock) for name in named]


def news_streams(settings: Settings, clock: Clock) -> list[VendorStream[Headline]]:
    """Return the streams of those vendors of headlines that have one."""
    named = _named("news_vendors", settings)
    with _usable("stream of news"):
        return [stream for name in named if (stream := _news_stream(name, settings, clock)) is not None]


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
        case "massive":
            budget = Budget(redis_url, name, clock, most=settings.massive_per_minute, seconds=60)
            return MassiveNews(settings.massive_url, _given(name, settings.massive_key), budget=budget, clock=clock)
        case _:
            raise ValueError(f"{name!r} is none of alpaca, marketaux, alpha_vantage, finlight, massive.")


def figures_vendors(settings: Settings, redis_url: str, clock: Clock) -> list[FiguresVendor]:
    """Return the vendors of companies' figures that the settings name; their budgets are those of their prices."""
    named = _named("figures_vendors", settings)
    with _usable("vendor of figures"):
        return [_figures_vendor(name, settings, redis_url, clock) for name in named]


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
    named = _named("price_vendors", settings)
    with _usable("vendor of prices"):
        vendors = [_price_vendor(name, settings, redis_url, clock) for name in named]
        streams = [stream for name in named if (stream := _price_stream(name, settings, clock)) is not None]
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
        url = f"{settings.alpaca_stream_url}/{settings.alpaca_data_feed}"
        keys = settings.alpaca_key_id, settings.alpaca_secret
        return VendorStream(url, settings.alpaca_secret, lambda: AlpacaTape(*keys), clock)
    if name == "massive" and settings.massive_stream_url:
        key = settings.massive_key
        return VendorStream(settings.massive_stream_url, key, lambda: MassiveTape(key), clock)
    return None


def _named(setting: str, settings: Settings) -> list[str]:
    """Return the names in one of the settings, in that order."""
    names = [name.strip() for name in getattr(settings, setting).split(",") if name.strip()]
    if len(set(names)) != len(names):
        raise SettingsError(f"PLIMSOLL_{setting.upper()} names a vendor twice.")
    return names


@contextmanager
def _usable(what: str) -> Iterator[None]:
    """Say of whom it is that the settings fall short."""
    try:
        yield
    except ValueError as error:
        raise SettingsError(f"A {what} cannot be used: {error}") from error


def _given(name: str, key: str) -> str:
    if not key:
        raise ValueError(f"{name} has no key.")
    return key
