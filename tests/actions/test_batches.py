"""Proves that what a broker says comes to the same booked one by one, in one batch or in some, and by the pure life."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import executions
from db.models import Alert, Execution, Lot, LotMethod, Order, Portfolio, Position
from db.reads.proof import prove
from tests.desks import Stage, sqlite_only
from trading import life
from trading.ledger import Account
from trading.orders import OrderSide
from trading.ports import BrokerEvent
from trading.ports import BrokerEventKind as K
from trading.state import State

D = Decimal
OPENING = datetime(2011, 3, 2, 14, 30, tzinfo=UTC)
SYMBOLS = ("AAA", "AAA", "BBB")
SEEDS = range(6)


class Teller:
    """A broker that tells at random of orders of other hands: out of order, early, twice, with other content."""

    def __init__(self, seed: int, account: str) -> None:
        self.draw, self.account = random.Random(seed), account
        self.said: list[BrokerEvent] = []
        pick = self.draw.choice
        self.orders = [(f"o{number}", pick(SYMBOLS), pick(list(OrderSide))) for number in range(4)]
        self.fills: list[tuple[int, dict[str, Any]]] = []
        for _ in range(self.draw.randint(6, 16)):
            pick([self.fill, self.fill, self.fill, self.again, self.amend, self.end])()

    def say(self, kind: K, order: int, **details: Any) -> None:
        name, symbol, side = self.orders[order]
        at = OPENING + timedelta(minutes=self.draw.randint(0, 60))
        event = BrokerEvent(
            cursor=len(self.said) + 1,
            account=self.account,
            kind=kind,
            client_order_id=name,
            broker_order_id=name,
            at=at,
            symbol=symbol,
            side=side,
            raw={"number": len(self.said)},
            **details,
        )
        self.said.append(event)

    def fill(self) -> None:
        order, name = self.draw.randrange(4), f"e{len(self.fills)}"
        quantity, price = D(self.draw.choice(["1", "0.5", "3.333333333", "10"])), D(self.draw.choice(["10", "33.335"]))
        if self.draw.random() < 0.3:
            early: tuple[K, dict[str, Any]] = (K.BUST, {"live": False})
            kind, more = self.draw.choice([early, (K.COMMISSION, {"fee": D("1.005")})])
            self.say(kind, order, execution_id=name, **more)
        figures = {"execution_id": name, "quantity": quantity, "price": price}
        self.fills.append((order, figures))
        self.say(K.FILL, order, fee=self.draw.choice([None, D("0.25"), D("-0.1")]), **figures)

    def again(self) -> None:
        if self.fills:
            order, figures = self.draw.choice(self.fills)
            self.say(K.FILL, order, **figures)

    def amend(self) -> None:
        if self.fills:
            order, figures = self.draw.choice(self.fills)
            more = {"price": figures["price"] + D("0.01"), "quantity": figures["quantity"] + 1}
            kind, changed = self.draw.choice([(K.BUST, {}), (K.CORRECT, more), (K.COMMISSION, {"fee": D("0.33")})])
            live = self.draw.random() < 0.5
            self.say(kind, order, execution_id=figures["execution_id"], live=live, **changed)

    def end(self) -> None:
        self.say(self.draw.choice([K.CANCELED, K.ACK]), self.draw.randrange(4))


async def told(desk: Stage, seed: int, method: LotMethod, size: int) -> tuple[str, list[BrokerEvent]]:
    """Book what a teller says, so many at a time, in a portfolio of its own."""
    portfolio_id = await desk.another_portfolio()
    await Portfolio.filter(id=portfolio_id).update(lot_method=method)
    said = Teller(seed, portfolio_id).said
    for start in range(0, len(said), size):
        await executions.book(desk.desk, desk.crew.viewer, portfolio_id, said[start : start + size])
    return portfolio_id, said


async def books(portfolio_id: str) -> dict[str, Any]:
    """Everything that the events have come to."""
    mine: dict[str, Any] = {"portfolio_id": portfolio_id}
    portfolio = await Portfolio.get(id=portfolio_id)
    assert (await prove(portfolio)).failures == ()
    lots = await Lot.filter(**mine).order_by("symbol", "opened_at", "sequence")
    return {
        "money": (portfolio.cash, portfolio.fees, portfolio.realized),
        "held": {p.symbol: (p.quantity, p.basis) for p in await Position.filter(**mine).exclude(quantity=0)},
        "lots": [(lot.symbol, lot.opened_at, lot.quantity, lot.cost) for lot in lots],
        "orders": {o.client_order_id: (o.filled, o.quantity, o.ended) for o in await Order.filter(**mine)},
        "fills": {
            (e.broker_execution_id, e.version): (e.quantity, e.price, e.fee, e.busted or e.realized)
            for e in await Execution.filter(**mine)
        },
        "alerts": sorted(alert.code for alert in await Alert.filter(**mine)),
    }


@sqlite_only
@pytest.mark.parametrize("method", list(LotMethod))
async def test_a_batch_is_as_one_by_one_and_as_the_pure_life(desk: Stage, method: LotMethod) -> None:
    for seed in SEEDS:
        alone, said = await told(desk, seed, method, 1)
        kept = await books(alone)
        for size in (3, len(said)):
            assert await books((await told(desk, seed, method, size))[0]) == kept, (seed, size)
        state, totals = State(average=method is LotMethod.AVERAGE), dict.fromkeys(Account, D(0))
        for event in said:
            outcome = life.apply(state, event)
            state = outcome.state
            for leg in (leg for entry in outcome.entries for leg in entry.legs):
                totals[leg.account] += leg.amount or D(0)
        stocks = {symbol: tape.fold.stock for symbol, tape in state.tapes.items()}
        assert kept["held"] == {s: (held.quantity, held.basis) for s, held in stocks.items() if held.quantity}, seed
        assert kept["money"][1:] == (totals[Account.FEES], -totals[Account.REALIZED]), seed
