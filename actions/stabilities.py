"""Keep what asking a language model again has shown of a run's opinions; nothing is traded on it."""

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Analysis, Signal, Stability
from trading.ports import Desk


async def begin(desk: Desk, viewer: Viewer, analysis: Analysis, model: str, times: int) -> Stability:
    """Write that a run's question is asked again so many times."""
    async with unit(desk, viewer, analysis.portfolio_id) as u:
        row = Stability(
            id=desk.ids.new(),
            portfolio_id=analysis.portfolio_id,
            sequence=u.next_sequence(),
            analysis_id=analysis.id,
            at=u.now,
            model=model[:100],
            times=times,
        )
        await row.save(force_create=True)
        u.record(
            Deed(
                action="ask_again",
                object_type="Analysis",
                object_id=analysis.id,
                summary=f"The question of the run is asked {times} times more",
            )
        )
        return row


async def keep(desk: Desk, viewer: Viewer, row: Stability) -> None:
    """Keep what was answered so far: what was paid for counts in the budget whatever comes next."""
    async with unit(desk, viewer, row.portfolio_id) as u:
        await row.save()
        signals = await Signal.filter(analysis_id=row.analysis_id).order_by("sequence").only("id")
        u.event("signals", signals=[signal.id for signal in signals], recommendations=[])
