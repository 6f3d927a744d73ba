"""The simulated Messages API as one ASGI application."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json, back_door, json_of
from tests.simulators.claude.checks import check_body, check_headers, error_body, text_of
from tests.simulators.claude.manners import Script
from tests.simulators.claude.obedience import Obedience, obedient_reply
from tests.simulators.claude.prompt_cache import TOKEN_LENGTH, PromptCache, marked, tokens_in
from tests.simulators.claude.questions import filled_in
from tests.simulators.claude.refusal import Refused
from tests.simulators.claude.replies import reply_to
from tests.simulators.faults import FaultGate, Faults
from tests.simulators.ledger import Ledger, Now
from tests.simulators.traffic import Traffic, TrafficCounter

API_KEY = "simulated-anthropic-key"
#: The limits that the headers tell: requests, input, output and all tokens. They are told, not enforced.
LIMITS = {"requests": 50, "input-tokens": 30_000, "output-tokens": 8_000, "tokens": 38_000}


@dataclass(frozen=True, slots=True)
class Options:
    """What the simulated API may be told."""

    #: How long the model thinks.
    delay_s: float = 0.3
    api_key: str = API_KEY
    #: Whether the model does what a customer's message tells it to.
    obedience: Obedience = Obedience.NONE


class MessagesApi:
    """The endpoints; every completion goes into the ledger."""

    def __init__(self, options: Options, ledger: Ledger, now: Now) -> None:
        self.options = options
        self.ledger = ledger
        self.script = Script()
        self._cache = PromptCache()
        self._now = now
        self._numbers = count(1)

    async def create(self, request: Request) -> Response:
        """One completion."""
        version = check_headers(request.headers, self.options.api_key)
        body = check_body(await json_of(request), version)
        await asyncio.sleep(self.options.delay_s)
        number = next(self._numbers)
        message = self._message(body, number)
        self.ledger.record(
            "completion",
            id=message["id"],
            model=message["model"],
            stop_reason=message["stop_reason"],
            body=text_of(message["content"]),
            request=body,
        )
        return Json(message, headers=self._headers(number))

    async def count_tokens(self, request: Request) -> Response:
        """How many tokens a request would cost."""
        version = check_headers(request.headers, self.options.api_key)
        body = check_body(await json_of(request), version, counts_tokens=True)
        cached, fresh = _asked(body)
        tokens = tokens_in(cached) + tokens_in(fresh)
        return Json({"input_tokens": tokens}, headers=self._headers(next(self._numbers)))

    async def add_wish(self, request: Request) -> Response:
        """The back door: how the next forms come out."""
        try:
            self.script.add(await json_of(request))
        except TypeError as error:
            return Json({"error": f"not a wish: {error}"}, status_code=400)
        return Response(status_code=204)

    def forget(self) -> None:
        """Start afresh."""
        self.script.clear()
        self._cache.clear()

    def _message(self, body: dict[str, Any], number: int) -> dict[str, Any]:
        user = "\n".join(text_of(turn["content"]) for turn in body["messages"] if turn["role"] == "user")
        form = (body.get("output_config") or {}).get("format")
        reply = (
            orjson.dumps(filled_in(form["schema"], user)).decode()
            if form
            else self._letter(text_of(body.get("system")), user)
        )
        text, stop_reason, stop_sequence = _stopped(reply, body)
        thinks = (body.get("thinking") or {}).get("type") not in {"disabled", "between_tools"}
        thinking = [{"type": "thinking", "thinking": "", "signature": "simulated"}] if thinks else []
        message = {
            "id": f"msg_{number:024d}",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": [*thinking, {"type": "text", "text": text}],
            "stop_reason": stop_reason,
            "stop_sequence": stop_sequence,
            "usage": {
                **self._cache.usage(body["model"], *_asked(body)),
                "output_tokens": tokens_in(text),
                "service_tier": "standard",
            },
        }
        return self.script.played(message) if form and stop_reason == "end_turn" else message

    def _letter(self, system: str, user: str) -> str:
        letter = reply_to(system, user)
        return obedient_reply(letter, system, user) if self.options.obedience is Obedience.FULL else letter

    def _headers(self, number: int) -> dict[str, str]:
        reset = (self._now() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        told = {"request-id": f"req_{number:024d}", "anthropic-organization-id": "org_simulated"}
        for name, limit in LIMITS.items():
            prefix = f"anthropic-ratelimit-{name}"
            told |= {f"{prefix}-limit": str(limit), f"{prefix}-remaining": str(limit), f"{prefix}-reset": reset}
        return told


def build_app(options: Options, *, now: Now, monotonic: Callable[[], float] = time.monotonic) -> Starlette:
    """The API and its back door."""
    ledger, faults, traffic = Ledger(now), Faults(), Traffic(monotonic)
    api = MessagesApi(options, ledger, now)
    return Starlette(
        routes=[
            Route("/v1/messages", api.create, methods=["POST"]),
            Route("/v1/messages/count_tokens", api.count_tokens, methods=["POST"]),
            Route("/_simulator/forms", api.add_wish, methods=["POST"]),
            *back_door(ledger, faults, traffic, reset=api.forget),
        ],
        middleware=[
            Middleware(TrafficCounter, traffic=traffic),
            Middleware(FaultGate, faults=faults, error_body=error_body),
        ],
        exception_handlers={Refused: _refused, HTTPException: _not_found},
    )


def _stopped(text: str, body: dict[str, Any]) -> tuple[str, str, str | None]:
    """The text as far as it goes, why it ends there, and at which sequence."""
    for sequence in body.get("stop_sequences") or ():
        if sequence in text:
            return text.partition(sequence)[0], "stop_sequence", sequence
    room = body["max_tokens"] * TOKEN_LENGTH
    return (text[:room], "max_tokens", None) if len(text) > room else (text, "end_turn", None)


def _asked(body: dict[str, Any]) -> tuple[str, str]:
    """What is marked to be cached, and all else that the model reads; a form's schema is part of it."""
    cached, rest = marked(body.get("system"))
    form = (body.get("output_config") or {}).get("format")
    schema = orjson.dumps(form["schema"]).decode() if form else ""
    turns = (text_of(turn["content"]) for turn in body["messages"])
    return cached, "\n".join((schema, rest, *turns))


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    body = error_body(error.status, error.message)
    return Response(body, status_code=error.status, media_type="application/json")


async def _not_found(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return Response(error_body(error.status_code), status_code=error.status_code, media_type="application/json")
