"""Overrides: another person lets one order pass some soft limits, once, for a reason."""

from collections.abc import Iterable
from datetime import timedelta

from actions.audit import Deed
from actions.notes import validate_note
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.models import Order, Override
from trading.errors import Conflict, DenialCode, FieldProblem, InvalidInput, Permission
from trading.orders import Terms
from trading.ports import Desk
from trading.risk import SOFT
from trading.terms import validate, wording

TTL = timedelta(minutes=15)


async def grant(
    desk: Desk, viewer: Viewer, portfolio_id: str, wanted: Terms, codes: Iterable[DenialCode], reason: str
) -> Override:
    """Let an order on exactly these terms pass these checks, placed by another person within 15 minutes.

    Needs RISK. Raise Conflict OVERRIDE_REFUSED for codes that nobody can override.
    """
    validate(wanted)
    validate_note(reason, "reason")
    asked = sorted(set(codes))
    if not asked:
        raise InvalidInput("Name the checks to override.", FieldProblem(("codes",), "At least one."))
    if hard := [code for code in asked if code not in SOFT]:
        raise Conflict(f"{', '.join(hard)} cannot be overridden.", DenialCode.OVERRIDE_REFUSED)
    async with unit(desk, viewer, portfolio_id, needs=Permission.RISK) as u:
        granted = Override(
            id=desk.ids.new(),
            portfolio_id=portfolio_id,
            terms_hash=fingerprint(*wording(wanted)),
            codes=[code.value for code in asked],
            reason=reason,
            granted_by_id=viewer.user_id,
            granted_at=u.now,
            expires_at=u.now + TTL,
        )
        await granted.save(force_create=True)
        u.record(
            Deed(
                action="grant_override",
                object_type="Override",
                object_id=granted.id,
                summary=f"{wanted.side} {wanted.quantity} {wanted.symbol} may pass {', '.join(asked)}",
                reason=reason,
            )
        )
        return granted


async def fitting(u: Unit, override_id: str | None, wanted: Terms) -> Override | None:
    """Return the override for an order about to be placed; raise Conflict OVERRIDE_REFUSED when it does not fit."""
    if override_id is None:
        return None
    override = await Override.select_for_update().get_or_none(id=override_id, portfolio_id=u.portfolio.id)
    if override is None or override.terms_hash != fingerprint(*wording(wanted)):
        raise _refused("This override is not for this order.")
    if override.used_by_id is not None or override.expires_at < u.now:
        raise _refused("This override was used or has expired.")
    if override.granted_by_id == u.viewer.user_id:
        raise _refused("An override is granted by another person.")
    return override


def codes(override: Override | None) -> frozenset[DenialCode]:
    """Return what an override lets pass."""
    return frozenset(DenialCode(code) for code in override.codes) if override else frozenset()


async def use(u: Unit, override: Override, order: Order, waived: Iterable[DenialCode]) -> None:
    """Use an override up."""
    override.used_by_id = order.id
    order.override_id = override.id
    await override.save(update_fields=["used_by_id"])
    await order.save(update_fields=["override_id"])
    u.record(
        Deed(
            action="use_override",
            object_type="Override",
            object_id=override.id,
            summary=f"An order passed {', '.join(sorted(waived))}",
            reason=override.reason,
            after={"order": order.id},
        )
    )


def _refused(message: str) -> Conflict:
    return Conflict(message, DenialCode.OVERRIDE_REFUSED)
