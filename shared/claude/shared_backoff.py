"""What all threads of one client know together about how Claude is, so that an overload is not answered by a storm."""

import threading
from collections.abc import Callable

#: Failures in a row that are nobody's business but the caller's.
FREE_FAILURES = 5
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 15.0


class SharedBackoff:
    """Nobody asks while Claude wants to be left alone. Safe for threads.

    A Retry-After holds for all of them. After FREE_FAILURES in a row there is a pause for all, twice as long each time
    that an attempt begun after it fails too, until one succeeds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._until = float("-inf")
        self._in_a_row = 0

    def left_s(self) -> float:
        """Seconds until Claude may be asked again; 0 when it may be now."""
        return max(0.0, self._until - self._clock())

    def failed(self, began: float, retry_after: float | None) -> None:
        """An attempt that was begun at `began` was too slow or refused, and told to come back after so long."""
        with self._lock:
            if began < self._until:
                return  # begun before the others' pause was known: it says nothing new
            self._in_a_row += 1
            pause_s = retry_after or 0.0
            if self._in_a_row > FREE_FAILURES:
                pause_s = max(pause_s, FIRST_PAUSE_S * 2.0 ** min(self._in_a_row - FREE_FAILURES - 1, 10))
            if pause_s:
                self._until = self._clock() + min(pause_s, LONGEST_PAUSE_S)

    def succeeded(self) -> None:
        """Claude has answered."""
        with self._lock:
            self._in_a_row = 0
