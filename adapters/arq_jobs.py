"""The door of the queue: hands a job to arq and nudges the worker, so that nobody has to poll fast."""

import asyncio
import logging

import orjson
from arq.connections import ArqRedis
from arq.constants import expires_extra_ms, job_key_prefix
from arq.jobs import SerializationError, serialize_job
from arq.utils import timestamp_ms
from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from trading.ports import Json

TIMEOUT_S = 1.0
CONNECTIONS_MAX = 8

# Queues a job unless it is queued or running, as arq would in five turns, and nudges the worker in any case.
ENQUEUE = """
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('PSETEX', KEYS[1], ARGV[1], ARGV[2])
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[4])
end
redis.call('PUBLISH', ARGV[5], '{}')
"""

log = logging.getLogger(__name__)


def queue_key(queue: str) -> str:
    """Return arq's name of a queue."""
    return f"plimsoll:{queue}"


def nudge_channel(queue: str) -> str:
    """Return the channel that says: there is something in this queue."""
    return f"plimsoll:nudge:{queue}"


def arq_redis(url: str, *, connections_max: int, timeout_s: float) -> ArqRedis:
    """Return arq's client with JSON instead of pickles; close it with `aclose(close_connection_pool=True)`."""
    pool = BlockingConnectionPool.from_url(
        url,
        max_connections=connections_max,
        timeout=timeout_s,
        socket_timeout=timeout_s,
        socket_connect_timeout=timeout_s,
    )
    return ArqRedis(pool, job_serializer=orjson.dumps, job_deserializer=orjson.loads)


class ArqJobs:
    """Implements trading.ports.Jobs. Make one per process; `close` it before the loop ends."""

    def __init__(self, url: str) -> None:
        pool = BlockingConnectionPool.from_url(
            url, max_connections=CONNECTIONS_MAX, timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S
        )
        self._redis: Redis = Redis.from_pool(pool)
        self._enqueue = self._redis.register_script(ENQUEUE)

    async def enqueue(self, queue: str, name: str, key: str, payload: Json) -> bool:
        """Queue the job `name`; False when that was not possible in 1 s.

        A key that is queued or running is not queued twice (and is True); once it has ended it is
        forgotten. To overtake a job that a killed worker left behind, use another key.
        """
        try:
            now = timestamp_ms()
            job = serialize_job(name, (payload,), {}, None, now, serializer=orjson.dumps)
            async with asyncio.timeout(TIMEOUT_S):
                await self._enqueue(
                    [f"{job_key_prefix}{key}", queue_key(queue)],
                    [expires_extra_ms, job, now, key, nudge_channel(queue)],
                )
            return True
        except SerializationError:
            log.exception("the payload of job %s is not JSON", name)
        except (RedisError, OSError) as error:
            log.warning("could not enqueue %s %s: %s", name, key, error or "time-out")
        return False

    async def close(self) -> None:
        """Close all connections."""
        await self._redis.aclose()
