"""Requests that leave at fixed times, whether the server keeps up or not."""

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from benchmarks.load.client import GRACE_S, Recording, read_answer

#: More than are ever in flight while the server keeps up; when it does not, waiting for one counts.
CONNECTIONS = 64


class Pacer:
    """Hands each request to a connection that is free, in the order in which they are due."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._free: deque[PacedConnection] = deque()
        self._waiting: deque[tuple[bytes, float]] = deque()
        self._open = 0
        self._idle: asyncio.Future[None] | None = None

    def send(self, request: bytes, due: float) -> None:
        """Send it now, or as soon as a connection is free; its time counts from `due` on."""
        if self._free:
            self._free.pop().send(request, due)
        else:
            self._waiting.append((request, due))

    def add(self, connection: "PacedConnection") -> None:
        """Use one more connection."""
        self._open += 1
        self.take_back(connection)

    def take_back(self, connection: "PacedConnection") -> None:
        """Use the connection for the next request."""
        if self._waiting:
            connection.send(*self._waiting.popleft())
        else:
            self._free.append(connection)
            self._tell_idle()

    def answered(self, status: int, body: bytes, due: float) -> None:
        """Take one answer down."""
        self._recording.add(status, body, sent_at=due, answered_at=time.perf_counter())

    async def until_idle(self) -> None:
        """Return once nothing waits for an answer any more."""
        self._idle = asyncio.get_running_loop().create_future()
        self._tell_idle()
        await self._idle

    def _tell_idle(self) -> None:
        if self._idle and not self._idle.done() and len(self._free) == self._open:
            self._idle.set_result(None)

    def lose(self, connection: "PacedConnection", *, was_waiting: bool) -> None:
        """Go on without the connection; the recording tells of one that ended with a request unanswered."""
        self._recording.lost += was_waiting
        self._open -= 1
        with suppress(ValueError):
            self._free.remove(connection)
        self._tell_idle()


class PacedConnection(asyncio.Protocol):
    """One connection, with one request in flight at most."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer
        self._buffer = b""
        self._due: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Be free for a request."""
        self._transport = cast("asyncio.Transport", transport)
        self._pacer.add(self)

    def send(self, request: bytes, due: float) -> None:
        """Send the request."""
        self._due = due
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Take down a complete answer."""
        self._buffer += data
        answer = read_answer(self._buffer)
        if answer is None or self._due is None:
            return
        self._buffer = b""
        self._pacer.answered(*answer, self._due)
        self._due = None
        self._pacer.take_back(self)

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """Be used no more."""
        self._pacer.lose(self, was_waiting=self._due is not None)

    def cut(self) -> None:
        """Close at once."""
        self._due = None
        self._transport.abort()


async def pace(
    port: int, requests: Sequence[bytes], *, per_second: float, warm_up_s: float, seconds: float
) -> Recording:
    """The recording of one run: `requests` in turn, over and over, so many a second.

    A request's time counts from when it was due, so that a server which falls behind is seen to. What is unanswered
    GRACE_S seconds after the end is left out.
    """
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    recording = Recording(count_from=started + warm_up_s, until=started + warm_up_s + seconds, keep_accepted=False)
    pacer = Pacer(recording)
    opened = [
        (await loop.create_connection(lambda: PacedConnection(pacer), "127.0.0.1", port))[1] for _ in range(CONNECTIONS)
    ]
    for number in range(int((warm_up_s + seconds) * per_second)):
        due = started + number / per_second
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        pacer.send(requests[number % len(requests)], due)
    with suppress(TimeoutError):
        await asyncio.wait_for(pacer.until_idle(), GRACE_S)
    for connection in opened:
        connection.cut()
    return recording
