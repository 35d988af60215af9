"""An execution's rows as the order life has them: its versions, what they post, and what waits for one to come."""

from collections.abc import Mapping
from decimal import Decimal

from actions.accounts import Loaded
from actions.audit import Deed
from actions.ledger import post
from actions.lots import keep
from actions.unit import Unit
from db.models import EarlyAmendment, Order
from db.models import Execution as Row
from trading.ledger import Cause
from trading.ports import BrokerEvent
from trading.state import Entry, Outcome
from trading.tape import Execution, Said
from trading.units import plain


async def keep_executions(u: Unit, loaded: Loaded, outcome: Outcome, order: Order) -> list[str]:
    """Write what is new or changed, and post the difference; return the ids of the rows that were touched."""
    before, after = loaded.state.executions, outcome.state.executions
    tape = outcome.state.tapes[order.symbol]
    rows = dict(loaded.rows)
    replaced = [await _bust(rows[name]) for name in before.keys() - after.keys()]  # inferred, and now confirmed
    changed = [name for name, execution in after.items() if before.get(name) != execution]
    for name in changed:
        rows[name] = await _keep_execution(u, rows.get(name), after[name], order)
    moved = await keep_realized(rows, tape.fold.realized)
    for name in changed:
        _record(u, rows[name])
    for entry in outcome.entries:
        await _post(u, entry, rows[entry.reference])
    if tape.fold.stock != loaded.shelf.stock:
        await keep(u, order.symbol, loaded.shelf, tape.fold.stock)
    return sorted({*replaced, *moved, *(rows[name].id for name in changed)})


async def keep_realized(rows: Mapping[str, Row], realized: Mapping[str, Decimal]) -> list[str]:
    """Bring each execution's profit in line with a replay; return the rows where it moved."""
    moved = [rows[name] for name, profit in realized.items() if name in rows and rows[name].realized != profit]
    for row in moved:
        row.realized = realized[row.broker_execution_id]
        await row.save(update_fields=["realized"])
    return [row.id for row in moved]


async def _bust(row: Row) -> str:
    row.busted = True
    await row.save(update_fields=["busted"])
    return row.id


async def _keep_execution(u: Unit, row: Row | None, execution: Execution, order: Order) -> Row:
    """Write an execution as it was said first, then what has become of it: a correction is a version of its own."""
    if row is None:
        row = await _insert(u, execution, order, execution.said, version=1)
    if (row.quantity, row.price) != (execution.now.quantity, execution.now.price):
        await _bust(row)
        row = await _insert(u, execution, order, execution.now, version=row.version + 1)
    if (row.fee, row.busted) != (execution.fee, execution.busted):
        row.fee, row.busted = execution.fee, execution.busted
        await row.save(update_fields=["fee", "busted"])
    return row


async def _insert(u: Unit, execution: Execution, order: Order, figures: Said, *, version: int) -> Row:
    row = Row(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        order_id=order.id,
        sequence=u.next_sequence(),
        account=u.portfolio.id,
        broker_execution_id=execution.id,
        version=version,
        broker_version=execution.version,
        place=execution.number,
        symbol=execution.symbol,
        side=execution.side,
        quantity=figures.quantity,
        price=figures.price,
        fee=execution.fee,
        said_fee=execution.said.fee,
        executed_at=execution.at,
    )
    await row.save(force_create=True)
    return row


def _record(u: Unit, row: Row) -> None:
    u.record(
        Deed(
            action="bust_execution" if row.busted else "book_execution",
            object_type="Execution",
            object_id=row.id,
            summary=f"{row.side} {plain(row.quantity)} {row.symbol} at {plain(row.price)}",
            after={
                "order": row.order_id,
                "execution": row.broker_execution_id,
                "version": row.version,
                "fee": plain(row.fee),
                "realized": plain(row.realized),
            },
        )
    )


async def _post(u: Unit, entry: Entry, row: Row) -> None:
    """Post an entry: a fill once by its row, what changes it later each time anew."""
    if entry.cause is Cause.EXECUTION:
        await post(u, entry.cause, row.id, entry.legs, row.executed_at)
    else:
        await post(u, entry.cause, f"{row.id}:{u.next_sequence()}", entry.legs)


async def keep_waiting(u: Unit, loaded: Loaded, outcome: Outcome, event: BrokerEvent) -> None:
    """Keep an amendment that came too early; drop those whose execution has come."""
    name = event.execution_id or ""
    before, after = (state.waiting.get(name, ()) for state in (loaded.state, outcome.state))
    if len(after) > len(before):
        await _early(u, after[-1]).save(force_create=True)
    elif before and not after:
        await EarlyAmendment.filter(account=u.portfolio.id, broker_execution_id=name).delete()


def _early(u: Unit, event: BrokerEvent) -> EarlyAmendment:
    return EarlyAmendment(
        id=u.desk.ids.new(),
        account=u.portfolio.id,
        broker_execution_id=event.execution_id,
        cursor=event.cursor,
        kind=event.kind,
        client_order_id=event.client_order_id,
        quantity=event.quantity,
        price=event.price,
        fee=event.fee,
        live=event.live,
        broker_version=event.version,
        at=event.at,
    )
