"""Analyses and what they leave: signals, recommendations and a decision for every symbol."""

from decimal import Decimal
from enum import StrEnum

from tortoise import fields

from db.fields import QuantityField
from db.models.jobs import Job
from db.models.portfolios import Portfolio
from db.rows import Row
from trading.orders import OrderSide, OrderType


class RecommendationState(StrEnum):
    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DISMISSED = "DISMISSED"
    EXPIRED = "EXPIRED"


class DecisionOutcome(StrEnum):
    ORDERED = "ORDERED"
    RECOMMENDED = "RECOMMENDED"
    HELD = "HELD"
    ABSTAINED = "ABSTAINED"
    DENIED = "DENIED"


class SignalAction(StrEnum):
    BUY = "BUY"
    SELL = "SELL"
    HOLD = "HOLD"


class Analysis(Job):
    """One run of the models over some symbols. `as_of` is the last market day it may see.

    `answers` are a language model's raw texts, each with what it cost in `calls`. From before a question until its
    answers are kept, `reserved` US dollars count as spent too; `asked_at` is when it was asked last, in real time. An
    `outlook`, be it empty, is there once an answer was taken.
    """

    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    symbols = fields.JSONField[list[str]]()
    as_of = fields.DateField()
    model = fields.CharField(100, null=True)
    outlook = fields.TextField(null=True)
    market_condition = fields.CharField(300, null=True)
    prompt_hash = fields.CharField(64, null=True)
    answers = fields.JSONField[list[str]](default=list)
    calls = fields.JSONField[list[dict[str, str | int]]](default=list)
    asked_at = fields.DatetimeField(null=True)
    reserved = fields.DecimalField(12, 6, default=Decimal(0))
    evidence = fields.CharField(64, null=True)
    prompt_tokens = fields.IntField(default=0)
    completion_tokens = fields.IntField(default=0)
    cost = fields.DecimalField(12, 6, default=Decimal(0))

    class Meta:
        table = "analyses"
        unique_together = (("portfolio", "sequence"),)
        indexes = (("state", "claimed_until"), ("portfolio", "asked_at"), ("prompt_hash", "asked_at"))


class Signal(Row):
    """What the ensemble thinks of a symbol. Times are market time; `as_of` is the last day that it has seen.

    Without an analysis it is no opinion: a trade towards target weights needs none, and says so.

    Once the horizon has passed: what the share gained as a fraction, whether the action came true, the squared error
    of `probability_up`.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    analysis: fields.ForeignKeyNullableRelation[Analysis] = fields.ForeignKeyField(
        "plimsoll.Analysis", on_delete=fields.RESTRICT, null=True
    )
    analysis_id: str | None
    symbol = fields.CharField(20, db_index=True)
    action = fields.CharEnumField(SignalAction, max_length=4)
    confidence = fields.DecimalField(12, 6)
    probability_up = fields.DecimalField(12, 6)
    log_odds = fields.DecimalField(12, 6)
    base_rate = fields.DecimalField(12, 6)
    horizon_days = fields.IntField()
    summary = fields.CharField(500)
    scores = fields.JSONField[list[dict[str, object]]]()
    evidence = fields.CharField(64)
    as_of = fields.DateField()
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    realized_return = fields.DecimalField(12, 6, null=True)
    correct = fields.BooleanField(null=True)
    brier = fields.DecimalField(12, 6, null=True)
    scored_at = fields.DatetimeField(null=True)

    class Meta:
        table = "signals"
        unique_together = (("portfolio", "sequence"),)
        indexes = (("scored_at", "as_of"),)


class Stability(Row):
    """How much a run's opinions hang on the language model's mood: its question asked so many `times` more.

    `answers` are raw, `usable` of them could be read; `symbols` has for each signal the share of usable answers that
    gave the same action, and the lowest and highest score (-1 to 1) that the model gave, the run's own among them.
    `failure` says why it was asked less often than was wanted. `at` is real time, since what it cost, and what is
    `reserved` of the budget for a question under way, counts by the day.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    analysis: fields.ForeignKeyRelation[Analysis] = fields.ForeignKeyField(
        "plimsoll.Analysis", on_delete=fields.RESTRICT
    )
    analysis_id: str
    at = fields.DatetimeField()
    model = fields.CharField(100)
    times = fields.IntField()
    usable = fields.IntField(default=0)
    answers = fields.JSONField[list[str]](default=list)
    symbols = fields.JSONField[dict[str, dict[str, str]]](default=dict)
    failure = fields.CharField(300, null=True)
    prompt_tokens = fields.IntField(default=0)
    completion_tokens = fields.IntField(default=0)
    reserved = fields.DecimalField(12, 6, default=Decimal(0))
    cost = fields.DecimalField(12, 6, default=Decimal(0))

    class Meta:
        table = "stabilities"
        unique_together = (("portfolio", "sequence"),)
        indexes = (("portfolio", "at"),)


class Forecast(Row):
    """What one source said of a symbol on a day, once for all portfolios that asked, and what came of it.

    `month` counts from year 0; chances, weight and errors are millionths, so that a database can add them up; the last
    six are null until the horizon has passed (trading.forecasts.Judged).
    """

    id = fields.BigIntField(primary_key=True)
    source = fields.CharField(12)
    symbol = fields.CharField(20)
    horizon_days = fields.IntField()
    made_on = fields.DateField()
    month = fields.IntField()
    chance = fields.IntField()
    base_rate = fields.IntField()
    weight = fields.IntField()
    up = fields.IntField(null=True)
    brier = fields.IntField(null=True)
    base_brier = fields.IntField(null=True)
    loss = fields.IntField(null=True)
    base_loss = fields.IntField(null=True)
    edge = fields.IntField(null=True)

    class Meta:
        table = "forecasts"
        unique_together = (("horizon_days", "source", "symbol", "made_on"),)
        indexes = (("up", "made_on"), ("horizon_days", "source", "month"))


class Recommendation(Row):
    """A trade that the desk proposes: for an opinion, or towards the target weights of an optimisation. Times are
    market time."""

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    signal: fields.ForeignKeyRelation[Signal] = fields.ForeignKeyField("plimsoll.Signal", on_delete=fields.RESTRICT)
    signal_id: str
    optimization_id = fields.CharField(32, null=True, db_index=True)
    symbol = fields.CharField(20)
    side = fields.CharEnumField(OrderSide, max_length=4)
    type = fields.CharEnumField(OrderType, max_length=16)
    quantity = QuantityField()
    limit_price = fields.DecimalField(18, 6, null=True)
    stop_loss = fields.DecimalField(18, 6, null=True)
    take_profit = fields.DecimalField(18, 6, null=True)
    risk_score = fields.DecimalField(12, 6)
    expected_return = fields.DecimalField(12, 6, null=True)
    reasoning = fields.CharField(1000)
    state = fields.CharEnumField(RecommendationState, max_length=10)
    order_id = fields.CharField(32, null=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "recommendations"
        unique_together = (("portfolio", "sequence"),)


class Decision(Row):
    """Why a symbol was traded or not: one per analysed symbol and run, whatever happened.

    `situation` is where the portfolio stood when a trade was sized (trading.proposals), null without an opinion.
    """

    id = fields.CharField(32, primary_key=True)
    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    analysis: fields.ForeignKeyRelation[Analysis] = fields.ForeignKeyField(
        "plimsoll.Analysis", on_delete=fields.RESTRICT
    )
    analysis_id: str
    symbol = fields.CharField(20, db_index=True)
    outcome = fields.CharEnumField(DecisionOutcome, max_length=12)
    stopped_by = fields.CharField(64, null=True)
    explanation = fields.CharField(1000)
    signal_id = fields.CharField(32, null=True)
    recommendation_id = fields.CharField(32, null=True)
    order_id = fields.CharField(32, null=True)
    checks = fields.JSONField[list[dict[str, str | bool | None]]](default=list)
    situation = fields.JSONField[dict[str, str | bool | None] | None](null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "decisions"
        unique_together = (("portfolio", "sequence"), ("analysis", "symbol"))
