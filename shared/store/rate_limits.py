"""How much each key may ask in a moving window, counted in Redis by all processes together."""

import logging
from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic, time

import redis
from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from shared.domain.access import Caller, Counted, RateLimit
from shared.errors import TooMany
from shared.redis_pool import impatient_pool
from shared.store.local_window import LocalWindow, Turn

log = logging.getLogger(__name__)

#: Redis answers in a millisecond or is as good as down.
REDIS_TIMEOUT_S = 0.5
#: After Redis failed, it is not asked again for so long: a request must not pay for that each time.
REDIS_DOWN_S = 5.0
CONNECTIONS = 16
#: How the sentence to the caller calls what is counted.
WORDS = {Counted.QUERY: "calls", Counted.QUESTION: "questions in plain language"}


class RateLimits:
    """Keeps what `shared.door_ports.Limits` promises. Redis is told the key's id and nothing else of the caller.

    While Redis is away, each process counts for itself, from nothing: a key may then ask as much of each of them.
    """

    def __init__(
        self, redis_url: str, allowed: Mapping[Counted, str], *, clock: Callable[[], float] = monotonic
    ) -> None:
        """Connects to nothing yet. `allowed` as "100/hour"; what it leaves out has no limit. `clock` counts seconds."""
        self._allowed = {what: parse(limit) for what, limit in allowed.items()}
        self._here = {what: LocalWindow(limit, clock=clock) for what, limit in self._allowed.items()}
        self._pool = impatient_pool(redis_url, connections=CONNECTIONS, timeout_s=REDIS_TIMEOUT_S)
        self._together = MovingWindowRateLimiter(
            RedisStorage(redis_url, connection_pool=self._pool, key_prefix="limits")
        )
        self._clock = clock
        self._down_until = float("-inf")
        self._is_lost = False
        self._lost_lock = Lock()

    def take(self, caller: Caller, what: Counted) -> RateLimit | None:
        """See `shared.door_ports.Limits`."""
        if what not in self._allowed or not caller.is_limited:
            return None
        turn = self._turn(self._allowed[what], what, caller.key_id)
        if not turn.is_taken:
            whose = "your limit" if caller.is_person else "the limit of this key"
            raise TooMany(
                f"{whose} is used up: {self._allowed[what].amount} {WORDS[what]} in {_period(self._allowed[what])}",
                retry_after=turn.standing.reset_s,
                limit=turn.standing.limit,
            )
        return turn.standing

    def close(self) -> None:
        """Close all connections to Redis."""
        self._pool.disconnect()

    def _turn(self, limit: RateLimitItem, what: Counted, key_id: str) -> Turn:
        if self._clock() < self._down_until:
            return self._here[what].take(key_id)
        try:
            is_taken = self._together.hit(limit, what, key_id)
            stats = self._together.get_window_stats(limit, what, key_id)
        except redis.RedisError as error:
            self._lost(error)
            return self._here[what].take(key_id)
        self._found()
        # The window's entries carry the time of day.
        reset_s = max(0.0, stats.reset_time - time())
        return Turn(is_taken, RateLimit(limit.amount, stats.remaining if is_taken else 0, reset_s))

    def _lost(self, error: redis.RedisError) -> None:
        self._down_until = self._clock() + REDIS_DOWN_S
        with self._lost_lock:
            was_lost, self._is_lost = self._is_lost, True
        if not was_lost:
            log.warning("limits.counted_by_each_process", extra={"error": type(error).__name__})

    def _found(self) -> None:
        if self._is_lost:
            self._is_lost = False
            log.info("limits.counted_together_again")


def _period(limit: RateLimitItem) -> str:
    unit = limit.GRANULARITY.name
    return f"one {unit}" if limit.multiples == 1 else f"{limit.multiples} {unit}s"
