"""A portfolio's login at its broker: tried, sealed, handed over, and sealed anew when the keys of the desk change."""

from typing import Final

from actions.access import portfolio_for
from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import BrokerCredentials, Portfolio
from trading.errors import (
    Conflict,
    FieldProblem,
    InvalidInput,
    NotAllowed,
    Permission,
    Rejected,
    Unavailable,
    Unreachable,
)
from trading.ports import Desk, TakesLogin

TEXT_MAX: Final = 200
ROUNDS_MAX: Final = 10


async def put(desk: Desk, viewer: Viewer, portfolio_id: str, key_id: str, secret: str) -> Portfolio:
    """Give a portfolio another login at the same account of its broker; no answer ever shows it again.

    Needs ADMIN there, and the owner of the desk, whose account it is. The broker is asked first, outside of any
    transaction. Raise InvalidInput, NotFound, NotAllowed, Unreachable, or Conflict where the broker takes no logins,
    refuses this one, or it is of another account.
    """
    _validate(key_id, secret)
    portfolio = await portfolio_for(viewer, portfolio_id, Permission.ADMIN)
    if not viewer.runs_the_desk:
        raise NotAllowed("Only the owner of the desk may set a broker's credentials.", Permission.ADMIN)
    broker: object = desk.brokers.get(portfolio.broker)
    if not isinstance(broker, TakesLogin):
        raise Conflict(f"The broker {portfolio.broker} takes no credentials.")
    try:
        await broker.take_login(portfolio.id, key_id, secret)
    except Rejected as no:
        raise Conflict(f"The broker {portfolio.broker} refuses these credentials: {no}") from no
    except Unavailable as error:
        raise Unreachable(f"The broker {portfolio.broker} does not answer: {error}") from error
    async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN) as u:
        row = await BrokerCredentials.get_or_none(portfolio_id=portfolio_id)
        fresh = row is None
        row = row or BrokerCredentials(id=desk.ids.new(), portfolio_id=portfolio_id)
        _seal(desk, row, key_id, secret)
        row.set_at = u.now
        await row.save(force_create=fresh)
        u.record(
            Deed(
                action="set_credentials",
                object_type="Portfolio",
                object_id=portfolio_id,
                summary=f"Credentials at {portfolio.broker} were set",
            )
        )
        return u.portfolio


def _validate(key_id: str, secret: str) -> None:
    problems = [
        FieldProblem((name,), f"1 to {TEXT_MAX} printable characters without spaces.")
        for name, text in (("keyId", key_id), ("secret", secret))
        if not 1 <= len(text) <= TEXT_MAX or not text.isascii() or not text.isprintable() or " " in text
    ]
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


def _seal(desk: Desk, row: BrokerCredentials, key_id: str, secret: str) -> None:
    row.key_id = desk.vault.seal(key_id, f"{row.id} key_id")
    row.secret = desk.vault.seal(secret, f"{row.id} secret")


def unseal(desk: Desk, row: BrokerCredentials) -> tuple[str, str]:
    """Return key id and secret of a login that is kept. Raise an AdapterError where the desk's keys do not open it."""
    return desk.vault.unseal(row.key_id, f"{row.id} key_id"), desk.vault.unseal(row.secret, f"{row.id} secret")


async def rotate(desk: Desk, viewer: Viewer) -> int:
    """Seal everything anew under a new key, drop the old ones, sign with a new key; return how many rows were sealed.

    The new key comes first, so whoever seals or opens meanwhile can; the old one goes when nothing is left of it.
    """
    desk.vault.renew()
    count = 0
    for _ in range(ROUNDS_MAX):
        done = await _reseal(desk, viewer)
        count += done
        if not done:
            break
    else:
        raise Conflict("Credentials are being changed all the time; try again.")
    desk.vault.forget()
    async with unit(desk, viewer) as u:
        u.record(Deed(action="rotate_secrets", summary=f"New keys of the desk; {count} credentials were sealed anew"))
    return count


async def _reseal(desk: Desk, viewer: Viewer) -> int:
    """Seal what older keys have sealed, in one transaction; return how many rows that were."""
    mark, done = f"{desk.vault.sealing_key}.", 0
    async with unit(desk, viewer):
        for row in await BrokerCredentials.all().order_by("id").select_for_update():
            if row.key_id.startswith(mark) and row.secret.startswith(mark):
                continue
            _seal(desk, row, *unseal(desk, row))
            await row.save(update_fields=["key_id", "secret"])
            done += 1
    return done
