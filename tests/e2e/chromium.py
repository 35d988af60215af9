"""Drives the system's Chromium over its DevTools protocol; keeps what a page asked for and complained about."""

import asyncio
import base64
import json
import shutil
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Final

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.servers import missing

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,900",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # whatever it may want: nothing but loopback
)
DOMAINS: Final = ("Page", "Runtime", "Log", "Network")
START_S: Final = 120
PATIENCE_S: Final = 120


def require_chromium() -> str:
    """Return the path of the browser; skip where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing("chromium", "no Chromium found (apt package chromium)")
    return found


class Tab:
    """One tab: what to do in it, the URLs it asked for, and every error or violation it told the console."""

    def __init__(self, connection: ClientConnection) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._connection = connection
        self._identities = count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def listen(self) -> None:
        """Sort what the browser says, until it is gone."""
        async for text in self._connection:
            message = json.loads(text)
            if answered := self._waiting.pop(message.get("id"), None):
                answered.set_result(message)
            else:
                self._note(message.get("method"), message.get("params", {}))

    def _note(self, event: str, params: dict[str, Any]) -> None:
        match event:
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(params["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "assert", "warning"):
                self.complaints.append(str(params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] in ("error", "warning"):
                self.complaints.append(f"{params['entry']['source']}: {params['entry']['text']}")

    async def command(self, method: str, **params: Any) -> dict[str, Any]:
        identity = next(self._identities)
        answered = self._waiting[identity] = asyncio.get_running_loop().create_future()
        await self._connection.send(json.dumps({"id": identity, "method": method, "params": params}))
        answer = await asyncio.wait_for(answered, PATIENCE_S)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    async def open(self, url: str) -> None:
        await self.command("Page.navigate", url=url)

    async def value(self, expression: str) -> Any:
        """Evaluate JavaScript in the page."""
        answer = await self.command("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def until(self, expression: str) -> None:
        """Wait until the expression is true; fail after PATIENCE_S."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while await self.value(expression) is not True:
                    await asyncio.sleep(0.05)
        except TimeoutError:
            body = await self.value("document.body.innerText")
            raise AssertionError(f"never true: {expression}\n{self.complaints}\n{body}") from None

    async def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element, as a hand would: what lies over it gets the click."""
        box = f"document.querySelector({selector!r}).getBoundingClientRect()"
        x, y = await self.value(f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({box})")
        for kind in ("mousePressed", "mouseReleased"):
            await self.command("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def picture(self) -> bytes:
        """Return the whole page as a PNG."""
        answer = await self.command("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])


@asynccontextmanager
async def tab(binary: str, profile: Path) -> AsyncIterator[Tab]:
    """Start a browser with a fresh profile; end it, by its id, whatever happens."""
    browser = await asyncio.create_subprocess_exec(
        binary, *FLAGS, f"--user-data-dir={profile}", "about:blank", stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        async with connect(await _address(browser, profile), max_size=None) as connection:
            opened = Tab(connection)
            listening = asyncio.create_task(opened.listen())
            try:
                for domain in DOMAINS:
                    await opened.command(f"{domain}.enable")
                yield opened
            finally:
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening
    finally:
        browser.terminate()
        await browser.wait()


async def _address(browser: asyncio.subprocess.Process, profile: Path) -> str:
    """Return the WebSocket address of the first tab."""
    place = profile / "DevToolsActivePort"
    async with asyncio.timeout(START_S), httpx.AsyncClient() as client:
        while True:
            assert browser.returncode is None, "the browser ended at once"
            if place.exists() and (lines := place.read_text().split()):
                tabs = (await client.get(f"http://127.0.0.1:{lines[0]}/json/list")).json()
                for each in tabs:
                    if each["type"] == "page":
                        return str(each["webSocketDebuggerUrl"])
            await asyncio.sleep(0.05)
