"""A local server that speaks the wire formats of the vendors of prices: questions and streams, for tests and people."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from adapters.market.hours import opening
from adapters.news.stub import KEY, RECEIVED_MAX, Reply, alpaca_asked, respond, says
from trading.market import CorporateAction, CorporateActionKind
from trading.units import whole_shares

SYMBOLS: Final = {"AAPL": Decimal("250.10"), "IBM": Decimal("301.50"), "MSFT": Decimal("480.00")}
OVERVIEWS: Final = {
    symbol: {
        "Symbol": symbol, "AssetType": "Common Stock", "Name": symbol, "LatestQuarter": "2025-12-31",
        "PERatio": multiple, "PriceToBookRatio": "8", "ReturnOnEquityTTM": "0.5", "ProfitMargin": margin,
        "QuarterlyEarningsGrowthYOY": growth, "DividendYield": "None",
    }
    for symbol, multiple, margin, growth in (
        ("AAPL", "32.0", "0.25", "0.1"), ("IBM", "None", "0.1", "-0.05"), ("MSFT", "40", "0.36", "-"),
    )
}  # fmt: skip
CENT: Final = Decimal("0.01")
FIRST: Final = date(2026, 1, 12)  # a Monday
DAYS: Final = 5


@dataclass(slots=True)
class Last:
    """What was traded last of a symbol."""

    price: Decimal
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """One daily bar as the stub knows it."""

    day: date
    close: Decimal

    @property
    def figures(self) -> tuple[Decimal, Decimal, Decimal, Decimal, int]:
        """Open, high, low, close and volume."""
        return self.close - 1, self.close + 2, self.close - 2, self.close, 1_000_000

    @property
    def row(self) -> dict[str, float]:
        """The figures under the letters that two of the vendors have."""
        return dict(zip("ohlcv", [float(each) for each in self.figures], strict=True))


class PriceStub:
    """The vendors as one ASGI app, each under its own paths. What is in `script` is said first, in turn.

    `mute` lets streams stay open and say nothing; `trade` lets a symbol trade once, everywhere. `events` are splits and
    dividends; their ids are made of each vendor's name and theirs. `away` are paths that answer 503.
    """

    def __init__(self, now: datetime, page: int = 2) -> None:
        self.lasts = {symbol: Last(price, now) for symbol, price in SYMBOLS.items()}
        self.page = page
        self.mute = False
        self.events: list[CorporateAction] = []
        self.upheavals: list[tuple[str, dict[str, Any]]] = []  # each with its kind, as Alpaca calls it
        self.away: set[str] = set()
        self.script: deque[Reply] = deque()
        self.received: deque[dict[str, Any]] = deque(maxlen=RECEIVED_MAX)
        self._lines: dict[WebSocket, str] = {}
        self.app = Starlette(
            routes=[
                Route("/v2/stocks/snapshots", self._door(self._alpaca_last)),
                Route("/v2/stocks/bars", self._door(self._alpaca_bars)),
                Route("/v1/corporate-actions", self._door(self._alpaca_events)),
                Route("/stocks/financials/v1/ratios", self._door(self._massive_ratios)),
                Route("/v3/reference/{kind}", self._door(self._massive_events)),
                Route("/v2/snapshot/locale/us/markets/stocks/tickers", self._door(self._massive_last)),
                Route("/v2/aggs/ticker/{symbol}/range/1/day/{first}/{until}", self._door(self._massive_bars)),
                Route("/query", self._door(self._alpha_vantage)),
                WebSocketRoute("/v2/iex", self._alpaca_stream),
                WebSocketRoute("/stocks", self._massive_stream),
            ]
        )

    # ---------------------------------------------------------------- what a test or a person does

    async def trade(self, symbol: str, price: str | Decimal, at: datetime, size: int = 100) -> None:
        """Let a symbol trade, a cent of spread around it."""
        self.lasts[symbol] = Last(Decimal(price), at)
        if self.mute:
            return
        for line, vendor in list(self._lines.items()):
            try:
                await line.send_text(json.dumps(_told(vendor, symbol, Decimal(price), at, size)))
            except (RuntimeError, WebSocketDisconnect):
                self._lines.pop(line, None)

    async def drop(self) -> None:
        """Close every stream."""
        for line in list(self._lines):
            self._lines.pop(line, None)
            await line.close(1011)

    @property
    def listeners(self) -> int:
        """How many streams are open and subscribed."""
        return len(self._lines)

    async def wander(self, clock: Callable[[], datetime]) -> None:
        """Let all symbols trade twice a second, up and down by a cent, until cancelled."""
        step = 0
        while True:
            for symbol, last in list(self.lasts.items()):
                step += 1
                await self.trade(symbol, last.price + (CENT if step % 5 < 3 else -CENT), clock())
            await asyncio.sleep(0.5)

    # ---------------------------------------------------------------- questions

    def _door(self, answer: Callable[[Request], Reply]) -> Callable[[Request], Awaitable[Response]]:
        async def ask(request: Request) -> Response:
            self.received.append({"path": request.url.path, **dict(request.query_params)})
            if request.url.path in self.away:
                return respond(request, says({"message": "unavailable"}, 503))
            return respond(request, self.script.popleft() if self.script else answer(request))

        return ask

    def _days(self, symbol: str, first: str, until: str) -> list[Day]:
        days = (FIRST + timedelta(days=number) for number in range(DAYS))
        base = SYMBOLS.get(symbol)
        return [Day(day, base + day.day) for day in days if base is not None and first <= str(day) <= until]

    def _alpaca_last(self, request: Request) -> Reply:
        if request.headers.get("apca-api-secret-key") != KEY:
            return says({"message": "forbidden."}, 403)
        wanted = request.query_params["symbols"].split(",")
        return says({symbol: _alpaca_row(self.lasts[symbol]) for symbol in wanted if symbol in self.lasts})

    def _alpaca_bars(self, request: Request) -> Reply:
        asked = request.query_params
        if request.headers.get("apca-api-secret-key") != KEY:
            return says({"message": "forbidden."}, 403)
        days = self._days(asked["symbols"], asked["start"], asked["end"])
        begin = int(asked.get("page_token", "0"))
        shown, more = days[begin : begin + self.page], begin + self.page < len(days)
        rows = [{"t": f"{day.day}T05:00:00Z", **day.row, "n": 9, "vw": 1.5} for day in shown]
        return says({"bars": {asked["symbols"]: rows}, "next_page_token": str(begin + self.page) if more else None})

    def _alpaca_events(self, request: Request) -> Reply:
        """Tell what is processed in the days asked for: splits on their day, dividends three weeks later."""
        if request.headers.get("apca-api-secret-key") != KEY:
            return says({"message": "forbidden."}, 403)
        asked = request.query_params
        groups: dict[str, list[dict[str, Any]]] = {}
        for kind, row in self.upheavals:
            if kind in asked["types"].split(",") and asked["start"] <= row["process_date"] <= asked["end"]:
                groups.setdefault(f"{kind}s", []).append(row)
        for event in self.events:
            paid = event.kind is CorporateActionKind.DIVIDEND
            processed = event.day + timedelta(days=21 if paid else 0)
            if event.symbol in asked["symbols"].split(",") and asked["start"] <= str(processed) <= asked["end"]:
                groups.setdefault(_group(event), []).append(_alpaca_event(event, processed))
        return says({"corporate_actions": groups, "next_page_token": None})

    def _massive_events(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return says({"status": "ERROR", "request_id": "x", "error": "Unknown API Key"}, 401)
        kind, asked = request.path_params["kind"], request.query_params
        name = "execution_date" if kind == "splits" else "ex_dividend_date"
        wanted = CorporateActionKind.SPLIT if kind == "splits" else CorporateActionKind.DIVIDEND
        found = [each for each in self.events if each.kind is wanted]
        rows = [_massive_event(each) for each in found if asked[f"{name}.gte"] <= str(each.day) <= asked[f"{name}.lte"]]
        return says({"status": "OK", "results": rows, "request_id": "x"})

    def _massive_ratios(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return says({"status": "ERROR", "request_id": "x", "error": "Unknown API Key"}, 401)
        symbol = request.query_params["ticker"]
        row = {
            "ticker": symbol,
            "date": "2026-01-15",
            "price_to_earnings": 25.0,
            "price_to_book": 8,
            "debt_to_equity": 1,
        }
        return says({"status": "OK", "request_id": "x", "results": [row] if symbol in SYMBOLS else []})

    def _massive_last(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return says({"status": "ERROR", "request_id": "x", "error": "Unknown API Key"}, 401)
        wanted = request.query_params["tickers"].split(",")
        rows = [_massive_row(symbol, self.lasts[symbol]) for symbol in wanted if symbol in self.lasts]
        return says({"status": "OK", "count": len(rows), "tickers": rows})

    def _massive_bars(self, request: Request) -> Reply:
        if request.headers.get("authorization") != f"Bearer {KEY}":
            return says({"status": "ERROR", "request_id": "x", "error": "Unknown API Key"}, 401)
        symbol, first, until = (request.path_params[name] for name in ("symbol", "first", "until"))
        days = self._days(symbol, first, until)
        begin = int(request.query_params.get("cursor", "0"))
        rows = [
            {"t": int(opening(day.day).timestamp() - 34_200) * 1000, "vw": 1.5, "n": 9,
             **day.row}
            for day in days[begin : begin + self.page]
        ]  # fmt: skip
        body: dict[str, Any] = {"ticker": symbol, "status": "OK", "adjusted": False, "resultsCount": len(rows)}
        if rows:
            body["results"] = rows
        if begin + self.page < len(days):
            body["next_url"] = f"https://api.elsewhere.example{request.url.path}?cursor={begin + self.page}"
        return says(body)

    def _alpha_vantage(self, request: Request) -> Reply:
        asked = request.query_params
        if asked.get("apikey") != KEY:
            return says({"Error Message": "the parameter apikey is invalid or missing."})
        symbol = asked["symbol"]
        if asked["function"] == "OVERVIEW":
            return says(OVERVIEWS.get(symbol, {}))
        if asked["function"] == "GLOBAL_QUOTE":
            last = self.lasts.get(symbol)
            return says({"Global Quote": {} if last is None else _global_quote(symbol, last)})
        names = ("1. open", "2. high", "3. low", "4. close", "5. volume")
        days = {
            str(day.day): dict(zip(names, map(str, day.figures), strict=True))
            for day in reversed(self._days(symbol, "0", "9"))
        }
        if not days:
            return says({"Error Message": "Invalid API call."})
        return says({"Meta Data": {"2. Symbol": symbol}, "Time Series (Daily)": days})

    # ---------------------------------------------------------------- streams

    async def _alpaca_stream(self, line: WebSocket) -> None:
        asked = await alpaca_asked(line)
        if asked is None:
            return
        await line.send_json([{"T": "subscription", "trades": asked["trades"], "quotes": asked["quotes"]}])
        await self._follow(line, "alpaca")

    async def _massive_stream(self, line: WebSocket) -> None:
        await line.accept()
        await line.send_json([{"ev": "status", "status": "connected", "message": "Connected Successfully"}])
        login = await line.receive_json()
        if login.get("params") != KEY:
            words = f"authentication failed: {login.get('params')}"
            await line.send_json([{"ev": "status", "status": "auth_failed", "message": words}])
            await line.close()
            return
        await line.send_json([{"ev": "status", "status": "auth_success", "message": "authenticated"}])
        for wanted in str((await line.receive_json())["params"]).split(","):
            await line.send_json([{"ev": "status", "status": "success", "message": f"subscribed to: {wanted}"}])
        await self._follow(line, "massive")

    async def _follow(self, line: WebSocket, vendor: str) -> None:
        self._lines[line] = vendor
        try:
            while True:
                await line.receive_text()
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass
        finally:
            self._lines.pop(line, None)


def _told(vendor: str, symbol: str, price: Decimal, at: datetime, size: int) -> Sequence[dict[str, Any]]:
    bid, ask = float(price - CENT), float(price + CENT)
    if vendor == "alpaca":
        when = f"{at:%Y-%m-%dT%H:%M:%S.%f}123Z"
        return (
            {"T": "q", "S": symbol, "bx": "V", "bp": bid, "bs": 1, "ax": "V", "ap": ask, "as": 1, "t": when},
            {"T": "t", "S": symbol, "i": 1, "x": "V", "p": float(price), "s": size, "t": when, "c": ["@"], "z": "C"},
            {"T": "b", "S": symbol, "o": 1, "h": 1, "l": 1, "c": 1, "v": 1, "t": when},
        )
    when_ms = int(at.timestamp() * 1000)
    return (
        {"ev": "Q", "sym": symbol, "bx": 4, "bp": bid, "bs": 1, "ax": 4, "ap": ask, "as": 1, "t": when_ms},
        {"ev": "T", "sym": symbol, "i": "1", "x": 4, "p": float(price), "s": size, "c": [0], "t": when_ms, "q": 1},
        {"ev": "status", "status": "keepalive"},
    )


def _alpaca_row(last: Last) -> dict[str, Any]:
    at = f"{last.at:%Y-%m-%dT%H:%M:%S.%f}123Z"
    bid, ask = float(last.price - CENT), float(last.price + CENT)
    return {
        "latestTrade": {"t": at, "x": "V", "p": float(last.price), "s": 100, "c": ["@"], "i": 1, "z": "C"},
        "latestQuote": {"t": at, "ax": "V", "ap": ask, "as": 1, "bx": "V", "bp": bid, "bs": 1, "c": ["R"], "z": "C"},
        "minuteBar": None, "dailyBar": None, "prevDailyBar": None,
    }  # fmt: skip


def _group(event: CorporateAction) -> str:
    if event.kind is CorporateActionKind.DIVIDEND:
        return "cash_dividends"
    return "forward_splits" if event.ratio > 1 else "reverse_splits"


def _rates(event: CorporateAction) -> tuple[float, float]:
    """New and old shares, as vendors write them."""
    ratio = whole_shares(event.ratio)
    return float(ratio.numerator), float(ratio.denominator)


def _alpaca_event(event: CorporateAction, processed: date) -> dict[str, Any]:
    common = {
        "id": f"a-{event.id}", "symbol": event.symbol, "cusip": "037833100", "ex_date": str(event.day),
        "process_date": str(processed), "record_date": str(event.day), "payable_date": str(processed),
    }  # fmt: skip
    if event.kind is CorporateActionKind.DIVIDEND:
        return {**common, "rate": float(event.amount), "special": False, "foreign": False}
    new, old = _rates(event)
    return {**common, "new_rate": new, "old_rate": old}


def _massive_event(event: CorporateAction) -> dict[str, Any]:
    common = {"id": f"m-{event.id}", "ticker": event.symbol}
    if event.kind is CorporateActionKind.DIVIDEND:
        paid = {"cash_amount": float(event.amount), "currency": "USD", "dividend_type": "CD", "frequency": 4}
        return {**common, **paid, "ex_dividend_date": str(event.day), "pay_date": str(event.day + timedelta(days=21))}
    new, old = _rates(event)
    return {**common, "execution_date": str(event.day), "split_from": old, "split_to": new}


def _massive_row(symbol: str, last: Last) -> dict[str, Any]:
    at = int(last.at.timestamp() * 1_000_000) * 1000
    return {
        "ticker": symbol, "todaysChange": 0.1, "updated": at, "day": {"c": float(last.price)},
        "lastTrade": {"c": [14], "i": "4046", "p": float(last.price), "s": 100, "t": at, "x": 4},
        "lastQuote": {"P": float(last.price + CENT), "S": 1, "p": float(last.price - CENT), "s": 1, "t": at},
    }  # fmt: skip


def _global_quote(symbol: str, last: Last) -> dict[str, str]:
    return {
        "01. symbol": symbol, "02. open": "1.0", "03. high": "1.0", "04. low": "1.0", "05. price": str(last.price),
        "06. volume": "1000", "07. latest trading day": f"{last.at.astimezone(UTC):%Y-%m-%d}",
        "08. previous close": "1.0", "09. change": "0.1", "10. change percent": "-0.3082%",
    }  # fmt: skip
