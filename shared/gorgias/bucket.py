"""One Gorgias account has one budget of requests, whoever spends it: all our workers draw from the same bucket."""

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

import redis
from redis.commands.core import Script

from shared.errors import NotYet
from shared.gorgias.lanes import TERMS, Lane
from shared.gorgias.turns import LOOK, OBSERVE, PAUSE, TAKE, keys_of
from shared.redis_pool import impatient_pool

log = logging.getLogger(__name__)

#: Redis answers in a millisecond or is as good as down.
REDIS_TIMEOUT_S = 0.5
#: After Redis failed, it is not asked again for so long: a call must not pay for that each time.
REDIS_DOWN_S = 5.0
CONNECTIONS = 16
#: This part of the account's bucket stays empty: requests do not arrive as evenly as they are sent. At 40 requests in
#: 20 s it makes up for two seconds.
MARGIN = 0.1
#: The account's counter and ours are read at different moments, and theirs is rounded up.
DOUBT = 2
#: Below this share of its limit, it does not matter who else spends the account's requests.
WORTH_A_LOOK = 0.5
#: No pause is longer, whatever we are told.
LONGEST_PAUSE_S = 300.0
#: A promise that was not redeemed by then belongs to a draft that was never posted.
PROMISE_S = 180.0
USED_UP = "the Gorgias account's budget of requests is used up"

_caller_ids, _callers = uuid4().hex, count()


@dataclass(frozen=True, slots=True)
class Usage:
    """How the account's bucket stands."""

    used: int
    #: Promised to drafts that Claude is writing.
    promised: int
    #: What we let it hold at most, a little below the account's own limit.
    holds: int
    #: Until Gorgias may be asked again after a 429.
    paused_s: float
    #: Until somebody who asks now may send one request.
    wait_s: float
    #: Callers that wait, by lane.
    waiting: dict[Lane, int]


class AccountBucket:
    """The turns of one Gorgias account, shared through Redis.

    A turn is given as the moment at which a request may be sent, in the order of asking, and the caller sleeps until
    then; a 429 or a counter that others have filled makes all who sleep ask again. Those of a lower lane get what
    the lanes before them leave, and a small share at least. Without Redis nobody waits: Gorgias' 429 is still obeyed
    by the retry table.
    """

    def __init__(
        self,
        redis_url: str,
        limit: str,
        account: str,
        *,
        lane: Lane = Lane.LIVE,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], float] | None = None,
    ) -> None:
        """Connects to nothing yet. `limit` as "40/20". `now` in seconds stands in for Redis' own clock in a test."""
        requests, _, seconds = limit.partition("/")
        self._limit = int(requests)
        self._holds = max(1, self._limit - math.ceil(self._limit * MARGIN))
        self._interval_ms = int(seconds) * 1000 / self._limit
        self._lane = lane
        self._sleep, self._monotonic, self._now = sleep, monotonic, now
        self._down_until = float("-inf")
        self._on_turn: Callable[[], None] = lambda: None
        self._keys = keys_of(account, len(Lane))
        # Hundreds of threads wait here rather than for a connection, whose absence would count as Redis' own.
        self._calls = threading.BoundedSemaphore(CONNECTIONS)
        pool = impatient_pool(redis_url, connections=CONNECTIONS, timeout_s=REDIS_TIMEOUT_S)
        self._redis = redis.Redis(connection_pool=pool)
        self._take, self._pause, self._observe, self._look = (
            self._redis.register_script(script) for script in (TAKE, PAUSE, OBSERVE, LOOK)
        )
        self._terms = [value for each in Lane for value in (TERMS[each].fills, TERMS[each].share)]

    def close(self) -> None:
        """Close all connections to Redis."""
        self._redis.connection_pool.disconnect()

    def on_turn(self, tell: Callable[[], None]) -> None:
        """Call `tell` in the thread that has just got a turn, from now on."""
        self._on_turn = tell

    def wait(self, within_s: float, *, turns: int = 1) -> None:
        """Return once `turns` requests may be sent; NotYet when that is not so within `within_s` seconds.

        With 0 the turns are for what can be done without: they are given only when there is room right now, and half
        of the bucket is left for others.
        """
        self._get("send", within_s, turns)

    def promise(self, within_s: float, *, turns: int) -> None:
        """Return once `turns` requests are set aside, to be sent later after `redeem`; NotYet as with `wait`."""
        self._get("hold", within_s, turns)

    def redeem(self, within_s: float, *, turns: int) -> None:
        """Return once what was promised may be sent, which is now unless Gorgias said 429; NotYet as with `wait`."""
        self._get("redeem", within_s, turns)

    def pause(self, seconds: float) -> None:
        """Make every worker wait: Gorgias said 429. A longer pause that is under way stays."""
        if seconds > 0:
            self._run(self._pause, min(seconds, LONGEST_PAUSE_S) * 1000, self._limit)

    def observe(self, used: int, limit: int) -> None:
        """Take note of the account's own counter: others may spend from it, too."""
        if used >= WORTH_A_LOOK * limit > 0:
            self._run(self._observe, used, DOUBT)

    def usage(self) -> Usage | None:
        """How the bucket stands; None while Redis is away."""
        seen = self._run(self._look)
        if seen is None:
            return None
        used, promised, paused_ms, wait_ms, *waiting = (int(number) for number in seen)
        return Usage(
            used, promised, self._holds, paused_ms / 1000, wait_ms / 1000, dict(zip(Lane, waiting, strict=True))
        )

    def _get(self, purpose: str, within_s: float, turns: int) -> None:
        deadline = self._monotonic() + within_s
        caller = f"{_caller_ids}-{next(_callers)}"
        turns = min(turns, self._holds)
        while True:
            patience_s = max(0.0, deadline - self._monotonic())
            values = (self._lane.value, turns, patience_s * 1000, caller, purpose, PROMISE_S * 1000, *self._terms)
            answer = self._run(self._take, *values)
            if answer is None:
                break
            word, wait_s, epoch = answer[0], int(answer[1]) / 1000, answer[2]
            if word == b"late":
                raise NotYet(USED_UP, retry_after=wait_s)
            if wait_s > 0:
                self._sleep(wait_s)
            if word == b"go" and (wait_s <= 0 or purpose == "hold" or not self._is_void(epoch)):
                break
        self._on_turn()

    def _is_void(self, epoch: bytes) -> bool:
        """Whether moments that were told in this epoch count no more."""
        if self._is_down():
            return False
        try:
            with self._calls:
                return (self._redis.hget(self._keys[0], "epoch") or b"0") != epoch
        except redis.RedisError as error:
            self._lost(error)
            return False

    def _run(self, script: Script, *values: float | str) -> list[Any] | None:
        """What the script answers, [] for nothing; None while Redis is away."""
        if self._is_down():
            return None
        now = "" if self._now is None else f"{self._now() * 1000:.3f}"
        try:
            with self._calls:
                told = script(keys=self._keys, args=[now, self._interval_ms, self._holds, *values])
        except redis.RedisError as error:
            self._lost(error)
            return None
        return list(told or [])

    def _is_down(self) -> bool:
        return self._monotonic() < self._down_until

    def _lost(self, error: redis.RedisError) -> None:
        self._down_until = self._monotonic() + REDIS_DOWN_S
        log.warning("gorgias.budget_unknown", extra={"error": type(error).__name__})
