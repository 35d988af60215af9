"""Optimisations: what weights were asked for, and what was found."""

from typing import Any

from tortoise import fields

from db.models.jobs import Job
from db.models.portfolios import Portfolio
from trading.optimisation import OptimizationMethod

Rows = list[dict[str, str]]


class Optimization(Job):
    """One search for target weights by the past up to the close of `as_of`; JSON under the names of
    trading.optimisation. `trigger` says what asked for it: a person, the calendar or the drift.

    `weights` are targets; `point` and `free` what they are expected to do, and would without constraints.
    """

    portfolio: fields.ForeignKeyRelation[Portfolio] = fields.ForeignKeyField(
        "plimsoll.Portfolio", on_delete=fields.RESTRICT
    )
    portfolio_id: str
    sequence = fields.BigIntField()
    method = fields.CharEnumField(OptimizationMethod, max_length=16)
    symbols = fields.JSONField[list[str]]()
    constraints = fields.JSONField[dict[str, Any]]()
    as_of = fields.DateField()
    trigger = fields.CharField(10, default="REQUEST")
    weights = fields.JSONField[Rows](default=list)
    point = fields.JSONField[dict[str, str] | None](null=True)
    free = fields.JSONField[dict[str, str] | None](null=True)
    frontier = fields.JSONField[Rows](default=list)

    class Meta:
        table = "optimizations"
        unique_together = (("portfolio", "sequence"),)
        indexes = (("state", "claimed_until"),)
