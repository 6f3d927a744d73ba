"""What is done for each kind of thing that comes from Slack.

A listener is a function of a session that returns an outcome; `listener` makes of it what Bolt calls.
"""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, BoltContext

from services.slackbot.session import Session
from shared.jobs.outcome import Outcome

Listener = Callable[[Session], Outcome]


def listener(listen: Listener) -> Callable[..., Any]:
    """What Bolt calls: `listen` with the session that the request came with."""

    def call(ack: Ack, context: BoltContext) -> None:
        ack()
        context["heard"].append(listen(context["session"]))

    return call
