"""A TCP proxy that breaks connections on demand: between any two of our processes, without a hook in either."""

import asyncio
import socket
import struct
from collections import deque
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any, Self, TypeVar

import uvloop

from shared.embedded.valkey import free_port
from tests.faults.toxics import Cut, Onward, Reset, Toxic, Way

T = TypeVar("T")
OneToxic = TypeVar("OneToxic", bound=Toxic)

CHUNK = 64 * 1024
CALL_DEADLINE_S = 10
#: How often a half-open connection looks whether it has been cut.
DEAD_LOOK_S = 0.1
#: SO_LINGER with no time to linger: closing sends a RST.
AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens: on a TCP port of this machine, or on a unix socket."""

    port: int = 0
    path: str = ""

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to it."""
        if self.path:
            return await asyncio.open_unix_connection(self.path)
        return await asyncio.open_connection("127.0.0.1", self.port)


class Connection:
    """One client's connection to us, and ours to the server."""

    def __init__(self, line: "Line", client: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
        self._line = line
        self._client, self._server = client, server
        #: Half-open: both ends think that it stands, and nobody hears what is said on it.
        self.is_dead = False

    async def pump(self, way: Way, reader: asyncio.StreamReader) -> None:
        """Carry one direction until it ends."""
        writer = self._server if way is Way.UP else self._client

        async def send(data: bytes) -> None:
            if writer.is_closing():
                raise Cut
            if not self.is_dead:
                writer.write(data)
                await writer.drain()

        try:
            while data := await reader.read(CHUNK):
                await self._line.carry(way, data, send)
            while self.is_dead:  # nor is its end heard
                await asyncio.sleep(DEAD_LOOK_S)
            await asyncio.sleep(self._line.slow_close_s)
        except Reset:
            self.reset()
        except (Cut, OSError):
            pass
        finally:
            self._client.close()
            self._server.close()

    def reset(self) -> None:
        """End both sides with a RST."""
        self.is_dead = False
        for writer in (self._client, self._server):
            _reset(writer)


class Line:
    """What stands between clients and one server: an address of its own, and toxics while they are wanted.

    Its methods may be called from any thread, and take effect before they return.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, server: Address) -> None:
        self._loop = loop
        self._servers = deque([server])
        self._toxics: tuple[tuple[Way, Toxic], ...] = ()
        self._connections: set[Connection] = set()
        self._listener: asyncio.Server | None = None
        self.port = free_port()
        #: Toxiproxy's `slow_close`: how long the other side is not told that one side has hung up.
        self.slow_close_s = 0.0

    def up(self) -> None:
        """Accept connections."""
        self._run(self._listen())

    def down(self) -> None:
        """Refuse connections, and cut those that stand."""
        self._run(self._refuse())

    def move(self, *servers: Address) -> None:
        """New connections go to these servers in turn; those that stand stay where they are."""
        self._servers = deque(servers)

    def cut(self) -> None:
        """End all connections with a RST."""
        self._run(self._cut())

    def die_silently(self) -> None:
        """Make all connections half-open, as when a cable is pulled; new ones are well."""
        self._run(self._die())

    def add(self, toxic: OneToxic, way: Way = Way.BOTH) -> OneToxic:
        """The toxic, which is on the line from now on."""
        self._toxics = (*self._toxics, (way, toxic))
        return toxic

    def remove(self, toxic: Toxic) -> None:
        """The toxic is off the line, and lets go of what it holds."""
        self._toxics = tuple((way, other) for way, other in self._toxics if other is not toxic)
        self._loop.call_soon_threadsafe(toxic.lift)

    @contextmanager
    def toxic(self, toxic: OneToxic, way: Way = Way.BOTH) -> Iterator[OneToxic]:
        """The toxic, which is on the line inside the block."""
        self.add(toxic, way)
        try:
            yield toxic
        finally:
            self.remove(toxic)

    async def carry(self, way: Way, data: bytes, send: Onward) -> None:
        """Send the data through every toxic, in the order in which they were added."""
        await _through([toxic for where, toxic in self._toxics if way in where], data, send)

    async def _listen(self) -> None:
        if self._listener is None:
            self._listener = await asyncio.start_server(self._accept, "127.0.0.1", self.port, backlog=1024)

    async def _refuse(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        await self._cut()

    async def _cut(self) -> None:
        for connection in tuple(self._connections):
            connection.reset()

    async def _die(self) -> None:
        for connection in self._connections:
            connection.is_dead = True

    async def _accept(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        try:
            server_reader, server = await self._open()
        except OSError:
            _reset(client)
            return
        connection = Connection(self, client, server)
        self._connections.add(connection)
        try:
            await asyncio.gather(connection.pump(Way.UP, reader), connection.pump(Way.DOWN, server_reader))
        except asyncio.CancelledError:
            pass  # the proxy stops
        finally:
            self._connections.discard(connection)

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to the next server that takes one, as a balancer would make it."""
        self._servers.rotate()
        for server in tuple(self._servers):
            try:
                return await server.open()
            except OSError as error:
                refused = error
        raise refused

    def _run(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(CALL_DEADLINE_S)


def _reset(writer: asyncio.StreamWriter) -> None:
    if not writer.is_closing():
        with suppress(OSError):
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        writer.transport.abort()


async def _through(toxics: list[Toxic], data: bytes, send: Onward) -> None:
    if not toxics:
        await send(data)
        return
    first, *rest = toxics
    await first.carry(data, lambda part: _through(rest, part, send))


class Proxy:
    """An event loop in a thread of its own, and the lines that run on it. Use as a context manager."""

    def __init__(self) -> None:
        self._loop = uvloop.new_event_loop()
        self._thread = Thread(target=self._serve, name="fault-proxy", daemon=True)

    @contextmanager
    def line(self, server: Address) -> Iterator[Line]:
        """A new line to the server, which accepts connections inside the block."""
        line = Line(self._loop, server)
        line.up()
        try:
            yield line
        finally:
            line.down()

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(CALL_DEADLINE_S)
