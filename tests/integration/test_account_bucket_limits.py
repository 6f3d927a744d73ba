"""Whatever is asked for in whatever order, no more requests are sent than the account's bucket has room for."""

from contextlib import ExitStack, closing
from itertools import count

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from shared.embedded.valkey import EmbeddedValkey
from shared.errors import NotYet
from shared.gorgias.bucket import AccountBucket
from shared.gorgias.lanes import Lane

HOLDS, PER_S = 18, 2.0
LIMIT = "20/10"
#: Moments are told in whole milliseconds.
ROUNDING = 0.01

_accounts = count()


class Crowd:
    """Callers of all lanes whose sleeps overlap: the time of day does not pass while they sleep."""

    def __init__(self, redis_url: str, stack: ExitStack) -> None:
        self.now = 1_000_000.0
        self.slept = 0.0
        self.sent: list[float] = []
        self.promised: list[tuple[float, int]] = []
        account = f"account-{next(_accounts)}"
        self._buckets = {
            lane: stack.enter_context(
                closing(
                    AccountBucket(
                        redis_url,
                        LIMIT,
                        account,
                        lane=lane,
                        sleep=self._sleep,
                        monotonic=lambda: self.slept,
                        now=lambda: self.now,
                    )
                )
            )
            for lane in Lane
        }

    def send(self, lane: Lane, turns: int, within_s: float) -> None:
        began = self.slept
        try:
            self._buckets[lane].wait(within_s, turns=turns)
        except NotYet:
            return
        self.sent += [self.now + self.slept - began] * turns

    def promise(self, turns: int, within_s: float) -> None:
        began = self.slept
        try:
            self._buckets[Lane.LIVE].promise(within_s, turns=turns)
        except NotYet:
            return
        self.promised.append((self.now + self.slept - began, turns))

    def redeem(self) -> None:
        for promise in self.promised:
            if promise[0] <= self.now:
                self.promised.remove(promise)
                self._buckets[Lane.LIVE].redeem(0, turns=promise[1])
                self.sent += [self.now] * promise[1]
                return

    def _sleep(self, seconds: float) -> None:
        self.slept += seconds

    @property
    def fullest(self) -> float:
        """The most that was ever in a bucket which leaks as the account's does."""
        level, at, fullest = 0.0, 0.0, 0.0
        for moment in sorted(self.sent):
            level = max(0.0, level - (moment - at) * PER_S) + 1
            at, fullest = moment, max(fullest, level)
        return fullest


#: Seconds that pass, what is then asked for, how many turns, how long the caller waits.
STEPS = st.lists(
    st.tuples(
        st.sampled_from((0.0, 0.0, 0.01, 0.3, 1.0, 4.0)),
        st.sampled_from(("live", "live", "upkeep", "backfill", "promise", "redeem")),
        st.integers(1, 4),
        st.sampled_from((0.0, 1.0, 30.0)),
    ),
    min_size=30,
    max_size=120,
)


@pytest.fixture(scope="module")
def empty_redis_url(valkey: EmbeddedValkey) -> str:
    with redis.Redis.from_url(valkey.valkey.url) as client:
        client.flushall()
    return valkey.valkey.url


@given(STEPS)
def test_no_window_of_time_holds_more_requests_than_the_account_allows(
    empty_redis_url: str, steps: list[tuple[float, str, int, float]]
) -> None:
    with ExitStack() as stack:
        crowd = Crowd(empty_redis_url, stack)
        for passes, what, turns, within_s in steps:
            crowd.now += passes
            if what == "promise":
                crowd.promise(turns, within_s)
            elif what == "redeem":
                crowd.redeem()
            else:
                crowd.send(Lane[what.upper()], turns, within_s)
        assert crowd.fullest <= HOLDS + ROUNDING


@given(st.integers(1, 60))
def test_a_crowd_of_live_callers_uses_all_that_the_bucket_allows(empty_redis_url: str, callers: int) -> None:
    with ExitStack() as stack:
        crowd = Crowd(empty_redis_url, stack)
        for _ in range(callers):
            crowd.send(Lane.LIVE, 1, 30)
        assert crowd.sent == sorted(crowd.sent)
        took = crowd.sent[-1] - crowd.sent[0]
        assert took == pytest.approx(max(0, callers - HOLDS) / PER_S, abs=0.002)
