"""Proves how people come in: passwords are slow hashes, tokens end in time, a stolen refresh token ends the session,
guessing locks, and whoever is signed in stays in."""

import asyncio
import base64
import json
from dataclasses import replace
from datetime import timedelta

import jwt
import pytest

from actions import admission, keys, people, preferences, sessions, setup, tries
from actions.sessions import Opened
from actions.tries import Origin
from adapters.system import SimulatedClock
from db.models import AuditEntry, Session, SignInTally, User
from tests.desks import Stage, sqlite_only
from trading.errors import Conflict, InvalidInput, LimitReached, NotAllowed, NotFound, Permission

HOME, AWAY = Origin("192.0.2.1", "a browser"), Origin("198.51.100.7")
EMAIL, PASSWORD = "ann@desk.test", "correct horse battery"


async def ann(desk: Stage) -> Opened:
    return await sessions.sign_up(replace(desk.desk, sign_up_open=True), HOME, EMAIL, "Ann", PASSWORD)


def later(desk: Stage, by: timedelta) -> None:
    assert isinstance(desk.desk.clock, SimulatedClock)
    desk.desk.clock.set(desk.desk.clock.now() + by)


async def test_a_person_signs_up_and_in_and_is_a_guest_of_the_desk(desk: Stage) -> None:
    made = await ann(desk)
    viewer = await admission.authenticate(desk.desk, made.access_token)
    assert viewer is not None
    assert (viewer.user_id, viewer.name, viewer.guest) == (made.viewer.user_id, "Ann", True)
    assert not viewer.runs_the_desk
    again = await sessions.sign_in(desk.desk, HOME, " ANN@desk.test ", PASSWORD)
    assert again.viewer.user_id == viewer.user_id
    assert again.viewer.session_id != viewer.session_id
    assert [each.agent for each in await sessions.mine(desk.desk, viewer.user_id)] == ["a browser"] * 2


async def test_a_desk_by_invitation_makes_no_accounts_for_strangers(desk: Stage) -> None:
    with pytest.raises(NotAllowed, match="invitation"):
        await sessions.sign_up(desk.desk, HOME, EMAIL, "Ann", PASSWORD)
    password = await people.invite(desk.desk, setup.SYSTEM, EMAIL, "Ann")
    assert (await sessions.sign_in(desk.desk, HOME, EMAIL, password)).viewer.name == "Ann"
    with pytest.raises(Conflict):
        await people.invite(desk.desk, setup.SYSTEM, EMAIL.upper(), "Another")


@sqlite_only
@pytest.mark.parametrize("password", ["short", "x" * 201, "aaaaaaaaaaaaaaaa", EMAIL])
async def test_a_poor_password_is_refused(desk: Stage, password: str) -> None:
    with pytest.raises(InvalidInput):
        await sessions.sign_up(replace(desk.desk, sign_up_open=True), HOME, EMAIL, "Ann", password)


@sqlite_only
async def test_what_is_kept_of_a_password_is_argon2id(desk: Stage) -> None:
    made = await ann(desk)
    kept = (await User.get(id=made.viewer.user_id)).password_hash
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@sqlite_only
async def test_a_letter_is_the_same_however_the_keyboard_composes_it(desk: Stage) -> None:
    open_desk = replace(desk.desk, sign_up_open=True)
    await sessions.sign_up(open_desk, HOME, EMAIL, "Ann", "z\u00fcrich is nice")
    assert await sessions.sign_in(desk.desk, HOME, EMAIL, "zu\u0308rich is nice")


async def test_an_unknown_address_a_wrong_password_and_a_closed_account_are_told_the_same(desk: Stage) -> None:
    await ann(desk)
    await people.invite(desk.desk, setup.SYSTEM, "bob@desk.test", "Bob")
    await people.disable(desk.desk, setup.SYSTEM, "bob@desk.test")
    for email in (EMAIL, "nobody@desk.test", "bob@desk.test"):
        with pytest.raises(NotAllowed) as no:
            await sessions.sign_in(desk.desk, AWAY, email, "wrong wrong wrong")
        assert no.value.message == sessions.WRONG


@sqlite_only
async def test_wrong_passwords_are_in_the_trail_and_cannot_fill_it(desk: Stage) -> None:
    await ann(desk)
    with pytest.raises(NotAllowed):
        await sessions.sign_in(desk.desk, AWAY, EMAIL, "wrong wrong wrong")
    with pytest.raises(NotAllowed):
        await sessions.sign_in(desk.desk, Origin("\n=evil" * 20), "nobody@desk.test", "wrong wrong wrong")
    told = await AuditEntry.filter(action="refused_sign_in").order_by("sequence")
    person = await User.get(email=EMAIL)
    assert [(each.object_id, each.actor_kind) for each in told] == [(person.id, "SYSTEM"), (None, "SYSTEM")]
    assert told[0].summary == "A wrong password for Ann from 198.51.100.7"
    assert told[1].summary.startswith("A wrong password for an address that nobody here has from =evil=evil")
    assert "nobody@desk.test" not in told[1].summary  # people type passwords there too
    for number in range(80):
        with pytest.raises(NotAllowed):
            await sessions.sign_in(desk.desk, Origin(f"203.0.113.{number}"), f"{number}@desk.test", "wrong wrong wrong")
    told = await AuditEntry.filter(action="refused_sign_in").order_by("sequence")
    assert len(told) == 60
    assert told[-1].summary.endswith("; more of this hour are not recorded")
    later(desk, timedelta(minutes=61))
    with pytest.raises(NotAllowed):
        await sessions.sign_in(desk.desk, AWAY, EMAIL, "wrong wrong wrong")
    assert await AuditEntry.filter(action="refused_sign_in").count() == 61


@sqlite_only
async def test_the_desks_own_user_and_people_without_a_password_never_sign_in(desk: Stage) -> None:
    await User.filter(id=setup.SYSTEM_ID).update(email="desk@desk.test")
    await User.filter(id=desk.owner.user_id).update(email="owner@desk.test")
    for email in ("desk@desk.test", "owner@desk.test"):
        for password in ("", "nobody's", "wrong wrong wrong"):
            with pytest.raises(NotAllowed):
                await sessions.sign_in(desk.desk, AWAY, email, password)


# ---------------------------------------------------------------- the access token


@sqlite_only
async def test_an_access_token_ends_after_a_quarter_of_an_hour_and_the_leeway(desk: Stage) -> None:
    made = await ann(desk)
    later(desk, sessions.TOKEN_LIFE + timedelta(seconds=29))
    viewer = await admission.authenticate(desk.desk, made.access_token)
    assert viewer is not None
    assert not await admission.ended(desk.desk, [viewer])
    later(desk, timedelta(seconds=2))
    assert await admission.authenticate(desk.desk, made.access_token) is None
    assert await admission.ended(desk.desk, [viewer]) == {viewer}


@sqlite_only
@pytest.mark.parametrize(
    "change",
    [
        {"iss": "another"},
        {"aud": "plimsoll/refresh"},
        {"aud": ["plimsoll/graphql", "another"]},
        {"exp": None},
        {"exp": -60},
        {"nbf": 3600},
        {"nbf": None},
        {"iat": 86400},
        {"iat": None},
        {"exp": 86400},
        {"exp": 10**18},
        {"exp": "soon"},
        {"sub": "f" * 32},
        {"sid": "f" * 32},
        {"sid": None},
        {"auth_time": True},
    ],
)
async def test_a_token_with_any_claim_amiss_is_nobodys(desk: Stage, change: dict[str, object]) -> None:
    made = await ann(desk)
    name, key = next(iter(json.loads((desk.crew.settings.data_dir / "keys.json").read_text())["signing"].items()))
    claims = jwt.decode(made.access_token, options={"verify_signature": False})
    now = int(desk.desk.clock.now().timestamp())
    for claim, value in change.items():
        relative = claim in ("exp", "nbf", "iat") and type(value) is int and abs(value) < 10**9
        claims[claim] = now + value if relative else value  # type: ignore[operator]
        if value is None:
            del claims[claim]
    forged = jwt.encode(claims, base64.urlsafe_b64decode(key), "HS256", {"typ": "at+jwt", "kid": name})
    assert await admission.authenticate(desk.desk, forged) is None


@sqlite_only
@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")  # the forger's key, for HS384
async def test_only_our_algorithm_kind_and_keys_count(desk: Stage) -> None:
    made = await ann(desk)
    name, text = next(iter(json.loads((desk.crew.settings.data_dir / "keys.json").read_text())["signing"].items()))
    key, claims = base64.urlsafe_b64decode(text), jwt.decode(made.access_token, options={"verify_signature": False})
    good = {"typ": "at+jwt", "kid": name}
    assert await admission.authenticate(desk.desk, jwt.encode(claims, key, "HS256", good)) is not None
    ignored = {**good, "jku": "https://evil.example/keys", "x5u": "https://evil.example/cert"}
    assert await admission.authenticate(desk.desk, jwt.encode(claims, key, "HS256", ignored)) is not None
    for headers, secret, algorithm in (
        ({**good, "typ": "refresh+jwt"}, key, "HS256"),
        ({**good, "typ": "JWT"}, key, "HS256"),
        ({**good, "kid": "../../dev/null"}, b"\0" * 32, "HS256"),
        ({**good, "kid": "unknown"}, key, "HS256"),
        ({"typ": "at+jwt"}, key, "HS256"),
        ({**good, "crit": ["exp"]}, key, "HS256"),
        (good, key, "HS384"),
        (good, key, "none"),
        (good, b"another key of thirty-two bytes.", "HS256"),
        ({**good, "jku": "https://evil.example/keys"}, b"another key of thirty-two bytes.", "HS256"),
    ):
        token = jwt.encode(claims, secret if algorithm != "none" else None, algorithm, headers)  # type: ignore[arg-type]
        assert await admission.authenticate(desk.desk, token) is None, headers
    for token in (made.refresh_token, "", ".", "a.b.c", "é", made.access_token + "x", "x" * 5000):
        assert await admission.authenticate(desk.desk, token) is None


@sqlite_only
async def test_a_new_signing_key_leaves_the_tokens_of_the_one_before(desk: Stage) -> None:
    made = await ann(desk)
    desk.desk.vault.renew()
    assert await admission.authenticate(desk.desk, made.access_token) is not None
    newer = await sessions.refresh(desk.desk, made.refresh_token)
    assert jwt.get_unverified_header(newer.access_token)["kid"] != jwt.get_unverified_header(made.access_token)["kid"]
    desk.desk.vault.renew()
    assert await admission.authenticate(desk.desk, made.access_token) is None
    assert await admission.authenticate(desk.desk, newer.access_token) is not None


# ---------------------------------------------------------------- the refresh token


async def test_a_refresh_token_is_good_once_and_then_ends_the_family(desk: Stage) -> None:
    first = await ann(desk)
    other = await sessions.sign_in(desk.desk, AWAY, EMAIL, PASSWORD)
    second = await sessions.refresh(desk.desk, first.refresh_token)
    assert await admission.authenticate(desk.desk, second.access_token) is not None
    with pytest.raises(NotAllowed):
        await sessions.refresh(desk.desk, first.refresh_token)
    for token in (first.access_token, second.access_token):
        assert await admission.authenticate(desk.desk, token) is None
    with pytest.raises(NotAllowed):
        await sessions.refresh(desk.desk, second.refresh_token)
    assert await admission.authenticate(desk.desk, other.access_token) is not None
    assert await AuditEntry.filter(action="end_session").count() == 1


async def test_of_two_refreshes_at_once_one_gets_through_and_the_family_ends(desk: Stage) -> None:
    made = await ann(desk)
    answers = await asyncio.gather(
        *(sessions.refresh(desk.desk, made.refresh_token) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in answers) == ["NotAllowed", "Opened"]
    assert await sessions.mine(desk.desk, made.viewer.user_id) == []


@sqlite_only
async def test_a_refresh_token_cannot_be_made_up(desk: Stage) -> None:
    made = await ann(desk)
    body = base64.urlsafe_b64decode(made.refresh_token.removeprefix("plr_") + "==")
    newer = body[:16] + (2).to_bytes(4, "big") + body[20:]
    wrong = ["plr_", "", made.access_token, made.refresh_token[:-2], "plr_" + "A" * 70, "plr_" + "\u0661" * 70]
    wrong.append("plr_" + base64.urlsafe_b64encode(newer).decode().rstrip("="))
    for token in wrong:
        with pytest.raises(NotAllowed):
            await sessions.refresh(desk.desk, token)
    assert await sessions.refresh(desk.desk, made.refresh_token)


@sqlite_only
async def test_a_session_ends_after_a_month_whatever_is_refreshed(desk: Stage) -> None:
    made = await ann(desk)
    later(desk, timedelta(days=29))
    made = await sessions.refresh(desk.desk, made.refresh_token)
    later(desk, timedelta(days=1))
    with pytest.raises(NotAllowed):
        await sessions.refresh(desk.desk, made.refresh_token)


# ---------------------------------------------------------------- going out


async def test_signing_out_ends_this_session_or_all(desk: Stage) -> None:
    made = [await ann(desk), *[await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD) for _ in range(3)]]
    await sessions.sign_out(desk.desk, made[0].viewer)
    await sessions.revoke(desk.desk, made[1].viewer, made[1].viewer.session_id or "")
    live = [await admission.authenticate(desk.desk, each.access_token) is not None for each in made]
    assert live == [False, False, True, True]
    with pytest.raises(NotFound):
        await sessions.revoke(desk.desk, desk.owner, made[2].viewer.session_id or "")
    await sessions.sign_out(desk.desk, made[2].viewer, everywhere=True)
    assert await admission.authenticate(desk.desk, made[3].access_token) is None
    assert await admission.ended(desk.desk, [each.viewer for each in made]) == {each.viewer for each in made}


@sqlite_only
async def test_a_new_password_ends_every_session_and_begins_one(desk: Stage) -> None:
    made = await ann(desk)
    other = await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD)
    with pytest.raises(NotAllowed):
        await sessions.change_password(desk.desk, made.viewer, HOME, "wrong wrong wrong", "another good one")
    new = await sessions.change_password(desk.desk, made.viewer, HOME, PASSWORD, "another good one")
    for old in (made, other):
        assert await admission.authenticate(desk.desk, old.access_token) is None
    assert await admission.authenticate(desk.desk, new.access_token) is not None
    with pytest.raises(NotAllowed):
        await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD)
    assert await sessions.sign_in(desk.desk, HOME, EMAIL, "another good one")


async def test_who_is_kept_out_is_out_with_keys_and_sessions(desk: Stage) -> None:
    made = await ann(desk)
    key = await keys.create(desk.desk, made.viewer, "robot", [Permission.READ])
    await people.disable(desk.desk, setup.SYSTEM, EMAIL)
    for token in (made.access_token, key.secret):
        assert await admission.authenticate(desk.desk, token) is None
    await people.disable(desk.desk, setup.SYSTEM, EMAIL, back=True)
    assert await admission.authenticate(desk.desk, key.secret) is not None
    assert await admission.authenticate(desk.desk, made.access_token) is None
    await User.filter(id=desk.owner.user_id).update(email="owner@desk.test")
    with pytest.raises(Conflict):
        await people.disable(desk.desk, setup.SYSTEM, "owner@desk.test")


# ---------------------------------------------------------------- guessing


async def test_ten_tries_lock_the_account_from_every_address_for_longer_and_longer(desk: Stage) -> None:
    await people.invite(desk.desk, setup.SYSTEM, EMAIL, "Ann")
    for number in range(10):
        with pytest.raises(NotAllowed):
            await sessions.sign_in(desk.desk, Origin(f"203.0.113.{number}"), EMAIL, "wrong wrong wrong")
    waits = []
    for number in range(10, 14):
        now = desk.desk.clock.now()
        with pytest.raises(LimitReached) as no:
            await sessions.sign_in(desk.desk, Origin(f"203.0.113.{number}"), EMAIL, "wrong wrong wrong")
        assert no.value.retry_at is not None
        waits.append((no.value.retry_at - now).total_seconds())
        later(desk, no.value.retry_at - now)
        with pytest.raises(NotAllowed):
            await sessions.sign_in(desk.desk, Origin(f"203.0.113.{number}"), EMAIL, "wrong wrong wrong")
    assert waits == [60, 120, 240, 480]
    later(desk, tries.LOCK_MAX + tries.WINDOW)
    with pytest.raises(NotAllowed):
        await sessions.sign_in(desk.desk, AWAY, EMAIL, "wrong wrong wrong")


async def test_many_tries_at_once_are_counted_each(desk: Stage) -> None:
    await people.invite(desk.desk, setup.SYSTEM, EMAIL, "Ann")
    origins = [Origin(f"203.0.113.{number}") for number in range(15)]
    answers = await asyncio.gather(
        *(sessions.sign_in(desk.desk, each, EMAIL, "wrong wrong wrong") for each in origins), return_exceptions=True
    )
    kinds = [type(each).__name__ for each in answers]
    assert (kinds.count("NotAllowed"), kinds.count("LimitReached")) == (10, 5)


async def test_an_address_that_tries_many_accounts_is_locked_and_others_are_not(desk: Stage) -> None:
    password = await people.invite(desk.desk, setup.SYSTEM, EMAIL, "Ann")
    for number in range(10):
        with pytest.raises(NotAllowed):
            await sessions.sign_in(desk.desk, AWAY, f"{number}@desk.test", "wrong wrong wrong")
    with pytest.raises(LimitReached):
        await sessions.sign_in(desk.desk, AWAY, EMAIL, password)
    assert await sessions.sign_in(desk.desk, HOME, EMAIL, password)


async def test_the_right_password_from_a_known_session_still_works_and_is_counted_on_its_own(desk: Stage) -> None:
    made = await ann(desk)
    for number in range(10):
        with pytest.raises(NotAllowed):
            await sessions.sign_in(desk.desk, Origin(f"203.0.113.{number}"), EMAIL, "wrong wrong wrong")
    with pytest.raises(LimitReached):
        await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD)
    assert await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD, made.viewer)
    with pytest.raises(LimitReached):  # another's session is no way around it
        await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD, desk.owner)
    for _ in range(10):
        with pytest.raises(NotAllowed):
            await sessions.sign_in(desk.desk, HOME, EMAIL, "wrong wrong wrong", made.viewer)
    with pytest.raises(LimitReached):
        await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD, made.viewer)


@sqlite_only
async def test_a_right_password_forgets_the_wrong_ones_before_and_nothing_is_kept_for_long(desk: Stage) -> None:
    password = await people.invite(desk.desk, setup.SYSTEM, EMAIL, "Ann")
    for _ in range(3):
        for _ in range(5):
            with pytest.raises(NotAllowed):
                await sessions.sign_in(desk.desk, AWAY, EMAIL, "wrong wrong wrong")
        later(desk, timedelta(minutes=16))
        assert await sessions.sign_in(desk.desk, AWAY, EMAIL, password)
    for row in await SignInTally.all():
        assert EMAIL not in row.subject
        assert AWAY.address not in row.subject
    later(desk, tries.KEPT * 2)
    assert await sessions.sign_in(desk.desk, HOME, EMAIL, password)
    assert await SignInTally.all().count() <= 2


# ---------------------------------------------------------------- preferences


@sqlite_only
async def test_preferences_have_defaults_and_keep_what_differs(desk: Stage) -> None:
    made = await ann(desk)
    assert await preferences.of(made.viewer.user_id) == preferences.Preferences()
    wanted = {"risk_tolerance": "AGGRESSIVE", "watchlist": ["AAA", "CCC"], "autonomy": "APPROVE"}
    await preferences.update(desk.desk, made.viewer, wanted)
    after = await preferences.update(
        desk.desk, made.viewer, {"time_zone": "Europe/Berlin", "risk_tolerance": "BALANCED"}
    )
    assert after == await preferences.of(made.viewer.user_id)
    assert (after.watchlist, after.autonomy, after.time_zone) == (("AAA", "CCC"), "APPROVE", "Europe/Berlin")
    assert set((await User.get(id=made.viewer.user_id)).preferences) == {"watchlist", "autonomy", "time_zone"}


@sqlite_only
@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"watchlist": ["NOPE"]},
        {"watchlist": ["AAA", "AAA"]},
        {"time_zone": "Mars"},
        {"currency": "EUR"},
        {"autonomy": None},
    ],
)
async def test_preferences_that_make_no_sense_are_refused(desk: Stage, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        await preferences.update(desk.desk, desk.owner, wrong)


@sqlite_only
async def test_too_many_sessions_end_the_oldest(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "SESSIONS_MAX", 2)
    made = [await ann(desk)]
    for _ in range(3):
        later(desk, timedelta(seconds=1))
        made.append(await sessions.sign_in(desk.desk, HOME, EMAIL, PASSWORD))
    live = [await admission.authenticate(desk.desk, each.access_token) is not None for each in made]
    assert live == [False, False, True, True]
    assert await Session.filter(user_id=made[0].viewer.user_id, revoked_at=None).count() == 2
