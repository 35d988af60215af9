"""Backtests and the trials that they are: what was tried counts, also when only the best of it is shown."""

from typing import Any

from tortoise import fields

from db.fields import MoneyField
from db.models.jobs import Job
from db.rows import Row


class Backtest(Job):
    """One strategy over one period. `rules` are those of trading.strategies, None where the desk's models decide.

    `scope` is a hash of the symbols, `fingerprint` of everything that makes it another trial. `figures` are those of
    trading.performance, `details` plain JSON; `equity` pairs of day and amount, decimals as text. All of them come at
    once, when it has succeeded.
    """

    strategy = fields.CharField(100)
    rules = fields.JSONField[dict[str, Any] | None](null=True)
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
