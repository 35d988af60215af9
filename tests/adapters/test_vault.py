"""Proves what the desk's keys are good for, that a file of them is shared and rotated, and how passwords are hashed."""

import asyncio
import json
from pathlib import Path
from typing import Literal

import argon2
import pytest

from adapters import passwords
from adapters.passwords import Argon2Passwords
from adapters.vault import FileVault
from trading.errors import Rejected, Unavailable


def test_what_is_sealed_opens_under_its_name_alone(tmp_path: Path) -> None:
    vault = FileVault(tmp_path / "keys.json")
    sealed = vault.seal("a secret of Alpaca", "row-1")
    assert "Alpaca" not in sealed
    assert sealed.startswith(f"{vault.sealing_key}.")
    assert vault.unseal(sealed, "row-1") == "a secret of Alpaca"
    assert vault.seal("a secret of Alpaca", "row-1") != sealed
    name, _, body = sealed.partition(".")
    changed = body[:20] + ("A" if body[20] != "A" else "B") + body[21:]
    for text, bound in (
        (sealed, "row-2"),
        (f"{name}.{changed}", "row-1"),
        (f"x.{body}", "row-1"),
        ("", "row-1"),
        (f"{name}.é", ""),
    ):
        with pytest.raises(Rejected):
            vault.unseal(text, bound)


def test_processes_share_the_file_and_follow_its_rotation(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    one, other = FileVault(path), FileVault(path)
    old = one.seal("secret", "row")
    assert other.unseal(old, "row") == "secret"
    assert path.stat().st_mode & 0o777 == 0o600
    one.renew()
    new = other.seal("secret", "row")
    assert new.partition(".")[0] != old.partition(".")[0]
    assert (one.unseal(old, "row"), one.unseal(new, "row")) == ("secret", "secret")
    other.forget()
    assert one.unseal(new, "row") == "secret"
    for vault in (one, other, FileVault(path)):
        with pytest.raises(Rejected):
            vault.unseal(old, "row")
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize(
    "text", ["", "{}", '{"sealing": {}, "signing": {}}', '{"sealing": {"a": "é"}, "signing": {}}', "[]"]
)
def test_a_file_that_holds_no_keys_is_said_and_never_replaced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(text)
    vault = FileVault(path)
    with pytest.raises(Unavailable):
        vault.seal("secret", "row")
    with pytest.raises(Unavailable):
        vault.sign({})
    assert path.read_text() == text


def test_signing_keys_are_two_at_most(tmp_path: Path) -> None:
    vault = FileVault(tmp_path / "keys.json")
    for _ in range(3):
        vault.renew()
    assert len(json.loads((tmp_path / "keys.json").read_text())["signing"]) == 2


async def test_nobodys_password_is_compared_as_thoroughly_as_anybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    class Watched(argon2.PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            compared.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "PasswordHasher", Watched)
    made = Argon2Passwords()
    kept = await made.hash("correct horse")
    assert await made.matches(kept, "correct horse")
    for hashed in (None, kept):
        assert not await made.matches(hashed, "wrong")
    assert not await made.matches(None, "nobody's")
    assert [each.split("$")[1:4] for each in compared] == [["argon2id", "v=19", "m=19456,t=2,p=1"]] * 4
    assert not await made.matches("no hash at all", "wrong")
    made.close()


async def test_a_crowd_is_turned_away_before_it_costs_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "WAITING_MAX", 2)
    made = Argon2Passwords()
    answers = await asyncio.gather(*(made.hash("x" * 12) for _ in range(5)), return_exceptions=True)
    assert [type(each).__name__ for each in answers] == ["str"] * 2 + ["Unavailable"] * 3
    assert await made.hash("x" * 12)
    made.close()
