"""`python -m services.slackbot.socket_mode`: hears Slack without a public address, for development.

Slack's requests come through a connection that we open, and end as the same rows and bells as at the webhooks' door.
"""

import logging
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from shared import logs
from shared.domain.deliveries import SLACK
from shared.errors import InvalidPayload, Permanent, Retryable
from shared.jobs import ring
from shared.jobs.job import AnswerSlack
from shared.settings import Settings, newest_of
from shared.slack.at_the_door import SHOWN
from shared.slack.bodies import storable
from shared.slack.forms_at_the_door import FormOpener
from shared.slack.intake.commands import take_command
from shared.slack.intake.events import take_event
from shared.slack.intake.interactions import take_interaction
from shared.slack.intake.shown import Shown
from shared.slack.intake.taken import IGNORED, Form, Kept, Taken
from shared.slack.refusals import code_of
from shared.store.bell import Bell
from shared.store.database import Database
from shared.store.deliveries import DeliveryStore, NewDelivery, Recorded

log = logging.getLogger(__name__)

#: Requests that are dealt with at once.
CONCURRENCY = 10
CONNECT_TIMEOUT_S = 10
#: Slack waits 3 seconds for an answer.
RECORD_WITHIN_MS = 2_000


class Deliveries(Protocol):
    """Where requests are made durable."""

    def record(self, delivery: NewDelivery) -> Recorded:
        """How the delivery was kept, after COMMIT; Retryable when it was not, or that cannot be known."""


class Rings(Protocol):
    """Tells the workers."""

    def push(self, messages: Mapping[str, Sequence[bytes]]) -> None:
        """Put the messages on their queues; Retryable when nobody hears them."""


class Acknowledges(Protocol):
    """Slack's end of the connection."""

    def send_socket_mode_response(self, response: SocketModeResponse) -> None:
        """Answer a request."""


class SocketDoor:
    """Deals with requests as they come through the connection; may be shared by threads."""

    def __init__(
        self, deliveries: Deliveries, bell: Rings, shown: Shown, open_form: Callable[[Form], str | None]
    ) -> None:
        self._deliveries = deliveries
        self._bell = bell
        self._shown = shown
        self._open_form = open_form

    def hear(self, client: Acknowledges, request: SocketModeRequest) -> None:
        """Answer the request once it is kept. One that could not be is not answered, so that Slack sends it again."""
        try:
            taken = self._taken(request.type, request.payload)
        except InvalidPayload as error:
            log.warning("socket.not_read", extra={"type": request.type, "reason": str(error)})
            taken = IGNORED
        try:
            if taken.keep:
                self._keep(taken.keep, taken.form)
        except Retryable:
            log.warning("socket.not_recorded", extra={"type": request.type, "retry": request.retry_attempt})
            return
        body = None if taken.reply.body is None else dict(taken.reply.body)
        client.send_socket_mode_response(SocketModeResponse(request.envelope_id, body))

    def _taken(self, kind: str, payload: object) -> Taken:
        read = storable(payload)
        match kind:
            case "events_api":
                return take_event(read)
            case "slash_commands":
                return take_command(_words(read), self._shown.help_message)
            case "interactive":
                return take_interaction(read, self._shown.comment_form)
        return IGNORED

    def _keep(self, keep: Kept, form: Form | None) -> None:
        if form:
            keep = keep.with_opened_form(self._open_form(form))
        kind, queue = AnswerSlack.kind, AnswerSlack.queue.value
        recorded = self._deliveries.record(NewDelivery(SLACK, keep.key, keep.hint, kind, queue))
        if recorded.is_new:
            self._ring(ring.Bell(recorded.id, kind, queue))

    def _ring(self, bell: ring.Bell) -> None:
        try:
            self._bell.push(ring.messages_by_queue([bell]))
        except Retryable:
            # The row is safe and the relay rings for it.
            log.warning("socket.bell_not_heard")


def connected(app_token: str, *, base_url: str, door: SocketDoor) -> SocketModeClient:
    """A client that listens, and connects anew whenever it has to; Permanent when Slack does not let us in."""
    client = SocketModeClient(
        app_token,
        web_client=WebClient(base_url=base_url, timeout=CONNECT_TIMEOUT_S, retry_handlers=[]),
        concurrency=CONCURRENCY,
    )
    client.socket_mode_request_listeners.append(door.hear)
    try:
        client.connect()
    except SlackApiError as error:
        client.close()
        raise Permanent(f"Slack does not let us in: {code_of(error)}. Look at SLACK_APP_TOKEN.") from error
    except Exception as error:  # the library raises bare Exception when the handshake fails
        client.close()
        raise Permanent(f"Slack cannot be reached at {base_url}: {type(error).__name__}.") from error
    return client


def _words(fields: Mapping[str, Any]) -> dict[str, str]:
    """A command's fields, of which a form can hold words only."""
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _database(settings: Settings) -> Database:
    return Database(
        settings.database_url,
        size=CONCURRENCY,
        statement_timeout_ms=RECORD_WITHIN_MS,
        acquire_timeout_s=RECORD_WITHIN_MS / 1000,
    )


def main() -> None:
    """Listen until told to stop."""
    settings = Settings()
    logs.configure(settings.log_level)
    app_token = newest_of(settings.slack_app_token)
    if not app_token:
        sys.exit("SLACK_APP_TOKEN is not set: Socket Mode needs an app-level token (xapp-…). See docs/settings.md.")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    database, bell = _database(settings), Bell(settings.redis_url)
    database.open()
    forms = FormOpener(newest_of(settings.slack_bot_token), base_url=settings.slack_base_url)
    door = SocketDoor(DeliveryStore(database), bell, SHOWN, forms.open)
    try:
        client = connected(app_token, base_url=settings.slack_base_url, door=door)
        log.info("socket.listening")
        stop.wait()
        client.close()
    except Permanent as error:
        sys.exit(str(error))
    finally:
        forms.close()
        bell.close()
        database.close()


if __name__ == "__main__":
    main()
