"""Run conformance cases from files: `python -m tests.conformance orders|risk|quant FILE [FILE...]`."""

import sys
from importlib import import_module
from pathlib import Path

KINDS = ("orders", "risk", "quant")
USAGE = "usage: python -m tests.conformance orders|risk|quant FILE [FILE...]"


def main(arguments: list[str]) -> int:
    """Return 0 when every case passes, 1 when one fails, 2 when the command is not understood."""
    if len(arguments) < 2 or arguments[0] not in KINDS:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    kind, *names = arguments
    run = import_module(f"tests.conformance.{kind}").run
    failed: int = run([Path(name) for name in names])
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
