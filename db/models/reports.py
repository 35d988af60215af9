"""Reports: what a portfolio's people are told of a day, as it was put on paper."""

from tortoise import fields

from db.models.portfolios import Portfolio
from db.rows import Row
from trading.reports import ReportKind


class Report(Row):
    """One for each kind and day; making it again replaces it. `created_at` is real time."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    kind = fields.CharEnumField(ReportKind, max_length=12)
    day = fields.DateField()
    title = fields.CharField(200)
    summary = fields.CharField(500)
    markdown = fields.TextField()
    html = fields.TextField()
    csv = fields.TextField()
    created_at = fields.DatetimeField()

    class Meta:
        table = "reports"
        unique_together = (("portfolio", "kind", "day"), ("portfolio", "sequence"))
