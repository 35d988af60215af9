"""The journal: entries and postings, append only."""

from tortoise import fields

from db.fields import MoneyField, QuantityField
from db.models.portfolios import Portfolio
from db.rows import Row


class JournalEntry(Row):
    """One balanced entry. It is inserted after its postings: a trigger sums them and refuses a rest.

    `cause` says what made it (EXECUTION, DEPOSIT, DIVIDEND, SPLIT ...), `reference` the id of that
    thing, unique per portfolio and cause, so nothing is booked twice. `at` is market time.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    at = fields.DatetimeField()
    cause = fields.CharField(20)
    reference = fields.CharField(100)

    class Meta:
        table = "journal_entries"
        unique_together = (("portfolio", "sequence"), ("portfolio", "cause", "reference"))


class Split(Row):
    """A split that was booked, `ratio` new shares per old, so that a symbol's executions can be replayed through it.

    `sequence` is its place among executions of the same market time.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    symbol = fields.CharField(20)
    ratio = fields.DecimalField(24, 12)
    at = fields.DatetimeField()

    class Meta:
        table = "splits"
        indexes = (("portfolio", "symbol"),)


class Posting(Row):
    """One leg: money to an account, or a quantity of an instrument to an account. Debits are positive.

    `entry_id` is a deferred foreign key (made in the migration) since postings come first.
    """

    id = fields.CharField(32, primary_key=True)
    entry_id = fields.CharField(32, db_index=True)
    account = fields.CharField(20)
    symbol = fields.CharField(20, null=True)
    amount = MoneyField(null=True)
    quantity = QuantityField(null=True)

    class Meta:
        table = "postings"
