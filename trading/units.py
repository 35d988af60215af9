"""Exact numbers: money in cents, quantities in 1e-9, prices in 1e-6, and how each is rounded."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final

ZERO: Final = Decimal(0)
CENT: Final = Decimal("0.01")
TICK: Final = Decimal("0.000001")
NANO: Final = Decimal("0.000000001")
# The two bounds together keep the product of a quantity and a price within 28 significant digits.
QUANTITY_MAX: Final = Decimal("9999999.999999999")
PRICE_MAX: Final = Decimal("999999.999999")
# Everything else that is multiplied or divided (several of them, a buffer, a split) needs more than the 28 digits of
# the default context, which would round it once before the rounding that is meant. Nothing here needs as many as this.
EXACT: Final = Context(prec=120)
UNROUNDED: Final = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])  # for what only changes its form
SHOWN: Final = Decimal("1e-12")
DENOMINATOR_MAX: Final = 10_000  # old shares that a split may count in


def to_cents(amount: Decimal) -> Decimal:
    """Round an amount half up (on its absolute value) to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP, EXACT)


def to_cents_up(amount: Decimal) -> Decimal:
    """Round an amount up to the cent: what a cost can reach at most."""
    return amount.quantize(CENT, ROUND_CEILING, EXACT)


def to_price(value: Decimal) -> Decimal:
    """Round a price half up to 6 decimal places."""
    return value.quantize(TICK, ROUND_HALF_UP, EXACT)


def to_quantity_down(value: Decimal) -> Decimal:
    """Cut a quantity to 9 decimal places, never above the exact value."""
    return value.quantize(NANO, ROUND_DOWN, EXACT)


def gross(quantity: Decimal, price: Decimal) -> Decimal:
    """Money that an execution moves: quantity x price, rounded half up to the cent."""
    return to_cents(EXACT.multiply(quantity, price))


def cost_up(quantity: Decimal, price: Decimal) -> Decimal:
    """What a quantity can cost at most: quantity x price, rounded up to the cent."""
    return to_cents_up(EXACT.multiply(quantity, price))


def prorated(amount: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """Return amount x part / whole, rounded half up to the cent."""
    return to_cents(EXACT.divide(EXACT.multiply(amount, part), whole))


def shares_per(new: Decimal, old: Decimal) -> Decimal:
    """Return new shares per old to 12 decimal places, as `whole_shares` reads them back."""
    return EXACT.divide(new, old).quantize(SHOWN, ROUND_HALF_UP, EXACT)


def whole_shares(ratio: Decimal) -> Fraction:
    """Return the ratio that 12 decimal places stand for: 0.333333333333 is one for three, and 2 is 2.

    So 300 shares become 100, and not a billionth less.
    """
    found = Fraction(ratio).limit_denominator(DENOMINATOR_MAX)
    same = shares_per(Decimal(found.numerator), Decimal(found.denominator)) == ratio
    return found if same else Fraction(ratio)


def restated(quantity: Decimal, ratio: Decimal | Fraction) -> Decimal:
    """Return a quantity for `ratio` new shares per old, cut to 9 decimal places: the parts never exceed the whole."""
    exact = whole_shares(ratio) if isinstance(ratio, Decimal) else ratio
    return Decimal(int(Fraction(quantity) * exact / Fraction(NANO))).scaleb(NANO.adjusted(), EXACT)


def repriced(price: Decimal, ratio: Decimal | Fraction) -> Decimal:
    """Return a price for `ratio` new shares per old, rounded half up to 6 decimal places."""
    exact = whole_shares(ratio) if isinstance(ratio, Decimal) else ratio
    return to_price(EXACT.divide(EXACT.multiply(price, Decimal(exact.denominator)), Decimal(exact.numerator)))


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return part / whole to 12 decimal places: a figure to show, never one to compare."""
    return EXACT.quantize(EXACT.divide(part, whole), SHOWN)


def plain(value: Decimal) -> str:
    """Decimal text without exponent or trailing zeros: Decimal("150.2500") -> "150.25"."""
    text = str(value)
    if "E" in text:
        text = format(value.normalize(UNROUNDED), "f")
    elif text[-1] == "0" and "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
