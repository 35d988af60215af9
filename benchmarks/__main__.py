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
BROKEN: Final = "broken off"
BENCHMARKS: Final[Mapping[str, Sequence[str]]] = {
    "risk": (),
    "quant": (),
    "backtest": (),
    "queries": (),
    "news": (),
    "analysis": (),
    "jobs": (),
    "orders": (),
    "stop": (),
    "security": (),
    "fanout": ("--subscribers", "1000", "5000", "10000"),
}
PEERS: Final = ("queries", "fanout")  # held against Node too
PEERS_NEEDED: Final = "graphql-ws ws graphql ioredis mercurius fastify graphql-yoga"
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


SECTION: Final = re.compile(r"^## (\w+)\n\n([^\n]+)\n\n```\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a benchmark printed, and when; `about` says how busy the machine was, and why it ended before its end."""

    name: str
    about: str
    text: str

    def lines(self, verdict: str) -> list[str]:
        """The figures with this verdict."""
        found = (line for line in self.text.splitlines() if line.endswith(f" {verdict}"))
        return [re.sub(r" {2,}", "  ", line.removesuffix(verdict)).strip() for line in found]

    @property
    def missed(self) -> list[str]:
        """What was not reached, or that it broke off."""
        return [*self.lines("MISSED"), *([self.about] if BROKEN in self.about else [])]


def run(name: str, options: Sequence[str]) -> Ran:
    """Run one benchmark; it is told here too, as it goes."""
    about = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f} when it began"
    words = [sys.executable, "-m", f"benchmarks.{name}", *options]
    try:
        done = subprocess.run(words, cwd=HERE.parent, stdout=subprocess.PIPE, text=True, timeout=WITHIN_S, check=False)
    except subprocess.TimeoutExpired as late:
        told = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout
        return Ran(name, f"{about}; {BROKEN} after {WITHIN_S} s", (told or "").strip())
    print(f"{name}\n{done.stdout}", flush=True)
    told = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
    return Ran(name, about if done.returncode in (0, 1) else f"{about}; {BROKEN} with an error", told)


def machine() -> str:
    """Say on what all this was measured."""
    about = Path("/proc/cpuinfo")
    models = re.findall(r"^model name\s*:\s*(.+)$", about.read_text(), re.MULTILINE) if about.exists() else []
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    return (
        f"- **machine** {os.cpu_count()} cores of {models[0] if models else platform.machine()}, {platform.system()}\n"
        f"- **versions** Python {platform.python_version()}, {versions}"
    )


def known(text: str) -> dict[str, Ran]:
    """Return the sections of a file of results."""
    return {name: Ran(name, about, told) for name, about, told in SECTION.findall(text)}


def report(about: str, ran: Mapping[str, Ran]) -> str:
    """Word the results: what was missed comes first."""
    told = [ran[name] for name in BENCHMARKS if name in ran]
    missed = [f"- {each.name}: {line}" for each in told for line in each.missed]
    reached = sum(len(each.lines("reached")) for each in told)
    parts = [
        "# What was measured",
        "Written by `make bench`. Ratios are of what ran one after the other, in one run; what else the machine did "
        "meanwhile counts against goals in milliseconds and seconds, not against ratios and CPU time.",
        about,
        f"**Goals: {reached} reached, {len(missed)} missed.**",
        "\n".join(missed),
    ]
    for each in told:
        parts += [f"## {each.name}", each.about, f"```\n{each.text}\n```"]
    return "\n\n".join(part for part in parts if part) + "\n"


def main() -> int:
    """Run all, or those that are named, and write the file; of the others it keeps what it has."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(BENCHMARKS)}; all when none is named")
    parser.add_argument("--node", help=f"a folder where `npm install {PEERS_NEEDED}` has run")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    ran = known(RESULTS.read_text()) if RESULTS.exists() else {}
    for name in asked.names or BENCHMARKS:
        options = list(BENCHMARKS[name])
        if name in PEERS and asked.node:
            options += ["--node", str(Path(asked.node).resolve())]
        ran[name] = run(name, options)
        RESULTS.write_text(report(machine(), ran))
    return int(any(each.missed for each in ran.values()))


if __name__ == "__main__":
    sys.exit(main())
