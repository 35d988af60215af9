"""What is kept of everything that happens: stops, alerts, the audit chain, keys seen, the outbox."""

from enum import StrEnum

from tortoise import fields

from db.models.people import User
from db.models.portfolios import Portfolio
from db.rows import Row
from trading.alerts import AlertCode, Severity
from trading.stop import StopLevel, StopReason, StopScope, TradingState


class Stop(Row):
    """The state of trading at one scope. `target` is "desk", a portfolio's or a strategy's id.

    `epoch` rises with every engagement: an order claimed under an older epoch is not sent.
    `level` is what was asked for; `pending` until a worker, holding the lease, has carried it out.
    A strategy belongs to `portfolio_id`; its orders up to `after_sequence` were looked at by the person who
    enabled it last and count no more. What led to a portfolio's stop was `looked_at` when it was released.
    """

    target = fields.CharField(32, primary_key=True)
    scope = fields.CharEnumField(StopScope, max_length=10)
    state = fields.CharEnumField(TradingState, max_length=10)
    reason = fields.CharEnumField(StopReason, max_length=20, null=True)
    note = fields.CharField(500, null=True)
    since = fields.DatetimeField(null=True)
    by_id = fields.CharField(32, null=True)
    epoch = fields.BigIntField(default=0)
    level = fields.CharEnumField(StopLevel, max_length=8, null=True)
    pending = fields.BooleanField(default=False)
    lease = fields.CharField(32, null=True)
    lease_until = fields.DatetimeField(null=True)
    portfolio_id = fields.CharField(32, null=True)
    after_sequence = fields.BigIntField(default=0)
    looked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "stops"


class StopReceipt(Row):
    """What a stop did for one portfolio, step by step; filled in while it runs, kept for ever."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    target = fields.CharField(32, db_index=True)
    epoch = fields.BigIntField()
    level = fields.CharEnumField(StopLevel, max_length=8)
    reason = fields.CharEnumField(StopReason, max_length=20, default=StopReason.MANUAL)
    drill = fields.BooleanField(default=False)
    engaged_at = fields.DatetimeField()
    halt_committed_ms = fields.IntField()
    first_cancel_ms = fields.IntField(null=True)
    all_confirmed_ms = fields.IntField(null=True)
    orders_canceled = fields.IntField(null=True)
    orders_still_open = fields.IntField(null=True)
    orders_unknown = fields.IntField(null=True)
    orders_denied = fields.IntField(default=0)
    positions_closed = fields.IntField(null=True)
    steps = fields.JSONField[list[dict[str, object]]](default=list)

    class Meta:
        table = "stop_receipts"
        unique_together = (("portfolio", "target", "epoch"),)


class ReconcileBreak(Row):
    """Books that differed from the broker's, from when it was found until a person cleared it; kept for ever.

    `differences` are all that were found meanwhile, each with its figures when it was new. Times are real.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    differences = fields.JSONField[list[dict[str, str | None]]]()
    found_at = fields.DatetimeField()
    cleared_at = fields.DatetimeField(null=True)
    cleared_by_id = fields.CharField(32, null=True)
    note = fields.CharField(500, null=True)

    class Meta:
        table = "reconcile_breaks"
        indexes = (("portfolio", "cleared_at"),)


class Alert(Row):
    """Something a person should know, of a portfolio or of the whole desk (its sequence is 0). Times are real.

    `check` is the risk check behind it, as it is stored with orders.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyNullableRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT, null=True
    )
    portfolio_id: str | None
    sequence = fields.BigIntField()
    severity = fields.CharEnumField(Severity, max_length=10)
    code = fields.CharEnumField(AlertCode, max_length=32)
    title = fields.CharField(200)
    message = fields.CharField(1000)
    order_id = fields.CharField(32, null=True)
    symbol = fields.CharField(20, null=True)
    check = fields.JSONField[dict[str, str | bool | None] | None](null=True)
    created_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "alerts"
        unique_together = (("portfolio", "sequence"),)


class AuditHead(Row):
    """The end of one audit chain ("desk" or a portfolio's id), its latest time; its row serialises the chain."""

    chain = fields.CharField(32, primary_key=True)
    sequence = fields.BigIntField(default=0)
    hash = fields.CharField(64)
    at = fields.DatetimeField(null=True)

    class Meta:
        table = "audit_heads"


class AuditEntry(Row):
    """One link: hash = SHA-256 over every other column and the previous hash. Append only.

    `at` is what the clock said, `latest_at` the latest time of the chain so far: where the clock was set back
    (`clock_back`) the two differ, and the sequence alone tells the order.
    """

    id = fields.CharField(32, primary_key=True)
    chain = fields.CharField(32)
    sequence = fields.BigIntField()
    at = fields.DatetimeField()
    latest_at = fields.DatetimeField()
    clock_back = fields.BooleanField(default=False)
    actor_id = fields.CharField(32)
    actor_kind = fields.CharField(10)
    api_key_id = fields.CharField(32, null=True)
    action = fields.CharField(40)
    object_type = fields.CharField(20, null=True)
    object_id = fields.CharField(64, null=True)
    summary = fields.CharField(500)
    reason = fields.CharField(500, null=True)
    before = fields.JSONField[dict[str, object] | None](null=True)
    after = fields.JSONField[dict[str, object] | None](null=True)
    checks = fields.JSONField[list[dict[str, str | bool | None]]](default=list)
    halt_epoch = fields.BigIntField(default=0)
    previous_hash = fields.CharField(64)
    hash = fields.CharField(64)

    class Meta:
        table = "audit_entries"
        unique_together = (("chain", "sequence"),)


class IdempotencyKey(Row):
    """A key that a viewer used for an operation, what it was used for, and what came of it."""

    id = fields.CharField(32, primary_key=True)
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("plimsoll.User", on_delete=fields.RESTRICT)
    user_id: str
    operation = fields.CharField(40)
    key = fields.CharField(100)
    fingerprint = fields.CharField(64)
    result_id = fields.CharField(32)
    created_at = fields.DatetimeField()

    class Meta:
        table = "idempotency_keys"
        unique_together = (("user", "operation", "key"),)


class OutboxKind(StrEnum):
    """EVENT goes to subscribers through Redis; JOB goes to a worker's queue."""

    EVENT = "EVENT"
    JOB = "JOB"


class Outbox(Row):
    """What must leave after commit. A row is written with its cause and swept until it is done.

    EVENT: `topic` is the stream ("orders", "signals", "stop", "job", "alerts", "pnl"), `sequence` its place in
    the portfolio's stream or the desk's, done when published. Those of a log stream are a chain: `previous` is
    "sequence-id" of the one before of the same topic, "" for the first, null where only the newest state counts.
    JOB: `topic` is the job's name, `queue` its queue, done when the job has finished.
    """

    id = fields.CharField(32, primary_key=True)
    kind = fields.CharEnumField(OutboxKind, max_length=5)
    portfolio_id = fields.CharField(32, null=True)
    sequence = fields.BigIntField(null=True)
    previous = fields.CharField(60, null=True)
    topic = fields.CharField(40)
    queue = fields.CharField(20, null=True)
    payload = fields.JSONField[dict[str, object]]()
    created_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "outbox"
        indexes = (("done_at", "due_at"), ("portfolio_id", "topic", "sequence"))


class EventHead(Row):
    """What Portfolio.sequence and .told are for a portfolio, for the desk: where its events end.

    One row, "desk", and one for each of the desk's latest streams, "quotes", so that the feed waits for nobody.
    """

    chain = fields.CharField(32, primary_key=True)
    sequence = fields.BigIntField(default=0)
    told = fields.JSONField[dict[str, str]](default=dict)

    class Meta:
        table = "event_heads"
