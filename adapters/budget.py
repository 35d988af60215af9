"""How often a vendor may be asked: counted in Redis, so that every process of the desk shares one budget."""

from datetime import UTC, datetime, timedelta
from typing import Final, Self

from redis.asyncio import Redis
from redis.exceptions import RedisError

from trading.errors import Unavailable
from trading.ports import Clock

TIMEOUT_S: Final = 1.0
# Counts a question in its window unless the window is full; 1 when it may be asked.
TAKE: Final = """
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
if used >= tonumber(ARGV[1]) then return 0 end
redis.call('INCR', KEYS[1])
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
"""


class OverBudget(Unavailable):
    """Asked as often as may be, for now: nothing is wrong, and at `until` there is a new budget."""

    def __init__(self, message: str, until: datetime) -> None:
        super().__init__(message)
        self.until = until


class Budget:
    """`most` questions in each window of `seconds`, counted from midnight UTC of 1970."""

    def __init__(self, redis_url: str, vendor: str, clock: Clock, *, most: int, seconds: int) -> None:
        self._redis: Redis = Redis.from_url(
            redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S, max_connections=2
        )
        self._take = self._redis.register_script(TAKE)
        self._vendor, self._clock, self._most, self._seconds = vendor, clock, most, seconds

    @classmethod
    def daily(cls, redis_url: str, vendor: str, clock: Clock, *, most: int, at_once: int) -> Self:
        """Spread `most` questions over a day: so many `at_once`, and then a pause. ValueError for less than that."""
        if most < at_once:
            raise ValueError(f"{vendor} has to allow {at_once} questions a day or more.")
        return cls(redis_url, vendor, clock, most=at_once, seconds=max(1, 86_400 * at_once // most))

    async def take(self) -> None:
        """Use up one question. Raise OverBudget when none is left in this window, Unavailable when Redis is away."""
        window, _ = divmod(int(self._clock.now().timestamp()), self._seconds)
        key = f"plimsoll:budget:{self._vendor}:{self._seconds}:{window}"
        try:
            granted = await self._take(keys=[key], args=[self._most, self._seconds])
        except (RedisError, OSError) as error:
            raise Unavailable(f"The budget of {self._vendor} cannot be counted: {type(error).__name__}.") from None
        if not granted:
            until = datetime.fromtimestamp(0, UTC) + timedelta(seconds=(window + 1) * self._seconds)
            raise OverBudget(
                f"The {self._most} questions to {self._vendor} are used up until {until:%Y-%m-%d %H:%M:%S} UTC.", until
            )

    async def close(self) -> None:
        await self._redis.aclose()
