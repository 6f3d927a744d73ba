"""The slash commands. The door has told whoever typed one that it is on its way."""

from collections.abc import Callable

from slack_bolt import App

from services.slackbot import tickets
from services.slackbot.answering import answer
from services.slackbot.listeners import listener
from services.slackbot.session import Session
from shared.jobs.outcome import Outcome
from shared.slack.commands import COMMANDS, TICKETS


def register(app: App) -> None:
    """Listen for those that are not answered at the door."""
    for command in COMMANDS.values():
        if command.question is not None:
            app.command(command.name)(listener(_asking(command.question)))
    app.command(TICKETS.name)(listener(_tickets))


def _asking(question: Callable[[str], str]) -> Callable[[Session], Outcome]:
    return lambda session: answer(session, question(_text(session)))


def _tickets(session: Session) -> Outcome:
    return tickets.list_tickets(session, _text(session))


def _text(session: Session) -> str:
    return str(session.delivery.payload.get("text") or "")
