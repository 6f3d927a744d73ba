"""What a fault proxy does to the bytes that pass it, after Toxiproxy's toxics and under their names."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Flag, auto
from random import Random
from typing import Protocol

#: Sends bytes on to whoever comes next.
Onward = Callable[[bytes], Awaitable[None]]


class Way(Flag):
    """Which of a connection's two directions."""

    #: From the client to the server.
    UP = auto()
    #: From the server to the client.
    DOWN = auto()
    BOTH = UP | DOWN


class Cut(Exception):  # noqa: N818  what is done, as the other words here
    """The connection ends here, politely."""


class Reset(Exception):  # noqa: N818  as above
    """The connection ends here with a RST."""


class Toxic(Protocol):
    """Something that is done to the bytes of every connection while it is on the line."""

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Send `data` on, in the toxic's own way; Cut or Reset ends the connection."""

    def lift(self) -> None:
        """The toxic is taken off the line: let go of whatever it holds."""


class Unheld:
    """A toxic that holds nothing back."""

    def lift(self) -> None:
        """Nothing is held."""


@dataclass
class Latency(Unheld):
    """Everything is late by `seconds`, give or take `jitter`."""

    seconds: float
    jitter: float = 0
    random: Random = field(default_factory=lambda: Random(0))

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Wait, then send."""
        await asyncio.sleep(max(0, self.seconds + self.random.uniform(-self.jitter, self.jitter)))
        await onward(data)


class Timeout:
    """Nothing passes until the toxic is lifted; then all that was held does. Toxiproxy's `timeout` of 0."""

    def __init__(self, *, is_armed: bool = True) -> None:
        """Unarmed, everything passes until somebody sets `is_armed`."""
        self._lifted = asyncio.Event()
        self.is_armed = is_armed

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Wait for the end of the toxic, then send."""
        if self.is_armed:
            await self._lifted.wait()
        await onward(data)

    def lift(self) -> None:
        """Let everything go on."""
        self._lifted.set()


@dataclass
class Fuse(Unheld):
    """Arms a timeout on the other way as soon as the words have passed: the answer to them is held."""

    words: bytes
    timeout: Timeout

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Arm the timeout before the words can be answered, then send."""
        if self.words in data:
            self.timeout.is_armed = True
        await onward(data)


@dataclass
class ResetPeer(Unheld):
    """The connection is reset as soon as somebody says something, after `seconds`."""

    seconds: float = 0

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Reset it."""
        await asyncio.sleep(self.seconds)
        raise Reset


@dataclass
class LimitData(Unheld):
    """After so many bytes, of all connections together, every connection is closed."""

    bytes_left: int

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Send what may still pass."""
        passes = data[: self.bytes_left]
        self.bytes_left -= len(passes)
        if passes:
            await onward(passes)
        if len(passes) < len(data):
            raise Cut


@dataclass
class Slicer(Unheld):
    """Everything comes in slices of `size` bytes, `seconds` apart."""

    size: int
    seconds: float

    async def carry(self, data: bytes, onward: Onward) -> None:
        """Send slice by slice."""
        for start in range(0, len(data), self.size):
            await onward(data[start : start + self.size])
            await asyncio.sleep(self.seconds)
