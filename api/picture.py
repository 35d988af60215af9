"""Draws equity curves as one self-contained SVG: axes, legend, and a title and description for screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 960, 480
LEFT, RIGHT, TOP, BOTTOM = 90, 60, 80, 50
TICKS: Final = 5
STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#334155}.title{font-size:18px;font-weight:600;fill:#0f172a}"
    ".grid{stroke:#e2e8f0}.axis{stroke:#94a3b8}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One curve: money at the close of each day, days ascending and the same for all lines."""

    name: str
    colour: str
    points: Sequence[tuple[date, Decimal]]

    @property
    def final(self) -> Decimal:
        return self.points[-1][1]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a day and an amount lie on the paper."""

    days: int
    low: Decimal
    high: Decimal

    def x(self, place: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * place / max(1, self.days - 1)

    def y(self, amount: Decimal) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * float((amount - self.low) / (self.high - self.low))


def draw(title: str, description: str, lines: Sequence[Line]) -> str:
    """Return the SVG. Each curve carries its last day and amount, to the cent, as data- attributes."""
    days = [day for day, _ in lines[0].points]
    amounts = [amount for line in lines for _, amount in line.points]
    step = _step(max(amounts) - min(amounts))
    low = (min(amounts) / step).to_integral_value(ROUND_FLOOR) * step
    high = max((max(amounts) / step).to_integral_value(ROUND_CEILING) * step, low + step)
    frame = _Frame(len(days), low, high)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title description">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(description)}</desc>',
        f"<style>{STYLE}</style>",
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text class="title" x="{LEFT}" y="30">{escape(title)}</text>',
        *_amounts(frame, step),
        *_days(frame, days),
        *(_curve(frame, line) for line in lines),
        *_legend(lines),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _step(span: Decimal) -> Decimal:
    """Return 1, 2 or 5 times a power of ten that cuts the span into about TICKS pieces."""
    rough = max(span / TICKS, Decimal(1))
    power = Decimal(10) ** rough.adjusted()
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def _amounts(frame: _Frame, step: Decimal) -> list[str]:
    parts, amount = [], frame.low
    while amount <= frame.high:
        y = frame.y(amount)
        parts += [
            f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>',
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">${amount:,.0f}</text>',
        ]
        amount += step
    return parts


def _days(frame: _Frame, days: Sequence[date]) -> list[str]:
    """Write the first day of the curve, the last, and some between."""
    bottom = HEIGHT - BOTTOM
    parts = [f'<line class="axis" x1="{LEFT}" y1="{bottom}" x2="{WIDTH - RIGHT}" y2="{bottom}"/>']
    for place in sorted({(len(days) - 1) * tick // TICKS for tick in range(TICKS + 1)}):
        x = frame.x(place)
        parts += [
            f'<line class="axis" x1="{x:.1f}" y1="{bottom}" x2="{x:.1f}" y2="{bottom + 5}"/>',
            f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="middle">{days[place]}</text>',
        ]
    return parts


def _curve(frame: _Frame, line: Line) -> str:
    points = " ".join(f"{frame.x(place):.1f},{frame.y(amount):.1f}" for place, (_, amount) in enumerate(line.points))
    return (
        f'<polyline fill="none" stroke="{line.colour}" stroke-width="2" stroke-linejoin="round" '
        f'data-name={quoteattr(line.name)} data-last-day="{line.points[-1][0]}" data-last-amount="{line.final:.2f}" '
        f'points="{points}"/>'
    )


def _legend(lines: Sequence[Line]) -> list[str]:
    parts, x = [], LEFT
    for line in lines:
        words = f"{line.name}: ${line.final:,.2f}"
        parts += [
            f'<rect x="{x}" y="48" width="18" height="4" fill="{line.colour}"/>',
            f'<text x="{x + 26}" y="55">{escape(words)}</text>',
        ]
        x += 60 + 8 * len(words)
    return parts
