"""Draws the charts of a report as SVG within the page: no script, no font, nothing from elsewhere."""

from decimal import Decimal
from html import escape
from typing import Final, assert_never

from trading.reports import Bars, Cell, Line, shown

WIDTH: Final = 720
HEIGHT: Final = 220
EDGE: Final = 12
LABEL: Final = 190
FIGURE: Final = 110
STEP: Final = 26
BARS_MAX: Final = 20


def drawn(chart: Line | Bars) -> str:
    """Return the SVG of a chart; its table beside it says the same in words."""
    match chart:
        case Line():
            return _line(chart)
        case Bars():
            return _bars(chart)
        case _:
            assert_never(chart)


def _svg(title: str, height: int, parts: list[str]) -> str:
    name = escape(title, quote=True)
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{name}">' + "".join(parts) + "</svg>"


def _line(chart: Line) -> str:
    amounts = [amount for _, amount in chart.points]
    low, high = min(amounts), max(amounts)
    span = high - low or Decimal(1)
    width, height = WIDTH - FIGURE - 2 * EDGE, HEIGHT - 3 * EDGE
    steps = max(1, len(amounts) - 1)
    places = [
        (EDGE + Decimal(width * number) / steps, EDGE + height * (high - amount) / span)
        for number, amount in enumerate(amounts)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    last_x, last_y = places[-1]
    first, last = chart.points[0], chart.points[-1]
    floor = HEIGHT - EDGE
    parts = [f'<line class="grid" x1="{EDGE}" x2="{EDGE + width}" y1="{y}" y2="{y}"/>' for y in (EDGE, EDGE + height)]
    parts += [
        f'<polyline class="line" points="{path}"/>',
        f'<circle class="dot" cx="{last_x:.1f}" cy="{last_y:.1f}" r="3"/>',
        _text(EDGE + width + 8, EDGE + 4, shown(high, Cell.MONEY), "tick"),
        _text(EDGE + width + 8, EDGE + height + 4, shown(low, Cell.MONEY), "tick"),
        _text(EDGE, floor, first[0].isoformat(), "tick"),
        _text(EDGE + width, floor, last[0].isoformat(), "tick end"),
    ]
    if high != low and EDGE + 16 < last_y < EDGE + height - 16:
        parts.append(_text(EDGE + width + 8, last_y + 4, shown(last[1], Cell.MONEY), "figure"))
    return _svg(chart.title, HEIGHT, parts)


def _bars(chart: Bars) -> str:
    """Draw the widest bar over what space there is; zero lies where the widest on its left asks for it."""
    values = sorted(chart.values, key=lambda each: -abs(each[1]))[:BARS_MAX]
    values.sort(key=lambda each: -each[1])
    left = max([-amount for _, amount in values if amount < 0], default=Decimal(0))
    right = max([amount for _, amount in values if amount > 0], default=Decimal(0))
    space = WIDTH - LABEL - FIGURE - 2 * EDGE
    scale = space / (left + right) if left + right else Decimal(0)
    zero = LABEL + EDGE + left * scale
    parts, height = [], EDGE * 2 + STEP * len(values)
    for number, (label, amount) in enumerate(values):
        top = EDGE + STEP * number
        size = abs(amount) * scale
        start = zero if amount >= 0 else zero - size
        kind = "up" if amount >= 0 else "down"
        parts += [
            f'<rect class="{kind}" x="{start:.1f}" y="{top + 4}" width="{max(size, Decimal(1)):.1f}" '
            f'height="{STEP - 8}"/>',
            _text(LABEL, top + STEP / 2 + 4, label, "label end"),
            _text(WIDTH - EDGE, top + STEP / 2 + 4, shown(amount, chart.cell), "figure end"),
        ]
    parts.append(f'<line class="grid" x1="{zero:.1f}" x2="{zero:.1f}" y1="{EDGE}" y2="{height - EDGE}"/>')
    return _svg(chart.title, height, parts)


def _text(x: Decimal | float, y: Decimal | float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
