"""The leaky bucket that every request of an account goes through."""

from collections.abc import Callable
from math import ceil


class LeakyBucket:
    """Holds `capacity` requests and leaks all of them in `seconds`.

    `monotonic` tells the time in seconds.
    """

    def __init__(self, capacity: int, seconds: float, monotonic: Callable[[], float]) -> None:
        self.capacity = capacity
        self.leak_per_s = capacity / seconds
        self._monotonic = monotonic
        self._level = 0.0
        self._at = monotonic()

    def admit(self) -> bool:
        """Whether one more request fits; it is counted when it does."""
        now = self._monotonic()
        self._level = max(0.0, self._level - (now - self._at) * self.leak_per_s)
        self._at = now
        if self._level + 1 > self.capacity:
            return False
        self._level += 1
        return True

    @property
    def usage(self) -> str:
        """As in `X-Gorgias-Account-Api-Call-Limit`: used/limit."""
        return f"{ceil(self._level)}/{self.capacity}"

    @property
    def retry_after_s(self) -> int:
        """Whole seconds until one more request fits."""
        return max(1, ceil((self._level + 1 - self.capacity) / self.leak_per_s))

    def change(self, capacity: int, seconds: float) -> None:
        """Hold and leak this much from now on."""
        self.capacity, self.leak_per_s = capacity, capacity / seconds

    def empty(self) -> None:
        """Forget what was counted."""
        self._level = 0.0


def bucket_of(limit: str, monotonic: Callable[[], float]) -> LeakyBucket | None:
    """The bucket for `requests/seconds`, or None for `none`."""
    if limit == "none":
        return None
    return LeakyBucket(*requests_and_seconds(limit), monotonic)


def requests_and_seconds(limit: str) -> tuple[int, float]:
    """What `requests/seconds` says; ValueError when it says nothing."""
    requests, _, seconds = limit.partition("/")
    return int(requests), float(seconds)
