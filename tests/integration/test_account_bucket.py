"""One account's budget, shared through a real Valkey."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import redis

from shared.errors import NotYet
from shared.gorgias.bucket import LONGEST_PAUSE_S, REDIS_DOWN_S, AccountBucket
from shared.gorgias.client import GorgiasClient
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import running_simulator

PAUSE = "gorgias:acme:pause"


class Clock:
    """Time that passes only while somebody sleeps. What a test wants to happen meanwhile is in `meanwhile`."""

    def __init__(self) -> None:
        self.now = 0.0
        self.naps: list[float] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.naps.append(seconds)
        self.meanwhile()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def valkey_client(redis_url: str) -> Iterator[redis.Redis]:
    with closing(redis.Redis.from_url(redis_url)) as client:
        yield client


def a_bucket(redis_url: str, clock: Clock, limit: str = "3/60", account: str = "acme") -> AccountBucket:
    return AccountBucket(redis_url, limit, account, sleep=clock.sleep, monotonic=lambda: clock.now, jitter=lambda: 0.5)


def test_turns_are_given_at_once_while_there_are_some(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock)) as bucket:
        for _ in range(3):
            bucket.wait(0)
    assert clock.naps == []


def test_when_the_budget_is_used_up_the_caller_is_told_when_to_come_back(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock)) as bucket:
        bucket.wait(0, turns=3)
        with pytest.raises(NotYet, match="used up") as told:
            bucket.wait(30)
    assert told.value.retry_after is not None
    assert 50 < told.value.retry_after <= 60


def test_all_workers_of_an_account_share_its_budget_and_others_do_not(redis_url: str, clock: Clock) -> None:
    with (
        closing(a_bucket(redis_url, clock)) as one,
        closing(a_bucket(redis_url, clock)) as other,
        closing(a_bucket(redis_url, clock, account="zenith")) as stranger,
    ):
        one.wait(0, turns=2)
        with pytest.raises(NotYet):
            other.wait(0, turns=2)
        other.wait(0, turns=1)
        stranger.wait(0, turns=3)


def test_a_caller_sleeps_until_its_turn_comes(redis_url: str, clock: Clock, valkey_client: redis.Redis) -> None:
    with closing(a_bucket(redis_url, clock)) as bucket:
        bucket.wait(0, turns=3)
        # The window passes.
        clock.meanwhile = valkey_client.flushall
        bucket.wait(100)
    assert len(clock.naps) == 1
    assert 50 < clock.naps[0] <= 60.5


def test_more_turns_than_there_are_at_all_count_as_all(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock, limit="1/60")) as bucket:
        bucket.wait(0, turns=2)


def test_a_429_makes_every_worker_wait(redis_url: str, clock: Clock, valkey_client: redis.Redis) -> None:
    with closing(a_bucket(redis_url, clock)) as one, closing(a_bucket(redis_url, clock)) as other:
        one.pause(20)
        with pytest.raises(NotYet) as told:
            other.wait(5)
        assert told.value.retry_after == pytest.approx(20, abs=1)
        one.pause(3)
        assert 18_000 < int(valkey_client.pttl(PAUSE)) <= 20_000
        one.pause(40)
        assert int(valkey_client.pttl(PAUSE)) > 30_000
        one.pause(10_000_000)
        assert int(valkey_client.pttl(PAUSE)) <= LONGEST_PAUSE_S * 1000


def test_an_account_that_others_nearly_use_up_slows_us_down(
    redis_url: str, clock: Clock, valkey_client: redis.Redis
) -> None:
    with closing(a_bucket(redis_url, clock, limit="40/20")) as bucket:
        bucket.observe(36, 40)
        assert valkey_client.exists(PAUSE) == 0
        bucket.observe(40, 40)
        # Four requests above nine tenths of the limit leak away in two seconds.
        assert 1_500 < int(valkey_client.pttl(PAUSE)) <= 2_000


def test_without_redis_nobody_waits_and_it_is_not_asked_each_time(clock: Clock) -> None:
    with closing(a_bucket("redis://127.0.0.1:9/0", clock)) as bucket:
        for _ in range(100):
            bucket.wait(0)
        bucket.pause(20)
        bucket.observe(40, 40)
        assert clock.naps == []
        clock.now += REDIS_DOWN_S
        bucket.wait(0)


def test_a_crowd_never_meets_a_429(redis_url: str) -> None:
    with (
        # 24 at once would be too many; a request may also be sent late, and meet those of the next second.
        running_simulator("gorgias", rate_limit="16/1") as simulator,
        closing(AccountBucket(redis_url, "8/1", "acme")) as bucket,
        closing(GorgiasClient(simulator.url, (USERNAME, API_KEY), timeout_s=5, bucket=bucket)) as client,
    ):
        ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer={"email": "sarah@mail.example"})
        with ThreadPoolExecutor(12) as pool:
            tickets = list(pool.map(client.ticket, [ticket_id] * 24))
    assert len(tickets) == 24
