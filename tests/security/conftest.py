"""One running desk that all of these tests share; who would harm it for the others starts one of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desks import Process, up


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with up(Path(tmp_path_factory.mktemp("security")) / "data", replay_day_s="600", analysis_cpu="1") as process:
        process.wait_for_a_price()
        yield process


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A desk that is set up as one on the internet is."""
    folder = Path(tmp_path_factory.mktemp("strict")) / "data"
    with up(folder, replay_day_s="600", environment="production") as process:
        yield process
