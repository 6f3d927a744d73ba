"""One Gorgias account has one budget of requests, whoever spends it: all our workers draw from the same bucket."""

import logging
import random
import threading
import time
from collections.abc import Callable

import limits
import redis
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter

from shared.errors import NotYet
from shared.redis_pool import impatient_pool

log = logging.getLogger(__name__)

#: Redis answers in a millisecond or is as good as down.
REDIS_TIMEOUT_S = 0.5
#: After Redis failed, it is not asked again for so long: a call must not pay for that each time.
REDIS_DOWN_S = 5.0
CONNECTIONS = 16
#: Processes look again at most this much later than they could, so that they do not come all at once.
SPREAD_S = 0.5
#: Above this share of the account's limit, others are spending it too, and we slow down.
NEARLY_FULL = 0.9
#: No pause is longer, whatever we are told.
LONGEST_PAUSE_S = 300.0
#: No wait is shorter, so that the loop is never a busy one.
SHORTEST_WAIT_S = 0.05
USED_UP = "the Gorgias account's budget of requests is used up"


class AccountBucket:
    """The turns of one Gorgias account, shared through Redis.

    Three things make a caller wait: our own moving window (`limit`, as requests/seconds), a pause after a 429, and a
    short pause when the account's own counter says that it is nearly used up. In each process one thread asks and
    the others queue behind it, so that hundreds of them cost Redis no more than one. Without Redis nobody waits:
    Gorgias' 429 is still obeyed by the retry table.
    """

    def __init__(
        self,
        redis_url: str,
        limit: str,
        account: str,
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Connects to nothing yet. `limit` as "40/20"; `jitter` gives a number in [0, 1)."""
        requests, _, seconds = limit.partition("/")
        self._limit = limits.RateLimitItemPerSecond(int(requests), int(seconds))
        self._account = account
        self._pause_key = f"gorgias:{account}:pause"
        pool = impatient_pool(redis_url, connections=CONNECTIONS, timeout_s=REDIS_TIMEOUT_S)
        self._redis = redis.Redis(connection_pool=pool)
        self._window = MovingWindowRateLimiter(RedisStorage(redis_url, connection_pool=pool, key_prefix="gorgias"))
        self._sleep, self._monotonic, self._jitter = sleep, monotonic, jitter
        self._down_until = float("-inf")
        self._front = threading.Lock()

    def close(self) -> None:
        """Close all connections to Redis."""
        self._redis.connection_pool.disconnect()

    def wait(self, within_s: float, *, turns: int = 1) -> None:
        """Return once `turns` requests may be sent; NotYet when that is not so within `within_s` seconds."""
        deadline = self._monotonic() + within_s
        period_s = self._limit.get_expiry()
        if not self._front.acquire(timeout=max(0, within_s)):
            raise NotYet(USED_UP, retry_after=period_s)
        try:
            while (wait_s := self._wait_s(min(turns, self._limit.amount))) > 0:
                if self._monotonic() + wait_s > deadline:
                    raise NotYet(USED_UP, retry_after=wait_s)
                self._sleep(wait_s + SPREAD_S * self._jitter())
        finally:
            self._front.release()

    def pause(self, seconds: float) -> None:
        """Make every worker wait: Gorgias said 429. A longer pause that is under way stays."""
        milliseconds = int(min(seconds, LONGEST_PAUSE_S) * 1000)
        if milliseconds <= 0 or self._is_down():
            return
        try:
            if self._paused_ms() < milliseconds:
                self._redis.set(self._pause_key, 1, px=milliseconds)
        except redis.RedisError as error:
            self._lost(error)

    def observe(self, used: int, limit: int) -> None:
        """Take note of the account's own counter: wait for it to leak when others fill it."""
        surplus = used - NEARLY_FULL * limit
        if limit > 0 and surplus > 0:
            self.pause(surplus * self._limit.get_expiry() / limit)

    def _wait_s(self, turns: int) -> float:
        """Seconds until it is worth asking again; 0 when the turns are ours."""
        if self._is_down():
            return 0
        try:
            if (paused_ms := self._paused_ms()) > 0:
                return paused_ms / 1000
            if self._window.hit(self._limit, self._account, cost=turns):
                return 0
            opens_at = self._window.get_window_stats(self._limit, self._account).reset_time
        except redis.RedisError as error:
            self._lost(error)
            return 0
        # The window's entries carry the time of day.
        return max(SHORTEST_WAIT_S, opens_at - time.time())

    def _paused_ms(self) -> int:
        return int(self._redis.pttl(self._pause_key))

    def _is_down(self) -> bool:
        return self._monotonic() < self._down_until

    def _lost(self, error: redis.RedisError) -> None:
        self._down_until = self._monotonic() + REDIS_DOWN_S
        log.warning("gorgias.budget_unknown", extra={"error": type(error).__name__})
