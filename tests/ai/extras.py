"""Lets tests of an extra run where it is installed, and says elsewhere how to install it."""

from ai import extras
from tests.servers import missing


def require(extra: str) -> None:
    """Skip without the packages of the extra, or fail where PLIMSOLL_TEST_REQUIRE names it."""
    if absent := extras.missing(extra):
        missing(extra, absent)
