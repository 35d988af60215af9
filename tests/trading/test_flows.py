"""Proves that deposits and withdrawals change no return: nav follows the time-weighted return, reckoned on its own."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.flows import NOTHING, UNITS_MAX, Nav, units_after
from trading.units import EXACT, NANO

D = Decimal
CENTS = st.integers(1, 10**11).map(lambda cents: D(cents) / 100)


@pytest.mark.parametrize(
    ("flow", "now", "left", "units"),
    [
        ("100", ("0", "0"), ("0", "0"), "100"),  # the first money buys at 1
        ("50", ("110", "100"), ("0", "0"), "45.454545455"),  # at nav 1.1, rounded up
        ("-55", ("110", "100"), ("0", "0"), "-50"),
        ("-110", ("110", "100"), ("0", "0"), "-100"),  # all of it
        ("90", ("0", "0"), ("45", "50"), "100"),  # back at the nav of 0.9 at which it left
        ("0.01", ("1000000000", "1000000000"), ("0", "0"), "0.01"),
    ],
)
def test_units_come_and_go_at_nav(flow: str, now: tuple[str, str], left: tuple[str, str], units: str) -> None:
    before = Nav(D(now[0]), D(now[1]))
    after = units_after(D(flow), before, Nav(D(left[0]), D(left[1])))
    assert after is not None
    assert after - before.units == D(units)


@pytest.mark.parametrize(
    ("flow", "now"),
    [
        ("100", ("0", "100")),  # all was lost: new money would hide it
        ("100", ("-5", "100")),
        ("-111", ("110", "100")),
        ("-1", ("0", "0")),
        ("1000000000", ("1", "1000000000")),  # more units than there is room for
    ],
)
def test_what_has_no_price_is_said_to_have_none(flow: str, now: tuple[str, str]) -> None:
    assert units_after(D(flow), Nav(D(now[0]), D(now[1]))) is None


# A move multiplies what is there, from losing nearly everything to tripling it; a flow is money in, or a share out.
MOVES = st.tuples(st.just("move"), st.fractions(Fraction(1, 100), 3, max_denominator=1000))
PAID_IN = st.tuples(st.just("in"), CENTS.map(Fraction))
TAKEN = st.tuples(st.just("out"), st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(999, 1000), Fraction(1)]))


@given(st.lists(st.one_of(MOVES, PAID_IN, TAKEN), max_size=30))
def test_nav_is_the_time_weighted_return(events: list[tuple[str, Fraction]]) -> None:
    """The other way: chain the growth of each stretch between flows, without any unit. Rounding never flatters."""
    equity, units, left = D(0), D(0), NOTHING
    growth, slack = Fraction(1), Fraction(0)
    for kind, size in events:
        before = equity
        if kind == "move":
            if equity > 0:
                equity = _cents(Fraction(equity) * size)
                growth *= Fraction(equity) / Fraction(before)
        else:
            flow = _cents(size) if kind == "in" else -_cents(Fraction(equity) * size)
            after = units_after(flow, Nav(equity, units), left)
            if after is None:
                assert (units and equity <= 0) or _too_many(flow, equity, units, left)
                continue
            if units and not after:
                left = Nav(equity, units)
            if after:
                slack += Fraction(NANO) / Fraction(after)
            equity, units = equity + flow, after
        assert (equity == 0) or units > 0
        if units:
            nav = Fraction(equity) / Fraction(units)
            assert growth * (1 - slack) <= nav <= growth


def _cents(amount: Fraction) -> Decimal:
    return D(round(amount * 100)) / 100


def _too_many(flow: Decimal, equity: Decimal, units: Decimal, left: Nav) -> bool:
    nav = Nav(equity, units) if units else left if left.units else Nav(D(1), D(1))
    with localcontext(EXACT):
        return (equity + flow) * nav.units / nav.equity > UNITS_MAX - 1
