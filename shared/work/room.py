"""How many jobs a worker process may begin now: whatever has no room stays a bell in Redis, in its order."""

import threading
from collections.abc import Callable


class Room:
    """Places for jobs in one process.

    Two things are bounded: jobs under way, and among them those that still wait for their first turn of the account.
    More of the latter would only grow old while they hold a row, and give newer jobs the same chance as older ones.
    """

    def __init__(self, jobs: int, *, newcomers: int | None = None) -> None:
        """`newcomers` bounds the jobs that have not had a turn yet; None when there are no turns to wait for."""
        self._jobs = jobs
        self._most_newcomers = jobs if newcomers is None else newcomers
        self._under_way = 0
        self._newcomers = 0
        self._unsatisfied = 0
        self._closed = False
        self._refused = False
        self._changed = threading.Condition()
        self._here = threading.local()
        self._tell: Callable[[], object] = lambda: None

    def take(self, most: int) -> int:
        """So many places, at least one and at most `most`, once there are any; 0 when no more jobs are begun.

        Who got fewer than it wanted asks again for the rest, and until then nobody else is let in before it.
        """
        with self._changed:
            if not self._is_unsatisfied():
                self._unsatisfied += 1
            self._changed.wait_for(lambda: self._closed or self._free() > 0)
            places = 0 if self._closed else min(most, self._free())
            self._under_way += places
            self._newcomers += places
            self._here.is_unsatisfied = 0 < places < most
            self._unsatisfied -= not self._here.is_unsatisfied
            return places

    def leave(self, places: int) -> None:
        """Give back places that nobody used."""
        self._leave(places, newcomers=places)

    def enter(self) -> None:
        """The calling thread begins a job in one of the places."""
        self._here.is_newcomer = True

    def settle(self) -> None:
        """The calling thread's job has had its turn of the account; nothing when it is no newcomer."""
        if getattr(self._here, "is_newcomer", False):
            self._here.is_newcomer = False
            self._leave(0, newcomers=1)

    def exit(self) -> None:
        """The calling thread's job has ended."""
        self._leave(1, newcomers=int(getattr(self._here, "is_newcomer", False)))
        self._here.is_newcomer = False

    def has_some(self) -> bool:
        """Whether a bell that is heard now could be acted on."""
        with self._changed:
            self._refused = self._closed or self._unsatisfied > 0 or self._free() <= 0
            return not self._refused

    def on_more(self, tell: Callable[[], object]) -> None:
        """Call `tell` from now on when there is room again after `has_some` has said that there was none."""
        self._tell = tell

    def close(self) -> None:
        """Begin no more jobs."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _is_unsatisfied(self) -> bool:
        return getattr(self._here, "is_unsatisfied", False)

    def _free(self) -> int:
        return min(self._jobs - self._under_way, self._most_newcomers - self._newcomers)

    def _leave(self, places: int, *, newcomers: int) -> None:
        if not places and not newcomers:
            return
        with self._changed:
            self._under_way -= places
            self._newcomers -= newcomers
            self._changed.notify()
            tells, self._refused = self._refused and not self._closed, False
        if tells:
            self._tell()
