"""What the fault proxy does to a connection, between a client and a server that only echoes."""

import socket
import time
from collections.abc import Iterator
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from tests.faults.proxy import Address, Line, Proxy
from tests.faults.toxics import Fuse, Latency, LimitData, ResetPeer, Slicer, Timeout, Way

DEADLINE_S = 10


class Echo(BaseRequestHandler):
    def handle(self) -> None:
        while data := self.request.recv(4096):
            self.request.sendall(data)


@pytest.fixture(scope="module")
def server() -> Iterator[Address]:
    with ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Address(server.server_address[1])
        server.shutdown()
        thread.join(DEADLINE_S)


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    with Proxy() as proxy:
        yield proxy


@pytest.fixture
def line(proxy: Proxy, server: Address) -> Iterator[Line]:
    with proxy.line(server) as line:
        yield line


def connected(line: Line) -> socket.socket:
    return socket.create_connection(("127.0.0.1", line.port), timeout=DEADLINE_S)


def asked(client: socket.socket, words: bytes = b"knit one, purl two") -> bytes:
    client.sendall(words)
    return client.recv(4096)


def echoed(line: Line) -> bytes:
    with connected(line) as client:
        return asked(client)


def test_without_toxics_everything_passes(line: Line) -> None:
    with connected(line) as client:
        assert asked(client) == b"knit one, purl two"


def test_a_timeout_holds_the_answer_until_it_is_lifted(line: Line) -> None:
    with connected(line) as client:
        with line.toxic(Timeout(), Way.DOWN):
            client.sendall(b"held")
            client.settimeout(0.2)
            with pytest.raises(TimeoutError):
                client.recv(4096)
        client.settimeout(DEADLINE_S)
        assert client.recv(4096) == b"held"


def test_a_fuse_holds_the_answer_to_certain_words(line: Line) -> None:
    held = Timeout(is_armed=False)
    with connected(line) as client, line.toxic(held, Way.DOWN), line.toxic(Fuse(b"two", held), Way.UP):
        assert asked(client, b"knit one") == b"knit one"
        client.sendall(b"purl two")
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(4096)


def test_latency_makes_everything_late(line: Line) -> None:
    with connected(line) as client, line.toxic(Latency(0.2), Way.DOWN):
        began = time.monotonic()
        asked(client)
        assert time.monotonic() - began >= 0.2


def test_a_reset_is_a_reset(line: Line) -> None:
    with connected(line) as client, line.toxic(ResetPeer(), Way.UP):
        client.sendall(b"anybody there")
        with pytest.raises(ConnectionResetError):
            client.recv(1)


def test_after_its_limit_of_bytes_the_connection_is_closed(line: Line) -> None:
    with connected(line) as client, line.toxic(LimitData(4), Way.DOWN):
        assert asked(client) == b"knit"
        assert client.recv(4096) == b""


def test_a_slicer_sends_slice_by_slice(line: Line) -> None:
    with connected(line) as client, line.toxic(Slicer(size=5, seconds=0.05), Way.DOWN):
        assert asked(client) == b"knit "
        assert client.recv(4096) == b"one, "


def test_toxics_are_on_top_of_each_other(line: Line) -> None:
    with connected(line) as client, line.toxic(LimitData(6), Way.DOWN), line.toxic(Slicer(4, 0.05), Way.DOWN):
        assert [asked(client), client.recv(4096), client.recv(4096)] == [b"knit", b" o", b""]


def test_a_line_that_is_down_cuts_and_refuses_until_it_is_up(line: Line) -> None:
    with connected(line) as client:
        asked(client)
        line.down()
        with pytest.raises(ConnectionResetError):
            client.recv(1)
    with pytest.raises(ConnectionRefusedError):
        connected(line)
    line.up()
    with connected(line) as client:
        assert asked(client) == b"knit one, purl two"


def test_a_half_open_connection_is_silent_and_a_new_one_is_well(line: Line) -> None:
    with connected(line) as client:
        asked(client)
        line.die_silently()
        client.sendall(b"anybody there")
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(4096)
        with connected(line) as other:
            assert asked(other) == b"knit one, purl two"


def test_a_slow_close_keeps_the_other_side_in_the_dark(line: Line) -> None:
    line.slow_close_s = 0.3
    with connected(line) as client:
        asked(client)
        client.shutdown(socket.SHUT_WR)
        began = time.monotonic()
        assert client.recv(1) == b""
        assert time.monotonic() - began >= 0.2


def test_new_connections_go_where_the_line_was_moved(proxy: Proxy, server: Address) -> None:
    with proxy.line(Address(1)) as line:
        with pytest.raises(ConnectionError):
            echoed(line)
        line.move(server)
        assert echoed(line) == b"knit one, purl two"
