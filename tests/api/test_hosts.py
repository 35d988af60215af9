"""Proves which Host headers name a host, and that what names none is never one of those that are trusted."""

import pytest

from api.middleware import host


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("desk.example", "desk.example"),
        ("DESK.example:8000", "desk.example"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("api_1:", "api_1"),
        ("[::1]:8000", "::1"),
        ("[::1]", "::1"),
    ],
)
def test_a_host_and_perhaps_its_port(header: str, name: str) -> None:
    assert host(header) == name


@pytest.mark.parametrize(
    "header",
    [
        "",
        ":8000",
        "localhost:8000, evil.test",
        "localhost:8000@evil.test",
        "evil@localhost",
        "localhost/evil.test",
        "localhost?evil",
        "localhost#evil",
        "localhost\\evil",
        "localhost:port",
        "localhost:999999",
        "localhost evil.test",
        "localhost\n",
        "[::1",
        "::1",
        "\u217cocalhost",
    ],
)
def test_anything_else_is_nobody(header: str) -> None:
    assert host(header) == ""
