"""One backtest of wanted weights over daily bars in whole numbers; numba compiles it where it is installed.

It walks as quant.backtest does, through the same rules, for what nearly all trials of a sweep are made of: market
orders in whole shares that fill within a bar. Money is in cents, prices in millionths, both exact. Where a ratio lies
nearer to its limit than a float can tell, or something comes that it does not know (a fill in part, a split into parts
of shares), it gives no answer, and the plain walk has to be asked. It reads arrays only; quant.fast makes them.
"""

import importlib.util
from collections.abc import Callable
from typing import Final, NamedTuple, TypeVar, cast

import numpy as np

from quant.arrays import Floats
from quant.grid import Whole

F = TypeVar("F", bound=Callable[..., object])
WORTH_MAX: Final = 4 * 10**11  # cents: below it no product here leaves 64 bits
SHARES_MAX: Final = 10**9  # the same
NEAR: Final = 1e-9  # of what is compared: nearer than this it is too near to call
PART: Final = 1e-7  # of a share
CENT: Final = 10_000  # millionths
# Places in what is known of the account, and in what is known of each column.
CASH, RESERVED, PEAK, OPEN, LAST, HALT, DAILY, STOPPED, UNSURE, FIELDS = range(10)
HELD, SIDE, LEFT, KEPT, EXIT, OWN = range(6)
ACTIVE, REDUCING, HALTED = range(3)
RELEASE, HOLD, FLATTEN = range(3)


class Bars(NamedTuple):
    """(t, n) tables; `split` are new shares per old, 0 where that is no whole number, `dividend` is in millionths."""

    open: Whole
    close: Whole
    volume: Whole
    split: Whole
    dividend: Whole


class Asked(NamedTuple):
    """(k,) changes of weights: by row, closes first, then by column. `openable` are the shares that volume and
    condition of the market let open."""

    rows: Whole
    columns: Whole
    weights: Floats
    openable: Whole


class Rules(NamedTuple):
    """Limits and costs: whole numbers, pairs of them for ratios that must be exact, floats for the rest.

    `buffered` and `buffer_of` make a price with its buffer; `value_max` is in millionths of 1 / `buffer_of`; `asks_max`
    is how many orders of a bar come before the price has become too old.
    """

    cash: int
    after: int
    drawdown: int
    drawdown_of: int
    daily: int
    daily_of: int
    buffered: int
    buffer_of: int
    value_max: int
    asks_max: int
    position: float
    budget: float
    default_loss: float
    half_spread: int
    half_spread_of: int
    slippage: int
    slippage_of: int
    impact: float
    volume_share: float
    fee: int
    fee_of: int
    fee_min: int


class Case(NamedTuple):
    """What a trial is made of."""

    bars: Bars
    asked: Asked
    rules: Rules


class Book(NamedTuple):
    """How the account stands: its own figures, those of each column, and what today's orders may lose."""

    account: Whole
    own: Whole
    risk: Floats


COMPILED: Final = importlib.util.find_spec("numba") is not None


def _fast(function: F) -> F:
    """Let numba compile a function where it is installed."""
    if not COMPILED:
        return function
    from numba import njit

    try:
        return cast(F, njit(cache=True)(function))
    except RuntimeError:  # there is nowhere to keep what was compiled
        return cast(F, njit(function))


@_fast
def walked(bars: Bars, asked: Asked, rules: Rules, equity: Whole) -> bool:
    """Write the equity at each close, (t,) cents; False where there is no answer."""
    rows, columns = bars.close.shape
    case = Case(bars, asked, rules)
    book = Book(np.zeros(FIELDS, np.int64), np.zeros((OWN, columns), np.int64), np.zeros(1))
    book.account[CASH] = book.account[PEAK] = book.account[LAST] = rules.cash
    at = 0
    for row in range(rows):
        _opened(book, case, row)
        for column in range(columns):
            if book.own[SIDE, column] and bars.open[row, column] and bars.volume[row, column]:
                _filled(book, case, row, column)
        _closed(book, case, row)
        equity[row] = book.account[LAST]
        book.risk[0] = 0.0
        at = _decided(book, case, row, at)
        if book.account[UNSURE]:
            return False
    return True


@_fast
def _under(book: Book, one: float, other: float) -> bool:
    """Whether one is below another; where they are too near to each other it is not known."""
    if abs(one - other) <= NEAR * (abs(one) + abs(other)):
        book.account[UNSURE] = 1
    return one < other


@_fast
def _opened(book: Book, case: Case, row: int) -> None:
    """Begin a session; book splits and dividends for what was held before."""
    book.account[OPEN] = book.account[LAST]
    if book.account[DAILY]:
        book.account[DAILY], book.account[HALT] = 0, ACTIVE
    for column in range(book.own.shape[1]):
        split, dividend = case.bars.split[row, column], case.bars.dividend[row, column]
        if split != 1 and (book.own[SIDE, column] or book.own[HELD, column]):
            _split(book, case, row, column)
        book.account[CASH] += (book.own[HELD, column] * dividend + CENT // 2) // CENT


@_fast
def _split(book: Book, case: Case, row: int, column: int) -> None:
    """Restate what is held and what works. What is reserved for an order stays as it was until it fills: this bar."""
    split = case.bars.split[row, column]
    if not split or not case.bars.open[row, column] or not case.bars.volume[row, column]:
        book.account[UNSURE] = 1
    book.own[HELD, column] *= split
    book.own[LEFT, column] *= split


@_fast
def _price(book: Book, case: Case, row: int, column: int, side: int, left: int) -> int:
    """Return what an order fills at: the open, beyond half a spread, slippage and impact, rounded against it."""
    opened = case.bars.open[row, column]
    half = 0
    if case.rules.half_spread:
        unit = CENT * case.rules.half_spread_of
        half = max(1, (2 * opened * case.rules.half_spread + unit) // (2 * unit)) * CENT
    touch = opened + side * half
    step = CENT if touch >= 100 * CENT else CENT // 100
    if touch <= 0:
        book.account[UNSURE] = 1
        return step
    if not case.rules.impact:
        unit = case.rules.slippage_of * 10_000
        moved = touch * (unit + side * case.rules.slippage)
        steps = -(-moved // (unit * step)) if side > 0 else moved // (unit * step)
        return int(max(1, steps) * step)
    slipped = case.rules.slippage / case.rules.slippage_of + case.rules.impact * left / case.bars.volume[row, column]
    exact = touch * (1 + side * slipped / 10_000) / step
    if abs(exact - np.rint(exact)) <= 1e-9 + 1e-14 * exact:
        book.account[UNSURE] = 1
    return int(max(1, np.ceil(exact) if side > 0 else np.floor(exact))) * step


@_fast
def _filled(book: Book, case: Case, row: int, column: int) -> None:
    """Fill an order with the bar's open, whole; what only a part of it could be bought of is not known here."""
    side, left = book.own[SIDE, column], book.own[LEFT, column]
    if left > SHARES_MAX or not _under(book, float(left), case.bars.volume[row, column] * case.rules.volume_share):
        book.account[UNSURE] = 1
        return
    price = _price(book, case, row, column, side, left)
    gross = (left * price + CENT // 2) // CENT
    fee = max(case.rules.fee_min, -(-left * case.rules.fee * 100 // case.rules.fee_of))
    book.account[CASH] -= side * gross + fee
    book.own[HELD, column] += side * left
    if not book.own[HELD, column]:
        book.own[EXIT, column] = 0
    _canceled(book, column)


@_fast
def _canceled(book: Book, column: int) -> None:
    """End what works in a column, and give back what it reserved."""
    book.account[RESERVED] -= book.own[KEPT, column]
    book.own[SIDE, column] = book.own[LEFT, column] = book.own[KEPT, column] = 0


@_fast
def _closed(book: Book, case: Case, row: int) -> None:
    """Value the book, trip the loss limits, let the second person look at a stop."""
    worth = book.account[CASH]
    for column in range(book.own.shape[1]):
        worth += (book.own[HELD, column] * case.bars.close[row, column] + CENT // 2) // CENT
    if not 0 < worth < WORTH_MAX:
        book.account[UNSURE] = 1
        worth = 1
    book.account[LAST] = worth
    book.account[PEAK] = max(book.account[PEAK], worth)
    fallen, lost = book.account[PEAK] - worth, book.account[OPEN] - worth
    if book.account[HALT] != HALTED and fallen * case.rules.drawdown_of >= book.account[PEAK] * case.rules.drawdown:
        _halted(book, case)
        return
    if book.account[HALT] == ACTIVE and lost * case.rules.daily_of >= book.account[OPEN] * case.rules.daily:
        book.account[HALT], book.account[DAILY] = REDUCING, 1
    if book.account[STOPPED] and case.rules.after == RELEASE:
        book.account[PEAK] = worth
        book.account[HALT] = REDUCING if book.account[HALT] == HALTED else ACTIVE
        book.account[STOPPED] = book.account[HALT] != ACTIVE


@_fast
def _halted(book: Book, case: Case) -> None:
    book.account[HALT], book.account[DAILY], book.account[STOPPED] = HALTED, 0, 1
    for column in range(book.own.shape[1]):
        _canceled(book, column)
        if case.rules.after == FLATTEN:
            book.own[EXIT, column] = book.own[HELD, column] != 0


@_fast
def _decided(book: Book, case: Case, row: int, at: int) -> int:
    """Ask again for closes that are still to be done, then for what is wanted anew; return the next change's place."""
    end, number = at, 0
    while end < len(case.asked.rows) and case.asked.rows[end] == row:
        end += 1
    if book.account[HALT] != HALTED or case.rules.after == FLATTEN:
        for column in range(book.own.shape[1]):
            if book.own[EXIT, column] and column not in case.asked.columns[at:end]:
                _asked(book, case, row, column, number, 0.0, 0)
                number += 1
    for place in range(at, end):
        column, weight = case.asked.columns[place], case.asked.weights[place]
        _asked(book, case, row, column, number, weight, case.asked.openable[place])
        number += 1
    return end


@_fast
def _asked(book: Book, case: Case, row: int, column: int, number: int, weight: float, openable: int) -> None:
    """Ask for the order that brings a column to its weight; `number` is its place among those of the bar."""
    if not case.bars.close[row, column]:
        return
    if book.own[SIDE, column] and (weight or book.own[SIDE, column] > 0):
        _canceled(book, column)
    if book.own[SIDE, column]:
        return
    change = -book.own[HELD, column] if not weight else _change(book, case, row, column, weight)
    book.own[EXIT, column] = 1 if change and not weight else 0
    if change and _passes(book, case, row, number, change > 0):
        _placed(book, case, row, column, change, openable)


@_fast
def _placed(book: Book, case: Case, row: int, column: int, change: int, openable: int) -> None:
    """Let an order work, if it closes, or the rules let it open."""
    cost = 0
    if change > 0:
        unit = CENT * case.rules.buffer_of
        cost = -(-change * case.bars.close[row, column] * case.rules.buffered // unit)
        if change > openable or not _opens(book, case, row, column, change, cost):
            return
    book.own[SIDE, column], book.own[LEFT, column], book.own[KEPT, column] = 1 if change > 0 else -1, abs(change), cost
    book.account[RESERVED] += cost


@_fast
def _change(book: Book, case: Case, row: int, column: int, weight: float) -> int:
    """Return the shares to buy, below zero to sell, for a weight of the equity of now."""
    price = float(case.bars.close[row, column]) * case.rules.buffered / case.rules.buffer_of
    exact = weight * book.account[LAST] * CENT / price
    if abs(exact - np.rint(exact)) <= PART + 1e-13 * exact:
        book.account[UNSURE] = 1
    change: int = int(np.floor(exact)) - book.own[HELD, column]
    return change


@_fast
def _worth(book: Book, case: Case, row: int) -> int:
    """Return the equity in millionths, nothing rounded."""
    worth = book.account[CASH] * CENT
    for column in range(book.own.shape[1]):
        worth += book.own[HELD, column] * case.bars.close[row, column]
    return int(worth)


@_fast
def _passes(book: Book, case: Case, row: int, number: int, opens: bool) -> bool:
    """The rules for every order: halt, drawdown, age of the price."""
    flattening = case.rules.after == FLATTEN and book.account[STOPPED]
    halt = REDUCING if flattening else book.account[HALT]
    if number > case.rules.asks_max or halt > (ACTIVE if opens else REDUCING):
        return False
    if flattening:
        return True
    peak = float(book.account[PEAK]) * CENT
    return _under(book, peak - _worth(book, case, row), peak * case.rules.drawdown / case.rules.drawdown_of)


@_fast
def _opens(book: Book, case: Case, row: int, column: int, change: int, cost: int) -> bool:
    """The rules for what opens: value, cash, loss and budget of the day, share of the book."""
    price = case.bars.close[row, column]
    buffered = change * price * case.rules.buffered
    if buffered > case.rules.value_max or cost > book.account[CASH] - book.account[RESERVED]:
        return False
    value, worth = buffered / case.rules.buffer_of, float(_worth(book, case, row))
    opened = float(book.account[OPEN]) * CENT
    if not _under(book, opened - worth, opened * case.rules.daily / case.rules.daily_of):
        return False
    lost, new = max(0.0, opened - worth), value * case.rules.default_loss
    if not _under(book, lost + book.risk[0] + new, case.rules.budget * opened):
        return False
    if not _under(book, book.own[HELD, column] * price + value, case.rules.position * worth):
        return False
    book.risk[0] += new
    return True
