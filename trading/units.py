"""Exact numbers: money in cents, quantities in 1e-9, prices in 1e-6, and how each is rounded."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Final

ZERO: Final = Decimal(0)
CENT: Final = Decimal("0.01")
TICK: Final = Decimal("0.000001")
NANO: Final = Decimal("0.000000001")
# The two bounds together keep every product below 28 significant digits, so Decimal stays exact.
QUANTITY_MAX: Final = Decimal("9999999.999999999")
PRICE_MAX: Final = Decimal("999999.999999")
# For products of such products, as the gate compares them: no sum or product that it makes needs more digits.
EXACT: Final = Context(prec=120)
SHOWN: Final = Decimal("1e-12")


def to_cents(amount: Decimal) -> Decimal:
    """Round an amount half up (on its absolute value) to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def to_cents_up(amount: Decimal) -> Decimal:
    """Round an amount up to the cent: what a cost can reach at most."""
    return amount.quantize(CENT, ROUND_CEILING)


def to_price(value: Decimal) -> Decimal:
    """Round a price half up to 6 decimal places."""
    return value.quantize(TICK, ROUND_HALF_UP)


def to_quantity_down(value: Decimal) -> Decimal:
    """Cut a quantity to 9 decimal places, never above the exact value."""
    return value.quantize(NANO, ROUND_DOWN)


def gross(quantity: Decimal, price: Decimal) -> Decimal:
    """Money that an execution moves: quantity x price, rounded half up to the cent."""
    return to_cents(quantity * price)


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return part / whole to 12 decimal places: a figure to show, never one to compare."""
    return EXACT.quantize(EXACT.divide(part, whole), SHOWN)


def plain(value: Decimal) -> str:
    """Decimal text without exponent or trailing zeros: Decimal("150.2500") -> "150.25"."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
