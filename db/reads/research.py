"""Queries about analyses and what they left."""

from datetime import datetime
from decimal import Decimal

from db.models import Analysis, Stability
from trading.units import ZERO


async def spent_since(portfolio_id: str, since: datetime) -> Decimal:
    """Return what language models have cost a portfolio since an instant of real time, and what questions under way
    may cost at most, in US dollars."""
    rows = await Analysis.filter(portfolio_id=portfolio_id, asked_at__gte=since).only("id", "cost", "reserved")
    again = await Stability.filter(portfolio_id=portfolio_id, at__gte=since).only("id", "cost", "reserved")
    asked = [row.cost + row.reserved for row in rows] + [row.cost + row.reserved for row in again]
    return sum(asked, ZERO)


async def paid_answers(prompt_hash: str, since: datetime) -> list[tuple[str, str]]:
    """Return the answers that runs asked this question since an instant of real time took, newest first, each with the
    model that gave it. Those that came from an earlier run, and did not have to be paid for, are left out."""
    took = Analysis.filter(prompt_hash=prompt_hash, asked_at__gte=since, model__isnull=False, outlook__isnull=False)
    rows = await took.order_by("-asked_at", "id").values_list("model", "answers", "calls")
    found = []
    for model, answers, calls in rows:
        paid = {text for text, call in zip(answers, calls, strict=False) if call["prompt_tokens"]}
        if answers and answers[-1] in paid:
            found.append((model, answers[-1]))
    return found
