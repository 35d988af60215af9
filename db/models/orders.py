"""Orders, executions and the raw messages they came from."""

from decimal import Decimal

from tortoise import fields

from db.fields import MoneyField, QuantityField
from db.models.people import User
from db.models.portfolios import Portfolio
from db.rows import Row
from trading.brackets import ExitState
from trading.orders import Ended, OrderOrigin, OrderSide, OrderType, TimeInForce
from trading.ports import BrokerEventKind

# All that is asked of a day's orders for the risk budget, so that their long rows are left alone: each order that is
# placed asks it of all before it.
OPENED_TODAY = (
    *("portfolio", "session_day", "side", "stop_loss", "reference_price"),
    *("open", "denial", "opening", "filled", "quantity"),
)


class Order(Row):
    """Terms and facts of one order; its status is derived from the facts, never stored.

    `open` is false once the order is terminal: the one derived column, so that open orders can be
    found by index. `opening` is the part of the quantity that opens or grows a position, `reserved` the cash
    that its leaves may still need, `session_day` the session whose risk budget it counts against.
    `version` is the last that was asked for, `replace_*` the terms of a replace under way (all of them) and what they
    would reserve, `placed_*` those before the first replace. `replace_sent_at` is the real time of its first claim.
    `approval_price` is the mark when approval was asked for, `approval_hash` binds it to the terms.
    `strategy_id` is set for automatic orders only. An exit has a `parent_id`, its entry's, an `exit_state`, and a
    `pair_id` where another exit cancels it; `exits_due` is how much of an entry's fills has no exits yet.
    `told_quantity` is the size that its broker has named, of an order of other hands or a replaced one, `taken_at` the
    broker's time at which it took the order, `terms_at` that at which it named other terms, `restated_at` the market
    time of the last split that brought the order to other shares: it counts in those of the latest of these.
    `gone` marks an end that only a bust implies, `not_received` a rejection that only our `misses` do.
    `missing_since` is the first of these `misses` in a row; `next_lookup_at` is set while an outcome is unknown.
    `claimed_until`, `claim` and `claim_epoch` are the lease of the worker that sends it or its replace. `placed_at` and
    `updated_at` are market time; `sent_at`, `acked_at` and `approval_expires_at` real time.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    symbol = fields.CharField(20)
    side = fields.CharEnumField(OrderSide, max_length=4)
    type = fields.CharEnumField(OrderType, max_length=16)
    quantity = QuantityField()
    limit_price = fields.DecimalField(18, 6, null=True)
    stop_price = fields.DecimalField(18, 6, null=True)
    trail_by = fields.DecimalField(18, 6, null=True)
    stop_loss = fields.DecimalField(18, 6, null=True)
    take_profit = fields.DecimalField(18, 6, null=True)
    time_in_force = fields.CharEnumField(TimeInForce, max_length=4)
    origin = fields.CharEnumField(OrderOrigin, max_length=16)
    idempotency_key = fields.CharField(100)
    client_order_id = fields.CharField(128)
    broker_order_id = fields.CharField(64, null=True)
    requested_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    requested_by_id: str
    recommendation_id = fields.CharField(32, null=True, db_index=True)
    strategy_id = fields.CharField(32, null=True)
    parent_id = fields.CharField(32, null=True, db_index=True)
    pair_id = fields.CharField(32, null=True)
    exit_state = fields.CharEnumField(ExitState, max_length=10, null=True)
    exits_due = QuantityField(null=True)
    open = fields.BooleanField()
    reducing = fields.BooleanField(default=False)
    told_quantity = QuantityField(null=True)
    taken_at = fields.DatetimeField(null=True)
    terms_at = fields.DatetimeField(null=True)
    restated_at = fields.DatetimeField(null=True)
    opening = QuantityField(default=Decimal(0))
    session_day = fields.DateField(null=True)
    reference_price = fields.DecimalField(28, 12, null=True)
    reserved = MoneyField(default=Decimal(0))
    filled = QuantityField(default=Decimal(0))
    filled_value = fields.DecimalField(28, 15, default=Decimal(0))
    sent_at = fields.DatetimeField(null=True)
    acked_at = fields.DatetimeField(null=True)
    ended = fields.CharEnumField(Ended, max_length=10, null=True)
    gone = fields.BooleanField(default=False)
    misses = fields.IntField(default=0)
    missing_since = fields.DatetimeField(null=True)
    next_lookup_at = fields.DatetimeField(null=True)
    not_received = fields.BooleanField(default=False)
    broker_version = fields.BigIntField(null=True)
    terms_version = fields.BigIntField(null=True)
    cancel_pending = fields.BooleanField(default=False)
    cancel_refusals = fields.IntField(default=0)
    version = fields.IntField(default=1)
    replace_pending = fields.BooleanField(default=False)
    placed_quantity = QuantityField(null=True)
    placed_limit_price = fields.DecimalField(18, 6, null=True)
    placed_stop_price = fields.DecimalField(18, 6, null=True)
    replace_quantity = QuantityField(null=True)
    replace_limit_price = fields.DecimalField(18, 6, null=True)
    replace_stop_price = fields.DecimalField(18, 6, null=True)
    replace_trail_by = fields.DecimalField(18, 6, null=True)
    replace_time_in_force = fields.CharEnumField(TimeInForce, max_length=4, null=True)
    replace_sent_at = fields.DatetimeField(null=True)
    replace_opening = QuantityField(null=True)
    replace_reference_price = fields.DecimalField(28, 12, null=True)
    approval_pending = fields.BooleanField(default=False)
    approval_expires_at = fields.DatetimeField(null=True)
    approval_price = fields.DecimalField(18, 6, null=True)
    approval_hash = fields.CharField(64, null=True)
    decided_by_id = fields.CharField(32, null=True)
    override_id = fields.CharField(32, null=True)
    rejection = fields.CharField(300, null=True)
    denial = fields.CharField(32, null=True)
    checks = fields.JSONField[list[dict[str, str | bool | None]]](default=list)
    largest_quantity = QuantityField(default=Decimal(0))
    halt_epoch = fields.BigIntField(default=0)
    claim = fields.CharField(32, null=True)
    claim_epoch = fields.BigIntField(null=True)
    claimed_until = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    placed_at = fields.DatetimeField()
    updated_at = fields.DatetimeField()

    class Meta:
        table = "orders"
        unique_together = (("portfolio", "sequence"), ("portfolio", "client_order_id"))
        indexes = (
            ("portfolio", "open"),
            ("open", "claimed_until"),
            OPENED_TODAY,
            ("portfolio", "symbol", "exit_state"),
            ("portfolio", "symbol", "exits_due"),
            ("portfolio", "exits_due"),
            ("portfolio", "strategy_id", "placed_at"),
            ("portfolio", "symbol", "placed_at"),
            ("symbol", "portfolio"),
            ("approval_pending", "approval_expires_at"),
        )


class OrderMessage(Row):
    """An order or replace, in real time: one that was accepted counts for the throttle, one that it `denied` for
    the stop that too many of those engage."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("plimsoll.Order", on_delete=fields.RESTRICT)
    order_id: str
    at = fields.DatetimeField()
    denied = fields.BooleanField(default=False)

    class Meta:
        table = "order_messages"
        indexes = (("portfolio", "at"),)


class Override(Row):
    """Leave to pass some soft limits once, with one order on exactly these terms. Times are real."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    terms_hash = fields.CharField(64)
    codes = fields.JSONField[list[str]]()
    reason = fields.CharField(500)
    granted_by: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    granted_by_id: str
    granted_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_by_id = fields.CharField(32, null=True)

    class Meta:
        table = "overrides"


class Execution(Row):
    """A booked fill. Dedupe key: (account at the broker, execution id, version). `executed_at` is market time.

    A correction busts the row and adds the next version; `said_fee` is the fee that came with the fill. `place`
    orders executions of one time by when they were booked first. Only `busted`, `fee` and `realized` ever change.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    order: fields.ForeignKeyRelation[Order] = fields.ForeignKeyField("plimsoll.Order", on_delete=fields.RESTRICT)
    order_id: str
    sequence = fields.BigIntField()
    account = fields.CharField(64)
    broker_execution_id = fields.CharField(200)
    version = fields.IntField(default=1)
    broker_version = fields.BigIntField(null=True)
    place = fields.BigIntField(default=0)
    symbol = fields.CharField(20)
    side = fields.CharEnumField(OrderSide, max_length=4)
    quantity = QuantityField()
    price = fields.DecimalField(18, 6)
    fee = MoneyField(default=Decimal(0))
    said_fee = MoneyField(null=True)
    realized = MoneyField(default=Decimal(0))
    busted = fields.BooleanField(default=False)
    executed_at = fields.DatetimeField()

    class Meta:
        table = "executions"
        unique_together = (("account", "broker_execution_id", "version"), ("portfolio", "sequence"))
        indexes = (("order",), ("portfolio", "symbol", "executed_at"))


class EarlyAmendment(Row):
    """A commission, bust or correction that came before its execution and waits for it."""

    id = fields.CharField(32, primary_key=True)
    account = fields.CharField(64)
    broker_execution_id = fields.CharField(200)
    cursor = fields.BigIntField()
    kind = fields.CharEnumField(BrokerEventKind, max_length=16)
    client_order_id = fields.CharField(128)
    quantity = QuantityField(null=True)
    price = fields.DecimalField(18, 6, null=True)
    fee = MoneyField(null=True)
    live = fields.BooleanField()
    broker_version = fields.BigIntField(null=True)
    at = fields.DatetimeField()

    class Meta:
        table = "early_amendments"
        indexes = (("account", "broker_execution_id"),)


class BrokerMessage(Row):
    """A message as the broker sent it, stored before it is applied."""

    id = fields.CharField(32, primary_key=True)
    account = fields.CharField(64)
    cursor = fields.BigIntField()
    body = fields.JSONField[dict[str, object]]()
    received_at = fields.DatetimeField()

    class Meta:
        table = "broker_messages"
        unique_together = (("account", "cursor"),)


class UnbookedEvent(Row):
    """What a broker has said that could not be booked: put aside, so that what came behind it is, and tried again."""

    id = fields.CharField(32, primary_key=True)
    account = fields.CharField(64)
    cursor = fields.BigIntField()
    body = fields.TextField()
    why = fields.CharField(300)
    at = fields.DatetimeField()

    class Meta:
        table = "unbooked_events"
        unique_together = (("account", "cursor"),)
