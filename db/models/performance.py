"""Performance as a worker has computed it: figures by period and benchmark, and what every day has brought."""

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


class AccountedDay(Row):
    """What the day up to a close has brought, so that the next close need not read the journal from its beginning.

    `account` is a trading.attribution.DayAccount as it keeps it, `held` what is held after it, by symbol. `closes` is a
    digest of the closes that it lies between: where one was made again, this day and all later ones are told anew.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    day = fields.DateField()
    closes = fields.CharField(64)
    account = fields.JSONField[dict[str, Any]]()
    held = fields.JSONField[dict[str, Any]]()

    class Meta:
        table = "accounted_days"
        unique_together = (("portfolio", "day"),)
