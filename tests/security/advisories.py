"""Asks OSV what is known to be wrong with the locked packages: `python -m tests.security.advisories`, as CI does.

The exit code is 1 when an advisory of high or critical severity, or of one that nobody has judged, is about a locked
version, and 3 when OSV cannot be asked. What cannot hurt us is listed in ACCEPTED with its reason.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

ROOT: Final = Path(__file__).parents[2]
PINNED: Final = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock", "dashboard/package-lock.json")
LOCKS: Final = tuple(map(ROOT.joinpath, PINNED))
OSV: Final = "https://api.osv.dev"
HARMLESS: Final = frozenset({"LOW", "MODERATE", "MEDIUM"})
ACCEPTED: Final[Mapping[str, str]] = {}  # the id of an advisory, and why it cannot hurt us
BATCH: Final = 500
WITHIN_S: Final = 20.0
BAD, UNREACHABLE = 1, 3


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """One locked version of PyPI or npm."""

    ecosystem: str
    name: str
    version: str

    def question(self) -> dict[str, object]:
        return {"package": {"ecosystem": self.ecosystem, "name": self.name}, "version": self.version}


def locked(path: Path) -> Iterator[Package]:
    """Yield what a lock of pip or npm pins."""
    if path.suffix == ".json":
        for place, about in json.loads(path.read_text())["packages"].items():
            if place and "version" in about:
                yield Package("npm", place.rpartition("node_modules/")[2], about["version"])
        return
    for found in re.finditer(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)", path.read_text(), re.MULTILINE):
        yield Package("PyPI", found[1], found[2])


def known(client: httpx.Client, packages: Sequence[Package]) -> Iterator[tuple[Package, str, str]]:
    """Yield package, advisory and severity of whatever is known. Raise httpx.HTTPError or ValueError."""
    for start in range(0, len(packages), BATCH):
        batch = packages[start : start + BATCH]
        results = _json(client.post("/v1/querybatch", json={"queries": [each.question() for each in batch]}))["results"]
        for package, result in zip(batch, results, strict=True):
            for advisory in result.get("vulns") or ():
                about = _json(client.get(f"/v1/vulns/{advisory['id']}"))
                if "withdrawn" not in about:
                    yield package, advisory["id"], about.get("database_specific", {}).get("severity", "not judged")


def _json(answer: httpx.Response) -> Any:
    return answer.raise_for_status().json()


def main(osv: str = OSV, locks: Sequence[Path] = LOCKS) -> int:
    """Print what is known, and return the exit code."""
    packages = sorted({package for path in locks for package in locked(path)})
    try:
        with httpx.Client(base_url=osv, timeout=WITHIN_S) as client:
            found = list(known(client, packages))
    except (httpx.HTTPError, ValueError, KeyError) as error:
        sys.stderr.write(f"OSV cannot be asked: {error!r}\n")
        return UNREACHABLE
    bad = [each for each in found if each[2].upper() not in HARMLESS and each[1] not in ACCEPTED]
    for package, advisory, severity in found:
        why = f": {ACCEPTED[advisory]}" if advisory in ACCEPTED else ""
        sys.stdout.write(f"{package.name} {package.version}: {advisory} ({severity}){why}\n")
    sys.stdout.write(f"{len(packages)} locked packages, {len(found)} advisories, {len(bad)} to be dealt with\n")
    return BAD if bad else 0


if __name__ == "__main__":
    sys.exit(main())
