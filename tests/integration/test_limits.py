"""Limits of keys over a real Valkey: shared by all processes, right about the wait, and there when Valkey is not."""

from bisect import bisect_right
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from limits import RateLimitItemPerSecond
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from services.api.limits import whole_seconds
from shared.domain.access import SETTING_KEY, Caller, Counted, Role
from shared.embedded.valkey import EmbeddedValkey, free_port, prepare_valkey
from shared.errors import TooMany
from shared.settings import Settings
from shared.store.rate_limits import REDIS_DOWN_S, RateLimits
from tests.running_api import NO_REDIS

QUERY, QUESTION = Counted.QUERY, Counted.QUESTION
DEFAULTS = {
    QUERY: Settings.model_fields["query_limit"].default,
    QUESTION: Settings.model_fields["question_limit"].default,
}


def a_caller(name: str = "Ann", role: Role = Role.ANALYST) -> Caller:
    return Caller(str(uuid4()), name, role)


@pytest.fixture
def limits(redis_url: str) -> Iterator[RateLimits]:
    limits = RateLimits(redis_url, {QUERY: "3/hour", QUESTION: "2/hour"})
    yield limits
    limits.close()


def takes_until_refused(limits: RateLimits, caller: Caller, what: Counted = QUERY) -> tuple[int, TooMany]:
    for taken in range(1000):
        try:
            limits.take(caller, what)
        except TooMany as refused:
            return taken, refused
    raise AssertionError("it was never refused")


def remaining(limits: RateLimits, caller: Caller, what: Counted) -> int:
    """What is left after one more was taken."""
    standing = limits.take(caller, what)
    assert standing is not None
    return standing.remaining


@pytest.mark.parametrize(("what", "allowed"), [(QUERY, 100), (QUESTION, 50)])
def test_without_a_setting_an_hour_has_100_calls_and_50_questions(redis_url: str, what: Counted, allowed: int) -> None:
    limits = RateLimits(redis_url, DEFAULTS)

    taken, refused = takes_until_refused(limits, a_caller(), what)

    assert taken == refused.limit == allowed
    assert 0 < (refused.retry_after or 0) <= 3600
    limits.close()


def test_every_take_says_what_is_left(limits: RateLimits) -> None:
    caller = a_caller()

    standings = [limits.take(caller, QUERY) for _ in range(3)]

    assert [(each.limit, each.remaining) for each in standings if each] == [(3, 2), (3, 1), (3, 0)]
    assert all(0 < each.reset_s <= 3600 for each in standings if each)
    with pytest.raises(TooMany, match="3 calls in one hour"):
        limits.take(caller, QUERY)
    _, refused = takes_until_refused(limits, caller, QUESTION)
    assert "2 questions in plain language in one hour" in str(refused)


def test_calls_and_questions_and_keys_are_counted_apart(limits: RateLimits) -> None:
    ann, bob = a_caller(), a_caller()
    takes_until_refused(limits, ann)

    assert remaining(limits, ann, QUESTION) == 1
    assert remaining(limits, bob, QUERY) == 2


@pytest.mark.parametrize("role", Role)
def test_only_services_have_no_limit(limits: RateLimits, role: Role) -> None:
    assert (limits.take(a_caller(role=role), QUERY) is None) == (role is Role.SERVICE)
    assert limits.take(SETTING_KEY, QUESTION) is None


def test_whoever_waits_as_long_as_told_gets_a_turn(redis_url: str) -> None:
    limits, caller = RateLimits(redis_url, {QUERY: "2/second"}), a_caller()
    _, refused = takes_until_refused(limits, caller)

    until_told = Retrying(
        retry=retry_if_exception_type(TooMany),
        stop=stop_after_delay(whole_seconds(refused.retry_after or 0)),
        wait=wait_fixed(0.02),
        reraise=True,
    )
    with suppress(TooMany):
        until_told(limits.take, caller, QUERY)
        return
    # The wait is over now, whatever the last try before its end has heard.
    assert limits.take(caller, QUERY) is not None


def test_all_processes_count_together_and_never_give_more_than_there_is(redis_url: str) -> None:
    processes = [RateLimits(redis_url, {QUERY: "25/hour"}) for _ in range(2)]
    caller = a_caller()

    def take(number: int) -> bool:
        try:
            return processes[number % 2].take(caller, QUERY) is not None
        except TooMany:
            return False

    with ThreadPoolExecutor(8) as threads:
        given_turns = sum(threads.map(take, range(100)))

    assert given_turns == 25
    for process in processes:
        process.close()


def test_redis_is_told_the_id_of_a_key_and_nothing_else_of_its_holder(limits: RateLimits, redis_url: str) -> None:
    caller = a_caller("Ann canary")
    limits.take(caller, QUERY)

    with redis.Redis.from_url(redis_url) as client:
        names = [name.decode() for name in client.keys("*")]
        kept = [client.lrange(name, 0, -1) for name in names]

    assert names == [f"limits:LIMITER/query/{caller.key_id}/3/1/hour"]
    assert all(float(when) > 0 for entries in kept for when in entries)


def test_without_redis_each_process_counts_for_itself_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    processes = [RateLimits(NO_REDIS, {QUERY: "3/hour"}, clock=lambda: 1000.0) for _ in range(2)]
    caller = a_caller()

    for process in processes:
        taken, refused = takes_until_refused(process, caller)
        assert (taken, refused.limit) == (3, 3)
        assert refused.retry_after == 3600
    assert [record.message for record in caplog.records] == ["limits.counted_by_each_process"] * 2
    assert caller.key_id not in caplog.text


def test_when_redis_is_back_it_counts_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "shared.store.rate_limits")
    moments = [0.0]
    port, caller = free_port(), a_caller()
    limits = RateLimits(f"redis://127.0.0.1:{port}/0", {QUERY: "2/hour"}, clock=lambda: moments[0])

    for _ in range(2):
        moments[0] += REDIS_DOWN_S
        assert limits.take(caller, QUERY) is not None
    with EmbeddedValkey(prepare_valkey(tmp_path, port=port)):
        with pytest.raises(TooMany):
            limits.take(caller, QUERY)
        moments[0] += REDIS_DOWN_S
        assert remaining(limits, caller, QUERY) == 1

    assert [record.message for record in caplog.records] == [
        "limits.counted_by_each_process",
        "limits.counted_together_again",
    ]
    limits.close()


class _AnyTime(RedisStorage):
    """The library's window, asked at times that a test chooses."""

    now = 0.0

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        return bool(self.lua_acquire_moving_window([self.prefixed_key(key)], [self.now, limit, expiry, amount]))


@pytest.fixture
def pool(redis_url: str) -> Iterator[redis.ConnectionPool]:
    pool = redis.ConnectionPool.from_url(redis_url)
    yield pool
    pool.disconnect()


pauses = st.integers(0, 40_000).map(lambda milliseconds: milliseconds / 1000)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pauses=st.lists(pauses, max_size=40), amount=st.integers(1, 5), period_s=st.integers(10, 60))
def test_no_period_has_more_turns_than_allowed_whenever_they_are_asked_for(
    redis_url: str, pool: redis.ConnectionPool, pauses: list[float], amount: int, period_s: int
) -> None:
    storage = _AnyTime(redis_url, connection_pool=pool)
    window, limit, key = MovingWindowRateLimiter(storage), RateLimitItemPerSecond(amount, period_s), str(uuid4())

    taken = []
    for pause in pauses:
        storage.now += pause
        if window.hit(limit, key):
            taken.append(storage.now)

    for index, start in enumerate(taken):
        assert bisect_right(taken, start + period_s) - index <= amount
