"""Socket Mode: the app opens a connection, gets envelopes on it and acknowledges them."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.people_there import APP

TYPES = {"event": "events_api", "command": "slash_commands", "interaction": "interactive"}


@dataclass(slots=True, eq=False)
class Connection:
    """One open connection, and what is not acknowledged on it yet."""

    socket: WebSocket
    waiting: dict[str, asyncio.Future[str]] = field(default_factory=dict)

    async def send(self, message: dict[str, Any]) -> None:
        """Send JSON."""
        await self.socket.send_text(orjson.dumps(message).decode())

    def acknowledge(self, message: dict[str, Any]) -> None:
        """The app has an envelope; its answer is the payload."""
        waiting = self.waiting.pop(message.get("envelope_id", ""), None)
        if waiting is not None and not waiting.done():
            payload = message.get("payload")
            waiting.set_result(orjson.dumps(payload).decode() if payload else "")


class SocketMode:
    """All open connections; an envelope goes to one of them, in turn."""

    def __init__(self, clockwork: Clockwork) -> None:
        self._clockwork = clockwork
        self._tickets: set[str] = set()
        self._open: list[Connection] = []

    @property
    def is_open(self) -> bool:
        """Whether the app has a connection."""
        return bool(self._open)

    @property
    def routes(self) -> list[WebSocketRoute]:
        """Where connections are opened."""
        return [WebSocketRoute("/link/", self.serve)]

    def ticket(self, address: str) -> str:
        """A ws:// address that opens one connection."""
        ticket = self._clockwork.name("ticket-")
        self._tickets.add(ticket)
        return f"{address.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={APP}"

    async def serve(self, socket: WebSocket) -> None:
        """One connection, for as long as the app keeps it."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=4001)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        connection = Connection(socket)
        self._open.append(connection)
        try:
            await connection.send(self._hello())
            while True:
                connection.acknowledge(orjson.loads(await socket.receive_text()))
        except (WebSocketDisconnect, orjson.JSONDecodeError, AttributeError):
            pass
        finally:
            self._drop(connection)

    async def deliver(self, kind: str, payload: dict[str, Any], number: int, reason: str) -> str:
        """What the app answers in its acknowledgement; EOFError when the connection is closed instead."""
        connection = self._open[0]
        self._open.append(self._open.pop(0))
        name = self._clockwork.name("envelope-").lower()
        envelope: dict[str, Any] = {"envelope_id": name, "type": TYPES[kind], "payload": payload}
        envelope["accepts_response_payload"] = kind != "event"
        if kind == "event":
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        connection.waiting[name] = answer
        try:
            await connection.send(envelope)
            return await answer
        finally:
            connection.waiting.pop(name, None)

    async def disconnect(self, reason: str) -> int:
        """Ask all connections to be opened anew, as Slack does now and then, and close them; how many there were."""
        connections = list(self._open)
        for connection in connections:
            await connection.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "simulated"}})
            await connection.socket.close()
            self._drop(connection)
        return len(connections)

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self._open),
            "debug_info": {"host": "simulated", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP},
        }

    def _drop(self, connection: Connection) -> None:
        if connection in self._open:
            self._open.remove(connection)
        for waiting in connection.waiting.values():
            if not waiting.done():
                waiting.set_exception(EOFError("the connection was closed"))
