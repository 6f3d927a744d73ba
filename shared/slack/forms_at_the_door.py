"""Opens forms while whoever clicked still waits: Slack forgets a trigger after 3 seconds."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from slack_sdk import WebClient

from shared.errors import Denied, Permanent, SelvageError
from shared.slack.intake.taken import Form
from shared.slack.refusals import calling

log = logging.getLogger(__name__)

DEADLINE_S = 2
#: Forms that are opened at once; more people than that do not click in the same 2 seconds.
PLACES = 8


class FormOpener:
    """Opens forms, softly: whoever gets none is told so by the worker that deals with their click.

    Connects when first asked, and never twice for the same form.
    """

    def __init__(self, token: str, *, base_url: str, deadline_s: int = DEADLINE_S, places: int = PLACES) -> None:
        """`token` is the bot's; without one no form is opened. `deadline_s` is in seconds."""
        self._client = WebClient(token, base_url=base_url, timeout=deadline_s, retry_handlers=[]) if token else None
        self._deadline_s = deadline_s
        self._threads = ThreadPoolExecutor(places, thread_name_prefix="forms")
        self._free = BoundedSemaphore(places)

    def open(self, form: Form) -> str | None:
        """The id of the form that is open now; None when it is not, or when that cannot be known. Never raises."""
        try:
            return self._opened(form)
        except SelvageError as error:
            _log_not_opened(str(error))
        return None

    async def open_soon(self, form: Form) -> str | None:
        """The same for an event loop, after `deadline_s` at the latest."""
        if not self._free.acquire(blocking=False):
            _log_not_opened("too many forms are being opened")
            return None
        opening = self._threads.submit(self.open, form)
        # Also when nobody waits any more: the thread is free only then.
        opening.add_done_callback(lambda _: self._free.release())
        try:
            async with asyncio.timeout(self._deadline_s):
                return await asyncio.wrap_future(opening)
        except TimeoutError:
            _log_not_opened("Slack took too long")
        return None

    def close(self) -> None:
        """Open no more forms."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _opened(self, form: Form) -> str:
        if self._client is None:
            raise Denied("there is no SLACK_BOT_TOKEN")
        with calling("views.open", writes=True):
            answer = self._client.views_open(trigger_id=form.trigger_id, view=dict(form.view))
        return _id_of(answer.data)


def _id_of(answer: object) -> str:
    match answer:
        case {"view": {"id": str(view_id)}}:
            return view_id
    raise Permanent("Slack does not say which form it has opened")


def _log_not_opened(reason: str) -> None:
    log.warning("slack.form_not_opened", extra={"reason": reason})
