"""Forms that were sent."""

import re

from slack_bolt import App

from services.slackbot import tickets
from services.slackbot.listeners import listener
from services.slackbot.session import Session
from shared.jobs.outcome import Outcome

COMMENT = re.compile(r"^comment_modal_(\d{1,18})$")


def register(app: App) -> None:
    """Listen."""
    app.view(COMMENT)(listener(commented))


def commented(session: Session) -> Outcome:
    """Somebody sent a comment on a ticket."""
    view = session.delivery.payload["view"]
    found = COMMENT.match(view["callback_id"])
    text = view["state"]["values"]["comment"]["text"]["value"] or ""
    return tickets.comment(session, int(found[1]) if found else 0, text)
