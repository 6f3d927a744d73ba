"""Mentions in channels, direct messages, and replies in threads that we talk in."""

import re

from slack_bolt import App

from services.slackbot import tickets
from services.slackbot.answering import answer
from services.slackbot.choosing import chosen_among
from services.slackbot.listeners import listener
from services.slackbot.session import Session
from services.slackbot.subscribing import subscribed
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.slack.blocks.help import help_message
from shared.slack.blocks.words import note_message
from shared.slack.commands import COMMANDS
from shared.slack.small_talk import small_talk

MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
#: Slack writes what it takes for a link as <https://…|text>, <mailto:…|text> or <#C…|name>.
LINK = re.compile(r"<(?:mailto:|https?://|#)[^>|]*\|([^>]+)>|<([^>|@!]+)>")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
#: Slack takes up to 40,000 characters; what is longer than this is no question, with all its links.
LONGEST_MESSAGE = 8_000
ASKS_FOR_HELP = frozenset(
    {"", "help", "help me", "what can you do", "what can i ask", "what can i ask you", "how do you work", "commands"}
)


def register(app: App) -> None:
    """Listen."""
    app.event("app_mention")(listener(mentioned))
    app.event("message")(listener(written))


def mentioned(session: Session) -> Outcome:
    """Somebody mentioned us in a channel: answer in a thread under it."""
    return _answered(session)


def written(session: Session) -> Outcome:
    """Somebody wrote to us directly, or in a thread; of threads only in those that we talk in."""
    event = session.delivery.payload["event"]
    if event.get("channel_type") == "im":
        return _answered(session)
    if session.at.conversations.get(session.visit.conversation) is None:
        return Skipped("a thread that we do not talk in")
    if session.refusal():
        return Skipped("somebody who is not answered there, and has not asked us")
    if small_talk(_text(session)) is not None:
        return Skipped("small talk among people")
    return _answered(session)


def _answered(session: Session) -> Outcome:
    if refusal := session.refusal():
        session.refuse(refusal)
        return Skipped(refusal)
    written = str(session.delivery.payload["event"].get("text") or "")
    if len(written) > LONGEST_MESSAGE:
        return answer(session, written)
    text = plain_text(written)
    return (
        chosen_among(session, text)
        or chatted(session, text)
        or tickets.asked(session, text)
        or subscribed(session, text)
        or answer(session, text)
    )


def chatted(session: Session, text: str) -> Outcome | None:
    """What came of small talk and of asking for help, which asks the analytics nothing; None when the text is none."""
    if text.lower().rstrip("?!. ") in ASKS_FOR_HELP:
        session.show([help_message(COMMANDS.values())])
        return Finished("helped")
    reply = small_talk(text)
    if reply is None:
        return None
    session.show([note_message(reply)])
    return Finished("chatted")


def _text(session: Session) -> str:
    return plain_text(str(session.delivery.payload["event"].get("text") or ""))


def plain_text(text: str) -> str:
    """What was written, without mentions and without Slack's own markup."""
    text = LINK.sub(lambda found: found[1] or found[2], MENTION.sub(" ", text))
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return " ".join(text.split())
