"""The command `plimsoll`: the words that start, stop and show the desk; the others are in the files beside it."""

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from adapters.process import COLLECT
from api import cli_people, cli_records, cli_research
from api.embedded import StartError
from api.terminal import Failed, answer, tell, verdict
from settings import Settings, SettingsError

app = typer.Typer(
    help="Plimsoll, an AI trading desk behind one GraphQL endpoint.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for each in (cli_research.app, cli_records.app):
    app.add_typer(each)
for name, group in {**cli_research.GROUPS, **cli_records.GROUPS, **cli_people.GROUPS}.items():
    app.add_typer(group, name=name)


@app.command()
def up() -> None:
    """Start everything in one process: API, workers, replayed market, embedded Valkey."""
    from api.up import up as start

    start(Settings.from_env())


@app.command()
def serve() -> None:
    """Start the API alone; Redis, the database and the workers run elsewhere."""
    from api.up import serve as start

    start(Settings.from_env())


@app.command()
def worker(kind: Annotated[str, typer.Argument(help="orders, analysis, research or feed")]) -> None:
    """Run one class of workers."""
    from api.up import work
    from workers.main import WorkerClass

    if kind not in set(WorkerClass):
        raise Failed(f"There is no worker class {kind!r}; choose one of {', '.join(WorkerClass)}.")
    work(Settings.from_env(), WorkerClass(kind))


@app.command()
def migrate() -> None:
    """Bring the database up to date; safe to run at any time, by several at once."""
    from api.database import migrate as bring_up_to_date

    done = bring_up_to_date(Settings.from_env())
    typer.echo(f"Migrated: {', '.join(done)}." if done else "The database is up to date.")


@app.command()
def token() -> None:
    """Make a new owner's token; the one before it ends."""
    from api.operator import owner_token

    typer.echo(answer(owner_token(Settings.from_env())))


@app.command()
def link() -> None:
    """Make a new sign-in link for the page."""
    from api.operator import sign_in_link

    typer.echo(answer(sign_in_link(Settings.from_env())))


@app.command()
def halt(
    note: Annotated[str, typer.Option(help="Why; kept in the audit trail.")] = "halted from the command line",
    portfolio: Annotated[str | None, typer.Option(help="A portfolio's name; without it the whole desk.")] = None,
    pause: Annotated[bool, typer.Option("--pause", help="Only refuse what opens.")] = False,
    flatten: Annotated[bool, typer.Option("--flatten", help="Close all positions afterwards.")] = False,
    direct: Annotated[
        bool,
        typer.Option(
            "--direct", help="Cancel at the brokers themselves, whole accounts: for when the database is down."
        ),
    ] = False,
) -> None:
    """Stop trading: refuse new orders and cancel the open ones."""
    if direct:
        from api.direct import halt_directly

        if portfolio is not None or pause or flatten:
            raise Failed("--direct cancels everything of the whole desk; it goes alone.")
        verdict(answer(halt_directly(Settings.from_env(), note, tell)))
    from api.operator import engage_stop
    from trading.errors import Refusal

    level = "FLATTEN" if flatten else "PAUSE" if pause else "STOP"
    try:
        typer.echo(answer(engage_stop(Settings.from_env(), note, portfolio, level)))
    except (StartError, SettingsError, Refusal):
        raise  # they say what was wrong with what was asked for
    except Exception as error:  # whatever it is, the person must know: a database that is away, or of other tables
        why = f"{type(error).__name__}: {error}".rstrip(".")
        raise Failed(f"{why}. NOTHING IS STOPPED: `plimsoll halt --direct` cancels without the database.") from error


@app.command()
def demo(
    days: Annotated[int | None, typer.Option(help="Only so many trading days.")] = None,
    picture: Annotated[Path, typer.Option(help="Where the curves are drawn.")] = Path("plimsoll-demo.svg"),
    keep: Annotated[
        Path | None, typer.Option(help="A folder for the demo's database, instead of a temporary one.")
    ] = None,
) -> None:
    """Replay two years headless, at full speed, and print the outcome as it is."""
    from api.demo import demo as play

    raise typer.Exit(play(Settings.from_env(), days=days, picture=picture, keep=keep))


@app.command()
def schema(
    out: Annotated[Path, typer.Option(help="The folder to write it to.")] = Path("frontend-schema"),
) -> None:
    """Write what clients build against, from the code and the operations in the folder; and GraphiQL's tabs."""
    from api.contract import write

    for name in write(out):
        typer.echo(f"Wrote {name}.")


def main() -> None:
    """Run the command; what can be expected to go wrong is one sentence on stderr and exit code 1."""
    gc.set_threshold(*COLLECT)
    from tortoise.exceptions import BaseORMException

    from api.evaluate import BadFile
    from db.engine import OUTAGES
    from db.migrate import NewerDatabase, OtherTables
    from trading.errors import AdapterError, Refusal

    ours = (Failed, BadFile, StartError, SettingsError, NewerDatabase, OtherTables, Refusal, AdapterError)
    expected: tuple[type[Exception], ...] = (*ours, BaseORMException, *OUTAGES)
    try:
        app()
    except expected as error:
        sys.stderr.write(f"plimsoll: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
