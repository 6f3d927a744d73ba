"""One account's budget, shared through a real Valkey."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import redis

from shared.errors import NotYet
from shared.gorgias.bucket import LONGEST_PAUSE_S, PROMISE_S, REDIS_DOWN_S, AccountBucket, Usage
from shared.gorgias.client import GorgiasClient
from shared.gorgias.lanes import Lane
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import running_simulator


class Clock:
    """Time that passes only while somebody sleeps. What a test wants to happen meanwhile is in `meanwhile`."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
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


@pytest.fixture
def bucket(redis_url: str, clock: Clock) -> Iterator[AccountBucket]:
    """Of an account that allows 10 requests in 10 s, of which we use 9 at once."""
    with closing(a_bucket(redis_url, clock)) as bucket:
        yield bucket


def a_bucket(
    redis_url: str, clock: Clock, limit: str = "10/10", account: str = "acme", lane: Lane = Lane.LIVE
) -> AccountBucket:
    return AccountBucket(
        redis_url,
        limit,
        account,
        lane=lane,
        sleep=clock.sleep,
        monotonic=lambda: clock.now,
        now=lambda: clock.now,
    )


def usage_of(bucket: AccountBucket) -> Usage:
    usage = bucket.usage()
    assert usage is not None
    return usage


def test_turns_are_given_at_once_while_there_are_some(bucket: AccountBucket, clock: Clock) -> None:
    for _ in range(9):
        bucket.wait(30)
    assert clock.naps == []
    assert usage_of(bucket).used == 9


def test_when_they_are_used_up_each_caller_sleeps_until_its_own_turn_and_no_longer(
    bucket: AccountBucket, clock: Clock
) -> None:
    bucket.wait(30, turns=9)
    bucket.wait(30)
    bucket.wait(30, turns=2)
    assert clock.naps == [1, 2]


def test_who_would_wait_too_long_is_told_when_to_come_back_and_takes_nothing(
    bucket: AccountBucket, clock: Clock
) -> None:
    bucket.wait(30, turns=9)
    with pytest.raises(NotYet, match="used up") as told:
        bucket.wait(5, turns=7)
    assert told.value.retry_after is not None
    assert told.value.retry_after >= 7
    assert usage_of(bucket).used == 9
    assert clock.naps == []


def test_those_who_are_told_to_come_back_are_spread_in_the_order_in_which_they_asked(bucket: AccountBucket) -> None:
    bucket.wait(30, turns=9)
    told = []
    for _ in range(5):
        with pytest.raises(NotYet) as error:
            bucket.wait(1, turns=3)
        told.append(error.value.retry_after or 0)
    assert told == [6, 9, 12, 15, 18]


def test_all_workers_of_an_account_share_its_budget_and_others_do_not(redis_url: str, clock: Clock) -> None:
    with (
        closing(a_bucket(redis_url, clock)) as one,
        closing(a_bucket(redis_url, clock)) as other,
        closing(a_bucket(redis_url, clock, account="zenith")) as stranger,
    ):
        one.wait(30, turns=8)
        with pytest.raises(NotYet):
            other.wait(0.5, turns=2)
        other.wait(0.5)
        stranger.wait(0.5, turns=9)


def test_more_turns_than_there_are_at_all_count_as_all(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock, limit="1/60")) as bucket:
        bucket.wait(1, turns=2)


def test_what_can_be_done_without_is_given_only_when_half_of_the_bucket_stays_free(bucket: AccountBucket) -> None:
    bucket.wait(0, turns=4)
    with pytest.raises(NotYet):
        bucket.wait(0)
    bucket.wait(30)


def test_a_429_makes_every_worker_wait_and_a_shorter_pause_changes_nothing(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock)) as one, closing(a_bucket(redis_url, clock)) as other:
        one.pause(20)
        with pytest.raises(NotYet) as told:
            other.wait(5)
        assert told.value.retry_after is not None
        assert told.value.retry_after >= 20
        one.pause(3)
        assert usage_of(other).paused_s == 20
        one.pause(10_000_000)
        assert usage_of(other).paused_s == LONGEST_PAUSE_S


def test_whoever_slept_through_a_429_asks_again(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock)) as one, closing(a_bucket(redis_url, clock)) as other:
        one.wait(30, turns=9)

        def refused_meanwhile() -> None:
            clock.meanwhile = lambda: None
            other.pause(10)

        clock.meanwhile = refused_meanwhile
        one.wait(30)
        assert clock.naps == [1, 10]


def test_requests_of_others_slow_us_down_by_as_much(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock, limit="40/20")) as bucket:
        bucket.wait(30, turns=20)
        bucket.observe(21, 40)
        assert usage_of(bucket).used == 20
        bucket.observe(32, 40)
        assert usage_of(bucket).used == 30
        bucket.observe(40, 40)
        # Four requests above what we allow ourselves leak away in two seconds.
        assert usage_of(bucket).paused_s == 2
        assert usage_of(bucket).wait_s == pytest.approx(2.5)


def test_a_promised_turn_is_kept_until_it_is_redeemed_whatever_others_take(bucket: AccountBucket, clock: Clock) -> None:
    bucket.promise(30, turns=2)
    bucket.wait(30, turns=7)
    with pytest.raises(NotYet):
        bucket.wait(0.5)
    bucket.redeem(0, turns=2)
    assert clock.naps == []
    assert (usage_of(bucket).used, usage_of(bucket).promised) == (9, 0)


def test_promises_do_not_leak_and_so_none_is_too_many(bucket: AccountBucket, clock: Clock) -> None:
    for _ in range(4):
        bucket.promise(30, turns=2)
    clock.now += 60
    with pytest.raises(NotYet):
        bucket.promise(5, turns=2)
    for _ in range(4):
        bucket.redeem(0, turns=2)
    assert usage_of(bucket).used == 8


def test_a_promise_that_nobody_redeems_lapses(bucket: AccountBucket, clock: Clock) -> None:
    bucket.promise(30, turns=9)
    clock.now += PROMISE_S
    bucket.wait(0.5, turns=9)
    bucket.redeem(30, turns=1)
    assert clock.naps == [1]


def test_a_promise_is_not_redeemed_during_a_pause(bucket: AccountBucket, clock: Clock) -> None:
    bucket.promise(30, turns=2)
    bucket.pause(4)
    bucket.redeem(30, turns=2)
    assert clock.naps == [4]


def test_live_turns_find_room_however_much_the_other_lanes_want(redis_url: str, clock: Clock) -> None:
    with (
        closing(a_bucket(redis_url, clock, "40/20")) as live,
        closing(a_bucket(redis_url, clock, "40/20", lane=Lane.UPKEEP)) as upkeep,
        closing(a_bucket(redis_url, clock, "40/20", lane=Lane.BACKFILL)) as backfill,
    ):
        for lane, most in ((backfill, 9), (upkeep, 18)):
            for _ in range(100):
                try:
                    lane.wait(0.1)
                except NotYet:
                    break
            assert usage_of(live).used == most
        live.wait(0.1, turns=18)
        assert clock.naps == []


def test_a_lane_that_waits_behind_live_ones_gets_its_share(redis_url: str, clock: Clock) -> None:
    with (
        closing(a_bucket(redis_url, clock)) as live,
        closing(a_bucket(redis_url, clock, lane=Lane.UPKEEP)) as upkeep,
    ):
        live.wait(30, turns=9)
        taken = 0

        def live_takes_all_that_it_can() -> None:
            nonlocal taken
            meanwhile, clock.meanwhile = clock.meanwhile, lambda: None
            asked_at = clock.now
            live.wait(30)
            clock.now = asked_at
            taken += 1
            clock.meanwhile = meanwhile

        clock.meanwhile = live_takes_all_that_it_can
        upkeep.wait(60)
        assert 10 <= taken <= 20
    assert usage_of(live).waiting[Lane.UPKEEP] == 0


def test_who_waits_is_seen_by_lane(redis_url: str, clock: Clock) -> None:
    with closing(a_bucket(redis_url, clock)) as live, closing(a_bucket(redis_url, clock, lane=Lane.UPKEEP)) as upkeep:
        live.wait(30, turns=9)
        seen = []
        clock.meanwhile = lambda: seen.append(usage_of(live).waiting)
        for bucket in (live, upkeep):
            clock.now = 1_000_000.0
            bucket.wait(30)
    assert seen[0] == {Lane.LIVE: 0, Lane.UPKEEP: 0, Lane.BACKFILL: 0}
    assert seen[1][Lane.UPKEEP] == 1


def test_without_redis_nobody_waits_and_it_is_not_asked_each_time(clock: Clock) -> None:
    with closing(a_bucket("redis://127.0.0.1:9/0", clock)) as bucket:
        for _ in range(100):
            bucket.wait(0)
        bucket.promise(0, turns=2)
        bucket.redeem(0, turns=2)
        bucket.pause(20)
        bucket.observe(40, 40)
        assert bucket.usage() is None
        assert clock.naps == []
        clock.now += REDIS_DOWN_S
        bucket.wait(0)


def test_whoever_gets_a_turn_says_so(bucket: AccountBucket) -> None:
    told = []
    bucket.on_turn(lambda: told.append("a turn"))
    bucket.wait(30, turns=9)
    with pytest.raises(NotYet):
        bucket.wait(0.5)
    assert told == ["a turn"]


def test_a_crowd_on_redis_own_clock_never_meets_a_429(redis_url: str) -> None:
    with (
        # 24 at once would be too many.
        running_simulator("gorgias", rate_limit="16/2") as simulator,
        closing(AccountBucket(redis_url, "16/2", "acme")) as bucket,
        closing(GorgiasClient(simulator.url, (USERNAME, API_KEY), timeout_s=5, bucket=bucket)) as client,
    ):
        ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer={"email": "sarah@mail.example"})
        with ThreadPoolExecutor(12) as pool:
            tickets = list(pool.map(client.ticket, [ticket_id] * 24))
    assert len(tickets) == 24
