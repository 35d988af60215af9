"""Sweeps at speed: what the kernel needs of a grid and of limits, and what it says; the plain walk is the measure."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

import numpy as np

from quant import kernel
from quant.backtest import PACE, AfterDrawdown, Setup
from quant.course import Course
from quant.grid import Whole, price_of
from quant.strategies import Plan
from trading.condition import Condition, day_move
from trading.limits import Limits
from trading.market import CorporateAction, CorporateActionKind
from trading.units import TICK, to_cents_up

RATIO_MAX: Final = 10**6  # both parts of a ratio that the kernel reckons with exactly
BUFFER_MAX: Final = 10**3
SLIPPAGE_MAX: Final = 10**2
ORDERS_A_MINUTE: Final = 30  # at the pace of a backtest
UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True, eq=False)
class Fast:
    """A course and a setup made ready for the kernel. `openable` (t, n) fills up with what trials ask for."""

    course: Course
    limits: Limits
    bars: kernel.Bars
    rules: kernel.Rules
    openable: Whole

    def equity(self, plan: Plan) -> Whole | None:
        """Return the equity at each bar's end in cents, (t,); None where only the plain walk can say."""
        if plan.stop_loss is not None or plan.take_profit is not None:
            return None
        rows, columns, weights = plan.changes()
        opening = weights > 0
        self._learn(rows[opening], columns[opening])
        asked = kernel.Asked(rows, columns, weights, self.openable[rows, columns])
        equity = np.zeros(self.course.rows, np.int64)
        return equity if kernel.walked(self.bars, asked, self.rules, equity) else None

    def _learn(self, rows: Whole, columns: Whole) -> None:
        """Reckon how much may open there, where no trial has asked before."""
        new = self.openable[rows, columns] == UNKNOWN
        for row, column in zip(rows[new].tolist(), columns[new].tolist(), strict=True):
            price = price_of(self.course.closes(row)[column])
            self.openable[row, column] = _openable(self.course.conditions.at(row, column), price, self.limits)


def ready(course: Course, setup: Setup) -> Fast | None:
    """Return a course made ready; None without numba, and for bars, actions or limits that the kernel does not know."""
    if not kernel.COMPILED:
        return None
    return prepared(course, setup)


def prepared(course: Course, setup: Setup) -> Fast | None:
    """Return the same whether it is compiled or not."""
    rules = _rules(setup)
    if rules is None or not _apart(course, setup.limits) or (events := _events(course)) is None:
        return None
    grid = course.grid
    bars = kernel.Bars(grid.open, grid.close, grid.volume, *events)
    return Fast(course, setup.limits, bars, rules, np.full(grid.open.shape, UNKNOWN, np.int64))


def _openable(been: Condition, price: Decimal, limits: Limits) -> int:
    """Return the whole shares that volume and condition of a market let open, as trading.rules have it."""
    move = day_move(price, been.previous_close)
    if been.volatility is None or been.average_volume is None or move is None:
        return 0
    if been.volatility > limits.max_volatility or abs(move) > limits.max_day_move_ratio:
        return 0
    return int(limits.max_order_volume_ratio * been.average_volume)


def _apart(course: Course, limits: Limits) -> bool:
    """Whether every bar is a session of its own, and no window of the gate reaches from one into the next."""
    if len(course.sessions) != course.rows:
        return False
    window = max(60, limits.auto_execution_window_seconds, limits.duplicate_window_seconds)
    least = timedelta(seconds=window) + PACE * (2 * len(course.grid.symbols))
    at = course.grid.at
    return all(later - earlier > least for earlier, later in pairwise(at))


def _rules(setup: Setup) -> kernel.Rules | None:
    limits, fills = setup.limits, setup.fills
    drawdown, daily = _ratio(limits.max_drawdown_ratio), _ratio(limits.max_daily_loss_ratio)
    buffer = _ratio(limits.market_buffer_ratio, BUFFER_MAX)
    spread, slippage = _ratio(setup.half_spread_bp / 10_000), _ratio(fills.slippage_bp, SLIPPAGE_MAX)
    fee, cash = _ratio(fills.fee_per_share), setup.cash.scaleb(2)
    if not (drawdown and daily and buffer and spread and slippage and fee) or cash % 1 or not _usual(limits):
        return None
    return kernel.Rules(
        cash=int(cash),
        after=list(AfterDrawdown).index(setup.after_drawdown),
        drawdown=drawdown[0],
        drawdown_of=drawdown[1],
        daily=daily[0],
        daily_of=daily[1],
        buffered=buffer[0] + buffer[1],
        buffer_of=buffer[1],
        value_max=min(2**62, int(limits.max_order_value / TICK * buffer[1])),
        asks_max=limits.max_quote_age_seconds // int(PACE.total_seconds()),
        position=float(limits.max_position_ratio),
        budget=float(limits.daily_risk_budget_ratio),
        default_loss=float(limits.default_loss_ratio),
        half_spread=spread[0],
        half_spread_of=spread[1],
        slippage=slippage[0],
        slippage_of=slippage[1],
        impact=float(setup.impact_bp),
        volume_share=float(fills.volume_share),
        fee=fee[0],
        fee_of=fee[1],
        fee_min=int(to_cents_up(fills.fee_min).scaleb(2)),
    )


def _usual(limits: Limits) -> bool:
    """Whether no rule can speak that the kernel does not ask: one order a bar and symbol, thirty a minute at most."""
    tails = (limits.max_value_at_risk_ratio, limits.max_expected_shortfall_ratio)
    rates = limits.orders_per_second >= 1 and limits.orders_per_minute >= ORDERS_A_MINUTE
    return tails == (None, None) and rates and limits.auto_execution_max >= 1


def _ratio(value: Decimal, most: int = RATIO_MAX) -> tuple[int, int] | None:
    """Return a fraction's two parts; None where they are too large to reckon with."""
    part, whole = value.as_integer_ratio()
    return (part, whole) if 0 <= part <= most and whole <= most else None


def _events(course: Course) -> tuple[Whole, Whole] | None:
    """Return (t, n) splits and dividends; None for what the kernel does not know, as two of one symbol on one day."""
    shape = course.grid.open.shape
    splits, dividends = np.ones(shape, np.int64), np.zeros(shape, np.int64)
    for row, actions in course.grid.actions.items():
        if len({action.symbol for action in actions}) < len(actions) or not all(map(_known, actions)):
            return None
        for action in actions:
            column = course.column[action.symbol]
            if action.kind is CorporateActionKind.SPLIT:
                splits[row, column] = int(action.ratio) if not action.ratio % 1 else 0
            else:
                dividends[row, column] = int(action.amount / TICK)
    return splits, dividends


def _known(action: CorporateAction) -> bool:
    return action.kind is CorporateActionKind.SPLIT or (action.amount >= 0 and not action.amount / TICK % 1)
