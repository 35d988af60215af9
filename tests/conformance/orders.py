"""Play order cases through trading.life and compare what comes out with what the case expects."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from trading import life
from trading.ledger import Account, Leg, Stock, TaxLot, unbalanced
from trading.market import CorporateAction, CorporateActionKind
from trading.orders import Ended, Facts, OrderSide, leaves
from trading.ports import BrokerEvent, BrokerEventKind
from trading.state import Change, Command, CommandKind, Life, Outcome, State
from trading.tape import Split, Tape
from trading.units import TICK, ZERO, plain

Json = dict[str, Any]
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
SAYS = {
    "ACK": BrokerEventKind.ACK,
    "REJECT": BrokerEventKind.REJECTED,
    "FILL": BrokerEventKind.FILL,
    "COMMISSION": BrokerEventKind.COMMISSION,
    "BUST": BrokerEventKind.BUST,
    "CORRECT": BrokerEventKind.CORRECT,
    "CANCEL_ACK": BrokerEventKind.CANCELED,
    "CANCEL_REJECT": BrokerEventKind.CANCEL_REJECTED,
    "EXPIRE": BrokerEventKind.EXPIRED,
    "REPLACE_ACK": BrokerEventKind.REPLACED,
    "REPLACE_REJECT": BrokerEventKind.REPLACE_REJECTED,
    "RESTATE": BrokerEventKind.RESTATED,
    "SNAPSHOT": BrokerEventKind.SNAPSHOT,
}
DOES = {"SEND": CommandKind.SEND, "CANCEL_REQ": CommandKind.CANCEL, "REPLACE_REQ": CommandKind.REPLACE}
ENDS = {"CANCELED": Ended.CANCELED, "EXPIRED": Ended.EXPIRED, "REJECTED": Ended.REJECTED}


@dataclass(frozen=True)
class Case:
    """One scenario with one lot method, and what it expects there."""

    name: str
    body: Json
    average: bool

    @property
    def expected(self) -> Json:
        return self.body["expect"] if self.average else _merged(self.body["expect"], self.body.get("expect_fifo", {}))


def cases(path: Path) -> Iterator[Case]:
    """Yield every scenario of a file twice: AVERAGE, then FIFO."""
    for body in json.loads(path.read_text())["scenarios"]:
        for average in (True, False):
            yield Case(f"{body['id']} {'AVERAGE' if average else 'FIFO'}", body, average)


def _merged(base: Json, other: Json) -> Json:
    shared = base.keys() & other.keys()
    both = {name: _merged(base[name], other[name]) for name in shared if isinstance(base[name], dict)}
    return base | other | both


def run(paths: list[Path]) -> int:
    """Print the first difference of each failing case and the counts; return 1 when any failed."""
    passed = failed = 0
    for path in paths:
        for case in cases(path):
            difference = check(case)
            passed, failed = passed + (difference is None), failed + (difference is not None)
            if difference is not None:
                sys.stdout.write(f"{case.name}: {difference}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return int(failed > 0)


def check(case: Case) -> str | None:
    """Return the first difference between a case and what happens, None when there is none."""
    try:
        return next(_differences(case), None)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _differences(case: Case) -> Iterator[str]:
    stage = Stage(case)
    points = case.body.get("checkpoints", [])
    for number, event in enumerate(case.body["events"]):
        yield from (f"event {number} {event['t']}: {wrong}" for wrong in stage.play(number, event))
        for point in points:
            if point["after_event"] == number:
                yield from _compare(f"after event {number}", stage.at(point["order"]), _without(point))
    yield from _compare("end", stage.result(case.expected.get("orders", {})), case.expected)


def _without(point: Json) -> Json:
    return {name: value for name, value in point.items() if name not in ("after_event", "order")}


def _compare(where: str, seen: Json, expected: Json) -> Iterator[str]:
    for name, value in expected.items():
        there = seen.get(name)
        if isinstance(value, dict) and isinstance(there, dict):
            yield from _compare(f"{where}, {name}", there, value)
            if name == "positions":
                yield from (f"{where}, {name}: {extra} is left" for extra in there.keys() - value.keys())
        elif there != (sorted(value) if isinstance(value, list) else value):
            yield f"{where}, {name}: {there!r}, expected {value!r}"


class Stage:
    """An account as a case plays it: the state of the order life, and the balances its entries add up to."""

    def __init__(self, case: Case) -> None:
        given = case.body["given"]
        self.state = State(
            average=case.average,
            orders={order["id"]: _life(order) for order in case.body["orders"]},
            tapes={
                symbol: Tape.of(average=case.average, opening=_stock(lots))
                for symbol, lots in given["positions"].items()
            },
        )
        self.cash = Decimal(given["cash"])
        self.totals = dict.fromkeys(Account, ZERO)
        self.alerts: list[str] = []
        self.ignored = 0
        self.now = LONG_AGO + timedelta(days=1)

    def play(self, number: int, event: Json) -> Iterator[str]:
        """Apply one event; yield what the ledger's invariants have against it."""
        at = _instant(event.get("ts"))
        self.now = max(self.now, at or self.now)
        outcome = self._outcome(number, event, at or self.now)
        self.state = outcome.state
        self.alerts += outcome.alerts
        self.ignored += outcome.ignored
        for entry in outcome.entries:
            yield from (f"{entry.cause} does not balance: {rest}" for rest in unbalanced(entry.legs))
            self._post(entry.legs)
        basis = sum((tape.fold.stock.signed_basis - tape.opening.signed_basis for tape in self._tapes()), ZERO)
        if basis != self.totals[Account.POSITION]:
            yield f"the position's basis is {basis}, its postings say {self.totals[Account.POSITION]}"

    def _tapes(self) -> list[Tape]:
        return list(self.state.tapes.values())

    def _outcome(self, number: int, event: Json, at: datetime) -> Outcome:
        reference = str(event.get("id", f"event {number}"))
        match event["t"]:
            case "SEND_TIMEOUT":
                return Outcome(self.state)  # the outcome is unknown: nothing is learnt
            case "SPLIT":
                return life.split(self.state, _split(event, at), reference)
            case "DIVIDEND":
                return life.dividend(self.state, _dividend(event, reference, at))
            case _:
                return life.apply(self.state, _event(event, at))

    def _post(self, legs: tuple[Leg, ...]) -> None:
        for leg in legs:
            self.totals[leg.account] += leg.amount or ZERO
        self.cash += sum((leg.amount or ZERO for leg in legs if leg.account is Account.CASH), ZERO)

    def at(self, order: str) -> Json:
        """What can be said of the account and of one order now."""
        return self.result({}) | _order(self.state.orders[order])

    def result(self, orders: Json) -> Json:
        realized, fees = -self.totals[Account.REALIZED], self.totals[Account.FEES]
        return {
            "orders": {name: _order(self.state.orders[name]) for name in orders if name in self.state.orders},
            "cash": _cents(self.cash),
            "positions": {
                symbol: _position(tape.fold.stock)
                for symbol, tape in self.state.tapes.items()
                if tape.fold.stock.quantity
            },
            "realised_gross": _cents(realized),
            "fees": _cents(fees),
            "dividends": _cents(-self.totals[Account.DIVIDENDS]),
            "realised_net": _cents(realized - fees),
            "alerts": sorted(self.alerts),
            "ignored_events": self.ignored,
        }


# ---------------------------------------------------------------- from the case's words to ours


def _life(order: Json) -> Life:
    return Life(
        id=order["id"],
        symbol=order["symbol"],
        side=OrderSide(order["side"]),
        facts=Facts(quantity=Decimal(order["qty"])),
        limit_price=_decimal(order.get("limit")),
        stop_price=_decimal(order.get("stop")),
    )


def _stock(lots: list[Json]) -> Stock:
    return Stock(
        tuple(TaxLot(_instant(lot.get("ts")) or LONG_AGO, Decimal(lot["qty"]), Decimal(lot["cost"])) for lot in lots)
    )


def _split(event: Json, at: datetime) -> Split:
    ratio = Fraction(event["num"]) / Fraction(event["den"])
    price = _decimal(event.get("cash_in_lieu_px"))
    return Split(symbol=event["symbol"], ratio=ratio, at=at, number=0, lieu_price=price)


def _dividend(event: Json, reference: str, at: datetime) -> CorporateAction:
    amount = Decimal(event["per_share"])
    return CorporateAction(reference, event["symbol"], at.date(), CorporateActionKind.DIVIDEND, amount=amount)


def _event(event: Json, at: datetime) -> BrokerEvent | Command:
    """What a lookup finds may be told like a poll tells it."""
    name = event["t"]
    if name in DOES:
        return _command(DOES[name], event, at)
    if name != "LOOKUP":
        return _said(SAYS[name], event, at)
    if event["found"] and "cum_qty" in event:
        return _said(BrokerEventKind.SNAPSHOT, event, at)
    return _command(CommandKind.FOUND if event["found"] else CommandKind.MISSING, event, at)


def _command(kind: CommandKind, event: Json, at: datetime) -> Command:
    return Command(
        kind=kind,
        client_order_id=event["order"],
        at=at,
        change=Change(
            quantity=_decimal(event.get("qty")),
            limit_price=_decimal(event.get("limit")),
            stop_price=_decimal(event.get("stop")),
        ),
    )


def _said(kind: BrokerEventKind, event: Json, at: datetime) -> BrokerEvent:
    said = BrokerEvent(
        cursor=0,
        account="case",
        kind=kind,
        client_order_id=event["order"],
        broker_order_id=event.get("broker_id", ""),
        at=at,
        execution_id=event.get("exec"),
        symbol=event.get("symbol"),
        side=OrderSide(event["side"]) if "side" in event else None,
        quantity=_decimal(event.get("qty")),
        price=_decimal(event.get("px")),
        fee=_decimal(event.get("fee")),
        live=event.get("live", True),
        limit_price=_decimal(event.get("limit")),
        stop_price=_decimal(event.get("stop")),
        version=event.get("seq"),
        reason=event.get("reason"),
    )
    if kind is not BrokerEventKind.SNAPSHOT:
        return said
    filled, average = _decimal(event.get("cum_qty")), _decimal(event.get("avg_px"))
    return replace(said, filled=filled, average_price=average, ended=ENDS.get(event.get("status", "")))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _instant(value: str | float | None) -> datetime | None:
    """Read an execution time: an ISO instant, a time of day, or a number that counts seconds."""
    if value is None:
        return None
    if isinstance(value, int | float):
        return LONG_AGO + timedelta(days=1, seconds=value)
    if value.replace(".", "", 1).isdigit():
        return _instant(float(value))
    if len(value) < len("2011-01-01"):
        return datetime.combine((LONG_AGO + timedelta(days=1)).date(), time.fromisoformat(value), UTC)
    when = datetime.fromisoformat(value)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


# ---------------------------------------------------------------- from our words to the case's


def _order(order: Life) -> Json:
    facts = order.facts
    return {
        "status": order.status.value,
        "cum_qty": plain(facts.filled),
        "leaves_qty": plain(leaves(facts)),
        "avg_fill_price": _price(order.value, facts.filled) if facts.filled else None,
        "overfill_qty": plain(max(ZERO, facts.filled - facts.quantity)),
        "qty": plain(facts.quantity),
        "limit": None if order.limit_price is None else plain(order.limit_price),
    }


def _position(stock: Stock) -> Json:
    return {
        "qty": plain(stock.quantity),
        "cost_basis": _cents(stock.basis),
        "avg_cost": _price(stock.basis, abs(stock.quantity)),
    }


def _price(amount: Decimal, quantity: Decimal) -> str:
    return plain((amount / quantity).quantize(TICK, ROUND_HALF_UP))


def _cents(amount: Decimal) -> str:
    return f"{amount + ZERO:.2f}"
