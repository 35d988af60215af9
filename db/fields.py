"""Exact columns: money as BIGINT cents, quantities as BIGINT 1e-9. Prices and ratios are plain DecimalFields."""

from decimal import Decimal
from typing import Any

from tortoise.fields.base import Field
from tortoise.models import Model

from trading.units import CENT, NANO


class ScaledField(Field[Decimal], Decimal):  # type: ignore[misc]  # Tortoise fields are built this way
    """A Decimal kept as a whole number of `step`s, so that SQL sums are exact on both databases.

    In Python the value is always a Decimal; a bare int only ever comes from the database and counts
    steps. A value that is no whole number of steps raises ValueError: rounding is the caller's decision.
    """

    SQL_TYPE = "BIGINT"
    allows_generated = False
    step = Decimal(1)

    def to_db_value(self, value: Any, instance: type[Model] | Model) -> int | None:
        if value is None or isinstance(value, int):
            return value
        steps = value / self.step
        whole = int(steps)
        if whole != steps:
            raise ValueError(f"{value} is not a whole number of {self.step}")
        return whole

    def to_python_value(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        return int(value) * self.step


class MoneyField(ScaledField):
    """Money in the portfolio's currency, in cents."""

    step = CENT


class QuantityField(ScaledField):
    """A quantity of shares or units, in 1e-9."""

    step = NANO
