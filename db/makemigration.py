"""Write the next migration from the models, for both databases, without any: `python -m db.makemigration NAME`."""

import asyncio
import re
import sys
from pathlib import Path
from typing import Any, Final, cast

from aerich.exceptions import NotSupportError
from aerich.migrate import Migrate
from aerich.utils import decompress_dict, get_formatted_compressed_data, get_models_describe, import_py_file
from tortoise.backends.base.schema_generator import BaseSchemaGenerator
from tortoise.context import TortoiseContext

from db.constraints import CONSTRAINTS
from db.engine import APP, config, connection
from db.migrate import MIGRATIONS, migrations
from db.triggers import TRIGGERS

# Only the scheme matters: nothing connects.
URLS: Final = {"postgres": "asyncpg://nobody@localhost/none", "sqlite": "sqlite://:memory:"}
TEMPLATE: Final = '''"""Migration {name}. Once released it is never changed: the next one is."""

from tortoise.backends.base.client import BaseDBAsyncClient

UP = {{
    "postgres": """
{postgres}
""",
    "sqlite": """
{sqlite}
""",
}}


async def upgrade(db: BaseDBAsyncClient) -> str:
    return UP[db.capabilities.dialect]


async def downgrade(_: BaseDBAsyncClient) -> str:
    return ""  # a ledger only goes forward; the way back is a backup


# The models as they are after this migration; the next one is made from the difference.
MODELS_STATE = (
    {state}
)
'''


async def write(name: str, folder: Path = MIGRATIONS) -> Path:
    """Write `<number>_<name>.py` into the folder and return it; without a change of the models it is empty.

    An empty one is a place for SQL by hand. Raises ValueError for a name that is no identifier.
    """
    if not name.isidentifier():
        raise ValueError(f"{name!r} must be letters, digits and underscores.")
    last = next(reversed(migrations(folder)), None)
    before = decompress_dict(import_py_file(last).MODELS_STATE) if last else None
    scripts, state = {}, {}
    for dialect, url in URLS.items():
        async with TortoiseContext() as context:
            await context.init(config(url))
            scripts[dialect] = with_constraints(await _script(dialect, before))
            state = _state()
    number = int(last.name.split("_")[0]) + 1 if last else 0
    path = folder / f"{number}_{name}.py"
    path.write_text(TEMPLATE.format(name=path.stem, state=get_formatted_compressed_data(state), **scripts))
    return path


def with_constraints(script: str) -> str:
    """Add db/constraints.py to every CREATE TABLE of the script."""

    def complete(found: re.Match[str]) -> str:
        lines = [f'    CONSTRAINT "{name}" {sql}' for name, sql in CONSTRAINTS.get(found["table"], {}).items()]
        return ",\n".join([found[0], *lines])

    return re.sub(r'CREATE TABLE (IF NOT EXISTS )?"(?P<table>\w+)" \(.*?(?=\n\))', complete, script, flags=re.DOTALL)


async def _script(dialect: str, before: dict[str, Any] | None) -> str:
    client = connection()
    generator = _without_comments(client.schema_generator)(client)
    if before is None:
        return generator.get_create_schema_sql(safe=False) + TRIGGERS[dialect].rstrip()
    differ = await _differ(dialect, generator)
    try:
        differ.diff_models(*differ._exclude_model_name_changes(before, _state()), no_input=True)
    except NotSupportError as error:
        return f"-- {error} Rebuild the table here by hand: see db/README.md"
    differ._merge_operators()
    return "".join(f"{statement.rstrip(';')};\n" for statement in differ.upgrade_operators).rstrip()


async def _differ(dialect: str, generator: BaseSchemaGenerator) -> type[Migrate]:
    """Return aerich's differ with nothing in its lists, which live in the class."""
    empty = {name: type(value)() for name, value in vars(Migrate).items() if isinstance(value, list | dict)}
    differ = cast(type[Migrate], type("_Differ", (Migrate,), {**empty, "app": APP, "dialect": dialect}))
    differ.ddl_class = await differ.load_ddl_class()
    differ.ddl = differ.ddl_class(connection())
    differ.ddl.schema_generator = generator
    return differ


def _without_comments(generator: type[BaseSchemaGenerator]) -> type[BaseSchemaGenerator]:
    """A docstring is no part of the schema: a better sentence needs no migration, and SQLite could not follow it."""
    mute = {f"_{what}_comment_generator": lambda *_, **__: "" for what in ("table", "column")}
    return type("_WithoutComments", (generator,), mute)


def _state() -> dict[str, Any]:
    """Describe the models for the next difference, without their prose."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: None if key in ("docstring", "description") else bare(item) for key, item in value.items()}
        return [bare(item) for item in value] if isinstance(value, list) else value

    state: dict[str, Any] = bare(get_models_describe(APP))
    return state


if __name__ == "__main__":
    print(asyncio.run(write(sys.argv[1])))  # noqa: T201  # a command that says which file it wrote
