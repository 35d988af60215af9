"""The door for browsers: sign-in links, and sessions whose refresh token lies in a cookie that no script can read."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from actions import keys, sessions
from actions.sessions import SESSION_LIFE, Opened
from actions.tries import Origin
from api.sockets import OutOfReach
from db.engine import OUTAGES
from trading.errors import InvalidInput, LimitReached, Refusal
from trading.ports import Desk

CODE_MAX: Final = 200
COOKIE: Final = "plimsoll_refresh"
PATH: Final = "/session/refresh"  # the only place that the cookie is sent to
FRESH: Final = {"cache-control": "no-store"}
HOW: Final = 'Send JSON like {"email": "...", "password": "..."} or {"code": "..."}.'


def origin_of(connection: Any) -> Origin:
    """Return where a request or a socket comes from."""
    client = connection.client
    return Origin(client.host if client else "", connection.headers.get("user-agent"))


async def begin(request: Request) -> Response:
    """Exchange the one-time code of the sign-in link for a token of the page, or a password for a session."""
    body = await _body(request)
    desk: Desk = request.app.state.desk
    try:
        match body:
            case {"code": str(code)} if len(code) <= CODE_MAX:
                return _linked(await keys.exchange(desk, code))
            case {"email": str(email), "password": str(password)}:
                known = await _known(request)
                return _given(request, await sessions.sign_in(desk, origin_of(request), email, password, known))
        return JSONResponse({"message": HOW}, status_code=400)
    except OUTAGES as error:
        raise OutOfReach from error
    except Refusal as no:
        return _refused(no)


async def renew(request: Request) -> Response:
    """Exchange the cookie for fresh tokens; the cookie is a new one each time."""
    token = request.cookies.get(COOKIE, "")
    try:
        return _given(request, await sessions.refresh(request.app.state.desk, token))
    except OUTAGES as error:
        raise OutOfReach from error
    except Refusal as no:
        return _without_cookie(_refused(no))


async def end(request: Request) -> Response:
    """Sign out of the session of the cookie, and take the cookie away."""
    desk: Desk = request.app.state.desk
    try:
        opened = await sessions.refresh(desk, request.cookies.get(COOKIE, ""))
        await sessions.sign_out(desk, opened.viewer)
    except OUTAGES as error:
        raise OutOfReach from error
    except Refusal:
        pass  # it had ended already
    return _without_cookie(Response(status_code=204))


async def _body(request: Request) -> Any:
    """Return the JSON that was sent, None for what is none. A form of another site cannot send this type."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return None
    try:
        return await request.json()
    except ValueError:
        return None


async def _known(request: Request) -> Any:
    """Return who is signed in where the request comes from, None for nobody."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return await request.app.state.guests.recognise(token.strip()) if scheme.lower() == "bearer" else None


def _linked(made: keys.NewKey | None) -> Response:
    if made is None:
        message = "This sign-in link was used or is too old. Run `plimsoll link` for a new one, or paste a token."
        return JSONResponse({"message": message}, status_code=401)
    expires = made.key.expires_at.isoformat() if made.key.expires_at else None
    return JSONResponse({"token": made.secret, "expiresAt": expires}, headers=FRESH)


def _given(request: Request, opened: Opened) -> Response:
    body: Mapping[str, str] = {"token": opened.access_token, "expiresAt": opened.expires_at.isoformat()}
    answer = JSONResponse(body, headers=FRESH)
    answer.set_cookie(
        COOKIE,
        opened.refresh_token,
        max_age=int(SESSION_LIFE.total_seconds()),
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https" or request.app.state.settings.production,
    )
    return answer


def _without_cookie(answer: Response) -> Response:
    answer.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")
    return answer


def _refused(no: Refusal) -> Response:
    status = 400 if isinstance(no, InvalidInput) else 429 if isinstance(no, LimitReached) else 401
    return JSONResponse({"message": no.message}, status_code=status, headers=FRESH)
