"""Time and names: timestamps that always rise, ids that never repeat."""

from collections.abc import Callable
from itertools import count

from tests.simulators.ledger import Now


class Clockwork:
    """Hands out what is new. `now` is the wall clock, `monotonic` tells seconds, ids rise from `first_id`."""

    def __init__(self, now: Now, monotonic: Callable[[], float], first_id: int = 1) -> None:
        self.monotonic = monotonic
        self._now = now
        self._last_us = 0
        self._numbers = count(first_id)

    def seconds(self) -> int:
        """Whole seconds since 1970."""
        return int(self._now().timestamp())

    def ts(self) -> str:
        """A message's timestamp, later than all before it."""
        self._last_us = max(self._last_us + 1, int(self._now().timestamp() * 1_000_000))
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06d}"

    def name(self, prefix: str) -> str:
        """An id that begins with `prefix`, like Slack's: `F0000000A1`."""
        number, digits = next(self._numbers), ""
        for _ in range(9):
            number, digit = divmod(number, 36)
            digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit] + digits
        return f"{prefix}0{digits}"
