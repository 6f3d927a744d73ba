"""Redis as a memory that may be lost at any time: what it does not give back in time was never there."""

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic
from zlib import crc32

import redis

from shared.redis_pool import impatient_pool

log = logging.getLogger(__name__)

#: What is kept here is worked out anew in some milliseconds: it is not worth a longer wait.
REDIS_TIMEOUT_S = 0.05
#: After Redis failed, it is not asked again for so long, and then by one caller first.
REDIS_DOWN_S = 5.0
CONNECTIONS = 40
CHECKSUM_BYTES = 4


class Memory:
    """Bytes under names, each for a time. Safe for many threads; never raises.

    While Redis is away or slow it knows nothing and keeps nothing. That is logged once, and once when it is over; that
    it refuses something is logged once.
    """

    def __init__(
        self, redis_url: str, *, timeout_s: float = REDIS_TIMEOUT_S, clock: Callable[[], float] = monotonic
    ) -> None:
        """Connects to nothing yet. `timeout_s` is how long it waits for Redis; `clock` never goes back."""
        pool = impatient_pool(redis_url, connections=CONNECTIONS, timeout_s=timeout_s)
        self._redis, self._clock = redis.Redis(connection_pool=pool), clock
        self._lock = Lock()
        self._is_lost = self._was_refused = False
        self._ask_again_at = float("-inf")

    def close(self) -> None:
        """Close all connections."""
        self._redis.connection_pool.disconnect()

    @property
    def is_away(self) -> bool:
        """Whether there is no use in asking for now."""
        return self._clock() < self._ask_again_at

    def get(self, name: str) -> bytes | None:
        """What was put under the name; None when there is nothing, or what there is is damaged."""
        return _opened(self._asked(lambda: self._redis.get(name)))

    def put(self, name: str, value: bytes, *, seconds: int) -> None:
        """Keep the value for so long, if it can be kept."""
        self._asked(lambda: self._redis.set(name, _sealed(value), ex=seconds))

    def _asked(self, command: Callable[[], object]) -> object:
        """What Redis answers; None while it is away."""
        if not self._may_ask():
            return None
        try:
            answer = command()
        except redis.ResponseError as error:
            self._refused(error)
            return None
        except redis.RedisError as error:
            self._lost(error)
            return None
        self._found()
        return answer

    def _may_ask(self) -> bool:
        if not self._is_lost:
            return True
        with self._lock:
            if self.is_away:
                return False
            # The others do not wait with the one that finds out.
            self._ask_again_at = self._clock() + REDIS_DOWN_S
            return True

    def _refused(self, error: redis.ResponseError) -> None:
        """It answers, but not this: it may be full, or hold something else under the name."""
        if not self._was_refused:
            self._was_refused = True
            log.warning("cache.refused", extra={"error": type(error).__name__})

    def _lost(self, error: redis.RedisError) -> None:
        with self._lock:
            was_lost, self._is_lost = self._is_lost, True
            self._ask_again_at = self._clock() + REDIS_DOWN_S
        if not was_lost:
            log.warning("cache.away", extra={"error": type(error).__name__})

    def _found(self) -> None:
        if not self._is_lost:
            return
        with self._lock:
            was_lost, self._is_lost = self._is_lost, False
            self._ask_again_at = float("-inf")
        if was_lost:
            log.info("cache.back")


def _sealed(value: bytes) -> bytes:
    return crc32(value).to_bytes(CHECKSUM_BYTES) + value


def _opened(kept: object) -> bytes | None:
    if not isinstance(kept, bytes):
        return None
    value = kept[CHECKSUM_BYTES:]
    return value if kept[:CHECKSUM_BYTES] == crc32(value).to_bytes(CHECKSUM_BYTES) else None
