"""Proves that a backtest counts to the cent, fills at the next bar only, and skips nothing that matters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from quant.backtest import AfterDrawdown, Run, Setup, Wish, lived, run
from quant.grid import Grid
from quant.strategies import Plan, of_rules
from tests.quant.grids import LOOSE, crossover, grid, walk, weekdays
from trading.ledger import Account, unbalanced
from trading.limits import Limits
from trading.market import CorporateAction, CorporateActionKind
from trading.matching import FillParams
from trading.orders import OrderSide
from trading.simulation import Simulation
from trading.stop import StopReason, TradingState

D = Decimal
FREE = Setup(
    cash=D(100_000),
    limits=LOOSE,
    fills=FillParams(slippage_bp=D(0), fee_per_share=D(0), volume_share=D(1)),
    half_spread_bp=D(0),
    impact_bp=D(0),
)
LEAD = [100] * 30  # so that volume and volatility are known


def plan(grid: Grid, *wishes: tuple[int, float], stop: float | None = None, target: float | None = None) -> Plan:
    weights = np.full(grid.open.shape, np.nan)
    for row, weight in wishes:
        weights[row, 0] = weight
    return Plan(weights, stop, target)


def played(grid: Grid, setup: Setup, *wishes: tuple[int, float], **exits: float) -> Run:
    return run(grid, plan(grid, *wishes, **exits).decider(), setup)


class EveryRow:
    """A decider that lets nothing be skipped."""

    def __init__(self, inner: object) -> None:
        self._inner = inner

    def next_row(self, after: int) -> int:
        return after

    def wishes(self, row: int, account: Simulation) -> object:
        return self._inner.wishes(row, account) if self._inner.next_row(row) == row else ()  # type: ignore[attr-defined]


def test_an_order_fills_at_the_next_open_and_never_at_the_price_that_it_was_decided_by() -> None:
    bars = grid([*LEAD, 110, 120, 130], spread="0")
    found = played(bars, FREE, (30, 0.5))
    [fill] = found.end.executions
    assert (fill.price, fill.at, fill.quantity) == (D(110), bars.at[31], D(445))  # 50,000 / (110 x 1.02), whole
    assert found.equity[30] == 100_000_00
    assert found.equity[31] == 100_000_00 + 445 * 10_00
    assert found.final == D(100_000) + 445 * D(20)


def test_costs_are_the_spread_slippage_impact_and_commission() -> None:
    bars = grid([*LEAD, 100, 100], spread="0", volume=10_000)
    costs = replace(FREE, half_spread_bp=D(2), impact_bp=D(100), fills=FillParams(slippage_bp=D(1)))
    [fill] = played(bars, costs, (30, 0.5)).end.executions
    # ask 100.02; 1 bp and 100 bp x 490/10,000 = 5.9 bp of it, rounded up to the cent; half a cent a share
    assert (fill.quantity, fill.price, fill.fee) == (D(490), D("100.08"), D("2.45"))


def test_a_bar_gives_no_more_than_its_share_of_volume_and_the_rest_goes_on_filling() -> None:
    bars = grid([*LEAD, 100, 100, 100, 100], spread="0", volume=2_000)
    fills = FillParams(slippage_bp=D(0), fee_per_share=D(0), volume_share=D("0.1"))
    found = played(bars, replace(FREE, fills=fills), (30, 0.5))
    assert [fill.quantity for fill in found.end.executions] == [200, 200, 90]
    assert [fill.at for fill in found.end.executions] == list(bars.at[31:34])


def test_a_stop_loss_that_is_gapped_through_fills_at_the_open() -> None:
    fallen = grid([*LEAD, 100, 100, 80, 80], spread="0")
    prices = fallen.open.copy()
    prices[32, 0] = 82_000_000  # opens 8 below the stop of 90
    gapped = replace(fallen, open=prices)
    found = played(gapped, FREE, (29, 0.5), stop=0.1)
    assert [(fill.price, fill.work.terms.side) for fill in found.end.executions] == [
        (D(100), OrderSide.BUY),
        (D(82), OrderSide.SELL),
    ]
    assert not found.end.held


def test_a_stop_loss_inside_a_bar_fills_at_its_level_and_takes_the_target_with_it() -> None:
    found = played(grid([*LEAD, 100, 100, 85, 85], spread="0"), FREE, (29, 0.5), stop=0.1, target=0.2)
    assert [fill.price for fill in found.end.executions] == [D(100), D(90)]
    assert not found.end.working


def test_a_bar_that_reaches_both_exits_is_a_loss() -> None:
    wild = grid([*LEAD, 100, 100, 100, 100], spread="0")
    high, low = wild.high.copy(), wild.low.copy()
    high[32, 0], low[32, 0] = 130_000_000, 80_000_000
    found = played(replace(wild, high=high, low=low), FREE, (29, 0.5), stop=0.1, target=0.2)
    assert [fill.price for fill in found.end.executions] == [D(100), D(90)]


def test_a_take_profit_fills_at_its_limit_not_at_the_high() -> None:
    found = played(grid([*LEAD, 100, 100, 125, 125], spread="1"), FREE, (29, 0.5), stop=0.1, target=0.2)
    assert [fill.price for fill in found.end.executions] == [D(100), D(120)]


def test_splits_and_dividends_change_no_wealth_but_the_dividend() -> None:
    days = weekdays(34)
    split = CorporateAction("s", "AAA", days[32], CorporateActionKind.SPLIT, ratio=D(2))
    paid = CorporateAction("d", "AAA", days[33], CorporateActionKind.DIVIDEND, amount=D("0.25"))
    found = played(grid([*LEAD, 100, 100, 50, 50], split, paid, spread="0"), FREE, (29, 0.5))
    assert found.end.held == {"AAA": D(980)}
    assert found.equity.tolist()[29:] == [10_000_000] * 4 + [10_024_500]
    assert found.end.dividends == D("245.00")


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("minutes", [0, 39])
def test_what_is_skipped_comes_to_the_same_as_what_is_lived_through(seed: int, minutes: int) -> None:
    bars, strategy = walk(900, 5, seed, minutes=minutes), of_rules(crossover(5, 20, weight=D("0.19")))
    for limits in (LOOSE, replace(LOOSE, max_drawdown_ratio=D("0.05"), max_daily_loss_ratio=D("0.02"))):
        setup = Setup(limits=limits)
        quick = run(bars, strategy.decider(bars), setup)
        slow = run(bars, EveryRow(strategy.decider(bars)), setup)  # type: ignore[arg-type]
        assert quick.equity.tolist() == slow.equity.tolist()
        assert quick.hash() == slow.hash()
        assert [trip.at for trip in quick.trips] == [trip.at for trip in slow.trips]
        assert quick.end.executions
        assert minutes or limits is LOOSE or quick.trips


def test_the_ledger_adds_up() -> None:
    bars = walk(700, 4, 3)
    found = run(bars, of_rules(crossover(5, 20)).decider(bars), Setup())
    end = found.end
    assert all(not unbalanced(entry.legs) for entry in end.journal)
    legs = [leg for entry in end.journal for leg in entry.legs]
    cash = sum(leg.amount for leg in legs if leg.account is Account.CASH and leg.amount is not None)
    assert found.setup.cash + cash == end.cash
    for symbol in bars.symbols:
        shares = [leg.quantity for leg in legs if leg.account is Account.POSITION and leg.symbol == symbol]
        assert sum(each for each in shares if each) == end.held.get(symbol, 0)
    worth = end.cash + sum(q * D(int(bars.close[-1, bars.symbols.index(s)])).scaleb(-6) for s, q in end.held.items())
    assert found.final == worth
    assert end.reserved == sum(work.reserved for work in end.working.values())


def test_the_gate_is_asked_and_says_no() -> None:
    bars = grid([*LEAD, 100, 100, 100])
    found = played(bars, replace(FREE, limits=replace(LOOSE, max_position_ratio=D("0.1"))), (30, 0.5))
    assert found.end.denials() == {"CONCENTRATION": 1}
    assert not found.end.executions
    young = played(grid([100] * 10), replace(FREE, limits=Limits()), (5, 0.05))
    assert young.end.denials() == {"MAX_ORDER_VOLUME": 1}  # what is not known yet is a no


def test_orders_of_one_bar_are_paced_as_the_throttle_wants_it() -> None:
    bars = walk(60, 12, 1)
    weights = np.full(bars.open.shape, np.nan)
    weights[40] = 0.05
    found = run(bars, Plan(weights).decider(), Setup(limits=replace(LOOSE, max_quote_age_seconds=60)))
    assert not found.end.denials()
    assert [(work.at - bars.at[40]).seconds for work in found.end.orders] == [2 * number for number in range(12)]


DROP = [*LEAD, 100, 100, 100, 88, 87, 86, 85, 84]


def test_a_drawdown_halts_and_a_second_person_releases_by_steps() -> None:
    limits = replace(LOOSE, max_drawdown_ratio=D("0.05"))
    found = played(grid(DROP, spread="0"), replace(FREE, limits=limits), (30, 0.9), (33, 0.0))
    assert [trip.reason for trip in found.trips] == [StopReason.DRAWDOWN]
    # asked to close on the day of the halt: refused; released to REDUCING a day later, where closing is allowed
    assert found.end.denials() == {"TRADING_HALTED": 1}
    assert [fill.price for fill in found.end.executions] == [D(100), D(87)]
    assert found.end.halt.state is TradingState.ACTIVE


def test_a_close_that_a_halt_cut_off_goes_on_after_the_release() -> None:
    bars = grid(DROP, spread="0")
    volume = bars.volume.copy()
    volume[33] = 100  # the close that was asked for the day before gets a hundred shares, then the drawdown trips
    limits = replace(LOOSE, max_drawdown_ratio=D("0.05"))
    found = played(replace(bars, volume=volume), replace(FREE, limits=limits), (30, 0.9), (32, 0.0))
    assert [trip.reason for trip in found.trips] == [StopReason.DRAWDOWN]
    assert [fill.quantity for fill in found.end.executions] == [882, 100, 782]
    assert not found.end.held


def test_a_drawdown_that_nobody_looks_at_keeps_everything_as_it_is() -> None:
    limits = replace(LOOSE, max_drawdown_ratio=D("0.05"))
    held = replace(FREE, limits=limits, after_drawdown=AfterDrawdown.HOLD)
    found = played(grid(DROP, spread="0"), held, (30, 0.9), (35, 0.0))
    assert len(found.end.executions) == 1
    assert found.end.halt.state is TradingState.HALTED


def test_a_drawdown_that_flattens_closes_at_the_next_open() -> None:
    limits = replace(LOOSE, max_drawdown_ratio=D("0.05"))
    flat = replace(FREE, limits=limits, after_drawdown=AfterDrawdown.FLATTEN)
    found = played(grid(DROP, spread="0"), flat, (30, 0.9), (36, 0.9))
    assert [fill.price for fill in found.end.executions] == [D(100), D(88)]
    assert not found.end.held
    assert found.end.halt.state is TradingState.HALTED


def test_a_daily_loss_ends_with_its_day() -> None:
    limits = replace(LOOSE, max_daily_loss_ratio=D("0.02"))
    found = played(grid([*LEAD, 100, 95, 95, 95, 95]), replace(FREE, limits=limits), (28, 0.5), (31, 0.9), (33, 0.8))
    assert [trip.reason for trip in found.trips] == [StopReason.DAILY_LOSS]
    assert found.end.denials() == {"DAILY_LOSS_LIMIT": 1}
    assert len(found.end.executions) == 2


def test_returns_are_by_session_from_the_opening_cash_on() -> None:
    bars = walk(390, 2, 5, minutes=39)
    found = run(bars, of_rules(crossover(3, 9)).decider(bars), Setup(limits=LOOSE))
    assert len(found.returns) == len(found.days) == 10
    assert np.isclose(np.prod(1 + found.returns), float(found.final) / 100_000)
    assert found.days[0] == date(2012, 1, 2)


def test_rows_lived_one_by_one_are_those_of_a_run_and_who_listens_can_steer() -> None:
    """With the desk's own costs and limits; skipping changes nothing, and wishes are asked for after a row is told."""
    bars = walk(300, 1, 7)
    wishes = [(40, 0.09), (90, 0.0), (91, 0.05), (200, 0.0)]
    whole = played(bars, Setup(), *wishes)
    told = list(lived(bars, plan(bars, *wishes).decider(), Setup()))
    assert [row for row, _ in told] == list(range(len(bars.at)))
    assert [worth for _, worth in told] == whole.equity.tolist()
    assert len(whole.end.executions) >= 4

    steered, worths = Told(), []
    for row, worth in lived(bars, steered, Setup()):
        worths.append(worth)
        steered.wanted = [Wish(0, weight) for at, weight in wishes if at == row]
    assert worths == whole.equity.tolist()


class Told:
    """A decider that wants what it was told last."""

    wanted: Sequence[Wish] = ()

    def next_row(self, after: int) -> int:
        return after

    def wishes(self, row: int, account: Simulation) -> Sequence[Wish]:
        return self.wanted
