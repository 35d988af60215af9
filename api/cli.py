"""The command `plimsoll`: every word of it, each one sentence of help and a clear error."""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any

import typer

from api import cli_people
from api.embedded import StartError
from settings import Settings, SettingsError

app = typer.Typer(
    help="Plimsoll, an AI trading desk behind one GraphQL endpoint.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
market = typer.Typer(help="Steer the replayed market.", no_args_is_help=True)
ledger = typer.Typer(help="Prove the ledger.", no_args_is_help=True)
audit = typer.Typer(help="Prove the audit trail.", no_args_is_help=True)
drill = typer.Typer(help="Try what must work on the day it is needed.", no_args_is_help=True)
imports = typer.Typer(help="Bring files in.", no_args_is_help=True)
evaluate = typer.Typer(help="Say how good the models are, as it is.", no_args_is_help=True)
proofs = typer.Typer(help="Prove what opinions were made from.", no_args_is_help=True)
app.add_typer(market, name="market")
models = typer.Typer(help="The registry of models.", no_args_is_help=True)
app.add_typer(proofs, name="evidence")
app.add_typer(models, name="models")
app.add_typer(evaluate, name="evaluate")
app.add_typer(imports, name="import")
app.add_typer(drill, name="drill")
app.add_typer(ledger, name="ledger")
app.add_typer(audit, name="audit")
app.add_typer(cli_people.user, name="user")
app.add_typer(cli_people.key, name="key")
app.add_typer(cli_people.secrets, name="secrets")


STUBS = ("alpaca-news", "marketaux", "alpha-vantage", "finlight", "alpaca-prices", "massive", "alpha-vantage-prices")


class Failed(Exception):
    """A command that could not do its work; the message is for the person at the terminal."""


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

    typer.echo(_run(owner_token(Settings.from_env())))


@app.command()
def link() -> None:
    """Make a new sign-in link for the page."""
    from api.operator import sign_in_link

    typer.echo(_run(sign_in_link(Settings.from_env())))


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
        _verdict(_run(halt_directly(Settings.from_env(), note, lambda words: typer.echo(words, err=True))))
    from api.operator import engage_stop
    from db.engine import OUTAGES

    level = "FLATTEN" if flatten else "PAUSE" if pause else "STOP"
    try:
        typer.echo(_run(engage_stop(Settings.from_env(), note, portfolio, level)))
    except OUTAGES as error:
        raise Failed(f"{error}. NOTHING IS STOPPED: `plimsoll halt --direct` cancels without the database.") from error


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


@evaluate.command("sentiment")
def evaluate_sentiment(
    file: Annotated[Path, typer.Argument(help="CSV with the columns text and label: 0 bearish, 1 bullish, 2 neutral.")],
    model: Annotated[str, typer.Option(help="As PLIMSOLL_SENTIMENT_MODEL; without it the desk's own.")] = "",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Judge labelled headlines and print accuracy and macro F1."""
    from api.evaluate import sentiment

    typer.echo(sentiment(file, model, as_json=as_json))


@evaluate.command("signals")
def evaluate_signals(
    bars: Annotated[
        Path | None, typer.Option(help="Daily bars as in PLIMSOLL_BARS_FILE; without it the bundled ones.")
    ] = None,
    horizon: Annotated[int, typer.Option(min=1, max=63, help="Bars ahead.")] = 5,
    source: Annotated[str, typer.Option(help="ENSEMBLE, or XGBOOST of the extra ml.")] = "ENSEMBLE",
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Walk the models forward year by year and print what they are worth; takes minutes."""
    from api.evaluate import signals

    typer.echo(signals(bars, horizon, Settings.from_env().seed, source, as_json=as_json))


@evaluate.command("drawdown")
def evaluate_drawdown(
    bars: Annotated[
        Path | None, typer.Option(help="Daily bars as in PLIMSOLL_BARS_FILE; without it the bundled ones.")
    ] = None,
) -> None:
    """Print what the drawdown stop would have done to three strategies."""
    from api.studies import drawdowns

    typer.echo(drawdowns(bars, Settings.from_env().seed))


@app.command()
def backtest(
    strategy: Annotated[str, typer.Argument(help="sma-crossover, momentum, mean-reversion or ensemble")] = (
        "sma-crossover"
    ),
    *,
    rules: Annotated[Path | None, typer.Option(help="Rules of your own, a JSON file.")] = None,
    code: Annotated[str | None, typer.Option(help="A class of your own, FILE:CLASS, with decide(self, past).")] = None,
    symbols: Annotated[str, typer.Option(help="Comma-separated; without it all.")] = "",
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD")] = "0001-01-01",
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD")] = "9999-12-31",
    cash: Annotated[str, typer.Option(help="Opening cash.")] = "100000",
    bars: Annotated[
        Path | None, typer.Option(help="Daily bars as in PLIMSOLL_BARS_FILE; without it the bundled ones.")
    ] = None,
    after_drawdown: Annotated[str, typer.Option(help="RELEASE, HOLD, FLATTEN; NEVER lets it not trip.")] = "RELEASE",
    seconds: Annotated[float, typer.Option(min=1, help="How long it may take.")] = 600,
    sweep: Annotated[list[str] | None, typer.Option(help="name=5,10,20 for $name in the rules; repeatable.")] = None,
    processes: Annotated[int, typer.Option(min=1, max=64, help="Of a sweep.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Test a strategy on the past through the desk's own gate, matching and ledger; what looks ahead fails."""
    from api import backtest as tests
    from api.studies import sweep as try_all

    try:
        asked = tests.Asked(
            strategy=strategy,
            rules=rules,
            code=code,
            symbols=[each.strip() for each in symbols.split(",") if each.strip()],
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            cash=Decimal(cash),
            bars=bars,
            after_drawdown=after_drawdown,
            seconds=seconds,
        )
        choices = dict(_choice(each) for each in sweep or ())
    except (ValueError, InvalidOperation) as error:
        raise Failed(f"This is no day, amount or choice: {error}") from None
    seed = Settings.from_env().seed
    told = try_all(asked, choices, seed, processes=processes) if choices else None
    typer.echo(told or tests.backtest(asked, seed, as_json=as_json))


@app.command()
def parity(
    run: Annotated[
        Path | None, typer.Argument(help="A folder that `plimsoll demo --keep` left; without it the desk's own.")
    ] = None,
) -> None:
    """Replay a paper session through the backtester; exit code 1 unless orders, fills and ledger are the same."""
    from api.parity import compare

    _verdict(_run(compare(Settings.from_env(), run)))


def _choice(text: str) -> tuple[str, list[int | str]]:
    name, separator, values = text.partition("=")
    if not separator or not values:
        raise ValueError(f"{text!r} is not like fast=5,10,20")
    return name, [int(each) if each.isdigit() else each for each in values.split(",")]


@imports.command("news")
def import_news(
    file: Annotated[
        Path, typer.Argument(help="CSV with the columns published_at, headline and maybe url, publisher, symbols, key.")
    ],
) -> None:
    """Keep the headlines of a file, with what they say and of whom."""
    from api.imports import import_news as bring

    typer.echo(_run(bring(Settings.from_env(), file, lambda words: typer.echo(words, err=True))))


@imports.command("bars")
def import_bars(
    file: Annotated[
        Path | None,
        typer.Argument(help="CSV or CSV.gz: Ticker,Date,Open,High,Low,Close,Volume,Adj Close; or ask with --symbol."),
    ] = None,
    symbol: Annotated[list[str] | None, typer.Option(help="Ask the vendors of prices for it; repeatable.")] = None,
    since: Annotated[str, typer.Option(help="YYYY-MM-DD, the first day that is asked for.")] = "2015-01-01",
) -> None:
    """Keep daily bars, which live prices need for their past: of a file, or of the vendors of prices."""
    from api import imports as bring

    def tell(words: str) -> None:
        typer.echo(words, err=True)

    settings = Settings.from_env()
    if (file is None) == (not symbol):
        raise Failed("Name either a file or, with --symbol, what to ask the vendors for.")
    if file is not None:
        typer.echo(bring.import_bars(settings, file, tell))
        return
    try:
        first = date.fromisoformat(since)
    except ValueError:
        raise Failed(f"{since!r} is not a day like 2012-06-15.") from None
    typer.echo(_run(bring.fetch_bars(settings, list(symbol or ()), first, tell)))


@app.command()
def report(
    kind: Annotated[str, typer.Argument(help="daily, risk, attribution or compliance")],
    day: Annotated[str, typer.Option(help="YYYY-MM-DD, a day that has closed.")],
    portfolio: Annotated[str | None, typer.Option(help="A portfolio's name; without it the oldest.")] = None,
    form: Annotated[str, typer.Option("--format", help="html, markdown or csv")] = "html",
    out: Annotated[Path | None, typer.Option(help="A file that is not there yet.")] = None,
) -> None:
    """Make a report of a day, and write it to a file that needs no network to be read."""
    from api.report import FORMATS, write
    from trading.reports import ReportKind

    if kind.upper() not in set(ReportKind):
        raise Failed(f"There is no {kind!r} report; choose one of {', '.join(ReportKind).lower()}.")
    if form not in FORMATS:
        raise Failed(f"There is no format {form!r}; choose one of {', '.join(FORMATS)}.")
    try:
        typer.echo(
            _run(
                write(
                    Settings.from_env(), ReportKind(kind.upper()), _day(day), portfolio=portfolio, shape=form, path=out
                )
            )
        )
    except OSError as error:
        raise Failed(f"{error.filename} cannot be written: {error.strerror}.") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(f"{text!r} is not a day like 2012-06-15.") from None


@app.command()
def stub(
    vendor: Annotated[str, typer.Argument(help=f"one of {', '.join(STUBS)}")],
    port: Annotated[int, typer.Option(help="Where to listen on 127.0.0.1; 0 is a free one.")] = 0,
) -> None:
    """Stand in for a vendor on this machine, with its wire format and made-up news or prices, until Ctrl-C."""
    from api.stub import VENDORS, stand_in

    if vendor not in VENDORS:
        raise Failed(f"There is no stub of {vendor!r}; choose one of {', '.join(VENDORS)}.")
    _run(stand_in(vendor, port))


@market.command()
def seek(day: Annotated[str, typer.Argument(help="YYYY-MM-DD, later than where the replay stands.")]) -> None:
    """Go on at a later day."""
    _steer(seek=_day(day))


@market.command()
def pause() -> None:
    """Let the market stand still."""
    _steer(paused=True)


@market.command()
def play() -> None:
    """Let the market go on."""
    _steer(paused=False)


@market.command()
def speed(factor: Annotated[str, typer.Argument(help="2 is twice as fast.")]) -> None:
    """Change how fast days pass."""
    try:
        wanted = Decimal(factor)
    except InvalidOperation:
        raise Failed(f"{factor!r} is not a number.") from None
    _steer(speed=wanted)


def _steer(**wish: Any) -> None:
    from api.operator import steer

    typer.echo(_run(steer(Settings.from_env(), **wish)))


@drill.command("stop")
def drill_stop(
    portfolio: Annotated[str | None, typer.Option(help="A portfolio's name; without it the oldest.")] = None,
) -> None:
    """Run the whole emergency stop on a scratch portfolio; exit code 1 if anything was left or was too slow."""
    from api.drill import drill_stop as run

    _verdict(_run(run(Settings.from_env(), portfolio)))


@ledger.command("verify")
def ledger_verify() -> None:
    """Recompute every portfolio from its postings."""
    from api.operator import verify_ledgers

    _verdict(_run(verify_ledgers(Settings.from_env())))


@proofs.command("verify")
def evidence_verify(
    signal: Annotated[str | None, typer.Argument(help="A signal's id; without it the latest is recomputed.")] = None,
) -> None:
    """Prove that no evidence was changed since it was signed, and recompute one signal from it."""
    from api.evidence import verify

    _verdict(_run(verify(Settings.from_env(), signal)))


@proofs.command("stability")
def evidence_stability(
    run: Annotated[str, typer.Argument(help="An analysis' id, or last.")],
    times: Annotated[int, typer.Option(min=1, max=10, help="How often to ask again; each answer costs money.")] = 5,
) -> None:
    """Ask a run's question to the language model again, and show how often the action stays; nothing is traded."""
    from api.evidence import stability

    typer.echo(_run(stability(Settings.from_env(), run, times)))


@app.command()
def rerun(run: Annotated[str, typer.Argument(help="An analysis' id, or last.")]) -> None:
    """Make a run's decisions again from what was kept, bit for bit; no model of others is asked."""
    from api.evidence import again

    _verdict(_run(again(Settings.from_env(), run)))


@models.command("list")
def models_list() -> None:
    """Show every version: what it was trained and tried on, and how much it lost out of sample."""
    from api.versions import listed

    typer.echo(_run(listed(Settings.from_env())))


@models.command("train")
def models_train(
    source: Annotated[
        str, typer.Option(help="ENSEMBLE; XGBOOST of the extra ml; of the extra deep, in the shadow: LSTM, PPO, DQN.")
    ] = "ENSEMBLE",
    seconds: Annotated[float, typer.Option(min=1, max=86_400, help="How long it may take.")] = 600,
    rounds: Annotated[
        int,
        typer.Option(
            min=1, max=1000, help="How long a shadow learns: passes over the bars, thousands of sessions for agents."
        ),
    ] = 4,
) -> None:
    """Train a version on the bars up to the last close and try it out beside the champion, on days it has not seen."""
    from api.versions import train

    def tell(words: str) -> None:
        typer.echo(words, err=True)

    typer.echo(_run(train(Settings.from_env(), source, seconds, rounds, tell)))


@models.command("promote")
def models_promote(number: Annotated[int, typer.Argument(help="As `models list` shows it.")]) -> None:
    """Put a version to use that lost less out of sample than the champion on the same days; no other."""
    from api.versions import promote

    typer.echo(_run(promote(Settings.from_env(), number)))


@models.command("rollback")
def models_rollback() -> None:
    """Go back to the version that the champion replaced."""
    from api.versions import rollback

    typer.echo(_run(rollback(Settings.from_env())))


@audit.command("verify")
def audit_verify() -> None:
    """Recompute every hash chain, hold it against the signed checkpoints, and name the first bad row or checkpoint."""
    from api.operator import verify_audit

    _verdict(_run(verify_audit(Settings.from_env())))


@audit.command("checkpoint")
def audit_checkpoint() -> None:
    """Sign now where every hash chain ends; the desk does so every hour."""
    from api.operator import write_checkpoint

    typer.echo(_run(write_checkpoint(Settings.from_env())))


@audit.command("export")
def audit_export(file: Annotated[Path, typer.Argument(help="A CSV file that is not there yet.")]) -> None:
    """Write the audit trail to a file for a spreadsheet."""
    from api.exports import export_audit

    try:
        typer.echo(_run(export_audit(Settings.from_env(), file)))
    except OSError as error:
        raise Failed(f"{file} cannot be written: {error.strerror}.") from None


def _verdict(result: tuple[bool, str]) -> None:
    holds, words = result
    typer.echo(words)
    raise typer.Exit(0 if holds else 1)


def _run(question: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(question)


def main() -> None:
    """Run the command; what can be expected to go wrong is one sentence on stderr and exit code 1."""
    from tortoise.exceptions import BaseORMException

    from api.evaluate import BadFile
    from db.engine import OUTAGES
    from db.migrate import NewerDatabase
    from trading.errors import AdapterError, Refusal

    ours = (Failed, BadFile, StartError, SettingsError, NewerDatabase, Refusal, AdapterError)
    expected: tuple[type[Exception], ...] = (*ours, BaseORMException, *OUTAGES)
    try:
        app()
    except expected as error:
        sys.stderr.write(f"plimsoll: {error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
