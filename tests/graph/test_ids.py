"""Proves that global ids lead back to their object, and that any other text leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import ids
from trading.errors import NotFound

NAMES = st.sampled_from(["Portfolio", "Order", "Instrument"])


@given(NAMES, st.text(alphabet="0123456789abcdefABC.-", min_size=1, max_size=40))
def test_an_id_leads_back(name: str, raw: str) -> None:
    assert ids.split(ids.encode(name, raw)) == (name, raw)
    assert ids.decode(name, ids.encode(name, raw)) == raw


@given(st.text(max_size=60))
def test_any_text_is_an_id_of_ours_or_not_found(text: str) -> None:
    try:
        name, raw = ids.split(text)
    except NotFound:
        return
    assert ids.encode(name, raw) == text


@pytest.mark.parametrize(
    "text",
    ["", "1", "Order:1", "T3JkZXI6", "OjE=", ids.encode("Order", "x" * 300), ids.encode("Order", "a\0b"), "T3JkZXI6MQ"],
)
def test_what_is_no_id_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        ids.split(text)


def test_another_type_is_not_found() -> None:
    with pytest.raises(NotFound):
        ids.decode("Order", ids.encode("Portfolio", "1"))
