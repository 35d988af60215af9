"""What was built for the browser is built from the sources that stand beside it, and names no registry."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "dashboard"
BUILT = ROOT / "api" / "static" / "graphiql"


def test_the_bundle_is_of_these_sources() -> None:
    fixed = ["package-lock.json", "package.json", "tsconfig.json", "vite.config.ts"]
    names = sorted(fixed + [f"graphiql/{path.name}" for path in (SOURCES / "graphiql").iterdir()])
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\0".encode() + (SOURCES / name).read_bytes() + b"\0")
    told = (BUILT / "sources.sha256").read_text().strip()
    assert told == digest.hexdigest(), "the bundle is old: `npm ci && npm run build` in dashboard/"


def test_the_lock_names_no_host() -> None:
    assert '"resolved"' not in (SOURCES / "package-lock.json").read_text()
