"""What is shipped and how it answers: pinned by hash, not as root, with the headers that browsers heed."""

import re
from pathlib import Path

import httpx

from tests.e2e.desks import Process

ROOT = Path(__file__).parents[2]


def test_S124_the_lock_is_pinned_and_the_container_is_nobody() -> None:
    lines = (ROOT / "requirements.lock").read_text().replace("\\\n", " ").splitlines()
    wanted = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert wanted
    assert [line for line in wanted if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:", line)] == []
    image = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in image
    assert int(re.findall(r"^USER (\d+)$", image, re.MULTILINE)[-1]) > 0
    assert "read_only: true" in (ROOT / "docker-compose.yml").read_text()


def test_S125_every_answer_has_the_headers(desk: Process) -> None:
    for path in ("/", "/graphiql", "/graphql", "/healthz", "/nothing"):
        said = httpx.get(desk.url + path).headers
        assert said["x-content-type-options"] == "nosniff"
        assert said["x-frame-options"] == "DENY"
        assert said["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "server" not in said
        assert "strict-transport-security" not in said  # over http it would mean nothing
    secure = httpx.get(desk.url, headers={"x-forwarded-proto": "https"}).headers
    assert secure["strict-transport-security"] == "max-age=31536000"
