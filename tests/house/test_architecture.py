"""Proves that the house stands as planned: who imports whom, who reads clock and environment, no float money."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

import settings
from ai.extras import EXTRAS

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("api", "graph", "workers", "actions", "ai", "quant", "adapters", "db", "trading")
LINT = Path(sys.executable).with_name("lint-imports")

CLOCK_AND_CHANCE = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "uuid.uuid1",
    "uuid.uuid4",
    "random",
    "numpy.random",
}
EXTRA = sorted(set(chain.from_iterable(EXTRAS.values())))
CHANCE_FROM_A_SEED = {"numpy.random.default_rng", "numpy.random.Generator", "numpy.random.SeedSequence"}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.putenv"}

# Standard library that neither touches the outside nor depends on the moment.
PURE = {
    "abc",
    "bisect",
    "collections",
    "contextlib",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "heapq",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "string",
    "types",
    "typing",
}

# Where a float may stand although money is near, and why.
FLOATS = {
    "db/line.py": "seconds of waiting for a turn",
    "trading/ports.py": "Rng.random() has the shape of the standard library's",
}


def _house_files() -> list[str]:
    """Paths of all files that git keeps or would keep."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def _python(*rooms: str) -> list[str]:
    return [name for name in _house_files() if name.endswith(".py") and (not rooms or name.split("/")[0] in rooms)]


def _names(tree: ast.AST) -> dict[str, str]:
    """Local name -> what it was imported as, dotted: `from datetime import datetime as dt` gives dt."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def _dotted(node: ast.expr, names: dict[str, str]) -> str | None:
    """`dt.now` -> "datetime.datetime.now"; None when the name was not imported."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in names:
        return None
    return ".".join([names[node.id], *parts])


def _uses(source: str) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) for everything imported or reached through an import."""
    tree = ast.parse(source)
    names = _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            own = _names(node)
            yield from ((node.lineno, name) for name in own.values())
        elif isinstance(node, ast.Attribute | ast.Name) and (dotted := _dotted(node, names)):
            yield node.lineno, dotted


@cache
def _used_in(name: str) -> tuple[tuple[int, str], ...]:
    """Return what a file of ours uses: several tests ask of every file."""
    return tuple(_uses((ROOT / name).read_text()))


def _is_clock_or_chance(dotted: str) -> bool:
    if dotted == "numpy.random" or any(dotted.startswith(seeded) for seeded in CHANCE_FROM_A_SEED):
        return False
    return any(dotted == banned or dotted.startswith(banned + ".") for banned in CLOCK_AND_CHANCE)


def _floats(source: str) -> Iterator[int]:
    """Yield the lines with a float literal, or with the name `float` as a call or an annotation."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=float()) | ast.Name(id="float"):
                yield node.lineno


# ---------------------------------------------------------------- who imports whom


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache", "--no-logo"], cwd=folder, check=False, capture_output=True, text=True)


def test_import_contracts_are_kept() -> None:
    outcome = _lint_imports(ROOT)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_import_contract_can_break(tmp_path: Path) -> None:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "*.gz"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = {
        "graph": "import httpx\n",
        "actions": "import redis\n",
        "ai": "import db\n",
        "quant": "import urllib.request\n",
        "adapters": "import tortoise\nimport settings\n",
        "trading": "import numpy\nimport api\n",
    }
    for room, line in planted.items():
        (tmp_path / room / "planted.py").write_text(line)

    outcome = _lint_imports(tmp_path)

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert outcome.returncode == 1
    unbroken = [contract["name"] for contract in contracts if f"{contract['name']} BROKEN" not in outcome.stdout]
    assert not unbroken, outcome.stdout


def test_trading_imports_itself_and_pure_standard_library_only() -> None:
    strangers = [
        f"{name}:{line} {used}"
        for name in _python("trading")
        for line, used in _used_in(name)
        if used.split(".")[0] not in PURE | {"trading"}
    ]
    assert not strangers


def test_every_foreign_package_is_declared() -> None:
    """What the rooms import stands in pyproject.toml by name, not by luck as somebody's dependency."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    known = {_canonical(re.split(r"[\[<>=~!;, ]", text)[0]) for text in declared}
    homes = packages_distributions()
    undeclared = {
        f"{name}: {package}"
        for name in _python(*ROOMS)
        for _, used in _used_in(name)
        if (package := used.split(".")[0]) not in {*ROOMS, "settings", *sys.stdlib_module_names}
        and known.isdisjoint(map(_canonical, homes.get(package, [package])))  # an extra may not be installed
    }
    assert not undeclared


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _loaded(heavy: Sequence[str], *modules: str) -> list[str]:
    """Return which of the heavy packages a process has loaded that imports these modules."""
    code = f"import sys, {', '.join(modules)}; print(*[name for name in {tuple(heavy)} if name in sys.modules])"
    outcome = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.split()


def test_api_starts_without_the_heavy_libraries() -> None:
    assert not _loaded(("numpy", "pandas", "sklearn", "statsmodels", "openai", "alpaca", *EXTRA), "api.app", "api.cli")


def test_a_backtest_of_rules_waits_for_no_models() -> None:
    assert not _loaded(("sklearn", "statsmodels", "ai"), "workers.backtesting")


def test_a_stop_from_a_terminal_waits_for_no_worker_and_no_vendor() -> None:
    assert not _loaded(("workers.main", "httpx", "websockets", "ai"), "api.operator")


def test_models_and_workers_start_without_the_extras() -> None:
    modules = {name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in _python("ai")}
    taught_in = {"ai.shadows.market"}  # a class of gymnasium's, imported by who teaches agents and nobody else
    assert taught_in < modules
    assert not _loaded(EXTRA, "workers.main", *(modules - taught_in))


def test_extras_are_those_of_the_project_and_import_what_they_bring() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    brought = {
        extra: {_canonical(re.split(r"[<>=~!;, ]", text)[0]).removesuffix("-cpu") for text in packages}
        for extra, packages in declared.items()
    }
    assert brought == {extra: {_canonical(name) for name in names} for extra, names in EXTRAS.items()}


# ---------------------------------------------------------------- clock, chance, environment


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime, UTC\nnow = datetime.now(UTC)",
        "import datetime as d\nnow = d.datetime.utcnow()",
        "from datetime import date\ntoday = date.today",
        "import time\nstarted = time.time()",
        "from time import time_ns as ticks",
        "from uuid import uuid4\nid: str = uuid4().hex",
        "import random\ndice = random.Random(1)",
        "import numpy as np\nnoise = np.random.normal()",
    ],
)
def test_the_search_finds_clock_and_chance(source: str) -> None:
    assert any(_is_clock_or_chance(used) for _, used in _uses(source))


def test_the_search_lets_measuring_ports_and_seeds_pass() -> None:
    source = (
        "import time\nimport numpy as np\nfrom datetime import datetime, timedelta\n"
        "async def f(desk, seed):\n"
        "    a = time.perf_counter() - time.monotonic()\n"
        "    b = desk.clock.now() + timedelta(days=1) + datetime.fromisoformat('2011-03-01')\n"
        "    return a, b, desk.rng.random(), np.random.default_rng(seed)\n"
    )
    assert not [used for _, used in _uses(source) if _is_clock_or_chance(used)]


def test_clock_and_chance_come_through_the_ports() -> None:
    found = [
        f"{name}:{line} {used}"
        for name in _python(*(room for room in ROOMS if room != "adapters"))
        for line, used in _used_in(name)
        if _is_clock_or_chance(used)
    ]
    assert not found


def test_no_generator_goes_unseeded() -> None:
    found = []
    for name in _python(*ROOMS):
        if not any(used.startswith("numpy") for _, used in _used_in(name)):
            continue
        tree = ast.parse((ROOT / name).read_text())
        names = _names(tree)
        found += [
            f"{name}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and not node.args and not node.keywords
            if _dotted(node.func, names) == "numpy.random.default_rng"
        ]
    assert not found


def test_only_settings_reads_the_environment() -> None:
    readers = {
        name for name in ["settings.py", *_python(*ROOMS)] if any(used in ENVIRONMENT for _, used in _used_in(name))
    }
    assert readers == {"settings.py"}


# ---------------------------------------------------------------- money


def test_the_search_finds_floats() -> None:
    assert sorted(_floats("price = 1.5\ndef f(x: float) -> None: ...\ny = float('1')\nz = 2\n")) == [1, 2, 3]


def test_no_float_where_money_is() -> None:
    found = {
        name: sorted(_floats((ROOT / name).read_text()))
        for name in _python("trading", "actions", "db", "graph")
        if name not in FLOATS
    }
    assert not {name: lines for name, lines in found.items() if lines}


def test_every_float_exemption_is_still_needed() -> None:
    assert not [name for name in FLOATS if not list(_floats((ROOT / name).read_text()))]


# ---------------------------------------------------------------- files


def test_every_python_file_opens_with_a_sentence() -> None:
    silent = []
    for name in _python():
        opening, _, rest = (ROOT / name).read_text().partition('"""')
        first = rest.partition('"""')[0].split("\n\n")[0] if not opening else ""
        if not first.rstrip().endswith((".", "?", "!")):
            silent.append(name)
    assert not silent


def test_env_example_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text() == settings.env_example()


def test_no_file_names_a_package_registry_or_a_machine_path() -> None:
    hosts = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com"]
    folders = [rf"(?<![\w.:/-])/{folder}/" for folder in ("work", "root", "opt" + "/pypi", "opt" + "/wheels")]
    pattern = re.compile("|".join([*map(re.escape, hosts), *folders, "file" + "://"]))
    found = []
    for name in _house_files():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
        found += [f"{name}: {match.group()}" for match in pattern.finditer(text)]
    assert not found


def test_locks_hold_hashes_and_no_places() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock"):
        text = (ROOT / lock).read_text()
        pins = re.findall(r"^[A-Za-z0-9_.-]+==\S+", text, re.MULTILINE)
        assert pins
        assert len(re.findall(r"^\S+==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)) == len(pins)
        assert "://" not in text
        assert " @ " not in text


def test_development_lock_holds_the_runtime_lock() -> None:
    """`make test` after `make up` must not change what runs."""
    runtime, development = (
        set(re.findall(r"^\S+==[^\\\n]+", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development
