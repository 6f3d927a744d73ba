"""POST /webhooks/gorgias: verify the raw bytes, read where to look, record, answer.

The body is only a hint: the merchant writes its template. What it says about the customer is neither believed nor
kept; the worker reads the ticket again from Gorgias.
"""

from collections.abc import Awaitable, Callable
from uuid import uuid4

from prometheus_client import Counter
from starlette.requests import Request
from starlette.responses import Response

from services.webhooks.door import Door
from shared.errors import InvalidPayload, Retryable
from shared.gorgias.webhook import Verifier, dedupe_key, read_hint
from shared.jobs.job import DraftReply
from shared.store.deliveries import NewDelivery

SOURCE = "gorgias"
RETRY_AFTER_S = "5"

ANSWERS = Counter("selvage_deliveries", "Webhooks answered, by source and answer", ["source", "answer"])
_ACCEPTED, _DUPLICATE = ANSWERS.labels(SOURCE, "accepted"), ANSWERS.labels(SOURCE, "duplicate")


def gorgias_webhook(door: Door, verifier: Verifier) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint. Whatever is sent to it, the answer is 200, 202, a 4xx with one sentence, or 503."""

    async def receive(request: Request) -> Response:
        body = await request.body()
        if not verifier.is_authentic(body, request.scope["headers"], request.scope["query_string"]):
            return refused(401, "the request does not carry a valid Gorgias signature")
        if not _is_json(request):
            return refused(415, "send the body as application/json, not compressed")
        try:
            hint = read_hint(body)
        except InvalidPayload as error:
            return refused(400, str(error))
        delivery = NewDelivery(
            id=uuid4(),
            job_id=uuid4(),
            source=SOURCE,
            external_id=dedupe_key(hint, body),
            hint={"ticket_id": hint.ticket_id, "message_id": hint.message_id, "event": hint.event},
            kind=DraftReply.kind,
            queue=DraftReply.queue.value,
        )
        try:
            recorded = await door.accept(delivery)
        except Retryable:
            return refused(503, "the delivery could not be recorded; send it again", {"Retry-After": RETRY_AFTER_S})
        (_ACCEPTED if recorded.is_new else _DUPLICATE).inc()
        word, status = ("accepted", 202) if recorded.is_new else ("duplicate", 200)
        return _json(status, f'{{"status":"{word}","delivery_id":"{recorded.id}"}}')

    return receive


def _is_json(request: Request) -> bool:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return content_type == "application/json" and request.headers.get("content-encoding", "identity") == "identity"


def refused(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """The answer to what is not taken: one sentence, counted."""
    ANSWERS.labels(SOURCE, str(status)).inc()
    return _json(status, f'{{"status":"refused","reason":"{sentence}"}}', headers)


def _json(status: int, body: str, headers: dict[str, str] | None = None) -> Response:
    return Response(body, status, headers, media_type="application/json")
