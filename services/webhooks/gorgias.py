"""POST /webhooks/gorgias: verify the raw bytes, read where to look, record, answer.

The body is only a hint: the merchant writes its template. What it says about the customer is neither believed nor
kept; the worker reads the ticket again from Gorgias.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from services.webhooks.answers import ANSWERS
from services.webhooks.door import Door
from services.webhooks.plain_http import Answer, body_of
from shared.domain.deliveries import GORGIAS
from shared.errors import InvalidPayload, Retryable
from shared.gorgias.webhook import Verifier, dedupe_key, read_hint
from shared.jobs.job import DraftReply
from shared.store.deliveries import NewDelivery, Recorded

RETRY_AFTER_S = b"5"

_ACCEPTED, _DUPLICATE = ANSWERS.labels(GORGIAS, "accepted"), ANSWERS.labels(GORGIAS, "duplicate")


def gorgias_webhook(door: Door, verifier: Verifier, *, max_body_bytes: int) -> ASGIApp:
    """The endpoint. Whatever is sent to it, the answer is 200, 202, a 4xx with one sentence, or 503."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        answer = await answer_to(scope, receive)
        await answer.send(send)

    async def answer_to(scope: Scope, receive: Receive) -> Answer:
        if scope["method"] != "POST":
            return _refused(405, "webhooks are sent by POST", (b"allow", b"POST"))
        body = await body_of(scope, receive, most=max_body_bytes)
        if body is None:
            return _refused(413, f"the body is larger than {max_body_bytes} bytes")
        if not verifier.is_authentic(body, scope["headers"], scope["query_string"]):
            return _refused(401, "the request does not carry a valid Gorgias signature")
        if not _is_json(dict(scope["headers"])):
            return _refused(415, "send the body as application/json, not compressed")
        return await _recorded(door, body)

    return app


async def _recorded(door: Door, body: bytes) -> Answer:
    try:
        recorded = await door.accept(_delivery(body))
    except InvalidPayload as error:
        return _refused(400, str(error))
    except Retryable:
        return _refused(503, "the delivery could not be recorded; send it again", (b"retry-after", RETRY_AFTER_S))
    return _kept(recorded)


def _delivery(body: bytes) -> NewDelivery:
    hint = read_hint(body)
    return NewDelivery(
        source=GORGIAS,
        external_id=dedupe_key(hint, body),
        hint={"ticket_id": hint.ticket_id, "message_id": hint.message_id, "event": hint.event},
        kind=DraftReply.kind,
        queue=DraftReply.queue.value,
    )


def _kept(recorded: Recorded) -> Answer:
    (_ACCEPTED if recorded.is_new else _DUPLICATE).inc()
    word, status = ("accepted", 202) if recorded.is_new else ("duplicate", 200)
    return Answer(status, f'{{"status":"{word}","delivery_id":"{recorded.id}"}}')


def _is_json(headers: dict[bytes, bytes]) -> bool:
    content_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    return content_type == b"application/json" and headers.get(b"content-encoding", b"identity") == b"identity"


def _refused(status: int, sentence: str, *headers: tuple[bytes, bytes]) -> Answer:
    ANSWERS.labels(GORGIAS, str(status)).inc()
    return Answer(status, f'{{"status":"refused","reason":"{sentence}"}}', headers)
