"""Kept models are made once per key, the least recently used is let go, and shrinkage stays within bounds."""

from collections import OrderedDict
from decimal import Decimal
from functools import partial

import numpy as np
import pytest

from ai import models


def test_the_least_recently_used_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_kept", OrderedDict())
    monkeypatch.setattr(models, "KEPT_MAX", 2)
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        assert models.kept(key, partial(make, key)) == key
    assert made == ["a", "b", "c", "b"]


def test_chances_are_drawn_half_way_to_the_base_rate() -> None:
    told = models.chance(np.array([0.0, np.log(9), np.nan, 50.0]), 0.5)
    np.testing.assert_allclose(told, [0.5, 0.75, np.nan, 0.98])
    assert models.ratio(0.1 + 0.2) == Decimal("0.300000")
