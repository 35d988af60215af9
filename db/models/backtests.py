"""Backtests and the trials that they are: what was tried counts, also when only the best of it is shown."""

from typing import Any

from tortoise import fields

from db.fields import MoneyField, QuantityField
from db.models.jobs import Job
from db.rows import Row
from trading.orders import OrderSide


class Backtest(Job):
    """One strategy over one period. `rules` are those of trading.strategies, None where the desk's models decide;
    `vary` are the choices of trading.sweeps where it is a sweep, and what is kept then is of its best trial.

    `scope` is a hash of the symbols, `fingerprint` of everything that makes it another trial. `figures` are those of
    trading.performance, `details` plain JSON; `equity` pairs of day and amount, decimals as text. All of them come at
    once, when it has succeeded.
    """

    strategy = fields.CharField(100)
    rules = fields.JSONField[dict[str, Any] | None](null=True)
    vary = fields.JSONField[list[dict[str, Any]] | None](null=True)
    symbols = fields.JSONField[list[str]]()
    first_day = fields.DateField()
    last_day = fields.DateField()
    opening_cash = MoneyField()
    currency = fields.CharField(3)
    scope = fields.CharField(64)
    fingerprint = fields.CharField(64)
    trades = fields.IntField(null=True)
    figures = fields.JSONField[dict[str, Any] | None](null=True)
    details = fields.JSONField[dict[str, Any] | None](null=True)
    equity = fields.JSONField[list[list[str]]](default=list)

    class Meta:
        table = "backtests"
        indexes = (("state", "claimed_until"), ("requested_by_id", "scope"))


class BacktestFill(Row):
    """One fill of a backtest, by its place among them. Money is in the backtest's currency, `at` is market time."""

    id = fields.CharField(32, primary_key=True)
    backtest: fields.ForeignKeyRelation[Backtest] = fields.ForeignKeyField(
        "plimsoll.Backtest", on_delete=fields.RESTRICT
    )
    backtest_id: str
    place = fields.IntField()
    at = fields.DatetimeField()
    symbol = fields.CharField(20)
    side = fields.CharEnumField(OrderSide, max_length=4)
    quantity = QuantityField()
    price = fields.DecimalField(18, 6)
    fee = MoneyField()
    realized = MoneyField()

    class Meta:
        table = "backtest_fills"
        unique_together = (("backtest_id", "place"),)


class Trial(Row):
    """One thing that a person has tried on some symbols, once. `ratio` is its Sharpe ratio per session, as text."""

    id = fields.CharField(32, primary_key=True)
    user_id = fields.CharField(32)
    scope = fields.CharField(64)
    fingerprint = fields.CharField(64)
    ratio = fields.CharField(40)
    created_at = fields.DatetimeField()

    class Meta:
        table = "trials"
        unique_together = (("user_id", "scope", "fingerprint"),)
