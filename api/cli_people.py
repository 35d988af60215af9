"""The words `plimsoll user ...`, `plimsoll key ...` and `plimsoll secrets ...`."""

from typing import Annotated, Final

import typer

from api.terminal import answer
from settings import Settings

user = typer.Typer(help="Who has an account.", no_args_is_help=True)
key = typer.Typer(help="API keys of partners.", no_args_is_help=True)
secrets = typer.Typer(help="The desk's own keys.", no_args_is_help=True)
GROUPS: Final = {"user": user, "key": key, "secrets": secrets}
Email = Annotated[str, typer.Argument(help="The person's mail address.")]
Which = Annotated[str, typer.Argument(help="The key's id, or how its secret begins.")]


@user.command("list")
def list_people() -> None:
    """Show everybody with an account, and their roles."""
    from api import people

    typer.echo(answer(people.list_people(Settings.from_env())))


@user.command()
def invite(email: Email, name: Annotated[str, typer.Option(help="What others see.")] = "") -> None:
    """Make an account; print its first password."""
    from api import people

    typer.echo(answer(people.invite(Settings.from_env(), email, name or email.partition("@")[0])))


@user.command()
def disable(
    email: Email, undo: Annotated[bool, typer.Option("--undo", help="Let the person in again.")] = False
) -> None:
    """Keep a person out, with every key and session."""
    from api import people

    typer.echo(answer(people.disable(Settings.from_env(), email, back=undo)))


@user.command("reset-password")
def reset_password(email: Email) -> None:
    """Give a person a new password and end their sessions."""
    from api import people

    typer.echo(answer(people.reset_password(Settings.from_env(), email)))


@user.command("set-role")
def set_role(
    email: Email,
    portfolio: Annotated[str, typer.Argument(help="The portfolio's name.")],
    role: Annotated[str, typer.Argument(help="VIEWER, TRADER, RISK_OFFICER, OWNER, or none to remove the person.")],
) -> None:
    """Give a person a role in a portfolio, or take it away."""
    from api import people

    typer.echo(answer(people.set_role(Settings.from_env(), email, portfolio, role)))


@key.command()
def create(
    name: Annotated[str, typer.Argument(help="What it is for.")],
    permission: Annotated[list[str], typer.Option(help="READ, TRADE, APPROVE, RISK, STOP or ADMIN; repeat it.")],
    of: Annotated[str, typer.Option(help="Whose key: a mail address.")] = "owner",
    portfolio: Annotated[list[str] | None, typer.Option(help="A portfolio's name; repeat it. None: all.")] = None,
    days: Annotated[int | None, typer.Option(help="For how long; without it for ever.", min=1)] = None,
) -> None:
    """Make a key that may do no more than the person whose it is; print its secret."""
    from api import people

    typer.echo(answer(people.create_key(Settings.from_env(), name, of, permission, portfolio or [], days)))


@key.command("list")
def list_keys() -> None:
    """Show every key, never its secret."""
    from api import people

    typer.echo(answer(people.list_keys(Settings.from_env())))


@key.command()
def rotate(which: Which) -> None:
    """Make the successor of a key; both work for another day."""
    from api import people

    typer.echo(answer(people.rotate_key(Settings.from_env(), which)))


@key.command()
def revoke(which: Which) -> None:
    """End a key at once."""
    from api import people

    typer.echo(answer(people.revoke_key(Settings.from_env(), which)))


@secrets.callback()
def of_the_desk() -> None:
    """The desk's own keys."""


@secrets.command("rotate")
def rotate_secrets() -> None:
    """Seal broker credentials under a new key and sign tokens with another; nobody is interrupted."""
    from api import people

    typer.echo(answer(people.rotate_secrets(Settings.from_env())))
