"""An analytics API that takes its time: `python -m tests.faults.programs.slow_analyst --port N --seconds 5 --key K`.

It answers every question in plain language as the real one answers the first of them over the tests' full shop. Who
asks on nobody's behalf is refused. It has the back door of the simulators, and tells each question as an effect.
"""

import argparse
import asyncio
import re
import time

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shared.domain.access import Role
from shared.questions.wire import answer_json
from tests.factories_questions import ANALYST, an_answerer
from tests.simulators.back_door import Json, back_door, json_of
from tests.simulators.faults import FaultGate, Faults
from tests.simulators.ledger import Ledger
from tests.simulators.serving import clock, serve
from tests.simulators.traffic import Traffic, TrafficCounter

QUESTION = "Which customers are at high churn risk?"
ASKED_AT = "/api/mcp/query/natural-language"
PERSON = re.compile(r"slack:[UW][A-Z0-9]{2,20}")
ROLES = frozenset(role.value for role in Role if role is not Role.SERVICE)
PROBLEM = "application/problem+json"


def build_app(answer: bytes, *, seconds: float, key: str) -> Starlette:
    """The API as one ASGI application: each question is answered after so many seconds, however many are asked."""
    ledger, faults, traffic = Ledger(clock), Faults(), Traffic(time.monotonic)
    takes_s = [seconds]

    async def ask(request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {key}" and request.headers.get("x-api-key") != key:
            return _problem(401, "no key, or not ours")
        person, role = request.headers.get("x-on-behalf-of", ""), request.headers.get("x-act-as", "")
        if not PERSON.fullmatch(person) or role not in ROLES:
            return _problem(400, "on whose behalf?")
        asked = await json_of(request)
        ledger.record("question", person=person, role=role, query=asked.get("query"))
        await asyncio.sleep(takes_s[0])
        return Response(answer, media_type="application/json")

    async def change_pace(request: Request) -> Response:
        takes_s[0] = float((await json_of(request))["seconds"])
        return Json({"seconds": takes_s[0]})

    async def live(_: Request) -> Response:
        return Json({"status": "live"})

    return Starlette(
        routes=[
            *back_door(ledger, faults, traffic, lambda: None),
            Route("/_simulator/pace", change_pace, methods=["POST"]),
            Route("/health/live", live),
            Route(ASKED_AT, ask, methods=["POST"]),
        ],
        middleware=[
            Middleware(TrafficCounter, traffic=traffic),
            Middleware(FaultGate, faults=faults, error_body=lambda _: b'{"title": "Not now"}'),
        ],
    )


def real_answer() -> bytes:
    """What the real API answers to QUESTION."""
    return answer_json(an_answerer().answer(ANALYST, QUESTION))


def _problem(status: int, detail: str) -> Response:
    return Response(f'{{"title": "Refused", "detail": "{detail}"}}', status, media_type=PROBLEM)


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.programs.slow_analyst")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--seconds", type=float, default=5, help="until each question is answered")
    parser.add_argument("--key", required=True, help="what callers show")
    wanted = parser.parse_args()
    serve(build_app(real_answer(), seconds=wanted.seconds, key=wanted.key), host="127.0.0.1", port=wanted.port)


if __name__ == "__main__":
    main()
