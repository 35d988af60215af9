"""Stop trading without a person: what each reason means, and the one function that engages by itself."""

from typing import Final

from actions.notes import NOTE_MAX
from actions.stops import engage, stricter
from actions.unit import CheckJson, unit
from actions.viewer import Viewer
from db.models import Stop
from db.reads.facts import DESK
from trading.alerts import AlertCode
from trading.ports import Desk
from trading.stop import StopLevel, StopReason, StopScope

# A drawdown cancels everything; all else only keeps positions from growing. A daily loss ends with its session, every
# other stop stays until a person releases it, a break until a person clears it.
LEVELS: Final = {StopReason.DRAWDOWN: StopLevel.STOP}
# What is told besides that trading is stopped. A break is told with its figures, by who finds it.
ALERTED: Final = {
    StopReason.FEED_SILENT: AlertCode.FEED_SILENT,
    StopReason.REJECT_RATE: AlertCode.LIMIT_TRIPPED,
    StopReason.THROTTLE: AlertCode.LIMIT_TRIPPED,
}
NOTES: Final = {
    StopReason.DRAWDOWN: "The drawdown limit was reached.",
    StopReason.DAILY_LOSS: "The daily loss limit was reached.",
    StopReason.RECONCILE_BREAK: "The books do not agree.",
    StopReason.FEED_SILENT: "No price came while the market was open and orders were working.",
    StopReason.REJECT_RATE: "The broker rejected too many of the last orders.",
    StopReason.THROTTLE: "Too many orders were denied for coming too fast.",
    StopReason.CLOCK_SKEW: "This machine's clock is off.",
}


async def trip(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str | None,
    reason: StopReason,
    figures: str | None = None,
    *,
    check: CheckJson | None = None,
) -> bool:
    """Stop a portfolio (None: the whole desk); False, and nothing done, where it is at least as strict already.

    `check` is the risk check behind it, for the alert.
    """
    level = LEVELS.get(reason, StopLevel.PAUSE)
    if not stricter(level, reason, await Stop.get_or_none(target=portfolio_id or DESK)):
        return False
    note = f"{NOTES[reason]} {figures or ''}".strip()[:NOTE_MAX]
    scope = StopScope.PORTFOLIO if portfolio_id else StopScope.GLOBAL
    await engage(desk, viewer, scope, portfolio_id, level, note, reason=reason, check=check)
    if portfolio_id is not None and (code := ALERTED.get(reason)):
        async with unit(desk, viewer, portfolio_id) as u:
            await u.alert(code, note)
    return True
