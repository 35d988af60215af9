"""The command `plimsoll demo`: plays history in a throw-away folder, then prints a table and draws the curves."""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api import log
from api.database import migrate
from api.embedded import StartError, data_folder, valkey
from api.picture import Line, draw
from settings import Settings
from workers.demo import run_demo
from workers.outcome import Curve, DemoResult

EVERY: Final = 50  # days between two lines where there is no terminal
NOTE: Final = "A simulation on historical prices with simulated paths inside each day. It promises nothing."
Said = Callable[[date, int, int], None]


def demo(settings: Settings, *, days: int | None, picture: Path, keep: Path | None) -> int:
    """Play, print, draw; return 0, or 1 when the ledger does not add up. Raises StartError."""
    if days is not None and days < 1:
        raise StartError("--days is a number of trading days, 1 or more.")
    if not picture.parent.is_dir():
        raise StartError(f"There is no folder {picture.parent} to put the picture in.")
    log.configure(replace(settings, log_level="warning"))
    with _folder(keep) as folder:
        result = play(replace(settings, data_dir=folder, database_url="", durability="off"), days)
    picture.write_text(svg(result))
    console = Console()
    console.print(table(result))
    console.print(NOTE, highlight=False, soft_wrap=True)
    console.print(f"Picture: {picture}", highlight=False, soft_wrap=True)
    return 1 if result.failures else 0


def play(settings: Settings, days: int | None) -> DemoResult:
    """Migrate the folder's fresh database and run the demo in it; StartError when it is not fresh or has no days."""
    with data_folder(settings.data_dir), valkey(settings.data_dir) as redis_url, _progress() as said:
        if (settings.data_dir / "plimsoll.db").exists():
            raise StartError(f"There is a database in {settings.data_dir} already; the demo needs a fresh folder.")
        migrate(settings)
        try:
            return asyncio.run(run_demo(settings, redis_url, days=days, progress=said))
        except ValueError as error:
            raise StartError(str(error)) from error


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="plimsoll-demo-") as folder:
        yield Path(folder)


@contextmanager
def _progress() -> Iterator[Said]:
    """Yield what to call for each day: a bar on a terminal, else a plain line now and then; both on stderr."""
    if not sys.stderr.isatty():
        yield _say
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda day, done, total: bar.update(task, description=str(day), completed=done, total=total)


def _say(day: date, done: int, total: int) -> None:
    if done and (done % EVERY == 0 or done == total):
        sys.stderr.write(f"{day}  {done}/{total} days\n")


# ---------------------------------------------------------------- what is shown


def table(result: DemoResult) -> Table:
    """Return the figures, the desk beside buying everything on day one and holding it."""
    first, last = result.desk.points[1].day, result.desk.points[-1].day
    shown = Table(title=f"{result.days} trading days, {first} to {last}", title_justify="left")
    shown.add_column("")
    shown.add_column("the desk", justify="right")
    shown.add_column("buy and hold", justify="right")
    for name, figure in CURVE_ROWS.items():
        shown.add_row(name, figure(result.desk), figure(result.benchmark))
    shown.add_section()
    for name, value in rows(result):
        shown.add_row(name, value, "")
    return shown


CURVE_ROWS: Final[dict[str, Callable[[Curve], str]]] = {
    "final equity": lambda curve: money(curve.final),
    "total return": lambda curve: percent(curve.total_return),
    "deepest drawdown": lambda curve: percent(-curve.max_drawdown),
}


def rows(result: DemoResult) -> list[tuple[str, str]]:
    """Return what is said of the desk alone."""
    engaged = sum(result.stops_engaged.values())
    return [
        ("orders", str(result.orders)),
        ("trades", str(result.trades)),
        ("commissions", money(result.costs)),
        ("dividends", money(result.dividends)),
        ("denials by rule", counts(result.denials)),
        ("analyses", counts(result.analyses)),
        ("decisions", counts(result.decisions)),
        ("stops engaged", f"{engaged}: {counts(result.stops_engaged)}" if engaged else "none"),
        ("released by a second person", str(result.stops_released)),
        ("ledger", "adds up" if not result.failures else "; ".join(result.failures)),
        ("ledger hash", result.ledger_hash[:16]),
        ("seed", str(result.seed)),
        ("days per second", f"{result.days_per_second:.1f} ({result.seconds:.0f} s)"),
    ]


def svg(result: DemoResult) -> str:
    """Return the picture of both curves."""
    desk, held = result.desk, result.benchmark
    description = (
        f"Equity at each close of {result.days} trading days. The desk ends at {money(desk.final)} "
        f"({percent(desk.total_return)}), buying {', '.join(result.symbols)} on day one and holding them at "
        f"{money(held.final)} ({percent(held.total_return)}). {NOTE}"
    )
    lines = [
        Line("The desk", "#2563eb", [(point.day, point.equity) for point in desk.points]),
        Line("Equal-weight buy and hold", "#d97706", [(point.day, point.equity) for point in held.points]),
    ]
    return draw("Plimsoll demo: a paper portfolio on historical prices", description, lines)


def money(amount: Decimal) -> str:
    return f"${amount:,.2f}" if amount >= 0 else f"-${-amount:,.2f}"


def percent(share: Decimal) -> str:
    return f"{share:+.2%}"


def counts(by_name: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in by_name.items()) or "none"
