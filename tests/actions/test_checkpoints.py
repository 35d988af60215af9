"""Proves that signed checkpoints show what the hash chains alone cannot: rows cut off, rewritten chains, whole chains
gone, and checkpoints forged or taken away; and that one is written every hour and after every stop.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from actions import checkpoints, stops
from actions.audit import GENESIS, link_hash
from db import engine
from db.models import Alert, AuditEntry, AuditHead
from tests.desks import Stage, buy, sqlite_only
from trading.checkpoints import sound
from trading.stop import StopLevel, StopScope

FILE = "checkpoints.jsonl"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / FILE


async def open_the_chains() -> None:
    """What somebody with the database's password can do first."""
    on = " ON audit_entries" if await engine.dialect() == "postgres" else ""
    for name in ("audit_entries_update", "audit_entries_delete"):
        await engine.connection().execute_query(f"DROP TRIGGER {name}{on}")


async def history(desk: Stage) -> str:
    """Trade a little, with a checkpoint between and at the end; return the portfolio's chain."""
    await desk.trade(buy("AAA", "1"))
    await checkpoints.write(desk.desk, desk.crew.viewer)
    await desk.trade(buy("BBB", "1"))
    await checkpoints.write(desk.desk, desk.crew.viewer)
    await open_the_chains()
    return desk.portfolio_id


async def signed(desk: Stage) -> list[int]:
    """The rows of the portfolio's chain that the checkpoints saw."""
    return [
        each.heads[desk.portfolio_id][0] for each in sound(await desk.desk.notary.lines(), desk.desk.notary.sign)[0]
    ]


async def cut_off(chain: str, after: int) -> None:
    """Delete the rows after one, and set the head to it, so that the chain looks whole."""
    await AuditEntry.filter(chain=chain, sequence__gt=after).delete()
    last = await AuditEntry.get(chain=chain, sequence=after)
    await AuditHead.filter(chain=chain).update(sequence=after, hash=last.hash)


async def rewrite(chain: str, row: int, summary: str) -> None:
    """Change a row and reckon every hash after it anew, so that the chain looks whole."""
    previous = GENESIS
    for entry in await AuditEntry.filter(chain=chain).order_by("sequence"):
        entry.summary = summary if entry.sequence == row else entry.summary
        entry.previous_hash = previous
        entry.hash = previous = link_hash(entry)
        await entry.save()
    await AuditHead.filter(chain=chain).update(hash=previous)


def rewritten(file: Path, name: str) -> None:
    """Do to the file what the name says."""
    lines = tampered(file.read_text().splitlines(), name)
    file.write_text("".join(f"{line}\n" for line in lines))


async def problems(desk: Stage) -> list[str]:
    return await checkpoints.problems(desk.desk)


async def chains_look_whole() -> bool:
    return not any((await checkpoints.chains()).values())


# ---------------------------------------------------------------- the database


async def test_an_honest_desk_has_no_problem(desk: Stage) -> None:
    assert await problems(desk) == []
    await history(desk)
    assert await chains_look_whole()
    assert await problems(desk) == []
    made = await checkpoints.write(desk.desk, desk.crew.viewer)
    assert made.sequence == 3
    assert set(made.heads) == {desk.portfolio_id, "desk"}
    assert await problems(desk) == []


async def test_rows_cut_off_at_the_end_are_found_though_the_chain_looks_whole(desk: Stage) -> None:
    chain = await history(desk)
    first, last = await signed(desk)
    await cut_off(chain, last - 1)
    assert await chains_look_whole()
    assert await problems(desk) == [
        f"{chain}: row {last}, which checkpoint 2 saw, is missing; the chain ends at row {last - 1}"
    ]
    await cut_off(chain, first - 1)
    assert await problems(desk) == [
        f"{chain}: row {first}, which checkpoint 1 saw, is missing; the chain ends at row {first - 1}"
    ]


async def test_a_rewritten_chain_is_found_though_every_hash_fits(desk: Stage) -> None:
    chain = await history(desk)
    first, last = await signed(desk)
    await rewrite(chain, last, "Nothing happened")
    assert await chains_look_whole()
    assert await problems(desk) == [f"{chain}: row {last} is not the one of checkpoint 2: rewritten after row {first}"]
    await rewrite(chain, 1, "Nothing happened")
    assert await problems(desk) == [f"{chain}: row {first} is not the one of checkpoint 1: rewritten after row 0"]


async def test_a_chain_that_is_gone_is_named(desk: Stage) -> None:
    chain = await history(desk)
    first, _ = await signed(desk)
    await AuditEntry.filter(chain=chain).delete()
    await AuditHead.filter(chain=chain).delete()
    assert await problems(desk) == [f"{chain}: the chain is gone; checkpoint 1 saw {first} rows"]
    assert (await checkpoints.chains())[chain] == "the chain or its head is gone"


@sqlite_only
async def test_a_chain_without_its_head_is_named(desk: Stage) -> None:
    chain = await history(desk)
    await AuditHead.filter(chain=chain).delete()
    assert (await checkpoints.chains())[chain] == "the chain or its head is gone"


# ---------------------------------------------------------------- the file


def tampered(lines: Sequence[str], name: str) -> list[str]:
    match name:
        case "removed first":
            return list(lines[1:])
        case "removed last":
            return list(lines[:-1])
        case "removed all":
            return []
        case _:
            return [*lines[:-1], lines[-1].replace('"epoch":0', '"epoch":1')]


@sqlite_only
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("removed first", "checkpoint 1 was removed: its place has checkpoint 2"),
        ("removed last", "checkpoint 2 was removed: row {row} of the desk's chain records it"),
        ("removed all", "checkpoint 1 was removed: row {first} of the desk's chain records it"),
        ("changed", "checkpoint 2 was forged: the desk's key has not signed it"),
    ],
)
async def test_a_checkpoint_that_was_forged_or_removed_is_named(desk: Stage, file: Path, name: str, said: str) -> None:
    await history(desk)
    rewritten(file, name)
    first, row = [
        entry.sequence
        for entry in await AuditEntry.filter(chain="desk", action="write_checkpoint").order_by("sequence")
    ]
    assert (await problems(desk))[0] == said.format(row=row, first=first)


@sqlite_only
async def test_a_checkpoint_in_the_place_of_a_removed_one_is_not_taken_for_it(desk: Stage, file: Path) -> None:
    await history(desk)
    rewritten(file, "removed last")
    await checkpoints.write(desk.desk, desk.crew.viewer)
    [problem] = await problems(desk)
    assert problem.startswith("checkpoint 2 was forged: row ")


# ---------------------------------------------------------------- when


@sqlite_only
async def test_one_is_due_at_first_every_hour_and_after_a_stop(desk: Stage) -> None:
    async def due() -> int | None:
        made = await checkpoints.write_due(desk.desk, desk.crew.viewer)
        return made.sequence if made else None

    assert [await due(), await due()] == [1, None]
    desk.later(minutes=59)
    assert await due() is None
    desk.later(minutes=1)
    assert [await due(), await due()] == [2, None]
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "Enough.")
    assert [await due(), await due()] == [3, None]
    assert await problems(desk) == []


@sqlite_only
async def test_the_desk_itself_warns_once_when_its_trail_was_changed(desk: Stage) -> None:
    chain = await history(desk)
    _, last = await signed(desk)
    await cut_off(chain, last - 1)
    for _ in range(3):
        desk.later(hours=1)
        await checkpoints.write_due(desk.desk, desk.crew.viewer)
    [alert] = await Alert.filter(code="AUDIT_BROKEN")
    assert (alert.portfolio_id, alert.severity, chain in alert.message) == (None, "CRITICAL", True)
    assert len(await problems(desk)) == 1  # later checkpoints do not hide what an earlier one saw


@sqlite_only
async def test_a_line_that_is_no_checkpoint_does_not_end_them(desk: Stage) -> None:
    await desk.desk.notary.add(lambda _: "rubbish")
    made = await checkpoints.write_due(desk.desk, desk.crew.viewer)
    assert made is not None
    assert made.sequence == 2
    assert (await problems(desk))[0] == "checkpoint 1 was forged: its line cannot be read"
    assert timedelta(0) == desk.clock.now() - made.at
