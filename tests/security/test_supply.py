"""What is shipped and how it answers: pinned by hash, not as root, with the headers that browsers heed."""

import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from adapters.local_server import LocalServer
from tests.e2e.desks import Process
from tests.security import advisories
from tests.security.advisories import Package
from tests.security.stub import serving

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


class Osv:
    """Speaks OSV's format: one advisory for a version of a package, if there is any."""

    def __init__(self, name: str = "", **about: object) -> None:
        self.name, self.about = name, about
        self.asked: list[Package] = []
        self.app = Starlette(
            routes=[
                Route("/v1/querybatch", self._batch, methods=["POST"]),
                Route("/v1/vulns/{id}", self._advisory),
            ]
        )

    async def _batch(self, request: Request) -> JSONResponse:
        queries = (await request.json())["queries"]
        self.asked += [Package(q["package"]["ecosystem"], q["package"]["name"], q["version"]) for q in queries]
        hit = {"vulns": [{"id": "GHSA-stub", "modified": "2026-01-01T00:00:00Z"}]}
        return JSONResponse({"results": [hit if q["package"]["name"] == self.name else {} for q in queries]})

    async def _advisory(self, request: Request) -> JSONResponse:
        return JSONResponse({"id": request.path_params["id"], **self.about})


JUDGED = [
    (Osv(), 0),
    (Osv("httpx", database_specific={"severity": "CRITICAL"}), 1),
    (Osv("httpx", database_specific={"severity": "HIGH"}), 1),
    (Osv("react", database_specific={"severity": "HIGH"}), 1),
    (Osv("httpx"), 1),
    (Osv("httpx", database_specific={"severity": "MODERATE"}), 0),
    (Osv("httpx", database_specific={"severity": "HIGH"}, withdrawn="2026-01-02T00:00:00Z"), 0),
]


@pytest.mark.parametrize(("osv", "code"), JUDGED)
def test_S123_a_locked_package_with_an_advisory_fails_CI(
    osv: Osv, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = LocalServer(osv.app)
    with serving(server):
        assert advisories.main(server.url) == code, capsys.readouterr().out
    names = {(each.ecosystem, each.name) for each in osv.asked}
    assert {("PyPI", "httpx"), ("PyPI", "strawberry-graphql"), ("PyPI", "pytest"), ("PyPI", "uv")} <= names
    assert {("npm", "react"), ("npm", "@graphiql/react")} <= names
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = {line.partition("==")[0].partition("[")[0] for line in lines if re.match(r"[\w.\[\]-]+==", line)}
    assert pins <= {name for kind, name in names if kind == "PyPI"}
    if code:
        monkeypatch.setattr(advisories, "ACCEPTED", {"GHSA-stub": "only when it is Tuesday"})
        with serving(server := LocalServer(osv.app)):
            assert advisories.main(server.url) == 0


def test_S123_CI_asks_and_a_silent_OSV_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert advisories.main("http://127.0.0.1:1") == advisories.UNREACHABLE
    assert "cannot be asked" in capsys.readouterr().err
    assert "python -m tests.security.advisories" in (ROOT / ".ci" / "run").read_text()
