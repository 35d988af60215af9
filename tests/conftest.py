"""What tests of several rooms share: one private Redis and one private PostgreSQL for the whole run."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.servers import PrivatePostgres, private_postgres, private_redis

pytest_plugins = ["tests.db_fixtures"]

settings.register_profile("desk", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("desk")


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis that stays up; who wants to kill one starts its own with `private_redis`."""
    with private_redis() as redis:
        yield redis.url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PrivatePostgres]:
    with private_postgres() as postgres:
        yield postgres
