"""The words that judge and prove opinions: `evaluate`, `backtest`, `parity`, `evidence`, `rerun`, `models`."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Final

import typer

from api.terminal import Failed, answer, tell, verdict
from settings import Settings

app = typer.Typer()
evaluate = typer.Typer(help="Say how good the models are, as it is.", no_args_is_help=True)
proofs = typer.Typer(help="Prove what opinions were made from.", no_args_is_help=True)
models = typer.Typer(help="The registry of models.", no_args_is_help=True)
GROUPS: Final = {"evidence": proofs, "models": models, "evaluate": evaluate}


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
    """Walk the models forward year by year and print what they are worth, and how reliable."""
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
    seconds: Annotated[float, typer.Option(min=1, help="How long it may take; a sweep runs to its end.")] = 600,
    sweep: Annotated[list[str] | None, typer.Option(help="name=5,10,20 for $name in the rules; repeatable.")] = None,
    processes: Annotated[int, typer.Option(min=1, max=64, help="Of a sweep.")] = 2,
    who: Annotated[str, typer.Option("--as", help="Whose trial it is, an e-mail; without it the owner's.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Test a strategy on the past through the desk's own gate, matching and ledger; what looks ahead fails."""
    from api import backtest as tests
    from api.studies import sweep as try_all
    from api.trials import Registry

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
        choices = _choices(sweep or ())
    except (ValueError, InvalidOperation) as error:
        raise Failed(f"This is no day, amount or choice: {error}") from None
    settings = Settings.from_env()
    registry, seed = Registry(settings, who), settings.seed
    if who and registry.missing:
        raise Failed(f"Nothing can be registered for {who}: {registry.missing}.")
    if choices and as_json:
        raise Failed("A sweep is told in words: leave out --json.")
    if choices:
        typer.echo(try_all(asked, choices, seed, processes=processes, registry=registry))
    else:
        typer.echo(tests.backtest(asked, seed, as_json=as_json, registry=registry))


def _choices(texts: Sequence[str]) -> dict[str, list[int | str]]:
    found: dict[str, list[int | str]] = {}
    for text in texts:
        name, separator, values = text.partition("=")
        if not separator or not values:
            raise ValueError(f"{text!r} is not like fast=5,10,20")
        if name in found:
            raise ValueError(f"{name} varies twice; name all its values at once")
        found[name] = [int(each) if each.isdecimal() else each for each in values.split(",")]
        if len(set(found[name])) < len(found[name]):
            raise ValueError(f"{name} names a value twice")
    return found


@app.command()
def parity(
    run: Annotated[
        Path | None, typer.Argument(help="A folder that `plimsoll demo --keep` left; without it the desk's own.")
    ] = None,
) -> None:
    """Replay a paper session through the backtester; exit code 1 unless orders, fills and ledger are the same."""
    from api.parity import compare

    verdict(answer(compare(Settings.from_env(), run)))


@proofs.command("verify")
def evidence_verify(
    signal: Annotated[str | None, typer.Argument(help="A signal's id; without it the latest is recomputed.")] = None,
) -> None:
    """Prove that no evidence was changed since it was signed, and recompute one signal from it."""
    from api.evidence import verify

    verdict(answer(verify(Settings.from_env(), signal)))


@proofs.command("stability")
def evidence_stability(
    run: Annotated[str, typer.Argument(help="An analysis' id, or last.")],
    times: Annotated[int, typer.Option(min=1, max=10, help="How often to ask again; each answer costs money.")] = 5,
) -> None:
    """Ask a run's question to the language model again, and show how often the action stays; nothing is traded."""
    from api.evidence import stability

    typer.echo(answer(stability(Settings.from_env(), run, times)))


@app.command()
def rerun(run: Annotated[str, typer.Argument(help="An analysis' id, or last.")]) -> None:
    """Make a run's decisions again from what was kept, bit for bit; no model of others is asked."""
    from api.evidence import again

    verdict(answer(again(Settings.from_env(), run)))


@models.command("list")
def models_list() -> None:
    """Show every version: what it was trained and tried on, and how much it lost out of sample."""
    from api.versions import listed

    typer.echo(answer(listed(Settings.from_env())))


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

    typer.echo(answer(train(Settings.from_env(), source, seconds, rounds, tell)))


@models.command("promote")
def models_promote(number: Annotated[int, typer.Argument(help="As `models list` shows it.")]) -> None:
    """Put a version to use that lost less out of sample than the champion on the same days; no other."""
    from api.versions import promote

    typer.echo(answer(promote(Settings.from_env(), number)))


@models.command("rollback")
def models_rollback() -> None:
    """Go back to the version that the champion replaced."""
    from api.versions import rollback

    typer.echo(answer(rollback(Settings.from_env())))
