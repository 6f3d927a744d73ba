import asyncio
from typing import cast

import pytest

from benchmarks.analytics_pace import PacedConnection, Pacer, pace
from benchmarks.load.client import Recording

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
LONG_AGO = 0.0


class WireThatRemembers(asyncio.Transport):
    """A transport that keeps what was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))


def a_recording() -> Recording:
    return Recording(count_from=LONG_AGO, until=float("inf"), keep_accepted=False)


def connected(pacer: Pacer) -> tuple[PacedConnection, WireThatRemembers]:
    connection, wire = PacedConnection(pacer), WireThatRemembers()
    connection.connection_made(wire)
    return connection, wire


def test_a_request_leaves_at_once_by_a_connection_that_is_free() -> None:
    pacer = Pacer(a_recording())
    _, wire = connected(pacer)

    pacer.send(b"first", LONG_AGO)

    assert wire.written == [b"first"]


def test_what_finds_no_free_connection_waits_in_order() -> None:
    pacer = Pacer(a_recording())
    connection, wire = connected(pacer)
    for request in (b"first", b"second", b"third"):
        pacer.send(request, LONG_AGO)
    assert wire.written == [b"first"]

    connection.data_received(ANSWER)
    assert wire.written == [b"first", b"second"]
    connection.data_received(ANSWER[:10])
    connection.data_received(ANSWER[10:])
    assert wire.written == [b"first", b"second", b"third"]


def test_the_time_that_a_request_waited_for_a_connection_counts() -> None:
    recording = a_recording()
    pacer = Pacer(recording)
    connection, _ = connected(pacer)

    pacer.send(b"first", LONG_AGO)
    connection.data_received(ANSWER)

    assert recording.statuses == {200: 1}
    # From when it was due, which was long ago, and not from when it was sent.
    assert recording.latencies[0] == pytest.approx(recording.last_answer_at - LONG_AGO)


def test_a_connection_that_ends_is_used_no_more_and_told_of_when_an_answer_was_due() -> None:
    recording = a_recording()
    pacer = Pacer(recording)
    waiting, _ = connected(pacer)
    pacer.send(b"first", LONG_AGO)
    free, unused = connected(pacer)

    free.connection_lost(None)
    assert recording.lost == 0
    waiting.connection_lost(None)
    assert recording.lost == 1
    pacer.send(b"second", LONG_AGO)

    assert unused.written == []


def test_each_request_of_a_run_is_answered_and_in_turn() -> None:
    asked: list[bytes] = []

    class Answers(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport = cast("asyncio.Transport", transport)

        def data_received(self, data: bytes) -> None:
            asked.append(data)
            self.transport.write(ANSWER)

    async def scene() -> Recording:
        server = await asyncio.get_running_loop().create_server(Answers, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            return await pace(port, [b"one", b"two"], per_second=1000, warm_up_s=0, seconds=0.05)

    recording = asyncio.run(scene())

    assert recording.statuses == {200: 50}
    assert recording.lost == 0
    assert sorted(asked) == sorted([b"one", b"two"] * 25)
