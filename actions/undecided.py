"""What a run leaves that came to no decision: a record for each symbol, which says so."""

from actions.unit import Unit
from db.models import Analysis, Decision, DecisionOutcome, JobState


async def undecided(u: Unit, run: Analysis, state: JobState, why: str | None) -> None:
    """Record of every symbol that nothing was decided, since the run failed or was canceled."""
    explanation = why or "The run was canceled before it came to a decision."
    records = [
        Decision(
            id=u.desk.ids.new(),
            portfolio_id=u.portfolio.id,
            sequence=u.next_sequence(),
            analysis_id=run.id,
            symbol=symbol,
            outcome=DecisionOutcome.ABSTAINED,
            stopped_by=f"RUN_{state.value}",
            explanation=explanation[:1000],
            created_at=u.market_now,
        )
        for symbol in run.symbols
    ]
    await Decision.bulk_create(records)
