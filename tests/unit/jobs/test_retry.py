from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import Denied, InvalidPayload, LeaseLost, NotFound, NotYet, Permanent, Retryable, Uncertain
from shared.jobs.retry import BASE_S, LONGEST_S, Abandoned, Dead, Decision, Retry, decide

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def after(error: Exception, failures: int = 1, *, jitter: float = 1.0) -> Decision:
    return decide(error, failures, NOW, max_attempts=8, jitter=lambda: jitter)


@pytest.mark.parametrize("error", [Permanent("no"), NotFound("gone"), Denied("401"), InvalidPayload("what")])
def test_what_cannot_succeed_is_dead_at_once(error: Exception) -> None:
    assert after(error) == Dead(str(error))


def test_a_job_that_another_worker_took_is_left_alone() -> None:
    assert after(LeaseLost()) == Abandoned()


@pytest.mark.parametrize(("failures", "wait"), [(1, 2), (2, 4), (3, 8), (7, 128)])
def test_waits_double_with_each_failure(failures: int, wait: float) -> None:
    assert after(Retryable("busy"), failures) == Retry(NOW + timedelta(seconds=wait))


def test_a_retry_after_is_a_floor_under_the_wait() -> None:
    assert after(Retryable("429", retry_after=17), jitter=0.0) == Retry(NOW + timedelta(seconds=17))


def test_what_may_have_been_done_is_given_time_to_become_visible() -> None:
    assert after(Uncertain("Gorgias timed out"), jitter=0.0) == Retry(NOW + timedelta(seconds=10))


def test_those_who_were_sent_away_together_do_not_come_back_together() -> None:
    first, second = (after(Retryable("429", retry_after=17), jitter=jitter) for jitter in (0.1, 0.9))
    assert first != second


def test_a_retry_after_of_a_month_is_not_waited_for() -> None:
    assert isinstance(after(Retryable("spend limit", retry_after=30 * 86400)), Dead)


def test_the_last_attempt_is_dead_and_says_why() -> None:
    assert after(Retryable("Gorgias timed out"), 8) == Dead("gave up after 8 attempts: Gorgias timed out")


def test_waiting_for_our_own_budget_costs_no_attempt() -> None:
    assert after(NotYet(retry_after=10), 8, jitter=0.0) == Retry(NOW + timedelta(seconds=10), counts=False)


def test_whoever_waits_for_the_budget_comes_back_when_told_so_that_the_order_stays() -> None:
    assert after(NotYet(retry_after=3000), jitter=1.0) == Retry(NOW + timedelta(seconds=3000 + BASE_S), counts=False)


def test_an_unexpected_error_is_retried_and_its_text_is_not_kept() -> None:
    assert isinstance(after(ValueError("anna@example.com")), Retry)
    assert after(ValueError("anna@example.com"), 8) == Dead("gave up after 8 attempts: unexpected ValueError")


@given(
    failures=st.integers(1, 50),
    jitter=st.floats(0, 1, exclude_max=True),
    retry_after=st.none() | st.floats(-5, 1e9),
    uncertain=st.booleans(),
)
def test_every_wait_is_bounded_and_never_in_the_past(
    failures: int, jitter: float, retry_after: float | None, *, uncertain: bool
) -> None:
    error = (Uncertain if uncertain else Retryable)("busy", retry_after=retry_after)
    match decide(error, failures, NOW, max_attempts=50, jitter=lambda: jitter):
        case Retry(at):
            assert NOW <= at <= NOW + timedelta(seconds=3600 + LONGEST_S + 4 * BASE_S)
            assert at >= NOW + timedelta(seconds=retry_after or 0)
        case Dead(reason):
            assert reason
        case Abandoned():
            raise AssertionError
