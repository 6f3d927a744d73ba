"""Waiting on conditions, with a bound."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LOOK_S = 0.05


class NotInTime(AssertionError):  # noqa: N818  what happened, as the words of shared.errors
    """What was waited for did not come."""


def wait_for(look: Callable[[], T], what: str, *, within_s: float, look_s: float = LOOK_S) -> T:
    """What `look` returns once that is something; NotInTime, saying what was waited for, after `within_s` seconds."""
    deadline = time.monotonic() + within_s
    while not (found := look()):
        if time.monotonic() > deadline:
            raise NotInTime(f"waited {within_s:g} s in vain: {what}")
        time.sleep(look_s)
    return found
