"""What a headline says of what it is about: bearish, bullish or neither, with a score and a confidence."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Label(StrEnum):
    """In the order of the training data: its labels are 0, 1 and 2."""

    BEARISH = "BEARISH"
    BULLISH = "BULLISH"
    NEUTRAL = "NEUTRAL"


@dataclass(frozen=True, slots=True)
class Mood:
    """`score` = P(bullish) - P(bearish), from -1 to 1; `confidence` = P(label), from 0 to 1; both with 6 places."""

    label: Label
    score: Decimal
    confidence: Decimal
