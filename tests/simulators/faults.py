"""Faults on demand: the next matching requests fail in the way that a test asked for."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The error body that the simulated service would answer a status with.
ErrorBody = Callable[[int], bytes]


@dataclass(slots=True)
class Fault:
    """How the next `times` requests that match `method` and `path` fail.

    `effect` says whether the request is carried out before it fails. It is by default when the reply is dropped or
    cut, or merely late; it is not by default when another status is answered.
    """

    path: str = "*"
    method: str | None = None
    #: None: until the simulator is reset.
    times: int | None = 1
    #: Answered instead of the real status, with the service's own error body.
    status: int | None = None
    #: Answered with `status` instead of that error body.
    body: dict[str, Any] | None = None
    #: Added to the answer.
    headers: dict[str, str] | None = None
    #: The answer is late by so much; an effect is not.
    delay_s: float = 0
    #: The connection is closed without a reply.
    drop_reply: bool = False
    #: The connection is closed in the middle of the reply's body.
    cut_reply: bool = False
    #: Only the first half of the reply's body is sent, as if that were all.
    half_reply: bool = False
    #: The reply's body comes byte by byte, so far apart.
    drip_s: float = 0
    effect: bool | None = None
    #: Merged over the service's own answer, which is a JSON object then.
    reply: dict[str, Any] | None = None

    @property
    def has_effect(self) -> bool:
        """Whether the request is carried out."""
        return self.status is None if self.effect is None else self.effect

    def matches(self, method: str, path: str) -> bool:
        """Whether the request fails; in `path`, `*` stands for one segment, and `*` alone for every path."""
        if self.times == 0 or (self.method and self.method.upper() != method):
            return False
        pattern = re.escape(self.path).replace(r"\*", "[^/]+")
        return self.path == "*" or re.fullmatch(pattern, path) is not None


class Faults:
    """The faults that were asked for, oldest first; the first that matches is used."""

    def __init__(self) -> None:
        self.pending: list[Fault] = []

    def add(self, wanted: Any) -> None:
        """Take a fault as JSON; TypeError when it has an unknown field or is no object."""
        self.pending.append(Fault(**wanted))

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, used up by one."""
        fault = next((one for one in self.pending if one.matches(method, path)), None)
        if fault is not None and fault.times is not None:
            fault.times -= 1
            self.pending = [one for one in self.pending if one.times != 0]
        return fault


class FaultGate:
    """ASGI middleware that lets requests through, or makes them fail as asked. The back door is never touched."""

    def __init__(self, app: ASGIApp, *, faults: Faults, error_body: ErrorBody) -> None:
        self.app = app
        self.faults = faults
        self.error_body = error_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not self.faults.pending or scope["type"] != "http" or scope["path"].startswith("/_simulator/"):
            await self.app(scope, receive, send)
            return
        fault = self.faults.take(scope["method"], scope["path"])
        if fault is None:
            await self.app(scope, receive, send)
            return
        answer = await self._carried_out(scope, receive) if fault.has_effect else []
        if fault.status is not None or not answer:
            answer = self._refusal(fault)
        await asyncio.sleep(fault.delay_s)
        if fault.drop_reply:
            await hang_up(scope, receive)
        else:
            await _answer(answer, fault, scope, receive, send)

    async def _carried_out(self, scope: Scope, receive: Receive) -> list[Message]:
        """What the service itself answers, kept back."""
        answer: list[Message] = []

        async def keep(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, keep)
        return answer

    def _refusal(self, fault: Fault) -> list[Message]:
        status = fault.status or 500
        body = self.error_body(status) if fault.body is None else orjson.dumps(fault.body)
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        return [
            {"type": "http.response.start", "status": status, "headers": headers},
            {"type": "http.response.body", "body": body},
        ]


async def _answer(answer: list[Message], fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
    start, *parts = answer
    body = b"".join(part.get("body", b"") for part in parts)
    if fault.reply is not None:
        body = orjson.dumps(orjson.loads(body) | fault.reply)
    if fault.half_reply:
        body = body[: len(body) // 2]
    changed = {"content-length": str(len(body))} | (fault.headers or {})
    replaced = {name.lower().encode(): value.encode() for name, value in changed.items()}
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in replaced]
    await send({**start, "headers": kept + list(replaced.items())})
    if fault.cut_reply:
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await hang_up(scope, receive)
    elif fault.drip_s:
        await _drip(body, fault.drip_s, scope, send)
    else:
        await send({"type": "http.response.body", "body": body})


async def _drip(body: bytes, pause_s: float, scope: Scope, send: Send) -> None:
    for place in range(len(body)):
        await send({"type": "http.response.body", "body": body[place : place + 1], "more_body": True})
        await asyncio.sleep(pause_s)
        if scope["extensions"]["simulator.transport"].is_closing():
            break  # the client has gone
    await send({"type": "http.response.body", "body": b""})


async def hang_up(scope: Scope, receive: Receive) -> None:
    """Close the connection, and return once it is closed (serving.py puts the transport into the scope)."""
    scope["extensions"]["simulator.transport"].close()
    while (await receive())["type"] != "http.disconnect":
        pass
