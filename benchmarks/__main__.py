"""Runs every benchmark, one after the other, and writes benchmarks/RESULTS.md: `python -m benchmarks [--node FOLDER]`.

Each is a process of its own that prints its table and ends within its time. The exit code is 0 when every goal is
reached. What is quoted anywhere is quoted from that file.
"""

import argparse
import importlib.metadata
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
RESULTS: Final = HERE / "RESULTS.md"
WITHIN_S: Final = 600
BENCHMARKS: Final[Mapping[str, Sequence[str]]] = {
    "risk": (),
    "quant": (),
    "queries": (),
    "news": (),
    "jobs": (),
    "orders": (),
    "stop": (),
    "fanout": ("--subscribers", "1000", "5000", "10000"),
}
PACKAGES: Final = (
    "strawberry-graphql",
    "graphql-core",
    "starlette",
    "uvicorn",
    "tortoise-orm",
    "redis",
    "arq",
    "orjson",
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a benchmark printed; `fault` says why it did not end as it should."""

    name: str
    text: str
    fault: str = ""

    def lines(self, verdict: str) -> list[str]:
        """The figures with this verdict."""
        found = (line for line in self.text.splitlines() if line.endswith(f" {verdict}"))
        return [re.sub(r" {2,}", "  ", line.removesuffix(verdict)).strip() for line in found]


def run(name: str, options: Sequence[str]) -> Ran:
    """Run one benchmark; it is told here too, as it goes."""
    words = [sys.executable, "-m", f"benchmarks.{name}", *options]
    try:
        done = subprocess.run(words, cwd=HERE.parent, stdout=subprocess.PIPE, text=True, timeout=WITHIN_S, check=False)
    except subprocess.TimeoutExpired as late:
        return Ran(name, str(late.stdout or ""), f"it did not end within {WITHIN_S} s")
    print(f"{name}\n{done.stdout}", flush=True)
    return Ran(name, done.stdout.strip(), "" if done.returncode in (0, 1) else f"it ended with {done.returncode}")


def machine() -> list[str]:
    """Say on what all this was measured."""
    about = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*:\s*(.+)$", about.read_text(), re.MULTILINE) if about.exists() else []
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    return [
        f"- **when** {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- **machine** {os.cpu_count()} cores of {models[0] if models else platform.machine()}, {platform.system()}",
        f"- **versions** Python {platform.python_version()}, {versions}",
    ]


def report(before: Sequence[str], ran: Sequence[Ran], load: float) -> str:
    """Word the results: what was missed comes first."""
    missed = [f"- {each.name}: {line}" for each in ran for line in each.lines("MISSED")]
    missed += [f"- {each.name}: {each.fault}" for each in ran if each.fault]
    reached = sum(len(each.lines("reached")) for each in ran)
    parts = [
        "# What was measured",
        "Written by `make bench`; ratios are of servers that ran one after the other, in the same run. CPU time is "
        "told where a machine with other work would tell another time on the wall.",
        "\n".join(
            [*before, f"- **load** {load:.1f} when it began: what else ran counts against goals in milliseconds"]
        ),
        f"## Goals: {reached} reached, {len(missed)} missed",
        "\n".join(missed) or "None was missed.",
    ]
    for each in ran:
        parts += [f"## {each.name}", f"```\n{each.text}\n```"]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Run all, or those that are named, and write the file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(BENCHMARKS)}; all when none is named")
    parser.add_argument("--node", help="a folder where `npm install graphql-ws ws graphql ioredis` has run")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    load, before, ran = os.getloadavg()[0], machine(), []
    for name in asked.names or BENCHMARKS:
        options = list(BENCHMARKS[name])
        if name == "fanout" and asked.node:
            options += ["--node", asked.node]
        ran.append(run(name, options))
    RESULTS.write_text(report(before, ran, load))
    return int(any(each.fault or each.lines("MISSED") for each in ran))


if __name__ == "__main__":
    sys.exit(main())
