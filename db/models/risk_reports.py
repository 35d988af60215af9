"""Risk reports: one for every book and day, kept."""

from tortoise import fields

from db.fields import MoneyField
from db.models.portfolios import Portfolio
from db.rows import Row
from trading.risk_reports import VarMethod

Rows = list[dict[str, str]]


class RiskReport(Row):
    """What today's positions could lose, by the past up to the close of `day`; losses are positive.

    `as_of` is market time. Lists are kept as decimal text under the names of trading.risk_reports. `book` is a hash of
    the positions, so that a changed book is measured anew.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    day = fields.DateField()
    as_of = fields.DatetimeField()
    book = fields.CharField(64)
    confidence = fields.DecimalField(9, 6)
    horizon_days = fields.IntField()
    method = fields.CharEnumField(VarMethod, max_length=20)
    value_at_risk = MoneyField()
    expected_shortfall = MoneyField()
    components = fields.JSONField[Rows](default=list)
    stress = fields.JSONField[Rows](default=list)
    correlation = fields.JSONField[Rows](default=list)
    backtest = fields.JSONField[dict[str, str] | None](null=True)

    class Meta:
        table = "risk_reports"
        unique_together = (("portfolio", "sequence"),)
        indexes = (("portfolio", "day"),)


class RiskScenarios(Row):
    """What symbols would do tomorrow by each of some days, by the newest report: returns in millionths by symbol."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    day = fields.DateField()
    confidence = fields.DecimalField(9, 6)
    returns = fields.JSONField[dict[str, list[int]]](default=dict)

    class Meta:
        table = "risk_scenarios"
        unique_together = (("portfolio",),)
