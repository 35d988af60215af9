"""Figures of performance, as a worker has computed them: one row for each period and benchmark, replaced."""

from typing import Any

from tortoise import fields

from db.models.portfolios import Portfolio
from db.rows import Row
from trading.performance import Period


class Performance(Row):
    """What a period up to a close has brought, beside a benchmark ("" is the portfolio's universe, bought and held).

    `close_sequence` is that of the close; `figures` are trading.performance.Figures as it keeps them.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    period = fields.CharEnumField(Period, max_length=12)
    benchmark = fields.CharField(20, default="")
    close_sequence = fields.BigIntField()
    figures = fields.JSONField[dict[str, Any]]()

    class Meta:
        table = "performances"
        unique_together = (("portfolio", "period", "benchmark"),)
