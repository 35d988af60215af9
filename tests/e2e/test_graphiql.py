"""GraphiQL in a real browser, offline: a query, a mutation and a subscription run, and nobody but the desk is asked.

On a phone the answer stands below the question, and the tab that was chosen is in sight.
"""

import asyncio
import json
from pathlib import Path
from urllib.parse import urlsplit

from tests.e2e.chromium import Tab, require_chromium, tab
from tests.e2e.desks import up

ANSWER = "(document.querySelector('.graphiql-response')?.innerText ?? '').replace(/\\u00a0/g, ' ')"
EDGES = "document.querySelector('.graphiql-{}').getBoundingClientRect().{}"
CONTROL, SHIFT = 2, 8


async def sign_in(page: Tab, token: str) -> None:
    await page.until("document.querySelector('#token') !== null")
    await page.click("#token")
    await page.command("Input.insertText", text=token)
    await page.until("document.querySelector('.graphiql-execute-button') !== null")


async def press(page: Tab, code: str, key: str, number: int, modifiers: int = 0) -> None:
    for kind in ("rawKeyDown", "keyUp"):
        await page.command(
            "Input.dispatchKeyEvent", type=kind, code=code, key=key, windowsVirtualKeyCode=number, modifiers=modifiers
        )


async def run(page: Tab, name: str, variables: object | None = None) -> None:
    """Choose the operation's tab, type its variables, press the button."""
    tabs = "[...document.querySelectorAll('.graphiql-tab button')]"
    await page.until(f"{tabs}.some(each => each.innerText.trim() === {name!r})")
    await page.value(f"{tabs}.find(each => each.innerText.trim() === {name!r}).click()")
    await asyncio.sleep(0.5)  # the editors take over the tab's text
    if variables is not None:
        await page.click(".graphiql-editor-tool .view-lines")
        await press(page, "KeyA", "a", 65, CONTROL)
        await page.command("Input.insertText", text=json.dumps(variables))
        await press(page, "End", "End", 35, CONTROL | SHIFT)
        await press(page, "Delete", "Delete", 46)  # the brackets that the editor closed by itself
    await page.click(".graphiql-execute-button")


async def test_a_query_a_mutation_and_a_subscription_run_from_our_own_host(tmp_path: Path) -> None:
    binary = require_chromium()
    with up(tmp_path / "data", replay_day_s="2") as desk:
        portfolio = desk.query("{ portfolios(first: 1) { nodes { id } } }")["portfolios"]["nodes"][0]["id"]
        async with tab(binary, tmp_path / "profile") as page:
            await page.open(f"{desk.url}/graphiql")
            await sign_in(page, desk.token)

            await run(page, "Portfolios")
            await page.until(f'{ANSWER}.includes(\'"mode": "PAPER"\')')
            await asyncio.to_thread((tmp_path / "graphiql.png").write_bytes, await page.picture())

            await run(page, "EngageStop", {"input": {"portfolioId": portfolio, "level": "PAUSE", "note": "From here."}})
            await page.until(f"{ANSWER}.includes('StopEngaged')")

            await run(page, "PortfolioPnl", {"portfolioId": portfolio})
            await page.until(f'/"kind": "(CHANGE|HEARTBEAT)"/.test({ANSWER})')

            await page.command(
                "Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False
            )
            await page.until(f"{EDGES.format('response', 'top')} >= {EDGES.format('editors', 'bottom')}")
            assert await page.value(f"{EDGES.format('tab-active', 'right')} <= 400")

            assert page.complaints == []
            asked = [urlsplit(url) for url in page.requests if not url.startswith("data:")]  # which asks nobody
            assert {url.netloc for url in asked} == {f"127.0.0.1:{desk.port}"}
            assert {url.scheme for url in asked} == {"http", "ws"}
        stop = desk.query("{ portfolios(first: 1) { nodes { stop { state note } } } }")
        assert stop["portfolios"]["nodes"][0]["stop"] == {"state": "REDUCING", "note": "From here."}
