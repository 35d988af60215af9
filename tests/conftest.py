"""What tests of several rooms share: one private Redis and one private PostgreSQL for the whole run."""

from collections.abc import Iterator

import pytest
from httpx._config import DEFAULT_TIMEOUT_CONFIG
from hypothesis import settings

from tests import thrift
from tests.servers import PrivatePostgres, private_postgres, private_redis

pytest_plugins = ["tests.db_fixtures"]

settings.register_profile("desk", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("desk")
# as little as how long an answer takes; httpx would wait for five seconds
for phase in ("connect", "read", "write", "pool"):
    setattr(DEFAULT_TIMEOUT_CONFIG, phase, 60.0)
thrift.keep_models()
thrift.keep_certificates()


def pytest_collectstart() -> None:
    thrift.gather()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that wait longest for processes to die, so that none of them is left at the end."""
    items.sort(key=lambda item: "workers" not in item.path.parts)


def pytest_collection_finish() -> None:
    thrift.settle()


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis that stays up; who wants to kill one starts its own with `private_redis`."""
    with private_redis() as redis:
        yield redis.url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PrivatePostgres]:
    with private_postgres() as postgres:
        yield postgres
