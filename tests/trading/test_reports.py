"""Proves that figures of reports read as people read them, and that no cell of an export is a formula."""

from decimal import Decimal

import pytest

from trading.cells import cell
from trading.reports import Cell, Column, Table, shown

D = Decimal


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (D("-1234567.891"), Cell.MONEY, "−1,234,567.89"),  # noqa: RUF001
        (D("0.0123456"), Cell.CHANGE, "+1.23%"),
        (D("-0.5"), Cell.CHANGE, "−50.00%"),  # noqa: RUF001
        (D("-0.00004"), Cell.CHANGE, "0.00%"),
        (D("0.00004"), Cell.CHANGE, "0.00%"),
        (D("-0.001"), Cell.MONEY, "0.00"),
        (D("0.1002"), Cell.SHARE, "10.02%"),
        (D("1.500"), Cell.NUMBER, "1.5"),
        ("a-b", Cell.TEXT, "a-b"),
        (None, Cell.MONEY, "–"),  # noqa: RUF001
    ],
)
def test_values_are_shown_as_people_read_them(value: Decimal | str | None, kind: Cell, words: str) -> None:
    assert shown(value, kind) == words


def test_a_row_of_another_length_is_no_row() -> None:
    with pytest.raises(ValueError, match="another number"):
        Table((Column("a"), Column("b")), (("x",),))


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "\nx", "  =x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell("x" + text) == "x" + text
