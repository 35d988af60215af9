"""Proves that the compose file and the Dockerfile are well formed and agree with the settings and the commands."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from settings import PREFIX, SECRETS, Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "docker-compose.yml"
DOCKERFILE = ROOT / "Dockerfile"
DESK = {"migrate", "api", "orders", "analysis", "research", "feed"}
SCHEMA_CHECK = (str(Path(sys.executable).with_name("check-jsonschema")), "--builtin-schema", "vendor.compose-spec")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    document: dict[str, Any] = YAML(typ="safe").load(COMPOSE)
    return dict(document["services"])


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_compose_file_follows_the_compose_specification(tmp_path: Path) -> None:
    good = _run(*SCHEMA_CHECK, COMPOSE)
    assert good.returncode == 0, good.stdout + good.stderr

    broken = tmp_path / "docker-compose.yml"
    broken.write_text(COMPOSE.read_text().replace("service_healthy", "service_in_good_spirits"))
    assert _run(*SCHEMA_CHECK, broken).returncode == 1


def test_dockerfile_satisfies_hadolint() -> None:
    outcome = _run(Path(sys.executable).with_name("hadolint"), DOCKERFILE)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_image_installs_hashed_packages_and_drops_root() -> None:
    text = DOCKERFILE.read_text()
    assert "--require-hashes -r requirements.lock" in text
    users = re.findall(r"^USER (\S+)", text, re.MULTILINE)
    assert users, "the image would run as root"
    assert int(users[-1]) > 0


def test_every_worker_class_and_the_migrate_job_have_a_service(services: dict[str, Any]) -> None:
    commands = {name: services[name]["command"] for name in DESK}
    assert commands == {
        "migrate": ["migrate"],
        "api": ["serve"],
        "orders": ["worker", "orders"],
        "analysis": ["worker", "analysis"],
        "research": ["worker", "research"],
        "feed": ["worker", "feed"],
    }


def test_nothing_starts_before_what_it_needs_is_healthy(services: dict[str, Any]) -> None:
    for name in DESK - {"migrate"}:
        assert services[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "postgres": {"condition": "service_healthy"},
            "redis": {"condition": "service_healthy"},
        }
    assert services["migrate"]["restart"] == "no"
    assert all("healthcheck" in services[name] for name in ("postgres", "redis", "api"))


def test_all_desk_services_share_the_data_folder_and_the_env_file(services: dict[str, Any]) -> None:
    for name in DESK:
        assert services[name]["volumes"] == ["desk:/data"]
        assert services[name]["env_file"] == [".env"]
        assert services[name]["environment"]["PLIMSOLL_DATA_DIR"] == "/data"


def test_compose_variables_are_settings_and_secrets_come_from_the_env_file(services: dict[str, Any]) -> None:
    """Settings.from_env raises on a variable it does not know, so reading them is the check."""
    for name in DESK:
        variables = services[name]["environment"]
        desk = Settings.from_env(variables)
        assert desk.production
        assert desk.database.startswith("asyncpg://plimsoll:${POSTGRES_PASSWORD")
        for secret in SECRETS & {key.removeprefix(PREFIX).lower() for key in variables}:
            assert getattr(desk, secret).startswith("${"), f"{secret} is written into the compose file"


def test_every_setting_named_in_the_container_files_exists() -> None:
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", COMPOSE.read_text() + DOCKERFILE.read_text()))
    known = {PREFIX + name.upper() for name in Settings.__dataclass_fields__}
    assert named
    assert named <= known


def test_build_context_holds_what_the_dockerfile_copies() -> None:
    """The ignore file lets in by name only; a forgotten room would be missing from the image."""
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    kept = {line[1:] for line in lines if line.startswith("!")}
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks"}
    assert rooms | {"settings.py", "frontend-schema", "pyproject.toml", "requirements.lock"} <= kept
