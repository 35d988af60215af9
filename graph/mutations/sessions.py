"""Sign up, sign in, go on, sign out; passwords and what a person prefers."""

from datetime import datetime
from typing import Annotated

import strawberry

from actions import preferences as preference_actions
from actions import sessions as actions
from actions.preferences import RiskTolerance
from actions.sessions import Opened
from actions.viewer import Viewer as Asking
from db.models import Autonomy
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import ConflictProblem, LimitReachedProblem, Usual
from graph.scalars import Currency
from graph.types.users import Viewer
from trading.alerts import Severity


@strawberry.input(description="An account to make.")
class SignUpInput:
    email: str = strawberry.field(description="The mail address; upper and lower case are the same.")
    name: str = strawberry.field(description="What other members see.")
    password: str = strawberry.field(description="12 to 200 characters.")


@strawberry.input(description="Who wants to come in.")
class SignInInput:
    email: str = strawberry.field(description="The mail address.")
    password: str = strawberry.field(description="The password.")


@strawberry.input(description="A session to go on with.")
class RefreshSessionInput:
    refresh_token: str = strawberry.field(
        description="The last one that was given; used a second time it ends the session."
    )


@strawberry.input(description="How to go out.")
class SignOutInput:
    everywhere: bool = strawberry.field(default=False, description="End every session, not only this one.")


@strawberry.input(description="A new password; every other session ends.")
class ChangePasswordInput:
    current: str = strawberry.field(description="The password until now.")
    next: str = strawberry.field(description="The one from now on, 12 to 200 characters.")


@strawberry.input(description="A session to end.")
class RevokeSessionInput:
    session_id: strawberry.ID = strawberry.field(description="The session.")


@strawberry.input(description="What to change of your preferences; what is left out stays.")
class UpdatePreferencesInput:
    risk_tolerance: RiskTolerance | None = strawberry.field(
        default=strawberry.UNSET, description="How much risk you like."
    )
    watchlist: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Symbols you watch, at most 100."
    )
    currency: Currency | None = strawberry.field(default=strawberry.UNSET, description="What you reckon in.")
    time_zone: str | None = strawberry.field(default=strawberry.UNSET, description="Such as Europe/Berlin.")
    notify_by_severity: Severity | None = strawberry.field(
        default=strawberry.UNSET, description="From which severity on you are told."
    )
    autonomy: Autonomy | None = strawberry.field(
        default=strawberry.UNSET, description="The default for your new portfolios."
    )

    def changes(self) -> dict[str, object]:
        """Return what was given, an explicit null as None."""
        names = ("risk_tolerance", "watchlist", "currency", "time_zone", "notify_by_severity", "autonomy")
        given = {name: getattr(self, name) for name in names}
        return {name: value for name, value in given.items() if value is not strawberry.UNSET}


@strawberry.type(description="Tokens of a session, and who they are for.")
class Session:
    access_token: str = strawberry.field(description="Send it as `Authorization: Bearer ...`; keep it in memory only.")
    expires_at: datetime = strawberry.field(description="When the access token ends: 15 minutes from now.")
    refresh_token: str = strawberry.field(
        description="Good once, for `refreshSession`. A browser asks POST /session instead, which keeps it in a cookie."
    )
    viewer: Asking = strawberry.field(graphql_type=Viewer, description="Who you are.")


@strawberry.type(description="You are in.")
class SignedIn:
    session: Session = strawberry.field(description="Your tokens.")


@strawberry.type(description="You are out.")
class SignedOut:
    ok: bool = strawberry.field(description="True.")


@strawberry.type(description="Your preferences were changed.")
class PreferencesChanged:
    viewer: Asking = strawberry.field(graphql_type=Viewer, description="You, as you are now.")


SignInResult = Annotated[
    SignedIn | Usual | LimitReachedProblem | ConflictProblem,
    strawberry.union("SignInResult", description="What came of signing in."),
]
SignOutResult = Annotated[
    SignedOut | Usual,
    strawberry.union("SignOutResult", description="What came of signing out."),
]
PreferencesResult = Annotated[
    PreferencesChanged | Usual,
    strawberry.union("PreferencesResult", description="What came of changing preferences."),
]
SignUp = Annotated[SignUpInput, strawberry.argument(name="input", description="The account.")]
SignIn = Annotated[SignInInput, strawberry.argument(name="input", description="Who.")]
Refresh = Annotated[RefreshSessionInput, strawberry.argument(name="input", description="The session.")]
SignOut = Annotated[SignOutInput, strawberry.argument(name="input", description="How.")]
ChangePassword = Annotated[ChangePasswordInput, strawberry.argument(name="input", description="The passwords.")]
Revoke = Annotated[RevokeSessionInput, strawberry.argument(name="input", description="Which session.")]
Update = Annotated[UpdatePreferencesInput, strawberry.argument(name="input", description="The changes.")]


async def sign_up(info: Info, asked: SignUp) -> SignedIn:
    context = info.context
    return _in(info, await actions.sign_up(context.desk, context.origin, asked.email, asked.name, asked.password))


async def sign_in(info: Info, asked: SignIn) -> SignedIn:
    context = info.context
    opened = await actions.sign_in(context.desk, context.origin, asked.email, asked.password, context.viewer)
    return _in(info, opened)


async def refresh(info: Info, asked: Refresh) -> SignedIn:
    return _in(info, await actions.refresh(info.context.desk, asked.refresh_token))


async def sign_out(info: Info, asked: SignOut) -> SignedOut:
    await actions.sign_out(info.context.desk, acting(info), everywhere=asked.everywhere)
    return SignedOut(ok=True)


async def change_password(info: Info, asked: ChangePassword) -> SignedIn:
    viewer, context = acting(info), info.context
    return _in(info, await actions.change_password(context.desk, viewer, context.origin, asked.current, asked.next))


async def revoke(info: Info, asked: Revoke) -> SignedOut:
    viewer = acting(info)
    await actions.revoke(info.context.desk, viewer, ids.decode("SessionInfo", asked.session_id))
    return SignedOut(ok=True)


async def update_preferences(info: Info, asked: Update) -> PreferencesChanged:
    viewer = acting(info)
    await preference_actions.update(info.context.desk, viewer, asked.changes())
    info.context.renew()
    return PreferencesChanged(viewer=viewer)


def _in(info: Info, opened: Opened) -> SignedIn:
    """Answer with the tokens; the rest of the answer is for who has just come in."""
    info.context.viewer = opened.viewer
    info.context.renew()
    return SignedIn(
        session=Session(
            access_token=opened.access_token,
            expires_at=opened.expires_at,
            refresh_token=opened.refresh_token,
            viewer=opened.viewer,
        )
    )
