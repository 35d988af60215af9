"""The words for what comes in and is recorded: `import`, `stub`, `market`, `report`, `drill`, `ledger`, `audit`."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from api.terminal import Failed, answer, day_of, tell, verdict
from settings import Settings

STUBS: Final = (
    "alpaca-news",
    "marketaux",
    "alpha-vantage",
    "finlight",
    "massive-news",
    "alpaca-prices",
    "massive",
    "alpha-vantage-prices",
)

app = typer.Typer()
market = typer.Typer(help="Steer the replayed market.", no_args_is_help=True)
ledger = typer.Typer(help="Prove the ledger.", no_args_is_help=True)
audit = typer.Typer(help="Prove the audit trail.", no_args_is_help=True)
drill = typer.Typer(help="Try what must work on the day it is needed.", no_args_is_help=True)
imports = typer.Typer(help="Bring files in.", no_args_is_help=True)
GROUPS: Final = {"market": market, "import": imports, "drill": drill, "ledger": ledger, "audit": audit}


@imports.command("news")
def import_news(
    file: Annotated[
        Path, typer.Argument(help="CSV with the columns published_at, headline and maybe url, publisher, symbols, key.")
    ],
) -> None:
    """Keep the headlines of a file, with what they say and of whom."""
    from api.imports import import_news as bring

    typer.echo(answer(bring(Settings.from_env(), file, tell)))


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

    settings = Settings.from_env()
    if (file is None) == (not symbol):
        raise Failed("Name either a file or, with --symbol, what to ask the vendors for.")
    if file is not None:
        typer.echo(bring.import_bars(settings, file, tell))
        return
    typer.echo(answer(bring.fetch_bars(settings, list(symbol or ()), day_of(since), tell)))


@app.command()
def report(
    kind: Annotated[str, typer.Argument(help="daily, risk, attribution, compliance or tax")],
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
    asked = write(Settings.from_env(), ReportKind(kind.upper()), day_of(day), portfolio=portfolio, shape=form, path=out)
    try:
        typer.echo(answer(asked))
    except OSError as error:
        raise Failed(f"{error.filename} cannot be written: {error.strerror}.") from None


@app.command()
def stub(
    vendor: Annotated[str, typer.Argument(help=f"one of {', '.join(STUBS)}")],
    port: Annotated[int, typer.Option(help="Where to listen on 127.0.0.1; 0 is a free one.")] = 0,
) -> None:
    """Stand in for a vendor on this machine, with its wire format and made-up news or prices, until Ctrl-C."""
    from api.stub import VENDORS, stand_in

    if vendor not in VENDORS:
        raise Failed(f"There is no stub of {vendor!r}; choose one of {', '.join(VENDORS)}.")
    answer(stand_in(vendor, port))


@market.command()
def seek(day: Annotated[str, typer.Argument(help="YYYY-MM-DD, later than where the replay stands.")]) -> None:
    """Go on at a later day."""
    _steer(seek=day_of(day))


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

    typer.echo(answer(steer(Settings.from_env(), **wish)))


@drill.command("stop")
def drill_stop(
    portfolio: Annotated[str | None, typer.Option(help="A portfolio's name; without it the oldest.")] = None,
) -> None:
    """Run the whole emergency stop on a scratch portfolio; exit code 1 if anything was left or was too slow."""
    from api.drill import drill_stop as stop

    verdict(answer(stop(Settings.from_env(), portfolio)))


@ledger.command("verify")
def ledger_verify() -> None:
    """Recompute every portfolio from its postings."""
    from api.operator import verify_ledgers

    verdict(answer(verify_ledgers(Settings.from_env())))


@audit.command("verify")
def audit_verify() -> None:
    """Recompute every hash chain, hold it against the signed checkpoints, and name the first bad row or checkpoint."""
    from api.operator import verify_audit

    verdict(answer(verify_audit(Settings.from_env())))


@audit.command("checkpoint")
def audit_checkpoint() -> None:
    """Sign now where every hash chain ends; the desk does so every hour."""
    from api.operator import write_checkpoint

    typer.echo(answer(write_checkpoint(Settings.from_env())))


@audit.command("export")
def audit_export(file: Annotated[Path, typer.Argument(help="A CSV file that is not there yet.")]) -> None:
    """Write the audit trail to a file for a spreadsheet."""
    from api.exports import export_audit

    try:
        typer.echo(answer(export_audit(Settings.from_env(), file)))
    except OSError as error:
        raise Failed(f"{file} cannot be written: {error.strerror}.") from None
