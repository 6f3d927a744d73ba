"""POST /slack/events, /slack/commands, /slack/interactions: verify the raw bytes, answer at once, keep the rest.

Slack waits 3 seconds. What needs no worker is answered here: the challenge, a command's first line, what is wrong with
a form. A form is opened here as well, since its trigger is forgotten as fast.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import orjson
from starlette.types import ASGIApp, Receive, Scope, Send

from services.webhooks.answers import ANSWERS
from services.webhooks.door import Door
from services.webhooks.plain_http import Answer, body_of
from shared.domain.deliveries import SLACK
from shared.errors import InvalidPayload, Retryable
from shared.jobs.job import AnswerSlack
from shared.slack.bodies import form_of, object_of, payload_of
from shared.slack.intake.commands import take_command
from shared.slack.intake.events import take_event
from shared.slack.intake.interactions import take_interaction
from shared.slack.intake.shown import Shown
from shared.slack.intake.taken import NOT_KEPT, Form, Kept, Reply, Taken
from shared.slack.signature import SlackVerifier
from shared.store.deliveries import NewDelivery

#: Of Slack's 3 seconds; the rest is for the way.
ANSWER_WITHIN_S = 2.6
PATHS = ("/slack/events", "/slack/commands", "/slack/interactions")
JSON, FORM = b"application/json", b"application/x-www-form-urlencoded"
RETRY_AFTER_S = b"5"


class Forms(Protocol):
    """Opens forms."""

    async def open_soon(self, form: Form) -> str | None:
        """The id of the form that is open now; None when it is not. Never raises; ends within 2 seconds."""

    def close(self) -> None:
        """Open no more forms."""


@dataclass(frozen=True, slots=True)
class SlackDoor:
    """What it takes to hear Slack."""

    verifier: SlackVerifier
    shown: Shown
    forms: Forms
    #: Seconds until Slack must have its answer, a form and a COMMIT included.
    within_s: float = ANSWER_WITHIN_S


def slack_requests(door: Door, slack: SlackDoor, *, max_body_bytes: int) -> Mapping[str, ASGIApp]:
    """The endpoints by path. Whatever is sent to them, the answer is 200, a 4xx with one sentence, or 503."""
    takes: tuple[tuple[bytes, Callable[[bytes], Taken]], ...] = (
        (JSON, lambda body: take_event(object_of(body))),
        (FORM, lambda body: take_command(form_of(body), slack.shown.help_message)),
        (FORM, lambda body: _interaction(body, slack.shown)),
    )
    return {
        path: _endpoint(door, slack, content_type, take, max_body_bytes=max_body_bytes)
        for path, (content_type, take) in zip(PATHS, takes, strict=True)
    }


def no_slack() -> Mapping[str, ASGIApp]:
    """The same paths while there is no secret to verify anything with."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001  ASGI's signature
        await _refused(404, "Slack is not heard: SLACK_SIGNING_SECRET is not set").send(send)

    return dict.fromkeys(PATHS, app)


def _interaction(body: bytes, shown: Shown) -> Taken:
    # Slack looks whether an address is there with a form of its own.
    if b"ssl_check=1" in body.split(b"&"):
        return Taken()
    return take_interaction(payload_of(body), shown.comment_form)


def _endpoint(
    door: Door, slack: SlackDoor, content_type: bytes, take: Callable[[bytes], Taken], *, max_body_bytes: int
) -> ASGIApp:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        answer = await answer_to(scope, receive)
        await answer.send(send)

    async def answer_to(scope: Scope, receive: Receive) -> Answer:
        if scope["method"] != "POST":
            return _refused(405, "Slack sends by POST", (b"allow", b"POST"))
        body = await body_of(scope, receive, most=max_body_bytes)
        if body is None:
            return _refused(413, f"the body is larger than {max_body_bytes} bytes")
        if not slack.verifier.is_authentic(body, scope["headers"]):
            return _refused(401, "the request does not carry a valid and recent Slack signature")
        if not _is_sent_as(content_type, dict(scope["headers"])):
            return _refused(415, f"send the body as {content_type.decode()}, not compressed")
        try:
            taken = take(body)
        except InvalidPayload as error:
            # Sending it again would not make it readable.
            return _refused(400, str(error), (b"x-slack-no-retry", b"1"))
        return await _done(door, slack, taken)

    return app


async def _done(door: Door, slack: SlackDoor, taken: Taken) -> Answer:
    """Open the form, keep what is to be kept, and only then answer that it was."""
    if taken.keep is None:
        return _answered(taken.reply, "answered")
    until = asyncio.get_running_loop().time() + slack.within_s
    keep = taken.keep
    if taken.form is not None:
        keep = keep.with_opened_form(await slack.forms.open_soon(taken.form))
    try:
        async with asyncio.timeout_at(until):
            recorded = await door.accept(_delivery(keep))
    except (Retryable, TimeoutError):
        return _answered(taken.otherwise, "not_recorded")
    return _answered(taken.reply, "accepted" if recorded.is_new else "duplicate")


def _delivery(kept: Kept) -> NewDelivery:
    return NewDelivery(SLACK, kept.key, kept.hint, AnswerSlack.kind, AnswerSlack.queue.value)


def _is_sent_as(wanted: bytes, headers: dict[bytes, bytes]) -> bool:
    """Whether the body is what we read it as; Slack may leave out the type, and add to it."""
    content_type = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    return content_type in {wanted, b""} and headers.get(b"content-encoding", b"identity") == b"identity"


def _answered(reply: Reply, how: str) -> Answer:
    ANSWERS.labels(SLACK, how).inc()
    body = "" if reply.body is None else orjson.dumps(reply.body).decode()
    headers = ((b"retry-after", RETRY_AFTER_S),) if reply is NOT_KEPT else ()
    return Answer(reply.status, body, headers)


def _refused(status: int, sentence: str, *headers: tuple[bytes, bytes]) -> Answer:
    ANSWERS.labels(SLACK, str(status)).inc()
    return Answer(status, f'{{"status":"refused","reason":"{sentence}"}}', headers)
