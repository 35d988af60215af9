"""Companies' figures, each as it was told and when."""

from tortoise import fields

from db.rows import Row


class CompanyFigures(Row):
    """What a vendor told of a company (trading.figures). Told otherwise it is another row; `seen_at` is the last time
    that just this was told. Both are real time."""

    id = fields.CharField(32, primary_key=True)
    symbol = fields.CharField(20)
    source = fields.CharField(20)
    told_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    period_end = fields.DateField(null=True)
    earnings_yield = fields.DecimalField(18, 6, null=True)
    book_yield = fields.DecimalField(18, 6, null=True)
    return_on_equity = fields.DecimalField(18, 6, null=True)
    profit_margin = fields.DecimalField(18, 6, null=True)
    earnings_growth = fields.DecimalField(18, 6, null=True)

    class Meta:
        table = "company_figures"
        indexes = (("symbol", "told_at"),)
