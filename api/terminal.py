"""What the words of the command share: how they run, how they end, and the error for who typed them."""

import asyncio
from collections.abc import Coroutine
from datetime import date
from typing import Any, TypeVar

import typer

Said = TypeVar("Said")


class Failed(Exception):
    """A command that could not do its work; the message is for the person at the terminal."""


def answer(question: Coroutine[Any, Any, Said]) -> Said:
    """Return what was asked for."""
    return asyncio.run(question)


def tell(words: str) -> None:
    """Say how far it has come, beside what is printed."""
    typer.echo(words, err=True)


def verdict(result: tuple[bool, str]) -> None:
    """Print the words and end: with 0 where it holds, else with 1."""
    holds, words = result
    typer.echo(words)
    raise typer.Exit(0 if holds else 1)


def day_of(text: str) -> date:
    """Return the day of YYYY-MM-DD. Raise Failed."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(f"{text!r} is not a day like 2012-06-15.") from None
