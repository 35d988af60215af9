"""What a deposit or withdrawal does to a portfolio's units: nav, equity per unit, stays where it was."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from typing import Final

from trading.units import EXACT, NANO, ZERO

UNITS_MAX: Final = Decimal(9_000_000_000)


@dataclass(frozen=True, slots=True)
class Nav:
    """Equity and the units that it is divided into. Nav is their ratio, kept as two numbers so that it is exact."""

    equity: Decimal
    units: Decimal


NOTHING: Final = Nav(ZERO, ZERO)
PAR: Final = Nav(Decimal(1), Decimal(1))


def units_after(flow: Decimal, now: Nav, left: Nav = NOTHING) -> Decimal | None:
    """Return the units after `flow` of money (positive in) at the nav of `now`; None where that cannot be said.

    `left` is the nav at which everything was last taken out: money that comes back buys at it, so that leaving and
    coming back hides no loss. The first money ever buys at 1. Units are rounded up to 1e-9: a flow never raises nav.
    None: nothing is left of what was paid in, so a deposit has no price; the flow takes more than there is; or
    the units would be too many to keep.
    """
    held = now if now.units else left if left.units else PAR
    after = now.equity + flow
    if held.equity <= 0 or after < 0:
        return None
    with localcontext(EXACT):
        units = (after * held.units / held.equity).quantize(NANO, ROUND_CEILING)
    return units if units <= UNITS_MAX else None
