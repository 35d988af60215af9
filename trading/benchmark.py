"""The yardstick: the same cash spread over every listed symbol at the first open and held, at the venue's costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_DOWN, Decimal

from trading.ledger import Account, Booking, Leg, Stock, Trade, book_dividend, book_split, book_trade
from trading.market import CorporateAction, CorporateActionKind, Step, Tick
from trading.matching import Execution, FillParams, Resting, fee, match
from trading.orders import OrderSide, OrderType
from trading.units import ZERO, gross
from trading.valuation import Holding, value

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a holder learns of one trading day: splits and dividends before the open, closes of what traded."""

    day: date
    closes: Mapping[str, Decimal]
    actions: Sequence[CorporateAction] = ()


@dataclass(frozen=True, slots=True)
class Worth:
    """Equity at a day's close, to the cent."""

    day: date
    equity: Decimal


@dataclass(slots=True)
class _Account:
    cash: Decimal
    held: dict[str, Stock] = field(default_factory=dict)
    closes: dict[str, Decimal] = field(default_factory=dict)

    def book(self, symbol: str, booking: Booking) -> None:
        self.held[symbol] = booking.stock
        self.move(booking.legs)

    def move(self, legs: Iterable[Leg]) -> None:
        self.cash += sum((leg.amount or ZERO for leg in legs if leg.account is Account.CASH), ZERO)


def buy_and_hold(
    cash: Decimal, opening: Sequence[Step], days: Sequence[Day], fills: FillParams | None = None
) -> list[Worth]:
    """Return the equity at each of `days`' closes, of which the first is the session of the steps in `opening`.

    Every symbol with a tick at the first step gets an equal share of the cash in whole shares, matched as
    the paper venue would (ask, slippage, commission, share of a tick's volume). Who buys on an ex day is
    not entitled. Splits and dividends are booked as the ledger does; dividends stay in cash.
    """
    account = _Account(cash)
    _buy(account, opening, fills or FillParams())
    worths: list[Worth] = []
    for day in days:
        for action in day.actions if worths else ():
            _act(account, action)
        account.closes |= day.closes
        worths.append(Worth(day.day, _equity(account)))
    return worths


def _buy(account: _Account, opening: Sequence[Step], fills: FillParams) -> None:
    """Spend each symbol's share; what one tick's volume cannot give is bought at the next."""
    symbols = sorted({tick.symbol for tick in opening[0].ticks}) if opening else []
    left = {symbol: account.cash / len(symbols) for symbol in symbols}
    wanting = set(symbols)
    for step in opening:
        for tick in step.ticks:
            offered = (tick.volume * fills.volume_share).quantize(ONE, ROUND_DOWN)
            if tick.symbol not in wanting or not offered:
                continue
            quantity = affordable(left[tick.symbol], tick, fills)
            if quantity <= offered:
                wanting.remove(tick.symbol)
            whole = min(quantity, offered)
            if whole and (execution := _match(whole, tick, fills)) is not None:
                left[tick.symbol] -= gross(execution.quantity, execution.price) + execution.fee
                _book(account, tick, execution)


def affordable(money: Decimal, tick: Tick, fills: FillParams) -> Decimal:
    """Return how many whole shares the money buys at this tick, commission included."""
    one = _match(ONE, tick, fills)
    if one is None:
        return ZERO
    quantity = (money / one.price).quantize(ONE, ROUND_DOWN)
    while quantity and gross(quantity, one.price) + fee(quantity, fills) > money:
        quantity -= 1
    return quantity


def _match(quantity: Decimal, tick: Tick, fills: FillParams) -> Execution | None:
    return match(Resting(side=OrderSide.BUY, type=OrderType.MARKET, left=quantity), tick, fills)[1]


def _book(account: _Account, tick: Tick, execution: Execution) -> None:
    trade = Trade(
        symbol=tick.symbol,
        side=OrderSide.BUY,
        quantity=execution.quantity,
        price=execution.price,
        fee=execution.fee,
        at=tick.at,
    )
    account.book(tick.symbol, book_trade(account.held.get(tick.symbol, Stock()), trade, average=False))


def _act(account: _Account, action: CorporateAction) -> None:
    stock = account.held.get(action.symbol, Stock())
    if action.kind is CorporateActionKind.DIVIDEND:
        account.move(book_dividend(action.symbol, stock.quantity, action.amount))
    else:
        account.book(action.symbol, book_split(stock, action.symbol, action.ratio))
        if action.symbol in account.closes:
            account.closes[action.symbol] /= action.ratio


def _equity(account: _Account) -> Decimal:
    holdings = [
        Holding(symbol, stock.quantity, stock.basis, account.closes.get(symbol))
        for symbol, stock in account.held.items()
    ]
    return value(account.cash, holdings).equity
