"""Bolt as the router of what comes from Slack, inside the worker: which listener, and what came of it.

The door has verified and acknowledged everything already, so Bolt's own checks are off; it is given the payload as if
it came from a socket, runs the listener in this thread, and lets its errors through to the job's retry table.
"""

from functools import cache
from typing import Any

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from services.slackbot.listeners import actions, commands, home, messages, views
from services.slackbot.session import Session
from shared.errors import Permanent
from shared.jobs.outcome import Finished, Outcome

UNHANDLED = 404


class Listeners:
    """All that is listened for. Many threads may share one."""

    def __init__(self) -> None:
        # Listeners answer through their session; Bolt itself is never to send anything.
        self._app = App(
            client=WebClient(""),
            authorize=_nobody,
            process_before_response=True,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            url_verification_enabled=False,
            ignoring_self_events_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        self._app.error(_raise)
        for kind in (messages, commands, actions, views, home):
            kind.register(self._app)

    def hear(self, session: Session) -> Outcome:
        """What came of it; Permanent when nobody listens for it, and whatever the listener raises."""
        heard: list[Outcome] = []
        request = BoltRequest(
            mode="socket_mode",
            body=dict(session.delivery.payload),
            context={"session": session, "heard": heard},
        )
        response = self._app.dispatch(request)
        if response.status == UNHANDLED:
            raise Permanent("nobody listens for this kind of thing; deploy the code that does, then replay")
        return heard[-1] if heard else Finished("heard")


@cache
def listeners() -> Listeners:
    """Those of this process."""
    return Listeners()


def _nobody() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id=None)


def _raise(error: Exception) -> Any:  # noqa: ANN401  Bolt wants anything or nothing
    raise error
