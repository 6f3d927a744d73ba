"""How the threads of one client leave an overloaded Claude alone."""

import pytest

from shared.claude.shared_backoff import FREE_FAILURES, LONGEST_PAUSE_S, SharedBackoff


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backoff(clock: Clock) -> SharedBackoff:
    return SharedBackoff(clock)


def fails(backoff: SharedBackoff, clock: Clock, *, times: int = 1, retry_after: float | None = None) -> None:
    for _ in range(times):
        clock.now += backoff.left_s()
        backoff.failed(clock.now, retry_after)


def test_a_few_failures_stop_nobody_else(backoff: SharedBackoff, clock: Clock) -> None:
    fails(backoff, clock, times=FREE_FAILURES)
    assert backoff.left_s() == 0


def test_after_that_the_pause_for_all_grows_up_to_a_bound(backoff: SharedBackoff, clock: Clock) -> None:
    fails(backoff, clock, times=FREE_FAILURES)
    pauses = []
    for _ in range(20):
        fails(backoff, clock)
        pauses.append(backoff.left_s())
    assert pauses[:5] == [1, 2, 4, 8, LONGEST_PAUSE_S]
    assert max(pauses) == LONGEST_PAUSE_S


def test_a_retry_after_holds_for_all_at_once(backoff: SharedBackoff, clock: Clock) -> None:
    fails(backoff, clock, retry_after=7)
    assert backoff.left_s() == 7
    clock.now += 7
    assert backoff.left_s() == 0


def test_no_retry_after_stops_everybody_for_long(backoff: SharedBackoff, clock: Clock) -> None:
    fails(backoff, clock, retry_after=1e300)
    assert backoff.left_s() == LONGEST_PAUSE_S


def test_attempts_that_were_under_way_when_the_pause_began_say_nothing_new(
    backoff: SharedBackoff, clock: Clock
) -> None:
    for _ in range(FREE_FAILURES + 20):
        backoff.failed(clock.now, None)
    assert backoff.left_s() == 1


def test_an_answer_ends_the_row_of_failures(backoff: SharedBackoff, clock: Clock) -> None:
    fails(backoff, clock, times=FREE_FAILURES + 3)
    backoff.succeeded()
    clock.now += backoff.left_s()
    fails(backoff, clock)
    assert backoff.left_s() == 0
