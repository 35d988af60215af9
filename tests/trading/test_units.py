"""Proves that rounding is done once, by its own rule, however many digits the exact figure has."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from hypothesis import example, given
from hypothesis import strategies as st

from trading.units import cost_up, gross, plain, prorated, repriced, restated

D = Decimal
CENTS, TICKS, NANOS = 100, 10**6, 10**9
quantities = st.integers(0, 10**19).map(lambda units: D(units).scaleb(-9))
prices = st.integers(1, 10**12 - 1).map(lambda units: D(units).scaleb(-6))
# A reference price has a buffer in it, a reported average or a ratio as many digits as a quotient gets.
fine = st.integers(1, 10**24).map(lambda units: D(units).scaleb(-18))
amounts = st.integers(0, 10**15).map(lambda cents: D(cents).scaleb(-2))


def half_up(figure: Fraction) -> int:
    return floor(figure + Fraction(1, 2))


@given(quantities, fine)
@example(D("9000000.000000033"), D("909090.90909091"))  # just above a cent, in the last of 30 digits
def test_money_of_a_quantity_is_the_exact_product_rounded_once(quantity: Decimal, price: Decimal) -> None:
    exact = Fraction(quantity) * Fraction(price)
    assert Fraction(gross(quantity, price)) * CENTS == half_up(exact * CENTS)
    assert Fraction(cost_up(quantity, price)) * CENTS == ceil(exact * CENTS)


@given(amounts, quantities, quantities.filter(bool))
@example(D("9076658149832.47"), D("3419708.337003779"), D("6839416.674007558"))  # half a cent to the last digit
def test_a_prorated_amount_is_the_exact_quotient_rounded_once(amount: Decimal, part: Decimal, whole: Decimal) -> None:
    exact = Fraction(amount) * Fraction(part) / Fraction(whole)
    assert Fraction(prorated(amount, part, whole)) * CENTS == half_up(exact * CENTS)


@given(quantities, fine | prices, prices)
@example(D("108.65338836"), D(16) / D(12), D("0.000001"))
def test_a_split_cuts_quantities_and_rounds_prices_of_the_exact_figure(
    quantity: Decimal, ratio: Decimal, price: Decimal
) -> None:
    assert Fraction(restated(quantity, ratio)) * NANOS == floor(Fraction(quantity) * Fraction(ratio) * NANOS)
    assert restated(-quantity, ratio) == -restated(quantity, ratio)
    assert Fraction(repriced(price, ratio)) * TICKS == half_up(Fraction(price) / Fraction(ratio) * TICKS)


@given(st.decimals(allow_nan=False, allow_infinity=False))
@example(Decimal("-0.00"))
@example(Decimal("1E+3"))
@example(Decimal("100.000000000"))
@example(Decimal("1." + "1" * 200 + "0"))
def test_plain_text_is_the_whole_number_and_nothing_else(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    assert not set(text) - set("-0123456789.")
    assert text != "-0"
    assert "." not in text or text[-1] not in "0."
