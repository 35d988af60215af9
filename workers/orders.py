"""Send orders and cancels to brokers, and book what brokers say."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from actions import executions, lookups, outbox, replacing, sending
from actions.executions import NONE, Answer
from actions.replacing import ReplaceClaim
from actions.sending import Claim, Errand
from adapters import brake
from adapters.patience import end
from db.models import Portfolio
from trading.errors import AdapterError, Rejected, Unavailable
from trading.orders import client_order_id, stem_and_version
from trading.ports import Broker, BrokerReport, Json
from workers.cash import adjust_cash
from workers.desk import Crew

CALL_S = 5.0
ANSWERED_S = 1.0  # so long an answer waits to be booked with what else the broker has said
HEAR_S = executions.PATIENCE.total_seconds()  # where nobody waits for it
SLACK_S = 0.5  # so long before the end of its lease a call is over
POLL_S = 1.0

log = logging.getLogger(__name__)


async def submit_order(ctx: dict[str, Any], payload: Json) -> None:
    """Carry one order to its broker. Whatever is left open by a crash comes again through the sweeper."""
    crew: Crew = ctx["crew"]
    job, account = str(payload["outbox_id"]), payload.get("portfolio_id")
    due = await carry(crew, str(payload["order_id"]), job, account and str(account))
    if due is not None:
        await outbox.postpone(job, due)


async def carry(crew: Crew, order_id: str, job: str | None = None, account: str | None = None) -> datetime | None:
    """Claim an order, send it or look what became of it, and book the answer; nothing where nothing is to be done.

    The `job` ends with the answer; the `account` is the order's portfolio, where that is known. Return when the order
    is to be looked up next, where its outcome stays unknown.
    """
    if brake.pulled(crew.settings.data_dir) is not None:
        return None  # the sweeper brings it back, under the stop that the brake stands for
    claim = await _claim(crew, order_id, job, account)
    if claim is None or (call_s := _call_s(crew, claim.until)) <= 0:
        return None  # nothing to do, or no time left to do it: the next claim looks what became of it
    broker, due = crew.desk.brokers[claim.broker], None
    try:
        async with asyncio.timeout(call_s):
            reports = await _ask(crew, broker, claim)
    except Rejected as no:
        for each in claim.orders:
            await sending.reject(crew.desk, crew.viewer, each, str(no), job)
    except (Unavailable, TimeoutError) as error:
        log.warning("order %s: outcome unknown, will be looked up: %s", order_id, error)
        for each in claim.orders:
            due = await lookups.unanswered(crew.desk, crew.viewer, each)
        return due
    else:
        return await _record(crew, broker, claim, reports, job)
    await drain(crew, broker, claim.account)
    return None


async def _claim(crew: Crew, order_id: str, job: str | None, account: str | None) -> Claim | None:
    """Claim an order, a job's with those that wait for the same portfolio.

    The job ends where the broker has the order already, or it is over.
    """
    if job is None:
        return await sending.claim(crew.desk, crew.viewer, order_id)
    account = account or await sending.account_of(order_id)
    claim = await crew.claims.ask(account, order_id, partial(sending.claim_all, crew.desk, crew.viewer, account))
    if claim is None and await sending.settled(order_id):
        await outbox.done(crew.desk, job)
    return claim


def _call_s(crew: Crew, until: datetime) -> float:
    """Return the seconds that a call may take under a lease, 0 or less when the commit took them all.

    When the lease is over another worker may look the order up, and must not overtake a call on its way.
    """
    return min(CALL_S, (until - crew.desk.clock.now()).total_seconds() - SLACK_S)


async def _record(
    crew: Crew, broker: Broker, claim: Claim, reports: Sequence[BrokerReport | None], job: str | None
) -> datetime | None:
    """Book what the broker said of each; return when what it does not know yet is to be looked up."""
    due, known = None, dict[str, BrokerReport]()
    for order_id, report in zip(claim.orders, reports, strict=True):
        if report is None:
            due = await lookups.missed(crew.desk, crew.viewer, order_id)
        else:
            known[order_id] = report
    ended = () if job is None or due is not None else (job,)
    answer = Answer(known, ended) if known or due is None else NONE
    book = partial(_book, crew, broker, claim.account)
    if job is None:
        await book([(answer, claim.cursor)])
    else:
        await crew.answers.ask(claim.account, (answer, claim.cursor), book)
    return due


async def _book(crew: Crew, broker: Broker, account: str, said: Sequence[tuple[Answer, int]]) -> list[None]:
    """Book answers to calls for one account, and what else the broker has said of it by then, in one go."""
    reports = {order_id: report for answer, _ in said for order_id, report in answer.reports.items()}
    jobs = [job for answer, _ in said for job in answer.jobs]
    answer, within = Answer(reports, jobs) if reports or jobs else NONE, timedelta(seconds=ANSWERED_S)
    cursor = max(cursor for _, cursor in said)
    try:
        await executions.drain(crew.desk, crew.viewer, broker, account, within, answer, cursor)
    except AdapterError as error:  # the answers are booked; the rest is heard by those who follow the broker
        log.warning("broker %s does not say what else there is of portfolio %s: %s", broker.name, account, error)
    return [None] * len(said)


async def _ask(crew: Crew, broker: Broker, claim: Claim) -> Sequence[BrokerReport | None]:
    """Send, or find out what became of an earlier attempt. A resend always has the same client order id.

    None: the broker does not know the order yet, and it may not be sent again. Raise Rejected for a definite
    no, which includes an order that certainly never reached the broker and may not be sent any more.
    """
    orders = tuple(claim.orders.values())
    if claim.errand is Errand.RESOLVE:
        found = [await broker.lookup(order.account, order.client_order_id) for order in orders]
        if any(found):
            return found
        may_send = claim.may_send and await sending.may_still(crew.desk, crew.viewer, claim)
        if not may_send and broker.capabilities.finds_at_once:
            raise Rejected("The order never reached the broker and may not be sent any more.")
        if not may_send or not broker.capabilities.dedupes_client_id:
            return found
    if len(orders) == 1:
        return [await broker.submit(orders[0])]
    return await broker.submit_oco(*orders)


async def cancel_order(ctx: dict[str, Any], payload: Json) -> None:
    """Ask the broker for a cancel; its outcome arrives as an event. An order on its way is waited for."""
    crew: Crew = ctx["crew"]
    order_id = str(payload["order_id"])
    errand, due = await sending.cancel_errand(order_id), None
    if errand is not None:
        order = errand.order
        broker = crew.desk.brokers[errand.broker]
        if not errand.known:
            return  # its sending is still under way; the sweeper brings this back
        await drain(crew, broker, order.account)
        try:
            async with asyncio.timeout(CALL_S):
                await broker.cancel(order.account, order.client_order_id)
        except Rejected as no:
            due = await sending.cancel_refused(crew.desk, crew.viewer, order_id, str(no))
        except (Unavailable, TimeoutError) as error:
            log.warning("cancel of %s: no answer, will be asked again: %s", order_id, error)
            return
        await drain(crew, broker, order.account)
    if due is not None:
        await outbox.postpone(str(payload["outbox_id"]), due)
    else:
        await outbox.done(crew.desk, str(payload["outbox_id"]))


async def replace_order(ctx: dict[str, Any], payload: Json) -> None:
    """Carry a replace to its broker; the outcome arrives as an event. Whatever is left open comes again."""
    crew: Crew = ctx["crew"]
    order_id, version = str(payload["order_id"]), int(payload["version"])
    due = await _carry_replace(crew, order_id, version)
    if await replacing.settled(order_id, version):
        await outbox.done(crew.desk, str(payload["outbox_id"]))
    elif due is not None:
        await outbox.postpone(str(payload["outbox_id"]), due)


async def _carry_replace(crew: Crew, order_id: str, version: int) -> datetime | None:
    """Claim a replace, send it or look what became of it, and book the answer. Return when to look next."""
    if brake.pulled(crew.settings.data_dir) is not None:
        return None
    claim = await replacing.claim(crew.desk, crew.viewer, order_id, version)
    if claim is None or (call_s := _call_s(crew, claim.until)) <= 0:
        return None
    broker = crew.desk.brokers[claim.broker]
    try:
        async with asyncio.timeout(call_s):
            arrived = await _ask_to_replace(broker, claim)
    except Rejected as no:
        await replacing.refuse(crew.desk, crew.viewer, order_id, version, str(no))
        arrived = True
    except (Unavailable, TimeoutError) as error:
        log.warning("replace of %s: outcome unknown, will be looked up: %s", order_id, error)
        return await lookups.unanswered(crew.desk, crew.viewer, order_id)
    await drain(crew, broker, claim.order.account)
    look = lookups.unanswered if arrived else lookups.missed  # it may have arrived and not be answered yet
    return await look(crew.desk, crew.viewer, order_id)


async def _ask_to_replace(broker: Broker, claim: ReplaceClaim) -> bool:
    """Send a replace once, or find out what became of it; False: the broker does not know it yet.

    It goes out again only where it certainly never arrived. Raise Rejected for a definite no.
    """
    if claim.errand is Errand.RESOLVE:
        stem, _ = stem_and_version(claim.order.client_order_id)
        if await broker.lookup(claim.order.account, client_order_id(stem, claim.version)) is not None:
            return True
        if not broker.capabilities.finds_at_once:
            return False
        if not claim.may_send:
            raise Rejected("The replace never reached the broker and may not be sent any more.")
    await broker.replace(claim.order, claim.version)
    return True


JOBS = {
    "replace_order": replace_order,
    "submit_order": submit_order,
    "cancel_order": cancel_order,
    "adjust_cash": adjust_cash,
}


async def drain(crew: Crew, broker: Broker, account: str) -> int:
    """Book everything that the broker has said about an account and is not booked; return how much that was."""
    return await executions.drain(crew.desk, crew.viewer, broker, account, timedelta(seconds=CALL_S))


async def drain_all(crew: Crew) -> int:
    """Book what every broker has said about every portfolio; return how much that was."""
    return sum([await _drain_broker(crew, broker) for broker in crew.desk.brokers.values()])


async def _drain_broker(crew: Crew, broker: Broker) -> int:
    """Book what one broker has said; an account that it says nothing of keeps no other waiting for ever."""
    booked = 0
    rows = await Portfolio.filter(broker=broker.name).only("id", "broker_cursor")
    cursors = {row.id: row.broker_cursor for row in rows}
    try:
        async with asyncio.timeout(HEAR_S):
            accounts = await broker.accounts_with_events(cursors)
    except (AdapterError, TimeoutError) as error:
        log.warning("broker %s does not answer: %s", broker.name, error)
        return 0
    for account in sorted(cursors.keys() & accounts):
        try:
            booked += await executions.drain(crew.desk, crew.viewer, broker, account, timedelta(seconds=HEAR_S))
        except AdapterError as error:
            log.warning("broker %s does not answer for portfolio %s: %s", broker.name, account, error)
    return booked


async def follow_brokers(crew: Crew) -> None:
    """Book every second what neither a submit nor the feed has booked. Runs until cancelled.

    Each broker is followed on its own: one that is slow, or does not answer, keeps no other waiting.
    """
    followers = [asyncio.create_task(_follow(crew, broker)) for broker in crew.desk.brokers.values()]
    try:
        await asyncio.gather(*followers)
    finally:
        await end(*followers)


async def _follow(crew: Crew, broker: Broker) -> None:
    while True:
        await _drain_broker(crew, broker)
        await asyncio.sleep(POLL_S)
