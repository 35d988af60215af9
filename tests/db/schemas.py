"""Read the schema that a database really has, in plain rows that can be compared."""

from dataclasses import dataclass
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient

POSTGRES_COLUMNS = """
    SELECT table_name, column_name, udt_name, character_maximum_length, numeric_precision, numeric_scale,
        is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public'"""
POSTGRES_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n'"""
POSTGRES_INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
POSTGRES_TRIGGERS = "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
SQLITE_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
SQLITE_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@dataclass(frozen=True)
class Schema:
    """Sets of rows that start with a table's name, a constraint's (table, name, text); triggers by name."""

    columns: frozenset[tuple[Any, ...]]
    indexes: frozenset[tuple[Any, ...]]
    constraints: frozenset[tuple[str, str, str]]
    triggers: dict[str, str]

    def without(self, names: set[str]) -> "Schema":
        """Return the schema without these constraints and without triggers."""
        kept = frozenset(row for row in self.constraints if row[1] not in names)
        return Schema(self.columns, self.indexes, kept, {})


async def read_schema(client: BaseDBAsyncClient) -> Schema:
    return await (_postgres(client) if client.capabilities.dialect == "postgres" else _sqlite(client))


async def _postgres(client: BaseDBAsyncClient) -> Schema:
    async def rows(query: str) -> frozenset[tuple[Any, ...]]:
        return frozenset(tuple(row.values()) for row in await client.execute_query_dict(query))

    return Schema(
        columns=await rows(POSTGRES_COLUMNS),
        indexes=await rows(POSTGRES_INDEXES),
        constraints=frozenset((row[0], row[1], row[2]) for row in await rows(POSTGRES_CONSTRAINTS)),
        triggers={row[0]: row[1] for row in await rows(POSTGRES_TRIGGERS)},
    )


async def _sqlite(client: BaseDBAsyncClient) -> Schema:
    columns, indexes, constraints = set(), set(), set()
    for table in await client.execute_query_dict(SQLITE_TABLES):
        name = table["name"]
        columns |= {(name, *row.values()) for row in await client.execute_query_dict(f"PRAGMA table_xinfo({name})")}
        for index in await client.execute_query_dict(f"PRAGMA index_list({name})"):
            of = await client.execute_query_dict(f"PRAGMA index_info({index['name']})")
            indexes.add((name, index["unique"], index["origin"], tuple(row["name"] for row in of)))
        lines = table["sql"].replace("\n        ", " ").splitlines()
        for line in (line.strip().rstrip(",") for line in lines):
            if line.startswith("CONSTRAINT"):
                constraints.add((name, line.split('"')[1], line.split('" ', 1)[1]))
            elif "REFERENCES" in line:
                constraints.add((name, line.split('"')[1], line[line.index("REFERENCES") :]))
    triggers = {row["name"]: row["sql"] for row in await client.execute_query_dict(SQLITE_TRIGGERS)}
    return Schema(frozenset(columns), frozenset(indexes), frozenset(constraints), triggers)
