"""Whether anything is under way: asked by who waits for the desk to come to rest."""

from typing import Final

from db.engine import connection

BUSY: Final = """
SELECT 1 WHERE EXISTS (SELECT 1 FROM outbox WHERE kind = 'JOB' AND done_at IS NULL)
            OR EXISTS (SELECT 1 FROM stops WHERE pending)
"""


async def at_rest() -> bool:
    """Tell whether every job is done and every stop carried out; one query, since it is asked often."""
    return not await connection().execute_query_dict(BUSY)
