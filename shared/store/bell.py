"""Redis as the bell: pushes messages onto queues, or says that it could not. It is never the truth."""

from collections.abc import Iterable, Mapping, Sequence

import redis
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import NoBackoff
from redis.retry import Retry

from shared.errors import Retryable

TIMEOUT_S = 1.0
#: What the asynchronous client lets through: uvloop says RuntimeError of a connection that was reset just now.
AWAY = (redis.RedisError, RuntimeError)


class Bell:
    """Rings from threads. Connects when first asked."""

    def __init__(self, redis_url: str) -> None:
        self._redis = redis.Redis.from_url(
            redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S, retry=Retry(NoBackoff(), 0)
        )

    def push(self, messages: Mapping[str, Sequence[bytes]]) -> None:
        """Put the messages on their queues; Retryable when Redis is away, and then some may have arrived."""
        try:
            for queue, values in messages.items():
                self._redis.lpush(queue, *values)
        except redis.RedisError as error:
            raise Retryable("Redis is away") from error

    def idle(self, queues: Iterable[str]) -> list[str]:
        """The queues on which no bell waits; Retryable when Redis is away."""
        try:
            return [queue for queue in queues if not self._redis.llen(queue)]
        except redis.RedisError as error:
            raise Retryable("Redis is away") from error

    def close(self) -> None:
        """Drop the connections."""
        self._redis.close()


class AsyncBell:
    """Rings from an event loop. Connects when first asked."""

    def __init__(self, redis_url: str) -> None:
        self._redis = AsyncRedis.from_url(
            redis_url, socket_timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S, retry=AsyncRetry(NoBackoff(), 0)
        )

    async def push(self, messages: Mapping[str, Sequence[bytes]]) -> None:
        """Put the messages on their queues; Retryable when Redis is away, and then some may have arrived."""
        try:
            for queue, values in messages.items():
                await self._redis.lpush(queue, *values)
        except AWAY as error:
            raise Retryable("Redis is away") from error

    async def is_reachable(self) -> bool:
        """Whether Redis answers now."""
        try:
            return bool(await self._redis.ping())
        except AWAY:
            return False

    async def close(self) -> None:
        """Drop the connections."""
        await self._redis.aclose()
