"""Ties a child process to its parent, so that a kill -9 leaves no orphans."""

import ctypes
import os
import sys
from functools import cache
from typing import Any

PR_SET_PDEATHSIG = 1


@cache
def libc() -> Any:
    """Load the C library; call it once before a fork, since a forked child should not load anything."""
    return ctypes.CDLL(None, use_errno=True)


def die_with_parent(signum: int, parent: int) -> None:
    """Called in the child: let the kernel send it `signum` when the thread that started it ends. Linux only."""
    if sys.platform != "linux":
        return
    libc().prctl(PR_SET_PDEATHSIG, signum, 0, 0, 0)
    if os.getppid() != parent:  # it went before we could say so
        os._exit(1)
