"""The window in memory: never more than allowed in any period, and a wait that suffices."""

from bisect import bisect_left
from collections import defaultdict
from math import floor

from hypothesis import given
from hypothesis import strategies as st
from limits import RateLimitItemPerSecond

from shared.store.local_window import LocalWindow

pauses = st.floats(0, 20, allow_nan=False) | st.sampled_from([0.0, 1.0, 5.0])
arrivals = st.lists(st.tuples(pauses, st.sampled_from("ab")), max_size=80)


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def a_window(amount: int, period_s: int, clock: Hand) -> LocalWindow:
    return LocalWindow(RateLimitItemPerSecond(amount, period_s), clock=clock)


@given(arrivals, st.integers(1, 5), st.integers(1, 10))
def test_no_period_has_more_turns_of_one_name_than_allowed(
    arrivals: list[tuple[float, str]], amount: int, period_s: int
) -> None:
    clock, taken = Hand(), defaultdict[str, list[float]](list)
    window = a_window(amount, period_s, clock)

    for pause, name in arrivals:
        clock.at += pause
        if window.take(name).is_taken:
            taken[name].append(clock.at)

    for times in taken.values():
        for index, start in enumerate(times):
            assert bisect_left(times, start + period_s) - index <= amount


@given(arrivals, st.integers(1, 5), st.integers(1, 10))
def test_a_turn_is_refused_only_when_the_period_before_is_full(
    arrivals: list[tuple[float, str]], amount: int, period_s: int
) -> None:
    clock, taken = Hand(), defaultdict[str, list[float]](list)
    window = a_window(amount, period_s, clock)

    for pause, name in arrivals:
        clock.at += pause
        counted = [at for at in taken[name] if at + period_s > clock.at]
        turn = window.take(name)
        assert turn.is_taken == (len(counted) < amount)
        assert turn.standing.remaining == amount - len(counted) - turn.is_taken
        if turn.is_taken:
            taken[name].append(clock.at)


@given(arrivals, st.integers(1, 5), st.integers(1, 10))
def test_whoever_waits_as_long_as_told_gets_a_turn(
    arrivals: list[tuple[float, str]], amount: int, period_s: int
) -> None:
    clock = Hand()
    window = a_window(amount, period_s, clock)

    for pause, name in arrivals:
        clock.at += pause
        turn = window.take(name)
        if not turn.is_taken:
            clock.at += floor(turn.standing.reset_s) + 1
            assert window.take(name).is_taken


def test_looking_takes_no_turn() -> None:
    window = a_window(1, 10, Hand())

    assert [window.standing("a").remaining for _ in range(3)] == [1, 1, 1]
    assert window.take("a").is_taken
    assert window.standing("a").remaining == 0


def test_names_are_forgotten_when_nothing_of_theirs_counts_any_more() -> None:
    clock = Hand()
    window = a_window(2, 10, clock)
    for name in range(100):
        window.take(str(name))
    clock.at += 9
    window.take("0")
    assert len(window) == 100

    clock.at += 1
    window.take("new")

    assert len(window) == 2
