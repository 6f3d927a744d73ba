"""The one table that says whether a failed job is tried again, and when."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.errors import LeaseLost, NotYet, Permanent, Retryable, Uncertain

BASE_S = 2.0
LONGEST_S = 600.0
#: What may have been done needs time to become visible before we look for it.
UNCERTAIN_S = 10.0
#: An answer like "come back in a month" is not worth holding a ticket for.
LONGEST_RETRY_AFTER_S = 3600.0

#: A number in [0, 1); a test passes its own.
Jitter = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again, not before `at`."""

    at: datetime
    #: False when nothing failed, as while we wait for our own budget.
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Dead:
    """Give up, visibly; a person may replay the job."""

    reason: str


@dataclass(frozen=True, slots=True)
class Abandoned:
    """Say nothing: the job is another worker's now."""


Decision = Retry | Dead | Abandoned


def decide(
    error: Exception, failures: int, now: datetime, *, max_attempts: int, jitter: Jitter = random.random
) -> Decision:
    """What to do after `error` ended an attempt, as the job's failure number `failures` (from 1).

    Waits grow as BASE_S * 2^(failures-1) up to LONGEST_S with full jitter (Brooker, "Exponential Backoff And
    Jitter", 2015); a Retry-After is a floor under the wait, with jitter on top so that those who were sent away
    together do not come back together. An error that nobody named is retried too: it may be our own bug, and a
    deploy may cure it before the attempts run out.
    """
    if isinstance(error, LeaseLost):
        return Abandoned()
    if isinstance(error, NotYet):
        # Whoever gives the turns has spread those who come back; more than a little would turn their order round.
        wait = max(BASE_S, error.retry_after or 0.0) + BASE_S * jitter()
        return Retry(now + timedelta(seconds=wait), counts=False)
    if isinstance(error, Permanent):
        return Dead(str(error))
    if failures >= max_attempts:
        return Dead(f"gave up after {failures} attempts: {describe(error)}")
    backoff = min(LONGEST_S, BASE_S * 2 ** min(failures - 1, 30))
    asked = error.retry_after if isinstance(error, Retryable) else None
    if isinstance(error, Uncertain):
        asked = max(UNCERTAIN_S, asked or 0.0)
    if asked is None:
        return Retry(now + timedelta(seconds=backoff * jitter()))
    if asked > LONGEST_RETRY_AFTER_S:
        return Dead(f"asked to wait {asked:.0f} s, which is too long for a ticket: {describe(error)}")
    return Retry(now + timedelta(seconds=max(0.0, asked) + min(backoff, BASE_S * 4) * jitter()))


def describe(error: Exception) -> str:
    """The error in words that are safe to keep: ours as they are, others by their type alone."""
    return str(error) if isinstance(error, Retryable | Permanent) else f"unexpected {type(error).__name__}"
