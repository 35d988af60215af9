"""The page at / in a real browser: signs in by the link, moves, stops the desk, and asks nobody but the desk."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from tests.e2e.chromium import PATIENCE_S, Tab, require_chromium, tab
from tests.e2e.desks import Process, up
from tests.security.people import PASSWORD, signed_up

STOP = "{ portfolios(first: 1) { nodes { stop { state note by } } } }"

FOREIGN = '<img src="http://elsewhere.invalid/x.png"><p style="color: red">inline</p>'


def text(identity: str) -> str:
    return f"(document.getElementById('{identity}')?.textContent ?? '')"


async def sign_in(page: Tab, desk: Process) -> None:
    await page.open(f"{desk.url}/#code={desk.code}")
    await page.until(f"{text('equity')}.startsWith('$')")
    assert await page.value("location.href") == f"{desk.url}/"


async def test_a_newcomer_signs_in_watches_and_stops(tmp_path: Path) -> None:
    binary = require_chromium()
    with up(tmp_path / "data", replay_day_s="2", analysis_cpu="1") as desk:
        async with tab(binary, tmp_path / "profile") as page:
            await sign_in(page, desk)
            await page.until(f"{text('status')}.startsWith('Live')")
            first = await page.value(text("equity"))
            await page.until(f"{text('equity')} !== {first!r}")
            await page.until("document.querySelectorAll('#positions tr').length > 0")
            await page.until("document.querySelectorAll('#decisions .why').length > 0")

            await page.click("#stop")
            await page.until("document.getElementById('stop-dialog').open")
            await page.click("#stop-confirm")
            await page.until(f"{text('trading')} === 'HALTED'")
            await page.until(f"{text('stop-message')}.startsWith('Stopped in ')")
            stop = desk.query(STOP)["portfolios"]["nodes"][0]["stop"]
            assert stop == {"state": "HALTED", "note": "Stopped by hand from the desk page.", "by": "owner"}
            await asyncio.to_thread((tmp_path / "halted.png").write_bytes, await page.picture())

            assert page.complaints == []
            assert {urlsplit(url).scheme for url in page.requests} == {"http", "ws"}
            assert {urlsplit(url).netloc for url in page.requests} == {f"127.0.0.1:{desk.port}"}


async def test_a_person_signs_in_by_password_and_stays_in_when_a_token_ends(tmp_path: Path) -> None:
    binary = require_chromium()
    with up(tmp_path / "data", replay_day_s="60") as desk:
        person = await asyncio.to_thread(signed_up, desk)
        await asyncio.to_thread(person.portfolio)
        async with tab(binary, tmp_path / "profile") as page:
            await page.open(desk.url)
            await page.until("document.getElementById('signin')?.hidden === false")
            for password, told in (("wrong wrong wrong", "is wrong"), (PASSWORD, "")):
                await page.value(f"document.getElementById('email').value = {person.email!r}")
                await page.value(f"document.getElementById('password').value = {password!r}")
                await page.click("#password-form button")
                await page.until(
                    f"{text('signin-message')}.includes({told!r}) && {text('signin-message')} !== 'Signing in…'"
                )
            await page.until(f"{text('equity')} === '$50,000.00'")
            assert await page.value("document.cookie") == ""
            assert await page.value("document.getElementById('password').value") == ""

            await page.value("sessionStorage.setItem('plimsoll.token', 'one that has ended')")
            await page.open(f"{desk.url}/?again")
            await page.until(f"{text('equity')} === '$50,000.00'")
            assert await page.value("sessionStorage.getItem('plimsoll.token')") != "one that has ended"

            await page.value("document.getElementById('leave').click()")  # it is below what is seen
            await page.until("document.getElementById('signin')?.hidden === false")
            assert await page.value("sessionStorage.length") == 0
            await page.value("fetch('/session/refresh', {method: 'POST'}).then(({status}) => (window.ended = status))")
            await page.until("window.ended === 401")


async def test_what_another_site_would_load_is_blocked_and_noticed(tmp_path: Path) -> None:
    """On a desk that answers its persisted operations only: the page's are among them, streams too."""
    binary = require_chromium()
    with up(tmp_path / "data", persisted_only="1") as desk:
        async with tab(binary, tmp_path / "profile") as page:
            await sign_in(page, desk)
            await page.until(f"{text('status')}.startsWith('Live')")
            assert "PERSISTED_QUERY_NOT_LISTED" in desk.post("{ viewer { id } }", token=desk.token).text
            await page.value(f"document.body.insertAdjacentHTML('beforeend', {FOREIGN!r})")
            async with asyncio.timeout(PATIENCE_S):
                while len([each for each in page.complaints if "Content Security Policy" in each]) < 2:
                    await asyncio.sleep(0.05)
            assert await page.value("getComputedStyle(document.body.lastChild).color") != "rgb(255, 0, 0)"
