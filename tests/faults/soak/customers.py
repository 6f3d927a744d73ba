"""Customers who write all the time, and a Gorgias that sends every webhook until it is taken."""

import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

from tests.faults.scene import Scene
from tests.faults.sender import Letter

SENDERS = 8
#: With one ticket in so many comes a second message on an earlier one; of so many webhooks one comes twice.
ONE_AGAIN_IN, ONE_TWICE_IN = 10, 20
#: A webhook that was not taken is sent again after so long.
REPEAT_S = 1.0
MOOD = "Where is my order? It was to be here last week."


class Customers:
    """Writes so many tickets in so many seconds, evenly."""

    def __init__(self, scene: Scene, *, tickets: int, seconds: float) -> None:
        self._scene = scene
        self._tickets = tickets
        self._pause_s = seconds / tickets
        self._began = time.monotonic()
        self._written = 0
        self._again: deque[tuple[float, Letter]] = deque()
        self._lock = Lock()
        self.stop = Event()

    @property
    def written(self) -> int:
        """Tickets so far."""
        return self._written

    def write_all(self) -> None:
        """Return when every ticket was written, and every webhook taken by the door."""
        with ThreadPoolExecutor(SENDERS) as senders:
            for under_way in [senders.submit(self._write) for _ in range(SENDERS)]:
                under_way.result()

    def _write(self) -> None:
        while not self.stop.is_set():
            if letter := self._due_again():
                self._send(letter, is_first=False)
            elif (number := self._next()) is not None:
                self.stop.wait(max(0.0, self._began + number * self._pause_s - time.monotonic()))
                self._send(self._ticket(number), is_first=True)
                if number % ONE_AGAIN_IN == 0:
                    self._send(self._second_message(), is_first=True)
            elif not self._again:
                return
            else:
                self.stop.wait(REPEAT_S)

    def _next(self) -> int | None:
        """The number of the next ticket; None when all were written."""
        with self._lock:
            if self._written >= self._tickets:
                return None
            self._written += 1
            return self._written

    def _ticket(self, number: int) -> Letter:
        customer = {"name": "Ada Weaver", "email": f"ada{number}@example.com", "external_id": f"c{number % 500}"}
        [letter] = self._scene.write(1, MOOD, customer=customer)
        return letter

    def _second_message(self) -> Letter:
        with self._lock:
            earlier = self._scene.random.choice(self._scene.written)
        return self._scene.write_again(earlier)

    def _send(self, letter: Letter, *, is_first: bool) -> None:
        kept = self._scene.sender.send(letter).is_kept
        if not kept or (is_first and letter.message_id % ONE_TWICE_IN == 0):
            with self._lock:
                self._again.append((time.monotonic() + REPEAT_S, letter))

    def _due_again(self) -> Letter | None:
        with self._lock:
            if self._again and self._again[0][0] <= time.monotonic():
                return self._again.popleft()[1]
        return None
