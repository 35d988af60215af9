"""Proves that only plain, exact text becomes a number, an instant or a day, and that it comes out as it went in."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from graphql import GraphQLError
from hypothesis import example, given
from hypothesis import strategies as st

from graph.scalars import parse_currency, parse_day, parse_decimal, parse_instant, write_decimal, write_instant
from graph.schema import build

EXACT = st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**15), max_value=10**15)


@given(EXACT)
def test_what_is_written_is_read_back_exactly(value: Decimal) -> None:
    assert parse_decimal(write_decimal(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        "NaN", "Infinity", "-Infinity", "1e3", "1E400", " 5", "5 ", "5,0", "\uff15", "\u0665", "0x10", "+1", "1.", ".5",
        "-0", "-0.00", "1_000", "", "-", "1\n", "1" * 19, "0." + "1" * 13, "--1", "1.2.3",
        5, 0.1, True, None, [], {},
    ],
)  # fmt: skip
def test_everything_else_is_refused(value: Any) -> None:
    with pytest.raises(GraphQLError) as refusal:
        parse_decimal(value)
    assert refusal.value.extensions == {"code": "BAD_USER_INPUT"}


@given(st.text(max_size=30))
def test_no_text_becomes_anything_but_its_own_number(text: str) -> None:
    try:
        value = parse_decimal(text)
    except GraphQLError:
        return
    assert text.isascii()
    assert value.is_finite()
    assert Decimal(text) == value


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), Decimal("Infinity"), 3, "1"])
def test_a_float_never_leaves(value: Any) -> None:
    with pytest.raises(TypeError):
        write_decimal(value)


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_survive(instant: datetime) -> None:
    assert write_instant(instant) == instant.isoformat()
    assert parse_instant(write_instant(instant)) == instant


@given(st.decimals(allow_nan=False, allow_infinity=False))
@example(Decimal("-0"))
@example(Decimal("-0.00"))
@example(Decimal("0E+3"))
@example(Decimal("1E+3"))
@example(Decimal("1.50E-9"))
def test_a_number_is_written_plainly(value: Decimal) -> None:
    whole, _, places = format(value, "f").partition(".")
    places = places.rstrip("0")
    said = f"{whole}.{places}" if places else whole
    assert write_decimal(value) == ("0" if value == 0 else said)


def test_an_instant_is_brought_to_utc() -> None:
    parsed = parse_instant("2011-03-01T09:30:00-05:00")
    assert parsed == datetime(2011, 3, 1, 14, 30, tzinfo=UTC)
    assert write_instant(datetime(2011, 3, 1, 9, tzinfo=timezone(timedelta(hours=-5)))) == "2011-03-01T14:00:00+00:00"


@pytest.mark.parametrize(
    "value", ["2011-03-01T09:30:00", "2011-03-01", "yesterday", "2011-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00", 7]
)
def test_an_instant_without_an_offset_or_sense_is_refused(value: Any) -> None:
    with pytest.raises(GraphQLError):
        parse_instant(value)


@pytest.mark.parametrize("value", ["2011-02-30", "20110301", "2011-3-1", 20110301])
def test_a_day_must_be_one(value: Any) -> None:
    assert parse_day("2011-03-01") == date(2011, 3, 1)
    with pytest.raises(GraphQLError):
        parse_day(value)


@pytest.mark.parametrize("value", ["usd", "US", "USDT", "$", 1])
def test_a_currency_is_three_capitals(value: Any) -> None:
    assert parse_currency("USD") == "USD"
    with pytest.raises(GraphQLError):
        parse_currency(value)


@pytest.mark.parametrize("literal", ["1", "1.5", "1e400", '"NaN"', '"1e3"', "FOO", "true", "null"])
async def test_a_literal_in_a_document_is_refused_before_anything_runs(literal: str) -> None:
    document = """mutation { acceptRecommendation(input: {recommendationId: "x", quantity: %s, idempotencyKey: "k"}) {
        __typename } }"""
    result = await build().execute(document % literal)
    if literal == "null":
        assert result.errors
        assert result.errors[0].path == ["acceptRecommendation"]  # it is optional, so it got as far as the resolver
        return
    assert result.errors
    assert {error.extensions["code"] for error in result.errors if error.extensions} == {"BAD_USER_INPUT"}
    assert result.data is None


@pytest.mark.parametrize("value", [1, 1.5, "NaN", "1e3", True])
async def test_a_variable_is_refused_before_anything_runs(value: Any) -> None:
    document = """mutation ($q: Decimal) {
        acceptRecommendation(input: {recommendationId: "x", quantity: $q, idempotencyKey: "k"}) { __typename } }"""
    result = await build().execute(document, variable_values={"q": value})
    assert result.data is None
    assert result.errors
    assert result.errors[0].extensions == {"code": "BAD_USER_INPUT"}
