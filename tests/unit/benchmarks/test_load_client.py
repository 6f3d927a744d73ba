import asyncio
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.client import Connection, Recording, read_answer

NEVER = float("inf")


def an_answer(status: int = 202, body: bytes = b"{}") -> bytes:
    return b"HTTP/1.1 %d Word\r\ncontent-type: x\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


def a_recording(*, count_from: float = 0.0, until: float = NEVER, keep_accepted: bool = True) -> Recording:
    return Recording(count_from=count_from, until=until, keep_accepted=keep_accepted)


class WireThatRemembers(asyncio.Transport):
    """A transport that keeps what was written and closes like a real one."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.connection: Connection | None = None

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        if self.connection:
            self.connection.connection_lost(None)

    abort = close


def with_connection(
    requests: Iterator[bytes], recording: Recording, act: Callable[[Connection], None]
) -> WireThatRemembers:
    """The wire of a connection that was made, and then acted upon."""
    wire = WireThatRemembers()

    async def scene() -> None:
        wire.connection = Connection(requests, recording)
        wire.connection.connection_made(wire)
        act(wire.connection)

    asyncio.run(scene())
    return wire


@given(body=st.binary(max_size=50), status=st.integers(100, 599), cut=st.integers(0, 200))
def test_an_answer_is_read_only_once_it_is_whole(body: bytes, status: int, cut: int) -> None:
    whole = an_answer(status, body)

    assert read_answer(whole) == (status, body)
    if cut < len(whole):
        assert read_answer(whole[:cut]) is None


def test_an_answer_without_a_length_is_refused() -> None:
    with pytest.raises(ValueError, match="Content-Length"):
        read_answer(b"HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")


def test_the_next_request_goes_out_when_the_last_one_is_answered() -> None:
    recording = a_recording()

    wire = with_connection(iter([b"one", b"two"]), recording, lambda at: at.data_received(an_answer()))

    assert wire.written == [b"one", b"two"]
    assert recording.statuses == {202: 1}


def test_an_answer_that_comes_in_pieces_counts_once() -> None:
    recording = a_recording()

    def in_bytes(connection: Connection) -> None:
        for byte in an_answer(503, b"later"):
            connection.data_received(bytes([byte]))

    with_connection(iter([b"one"]), recording, in_bytes)

    assert recording.statuses == {503: 1}
    assert recording.lost == 0


def test_answers_during_the_warm_up_have_a_status_but_no_latency() -> None:
    recording = a_recording(count_from=NEVER)

    with_connection(iter([b"one"]), recording, lambda at: at.data_received(an_answer()))

    assert recording.statuses == {202: 1}
    assert not recording.latencies


def test_only_accepted_bodies_are_kept() -> None:
    recording = a_recording()

    def two_answers(connection: Connection) -> None:
        connection.data_received(an_answer(202, b"yes"))
        connection.data_received(an_answer(200, b"again"))

    with_connection(iter([b"one", b"two"]), recording, two_answers)

    assert recording.accepted == [b"yes"]


def test_no_request_is_sent_after_the_end() -> None:
    wire = with_connection(iter([b"one"]), a_recording(until=0.0), lambda _: None)

    assert wire.written == []


def test_a_connection_that_dies_with_a_request_unanswered_is_lost() -> None:
    recording = a_recording()

    with_connection(iter([b"one"]), recording, lambda at: at.connection_lost(None))

    assert recording.lost == 1
