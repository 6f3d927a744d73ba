"""Keep-alive connections that each send the next request as soon as the last one is answered."""

import asyncio
import time
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import cast

#: What a run may take longer than planned, before connections that still wait are cut.
GRACE_S = 10.0


def read_answer(buffer: bytes) -> tuple[int, bytes] | None:
    """Status and body of the one answer in `buffer`, or None while it is incomplete.

    Raises ValueError when the answer does not say its length: a generator that guesses would measure wrongly.
    """
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = buffer[:end].lower()
    found = head.find(b"\r\ncontent-length:")
    if found < 0:
        raise ValueError("the server did not send Content-Length")
    length = int(head[found + 17 :].split(b"\r\n", 1)[0])
    start = end + 4
    if len(buffer) < start + length:
        return None
    return int(buffer[9:12]), buffer[start : start + length]


class Recording:
    """What was seen so far, by all connections."""

    def __init__(self, *, count_from: float, until: float, keep_accepted: bool) -> None:
        """Answers from `count_from` on are timed; no request is sent after `until` (both `time.perf_counter`)."""
        self.count_from = count_from
        self.until = until
        self.keep_accepted = keep_accepted
        self.statuses: Counter[int] = Counter()
        #: Seconds, in the order of the answers.
        self.latencies = array("d")
        self.accepted: list[bytes] = []
        self.last_answer_at = count_from
        self.lost = 0

    def add(self, status: int, body: bytes, *, sent_at: float, answered_at: float) -> None:
        """Take one answer down."""
        self.statuses[status] += 1
        if self.keep_accepted and status == 202:
            self.accepted.append(body)
        if answered_at >= self.count_from:
            self.latencies.append(answered_at - sent_at)
            self.last_answer_at = answered_at


class Connection(asyncio.Protocol):
    """One connection. It is not replaced when the server closes it; the recording says that it was lost."""

    def __init__(self, requests: Iterator[bytes], recording: Recording) -> None:
        self.done = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._recording = recording
        self._buffer = b""
        self._sent_at = 0.0
        self._waiting = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self._transport = cast("asyncio.Transport", transport)
        self._send_next()

    def data_received(self, data: bytes) -> None:
        """Take down a complete answer and send the next request."""
        self._buffer += data
        answer = read_answer(self._buffer)
        if answer is None:
            return
        self._recording.add(*answer, sent_at=self._sent_at, answered_at=time.perf_counter())
        self._buffer = b""
        self._waiting = False
        self._send_next()

    def connection_lost(self, error: Exception | None) -> None:  # noqa: ARG002  asyncio's signature
        """Say that this connection is over."""
        self._recording.lost += self._waiting
        if not self.done.done():
            self.done.set_result(None)

    def cut(self) -> None:
        """Close at once, whatever is still awaited."""
        self._transport.abort()

    def _send_next(self) -> None:
        now = time.perf_counter()
        request = next(self._requests, None) if now < self._recording.until else None
        if request is None:
            self._transport.close()
            return
        self._sent_at = now
        self._waiting = True
        self._transport.write(request)


async def drive(
    port: int,
    requests: list[bytes],
    *,
    connections: int,
    warm_up_s: float,
    seconds: float,
    keep_accepted: bool,
) -> Recording:
    """The recording of one run; it ends after the planned time, or when no request is left."""
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    recording = Recording(
        count_from=started + warm_up_s,
        until=started + warm_up_s + seconds,
        keep_accepted=keep_accepted,
    )
    queue = iter(requests)
    opened = [
        (await loop.create_connection(lambda: Connection(queue, recording), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    over = [connection.done for connection in opened]
    await asyncio.wait(over, timeout=warm_up_s + seconds + GRACE_S)
    for connection in opened:
        connection.cut()
    await asyncio.wait(over, timeout=GRACE_S)
    return recording
