"""A moving window in the memory of one process."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from limits import RateLimitItem

from shared.domain.access import RateLimit


@dataclass(frozen=True, slots=True)
class Turn:
    """How asking for a turn ended."""

    #: Whether it was given, and so counted.
    is_taken: bool
    #: How things stand now; when no turn was given, one is after `reset_s`.
    standing: RateLimit


class LocalWindow:
    """One limit for many names: in any period, no name takes more turns than allowed."""

    def __init__(self, limit: RateLimitItem, *, clock: Callable[[], float] = monotonic) -> None:
        """`clock` counts seconds and never goes back."""
        self._limit, self._period_s, self._clock = limit.amount, limit.get_expiry(), clock
        #: When each name took its turns, the oldest first. The name that took the newest turn stands last.
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, name: str) -> Turn:
        """The next turn for `name`, if there is one."""
        with self._lock:
            now, taken = self._now(name)
            if len(taken) >= self._limit:
                return Turn(is_taken=False, standing=self._standing(taken, now))
            taken.append(now)
            self._taken[name] = taken
            self._taken.move_to_end(name)
            return Turn(is_taken=True, standing=self._standing(taken, now))

    def standing(self, name: str) -> RateLimit:
        """How `name` stands; no turn is taken."""
        with self._lock:
            now, taken = self._now(name)
            return self._standing(taken, now)

    def __len__(self) -> int:
        """How many names are remembered."""
        return len(self._taken)

    def _standing(self, taken: deque[float], now: float) -> RateLimit:
        reset_s = taken[0] + self._period_s - now if taken else 0.0
        return RateLimit(self._limit, self._limit - len(taken), reset_s)

    def _now(self, name: str) -> tuple[float, deque[float]]:
        """The time, and the turns of `name` that still count; what does not count any more is forgotten."""
        now = self._clock()
        while self._taken and next(iter(self._taken.values()))[-1] + self._period_s <= now:
            self._taken.popitem(last=False)
        taken = self._taken.get(name, deque())
        while taken and taken[0] + self._period_s <= now:
            taken.popleft()
        return now, taken
