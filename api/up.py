"""Starts processes: all in one with an embedded Valkey, the API alone, or one class of workers."""

import asyncio
import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date
from typing import Final

import uvicorn
import uvloop

from actions import setup
from adapters import secret_mark
from adapters.patience import backoff_s, end
from adapters.registry import FEED, load_ahead
from api import log
from api.app import create_app
from api.database import migrate, recognize
from api.embedded import StartError, Valkey, check_port, data_folder, kept_valkey
from api.greeting import greeting, tell
from api.handshake import Handshake
from api.line import drain
from api.operator import URL_FILE
from api.wire import Connection
from settings import Settings
from trading.ports import Desk
from workers import credentials
from workers import stop as stop_loop
from workers.main import MODELLING, WorkerClass, crew, run
from workers.opening import desk

GRACE_S: Final = 5
REVIVE_S: Final = 0.5
COLLECT: Final = (5_000, 10, 20)  # looking for garbage in everything stops everything: not while a crowd comes back
SOCKET_BYTES_MAX: Final = 64 * 1024
NOBODY: Final = (
    "PLIMSOLL_ANALYSIS_CPU=0: analyses, backtests, optimisations and reports wait until `plimsoll worker analysis` "
    "and `plimsoll worker research` run elsewhere, with 1 or more."
)
ANOTHER_KEY: Final = (
    "PLIMSOLL_SECRET, or the file `secret`, is another than at the last start: API keys, refresh tokens and sign-in "
    "links from before are refused. Nothing is lost: they work again with the old one (docs/operations.md)."
)
HALTED: Final = (
    "Trading is HALTED: `plimsoll halt --direct` was used while the database was away. "
    "Release it as any stop of the whole desk, by another person or after five minutes."
)


def up(settings: Settings) -> None:
    """Run the whole desk in this process until Ctrl-C or SIGTERM."""
    log.configure(settings)
    with data_folder(settings.data_dir):
        check_port(settings.host, settings.port)
        migrate(settings)
        with _redis(settings) as (redis_url, kept):
            _run(_all(settings, redis_url, kept))


def serve(settings: Settings) -> None:
    """Run the API until Ctrl-C or SIGTERM."""
    log.configure(settings)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    check_port(settings.host, settings.port)
    recognize(settings)
    _run(_api(settings, needed_redis(settings)))


def work(settings: Settings, kind: WorkerClass) -> None:
    """Run one class of workers until Ctrl-C or SIGTERM."""
    if kind in MODELLING and not settings.analysis_cpu:
        raise StartError(f"PLIMSOLL_ANALYSIS_CPU=0 leaves the worker {kind} nothing to compute with; set 1 or more.")
    log.configure(settings)
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    recognize(settings)
    asyncio.run(_worker(settings, needed_redis(settings), kind))


def _run(work: Coroutine[None, None, None]) -> None:
    """Run what serves clients on uvloop: an open socket costs a third of the memory, a new one less time."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


def needed_redis(settings: Settings) -> str:
    if not settings.redis_url:
        raise StartError("Set PLIMSOLL_REDIS_URL; only `plimsoll up` brings a Redis of its own.")
    return settings.redis_url


@contextmanager
def _redis(settings: Settings) -> Iterator[tuple[str, Valkey | None]]:
    """Yield the configured Redis, or an embedded one whose address other commands find in the data folder."""
    if settings.redis_url:
        yield settings.redis_url, None
        return
    with kept_valkey(settings.data_dir) as kept:
        place = settings.data_dir / URL_FILE
        place.write_text(kept.url)
        try:
            yield kept.url, kept
        finally:
            place.unlink(missing_ok=True)


# ---------------------------------------------------------------- running


class Server(uvicorn.Server):
    """uvicorn without its own signal handlers, since the process has one way to stop; says when it listens."""

    def __init__(self, config: uvicorn.Config, leaving: asyncio.Event) -> None:
        super().__init__(config)
        self._leaving = leaving
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()  # nobody comes in while the others are told to come back
        self._leaving.set()
        await drain(list(self.server_state.connections))
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _server(settings: Settings, opened: Desk) -> Server:
    @asynccontextmanager
    async def already_open() -> AsyncIterator[Desk]:
        yield opened

    app = create_app(settings, already_open)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        http=Connection,
        ws=Handshake,
        ws_max_size=SOCKET_BYTES_MAX,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    return Server(config, app.state.leaving)


def settle() -> None:
    """Look for no garbage in what this process is made of, once all of it is there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT)


@asynccontextmanager
async def until_signal(stop: asyncio.Event) -> AsyncIterator[None]:
    """Set the event on Ctrl-C or SIGTERM."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    try:
        yield
    finally:
        for each in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(each)


async def _serve(server: Server, stop: asyncio.Event) -> None:
    """Serve until the event is set."""
    settle()
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    await serving


async def keep_alive(kept: Valkey, every_s: float = REVIVE_S) -> None:
    """Start the embedded Valkey again whenever it has died, for ever; more seldom when it dies again and again.

    Nothing is sent without it: what was queued is in the database, and is swept from there once it is back.
    """
    failures = 0
    while True:
        await asyncio.sleep(every_s + (backoff_s(failures, first_s=every_s, most_s=30) if failures else 0))
        try:
            words = kept.revive()
        except (StartError, OSError) as error:
            words = str(error)
        failures = 0 if words is None else failures + 1
        if words is not None:
            logging.getLogger(__name__).error("the embedded Valkey had died (%s); starting it again", words)


async def _all(settings: Settings, redis_url: str, kept: Valkey | None) -> None:
    stop = asyncio.Event()
    async with until_signal(stop), desk(settings, redis_url) as opened, crew(opened, settings) as hands:
        await _prepare(settings, opened)
        words = await greeting(settings, opened)
        server = _server(settings, opened)
        serving = asyncio.create_task(_serve(server, stop))
        await server.ready.wait()
        beside = [asyncio.create_task(tell(opened, words))]
        if kept:
            beside.append(asyncio.create_task(keep_alive(kept)))
        classes = set(WorkerClass) - (frozenset() if settings.analysis_cpu else MODELLING)
        if MODELLING - classes:
            logging.getLogger(__name__).warning(NOBODY)
        try:
            await _until_first(serving, asyncio.create_task(run(hands, redis_url, classes)), stop)
        finally:
            await end(*beside)


async def _api(settings: Settings, redis_url: str) -> None:
    stop = asyncio.Event()
    async with until_signal(stop), desk(settings, redis_url) as opened:
        await _prepare(settings, opened)
        await _serve(_server(settings, opened), stop)


async def _worker(settings: Settings, redis_url: str, kind: WorkerClass) -> None:
    stop = asyncio.Event()
    async with until_signal(stop), desk(settings, redis_url) as opened, crew(opened, settings) as hands:
        await _prepare(settings, opened)
        waiting = asyncio.create_task(stop.wait())
        await _until_first(waiting, asyncio.create_task(run(hands, redis_url, {kind})), stop)


async def _until_first(leader: "asyncio.Task[object]", workers: "asyncio.Task[None]", stop: asyncio.Event) -> None:
    """Wait until the leader ends or the workers fail; end both, then raise what went wrong."""
    await asyncio.wait({leader, workers}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    await leader
    workers.cancel()
    with suppress(asyncio.CancelledError):
        await workers


# ---------------------------------------------------------------- the first start


async def _prepare(settings: Settings, opened: Desk) -> None:
    """Put in place what a fresh database lacks, keep the way to the brokers, and stop the desk if the brake is pulled.

    All that, and what takes long to load, before anything is served or sent; harmless at any later start.
    """
    await asyncio.to_thread(load_ahead, settings)
    if secret_mark.keep(settings.data_dir, opened.key_secret):
        logging.getLogger(__name__).error(ANOTHER_KEY)
    live = opened.prices is not None
    await setup.prepare(opened, FEED, opened.clock.now().date() if live else date.fromisoformat(settings.replay_start))
    await credentials.apply(opened, settings)
    if settings.live_trading:
        logging.getLogger(__name__).warning("orders of this desk at Alpaca are of real money")
    if await stop_loop.heed(opened, settings.data_dir):
        print(HALTED, flush=True)  # noqa: T201 - the person at the terminal must know
