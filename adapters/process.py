"""How a process begins: a child is tied to its parent, so that a kill -9 leaves no orphans, and loads what it needs."""

import ctypes
import gc
import os
import signal
import sys
from functools import cache
from typing import Any, Final

PR_SET_PDEATHSIG = 1
COLLECT: Final = (20_000, 10, 20)  # what a process imports stays: looking for garbage in it is a tenth of its start


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


def begin(signum: int, parent: int) -> None:
    """Called first in a child that computes: it leaves Ctrl-C to its parent, and ends with it as above."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent(signum, parent)
    gc.set_threshold(*COLLECT)
