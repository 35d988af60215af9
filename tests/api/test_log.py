"""Proves that a logged failure shows where it happened and never what the variables held: tokens are among them."""

import logging
from dataclasses import replace

import pytest

from api import log
from settings import Settings


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_traceback_shows_no_variables(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        log.configure(replace(Settings(), log_format=form))
        _fail("plk_the" + "-secret")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    printed = capsys.readouterr().err
    assert "it broke" in printed
    assert "ZeroDivisionError" in printed
    assert "plk_the-secret" not in printed


def _fail(token: str) -> None:
    try:
        assert len(token) / 0 > 1
    except ZeroDivisionError:
        logging.getLogger("desk").exception("it broke")
