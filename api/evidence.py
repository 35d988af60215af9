"""Holds opinions and decisions against what they were made from, from the terminal."""

from decimal import Decimal

from ai.evidence import Damaged
from api.operator import beside
from db.models import Analysis, Evidence, Signal
from db.reads.evidence import gone as gone_bundles
from graph import ids
from settings import Settings
from trading.errors import Conflict, NotFound
from trading.units import plain
from workers.desk import Crew
from workers.evidence import check, opened, rerun
from workers.main import crew
from workers.stability import reask

LAST = "last"


async def verify(settings: Settings, signal_id: str | None) -> tuple[bool, str]:
    """Prove that no bundle was changed since it was signed, then recompute one signal: the latest without an id.

    Return whether all holds, and the words.
    """
    async with beside(settings) as desk, crew(desk, settings) as hands:
        lines, holds = [], True
        names = [row.hash for row in await Evidence.all().only("hash", "created_at").order_by("created_at")]
        gone = await gone_bundles()
        for name in names:
            try:
                wrong = (await opened(desk.notary, name))[1]
            except Damaged as damage:
                wrong = [str(damage)]
            holds = holds and not wrong
            lines += [f"{name}: {'; '.join(wrong)}"] if wrong else []
        holds = holds and not gone
        lines += [f"{name}: a run was made from it, and it is not kept" for name in gone]
        lines.append(f"{len(names)} bundles of evidence, {len(lines)} damaged")
        signal = await _signal(signal_id)
        if signal is not None:
            same, words = await _recomputed(hands, signal)
            holds = holds and same
            lines.append(f"{signal.symbol} of {signal.as_of}: {words}")
        return holds, "\n".join(lines)


async def _recomputed(hands: Crew, signal: Signal) -> tuple[bool, str]:
    """Recompute a signal; return whether it is the same, and the words."""
    try:
        found = await check(hands.models, hands.desk.notary, signal)
    except (Conflict, NotFound) as refusal:
        return False, refusal.message
    numbers = f"recorded {plain(found.recorded)}, recomputed {plain(found.recomputed)}"
    return found.matches, f"{numbers}: {'matches' if found.matches else '; '.join(found.differences)}"


async def _signal(signal_id: str | None) -> Signal | None:
    if signal_id is None:
        opinions = Signal.filter(analysis_id__isnull=False)  # a rebalance has none
        return await opinions.order_by("-created_at", "-sequence").first()
    found = await Signal.get_or_none(id=_raw(signal_id, "Signal"))
    if found is None:
        raise NotFound(f"There is no signal {signal_id}.", signal_id)
    return found


async def again(settings: Settings, run_id: str) -> tuple[bool, str]:
    """Make a run's decisions again from what was kept, `last` being the latest; return whether all agree."""
    async with beside(settings) as desk, crew(desk, settings) as hands:
        found = await rerun(hands.models, desk.notary, await _run_id(run_id))
    lines = [f"{each.symbol:<10}{each.decided:<32}{'; '.join(each.differences) or 'the same'}" for each in found]
    agrees = not any(each.differences for each in found)
    lines.append("Every decision is the same, to the last digit." if agrees else "Not everything is the same.")
    return agrees, "\n".join(lines)


async def stability(settings: Settings, run_id: str, times: int) -> str:
    """Ask a run's question to the language model again, within the budget of the day; return what it showed."""
    async with beside(settings) as desk, crew(desk, settings) as hands:
        found = await reask(hands, await _run_id(run_id), times)
    lines = [f"{found.model}: {found.usable} of {found.times} answers could be used; {plain(found.cost)} US dollars."]
    for symbol, shown in sorted(found.symbols.items()):
        scores = f"score {shown['lowest']} to {shown['highest']}" if "lowest" in shown else "no score"
        lines.append(f"{symbol:<10}the same action in {Decimal(shown['same_action']):.0%} of them, {scores}")
    return "\n".join([*lines, *([found.failure] if found.failure else [])])


async def _run_id(given: str) -> str:
    """Return the id of a run with evidence, the latest for `last`. Raise NotFound when there is none."""
    if given != LAST:
        return _raw(given, "Analysis")
    latest = await Analysis.exclude(evidence=None).order_by("-requested_at", "-sequence").first()
    if latest is None:
        raise NotFound("No run has evidence yet.")
    return latest.id


def _raw(given: str, kind: str) -> str:
    """Take a global id as clients see it, or the bare one."""
    try:
        type_name, raw = ids.split(given)
    except NotFound:
        return given
    return raw if type_name == kind else given
