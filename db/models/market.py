"""What is known of the market: instruments, the last quote of each, and where the feed stands."""

from decimal import Decimal

from tortoise import fields

from db.rows import Row


class Instrument(Row):
    """Something that can be traded. Its symbol is its identity."""

    symbol = fields.CharField(20, primary_key=True)
    name = fields.CharField(200)
    currency = fields.CharField(3)
    tradable = fields.BooleanField(default=True)

    class Meta:
        table = "instruments"


class Quote(Row):
    """The last price of an instrument: one row each, never one per tick. Times are market time.

    `average_volume` (shares a day) and `volatility` (annualised, a fraction) are of the 20 days before this
    session, written at its open; `day_move` is the price against the previous close, a fraction. Null is unknown.
    """

    symbol = fields.CharField(20, primary_key=True)
    bid = fields.DecimalField(18, 6, null=True)
    ask = fields.DecimalField(18, 6, null=True)
    price = fields.DecimalField(18, 6)
    at = fields.DatetimeField()
    source = fields.CharField(100)
    previous_close = fields.DecimalField(18, 6, null=True)
    average_volume = fields.DecimalField(24, 6, null=True)
    volatility = fields.DecimalField(18, 9, null=True)
    day_move = fields.DecimalField(18, 9, null=True)

    class Meta:
        table = "quotes"


class Feed(Row):
    """Where a feed stands. `beat_at` is real time, everything else market time.

    `seek_day` is a wish by the operator that the feed worker carries out and clears.
    """

    name = fields.CharField(20, primary_key=True)
    day = fields.DateField(null=True)
    index = fields.IntField(default=-1)
    at = fields.DatetimeField(null=True)
    phase = fields.CharField(16, default="CLOSE")
    speed = fields.DecimalField(12, 6, default=Decimal(1))
    paused = fields.BooleanField(default=False)
    ended = fields.BooleanField(default=False)
    seek_day = fields.DateField(null=True)
    beat_at = fields.DatetimeField(null=True)

    class Meta:
        table = "feeds"


class MarketState(Row):
    """How the models found the market at the close of a day: the universe taken as one.

    `regime` is CALM or TURBULENT, `volatility` annualised, `trend` the distance from the 200-day average: fractions.
    """

    day = fields.DateField(primary_key=True)
    at = fields.DatetimeField()
    regime = fields.CharField(20)
    volatility = fields.DecimalField(12, 6)
    trend = fields.DecimalField(12, 6)
    summary = fields.CharField(300)

    class Meta:
        table = "market_states"
