"""Proves the demo: through the real worker, the same every time, and table, picture and ledger agree to the cent.

The short runs begin in April 2010 and have limits so tight that they trip, orders are denied and a stop is released.
"""

import asyncio
import io
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from rich.console import Console

from actions import portfolios
from adapters.market.replay import Replay
from api import demo as command
from api.parity import compare
from db.models import Feed, Order, Outbox
from settings import Settings
from trading.benchmark import Worth
from workers.demo import CLASSES, run_demo, trading_days
from workers.main import WorkerClass
from workers.outcome import DemoResult

START, DAYS = "2010-04-20", 30
TIGHT = {"max_daily_loss_ratio": "0.004", "max_drawdown_ratio": "0.011", "daily_risk_budget_ratio": "0.01"}
MONEY = "SELECT account, sum(amount) FROM postings WHERE amount IS NOT NULL GROUP BY account"


@dataclass(frozen=True)
class Run:
    result: DemoResult
    database: Path
    heard: list[tuple[date, int, int]]


def fresh(template: Path, folder: Path, start: str = START) -> Settings:
    """Settings of a demo whose migrated database lies in a folder of its own."""
    folder.mkdir()
    shutil.copyfile(template, folder / "plimsoll.db")
    return Settings(data_dir=folder, durability="off", replay_start=start)


def played(settings: Settings, redis_url: str, days: int | None) -> Run:
    heard: list[tuple[date, int, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portfolios, "DEMO_LIMITS", portfolios.DEMO_LIMITS | TIGHT)
        result = asyncio.run(
            run_demo(settings, redis_url, days=days, progress=lambda day, done, total: heard.append((day, done, total)))
        )
    return Run(result, settings.data_dir / "plimsoll.db", heard)


@pytest.fixture(scope="module")
def run(sqlite_template: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return played(fresh(sqlite_template, tmp_path_factory.mktemp("demo") / "one"), redis_url, DAYS)


def asked(run: Run, query: str) -> list[tuple[object, ...]]:
    """Ask the database that a demo left behind, without any of our code between."""
    with closing(sqlite3.connect(f"file:{run.database}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.slow
def test_the_same_seed_gives_the_same_orders_fills_and_ledger(
    run: Run, sqlite_template: Path, redis_url: str, tmp_path: Path
) -> None:
    again = played(fresh(sqlite_template, tmp_path / "two"), redis_url, DAYS)
    one, two = (replace(each.result, seconds=1.0) for each in (run, again))
    assert one.trades > 0
    assert one == two
    orders = "SELECT symbol, side, quantity, filled, filled_value, placed_at, denial FROM orders ORDER BY sequence"
    assert asked(run, orders) == asked(again, orders)


def test_the_backtester_makes_the_same_of_the_recorded_session(run: Run) -> None:
    """A drawdown, a daily loss, denials, releases and exits in pairs are in it."""
    holds, words = asyncio.run(compare(Settings(durability="off", replay_start=START), run.database.parent))
    assert holds, words
    assert f"{run.result.orders} orders, {run.result.trades} fills" in words
    hashes = {line.split()[1] for line in words.splitlines() if line.startswith("  re")}
    assert len(hashes) == 1
    assert {"DRAWDOWN", "DAILY_LOSS"} <= run.result.stops_engaged.keys()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE orders SET quantity = quantity + 1000000000 WHERE sequence = (SELECT min(sequence) FROM orders)",
        "UPDATE orders SET denial = 'CONCENTRATION' WHERE denial = 'DAILY_RISK_BUDGET'",
        "UPDATE executions SET realized = realized + 1 WHERE sequence = (SELECT min(sequence) FROM executions)",
    ],
)
def test_a_session_that_was_recorded_otherwise_is_not_the_same(run: Run, tmp_path: Path, change: str) -> None:
    copy = tmp_path / "plimsoll.db"
    with closing(sqlite3.connect(run.database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        assert target.execute(change).rowcount > 0
        target.commit()
    holds, words = asyncio.run(compare(Settings(durability="off", replay_start=START), tmp_path))
    assert not holds
    assert "NOT the same" in words
    assert "recorded only" in words


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE journal_entries SET cause = 'BUST' WHERE cause = 'EXECUTION'", "entries that the market did not make"),
        (
            "UPDATE audit_entries SET summary = replace(summary, 'DAILY_LOSS', 'MANUAL') WHERE action = 'engage_stop'",
            "stops that no loss limit engaged",
        ),
        ("UPDATE audit_entries SET action = 'set_risk_limits' WHERE action = 'place_order'", "changes of its limits"),
    ],
)
def test_what_no_market_time_tells_is_refused_by_name(run: Run, tmp_path: Path, change: str, why: str) -> None:
    copy = tmp_path / "plimsoll.db"
    with closing(sqlite3.connect(run.database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        for (trigger,) in target.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            target.execute(f"DROP TRIGGER {trigger}")  # journal and audit trail only grow
        assert target.execute(change).rowcount > 0
        target.commit()
    holds, words = asyncio.run(compare(Settings(durability="off", replay_start=START), tmp_path))
    assert not holds
    assert "cannot be replayed: it has" in words
    assert why in words


def test_every_day_is_told_once_in_order(run: Run) -> None:
    days = Replay(None, 7).days()
    first = days.index(date.fromisoformat(START))
    expected = [(days[first - 1 + done], done, DAYS) for done in range(DAYS + 1)]
    assert run.heard == expected
    assert [point.day for point in run.result.desk.points] == [day for day, _, _ in expected]


def test_limits_trip_and_the_second_person_releases_by_the_rules(run: Run) -> None:
    result = run.result
    assert result.stops_engaged["DRAWDOWN"] == 1
    assert result.stops_released == 1
    assert result.denials["DAILY_RISK_BUDGET"] > 0
    assert asked(run, "SELECT count(*) FROM orders WHERE denial IS NOT NULL AND (sent_at IS NOT NULL OR filled)") == [
        (0,)
    ]
    assert asked(run, "SELECT count(*) FROM orders WHERE parent_id IS NOT NULL AND filled > 0") > [(0,)]
    assert sum(result.decisions.values()) == 5 * (DAYS + 1)  # one for each symbol and close, traded or not
    assert result.decisions["DENIED"] == sum(result.denials.values())
    released = (
        "FROM audit_entries WHERE action = 'release_stop' AND summary LIKE 'Released%'"  # a day's loss ends alone
    )
    steps = asked(run, f"SELECT summary, actor_id {released} ORDER BY sequence")
    assert [summary for summary, _ in steps] == ["Released from HALTED to REDUCING", "Released from REDUCING to ACTIVE"]
    [(officer,)] = asked(run, "SELECT user_id FROM members WHERE role = 'RISK_OFFICER'")
    assert {actor for _, actor in steps} == {officer}


def test_a_drawdown_cancels_what_works_and_lets_nothing_open_until_it_is_released(run: Run) -> None:
    [(canceled, still_open, unknown)] = asked(
        run, "SELECT orders_canceled, orders_still_open, orders_unknown FROM stop_receipts WHERE reason = 'DRAWDOWN'"
    )
    assert (canceled, still_open, unknown) == (canceled, 0, 0) != (0, 0, 0)
    when = "(SELECT at FROM audit_entries WHERE summary = '{}')"
    halted = when.format("STOP (DRAWDOWN): trading is HALTED")
    reducing, active = (when.format(f"Released from {step}") for step in ("HALTED to REDUCING", "REDUCING to ACTIVE"))
    [(length,)] = asked(run, f"SELECT julianday({active}) - julianday({halted})")
    assert float(str(length)) > 0
    assert asked(run, f"SELECT count(*) FROM orders WHERE sent_at > {halted} AND sent_at < {reducing}") == [(0,)]
    opened = "NOT reducing AND denial IS NULL"
    assert asked(
        run, f"SELECT count(*) FROM orders WHERE placed_at > {halted} AND placed_at < {active} AND {opened}"
    ) == [(0,)]
    assert asked(run, f"SELECT count(*) FROM orders WHERE placed_at > {active} AND {opened}") > [(0,)]


def test_everything_went_through_the_worker_and_is_done(run: Run) -> None:
    accepted = run.result.orders - sum(run.result.denials.values())
    jobs = asked(run, "SELECT topic, count(*), count(done_at) FROM outbox WHERE kind = 'JOB' GROUP BY topic")
    counted = {topic: (queued, done) for topic, queued, done in jobs}
    assert counted["submit_order"] == (accepted, accepted)
    assert counted["run_analysis"] == (DAYS + 1, DAYS + 1)
    assert asked(run, "SELECT count(*) FROM orders WHERE sent_at IS NOT NULL") == [(accepted,)]


def test_every_close_is_what_the_postings_up_to_it_are_worth(run: Run) -> None:
    """Equity recomputed from raw postings and raw bars, to the cent."""
    points = asked(run, "SELECT day, at, equity FROM equity_points ORDER BY day")
    kept = [Worth(date.fromisoformat(str(day)), Decimal(str(equity)).scaleb(-2)) for day, _, equity in points]
    assert kept == list(run.result.desk.points)
    market = Replay(None, run.result.seed)
    for worth, (_, at, _) in zip(kept, points, strict=True):
        assert worth.equity == equity_at(run, market, worth.day, str(at))
    assert kept[-1].equity != kept[0].equity


def equity_at(run: Run, market: Replay, day: date, at: str) -> Decimal:
    """Cash and shares by the postings of entries up to an instant, at that day's closes."""
    up_to = f"FROM postings JOIN journal_entries e ON e.id = entry_id WHERE e.at <= '{at}' AND account ="
    [(cash,)] = asked(run, f"SELECT sum(amount) {up_to} 'CASH'")
    held = asked(run, f"SELECT symbol, sum(quantity) {up_to} 'POSITION' GROUP BY symbol")
    equity = Decimal(str(cash)).scaleb(-2)
    for symbol, nanos in held:
        close = market.bars(str(symbol), until=day, count=1)[0].close
        equity += (Decimal(str(nanos)).scaleb(-9) * close).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return equity


def test_the_ledger_holds_and_says_what_the_result_says(run: Run) -> None:
    result = run.result
    assert result.failures == ()
    money = {name: Decimal(str(cents)).scaleb(-2) for name, cents in asked(run, MONEY)}
    assert result.costs == money["FEES"] > 0
    assert result.dividends == -money.get("DIVIDENDS", Decimal(0))
    assert asked(run, "SELECT count(*), sum(fee) FROM executions") == [(result.trades, int(money["FEES"] * 100))]


def test_the_paper_broker_has_the_same_cash(run: Run) -> None:
    with closing(sqlite3.connect(run.database.parent / "paper.db")) as connection:
        [(cents,)] = connection.execute("SELECT cents FROM accounts").fetchall()
    assert asked(run, "SELECT sum(amount) FROM postings WHERE account = 'CASH'") == [(cents,)]


def test_table_and_picture_agree_with_the_result_to_the_cent(run: Run) -> None:
    result = run.result
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(command.table(result))
    shown, drawn = console.export_text(), command.svg(result)
    for curve, name in ((result.desk, "The desk"), (result.benchmark, "Equal-weight buy and hold")):
        assert f"${curve.final:,.2f}" in shown
        last = f'data-name="{name}" data-last-day="{curve.points[-1].day}" data-last-amount="{curve.final:.2f}"'
        assert last in drawn
    assert f"${result.costs:,.2f}" in shown
    assert f"DRAWDOWN {result.stops_engaged['DRAWDOWN']}" in shown
    assert result.ledger_hash[:16] in shown


async def test_without_an_orders_worker_it_stands_still(sqlite_template: Path, redis_url: str, tmp_path: Path) -> None:
    heard: list[int] = []
    settings = fresh(sqlite_template, tmp_path / "demo")
    playing = asyncio.create_task(
        run_demo(
            settings,
            redis_url,
            days=DAYS,
            progress=lambda day, done, total: heard.append(done),
            classes=CLASSES - {WorkerClass.ORDERS},
        )
    )
    try:
        await _until(playing, lambda: Order.exists(open=True))
        before, place = list(heard), await Feed.first().values_list("day", "index")
        await asyncio.sleep(1.0)
        assert heard == before
        assert await Feed.first().values_list("day", "index") == place
        assert not await Order.exists(sent_at__isnull=False)
        assert await Outbox.exists(topic="submit_order", done_at=None)
    finally:
        playing.cancel()
        with suppress(asyncio.CancelledError):
            await playing


async def _until(playing: "asyncio.Task[DemoResult]", question: Callable[[], object]) -> None:
    """Ask the demo's own database until the answer is yes; the demo must not end before."""
    async with asyncio.timeout(60):
        while True:
            assert not playing.done()
            with suppress(Exception):  # before the demo has opened its database
                if await question():  # type: ignore[misc]
                    return
            await asyncio.sleep(0.05)


def test_a_history_without_days_is_refused() -> None:
    market = Replay(None, 7)
    assert trading_days(market, market.days()[-1], None) == market.days()[-1:]
    with pytest.raises(ValueError, match="no trading day"):
        trading_days(market, date(2999, 1, 1), None)


def test_the_command_prints_a_losing_result_as_it_is(run: Run) -> None:
    losing = replace(run.result, desk=replace(run.result.desk, points=run.result.desk.points[:2]))
    assert command.percent(Decimal("-0.0612")) == "-6.12%"
    assert command.money(Decimal("-12.5")) == "-$12.50"
    assert "promises nothing" in command.svg(losing)


@pytest.mark.overnight
def test_two_years_end_with_a_ledger_that_holds(sqlite_template: Path, redis_url: str, tmp_path: Path) -> None:
    run = played(fresh(sqlite_template, tmp_path / "demo", Settings().replay_start), redis_url, None)
    assert run.result.days == 504
    assert run.result.failures == ()
    assert run.result.analyses == {"SUCCEEDED": 505}
    assert run.result.dividends > 0
    holds, words = asyncio.run(compare(Settings(durability="off"), run.database.parent))
    assert holds, words
    assert sum(run.result.decisions.values()) == 5 * 505
