"""Proves that an order counts in the shares of one time, and that what is said of another is read across the splits."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tests.trading.test_life import NOON, Played, fill, order, says
from trading.ports import BrokerEventKind as K
from trading.shares import across, as_of, read, restate
from trading.state import Change, Life
from trading.tape import Split

D = Decimal
EX = NOON + timedelta(hours=1)
DOUBLED = Split(symbol="AAA", ratio=Fraction(2), at=EX, number=0)
THIRD = Split(symbol="AAA", ratio=Fraction(1, 3), at=EX + timedelta(hours=1), number=1)


@pytest.mark.parametrize(
    ("after", "until", "ratio"),
    [
        (NOON, None, Fraction(2, 3)),
        (NOON, EX, Fraction(2)),
        (EX, None, Fraction(1, 3)),
        (NOON, NOON, Fraction(1)),
        (THIRD.at, None, Fraction(1)),
    ],
)
def test_a_share_becomes_what_the_splits_between_make_of_it(
    after: datetime, until: datetime | None, ratio: Fraction
) -> None:
    assert across((DOUBLED, THIRD), after, until) == ratio


def test_an_order_counts_in_the_shares_of_the_last_that_is_known_of_it() -> None:
    assert (as_of(None, None), as_of(NOON, None), as_of(NOON, EX, None)) == (None, NOON, EX)


def figures(life: Life | None) -> tuple[Decimal, Decimal, Decimal | None]:
    assert life is not None
    return life.facts.quantity, life.facts.filled, life.limit_price


def ten(filled: str = "0", **known: Any) -> Life:
    return replace(order("10").know(filled=D(filled)), limit_price=D(30), **known)


@pytest.mark.parametrize(
    ("life", "since", "after"),
    [
        (ten(), "0", ("20", "0", "15")),
        (ten("4"), "0", ("20", "8", "15")),
        (ten("7"), "3", ("20", "11", "15")),  # 4 of before are 8, 3 were executed since
        (
            ten("4", terms_at=EX),
            "0",
            ("10", "8", "30"),
        ),
        (ten("7", terms_at=EX), "3", ("10", "11", "30")),
        (ten(taken_at=NOON, terms_at=NOON), "0", ("20", "0", "15")),
    ],
)
def test_what_was_executed_or_named_since_a_split_is_in_new_shares_already(
    life: Life, since: str, after: tuple[str, str, str]
) -> None:
    brought = restate(life, DOUBLED, D(since))
    assert figures(brought) == tuple(map(D, after))
    assert brought is not None
    assert brought.restated_at == EX


def test_a_replace_under_way_is_brought_along_unless_it_was_asked_for_since() -> None:
    asked = Change(quantity=D(7), limit_price=D(28), opening=D(7), version=2)
    life = replace(ten("4"), changes=(asked,))
    brought, left = restate(life, DOUBLED), restate(life, DOUBLED, asked=False)
    assert brought is not None
    assert left is not None
    assert brought.changes == (replace(asked, quantity=D(14), limit_price=D(14), opening=D(14)),)
    assert left.changes == (asked,)


def test_a_split_that_leaves_nothing_to_fill_leaves_no_order() -> None:
    tiny = order("0.000000002")
    assert restate(tiny, THIRD) is None
    assert figures(restate(replace(tiny, terms_at=THIRD.at), THIRD)) == (D("0.000000002"), D(0), None)


def test_what_was_named_before_a_split_is_read_in_the_shares_of_the_order() -> None:
    life = ten(taken_at=NOON, restated_at=EX)
    said = says(K.RESTATED, quantity=D(6), limit_price=D(25))
    assert (read(said, life, (DOUBLED,)).quantity, read(said, life, (DOUBLED,)).limit_price) == (D(12), D("12.5"))
    assert read(replace(said, at=EX), life, (DOUBLED,)).quantity == D(6)
    assert read(said, ten(taken_at=NOON), (DOUBLED,)).quantity == D(6)  # it was over then, and is in the old ones
    assert read(fill("e1", "6", "25"), life, (DOUBLED,)).quantity == D(6)


@pytest.mark.parametrize(
    ("hour", "size", "price", "now", "alerts"),
    [
        (0, "10", "30", ("20", "15"), []),  # taken before: the broker has restated it
        (2, "20", "15", ("20", "15"), []),  # sent again since the desk knew
        (2, "10", "30", ("10", "30"), ["CORPORATE_ACTION_MISSED"]),  # sent again before the desk knew
    ],
)
def test_an_order_that_was_under_way_at_a_split_is_as_its_broker_has_taken_it(
    hour: int, size: str, price: str, now: tuple[str, str], alerts: list[str]
) -> None:
    life = restate(ten(), DOUBLED)
    assert life is not None
    played = Played(life)
    played.state = replace(played.state, splits={"AAA": (DOUBLED,)})
    played.play(says(K.ACK, quantity=D(size), limit_price=D(price), minute=60 * hour))
    assert (played.order().facts.quantity, played.order().limit_price) == tuple(map(D, now))
    assert (played.alerts, played.order().taken_at) == (alerts, NOON + timedelta(hours=hour))
    played.play(says(K.ACK, quantity=D(size), limit_price=D(price), minute=60 * hour))
    assert played.alerts == alerts
