"""Portfolios with their balances, positions, lots and daily equity."""

from decimal import Decimal
from enum import StrEnum

from tortoise import fields

from db.fields import MoneyField, QuantityField
from db.rows import Row


class TradingMode(StrEnum):
    PAPER = "PAPER"
    LIVE = "LIVE"


class LotMethod(StrEnum):
    FIFO = "FIFO"
    AVERAGE = "AVERAGE"


class Autonomy(StrEnum):
    """What may happen to a recommendation without a person."""

    OBSERVE = "OBSERVE"
    APPROVE = "APPROVE"
    AUTOMATIC = "AUTOMATIC"


class Portfolio(Row):
    """One book of account. Its row is the lock under which everything about it changes.

    The balances are folds of the postings (L2). `sequence` numbers the portfolio's events; `told` is where each of its
    log streams ends, by topic: "sequence-id" of the last event.
    `open_*` and `peak_*` are equity and units at the session's open and at the highest nav;
    nav = equity / units. `left_*` are those of just before everything was last taken out: the nav at which money
    comes back. `drill_of` names the portfolio whose drills this one is for: it is archived from the start, so that
    no list shows it, and only the desk itself trades in it. `broker_cursor` is the last broker event that was booked,
    `split_at` the market time of the last split: what is older counts in other shares.
    `rebalancing` says when new target weights are looked for (trading.optimisation.Plan), null never.
    """

    id = fields.CharField(32, primary_key=True)
    name = fields.CharField(100)
    mode = fields.CharEnumField(TradingMode, max_length=8, default=TradingMode.PAPER)
    broker = fields.CharField(20)
    currency = fields.CharField(3)
    lot_method = fields.CharEnumField(LotMethod, max_length=8, default=LotMethod.FIFO)
    autonomy = fields.CharEnumField(Autonomy, max_length=10, default=Autonomy.OBSERVE)
    limits = fields.JSONField[dict[str, str | int | bool | None]](default=dict)
    watchlist = fields.JSONField[list[str]](default=list)
    created_at = fields.DatetimeField()
    archived_at = fields.DatetimeField(null=True)
    drill_of = fields.CharField(32, null=True)
    sequence = fields.BigIntField(default=0)
    told = fields.JSONField[dict[str, str]](default=dict)
    broker_cursor = fields.BigIntField(default=0)
    split_at = fields.DatetimeField(null=True)
    cash = MoneyField(default=Decimal(0))
    reserved = MoneyField(default=Decimal(0))
    realized = MoneyField(default=Decimal(0))
    fees = MoneyField(default=Decimal(0))
    dividends = MoneyField(default=Decimal(0))
    interest = MoneyField(default=Decimal(0))
    flows = MoneyField(default=Decimal(0))
    units = QuantityField(default=Decimal(0))
    session_day = fields.DateField(null=True)
    open_equity = MoneyField(default=Decimal(0))
    open_units = QuantityField(default=Decimal(0))
    peak_equity = MoneyField(default=Decimal(0))
    peak_units = QuantityField(default=Decimal(0))
    left_equity = MoneyField(default=Decimal(0))
    left_units = QuantityField(default=Decimal(0))
    benchmark = fields.CharField(20, null=True)
    rebalancing = fields.JSONField[dict[str, str | int | None] | None](null=True)

    class Meta:
        table = "portfolios"


class Position(Row):
    """What is held of an instrument: signed quantity and its basis (always positive, 0 when flat)."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    symbol = fields.CharField(20)
    quantity = QuantityField(default=Decimal(0))
    basis = MoneyField(default=Decimal(0))

    class Meta:
        table = "positions"
        unique_together = (("portfolio", "symbol"),)


class Lot(Row):
    """An open tax lot: signed quantity still held and what is left of its cost; `sequence` orders those of one time."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    symbol = fields.CharField(20)
    opened_at = fields.DatetimeField()
    sequence = fields.BigIntField()
    quantity = QuantityField()
    cost = MoneyField()

    class Meta:
        table = "lots"
        indexes = (("portfolio", "symbol", "opened_at", "sequence"),)


class EquityPoint(Row):
    """Equity at the close of a market day. Nav is equity / units, for returns without flows; `left_nav` is the one
    at which everything had been taken out, null while there are units.

    `values` are what each holding counted for, decimal text by symbol: with the cash they sum to equity. `sequence` is
    where the portfolio stood: entries up to it were booked by then. `kept_at` is real time.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    day = fields.DateField()
    at = fields.DatetimeField()
    equity = MoneyField()
    cash = MoneyField()
    units = QuantityField()
    left_nav = fields.DecimalField(28, 12, null=True)
    values = fields.JSONField[dict[str, str]](default=dict)
    sequence = fields.BigIntField(default=0)
    kept_at = fields.DatetimeField(null=True)

    class Meta:
        table = "equity_points"
        unique_together = (("portfolio", "day"),)
