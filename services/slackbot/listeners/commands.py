"""The slash commands. The door has told whoever typed one that it is on its way."""

from collections.abc import Callable

from slack_bolt import App

from services.slackbot import tickets
from services.slackbot.answering import answer
from services.slackbot.listeners import listener
from services.slackbot.session import Session
from shared.domain.questions import QuestionAnswer
from shared.jobs.outcome import Outcome
from shared.slack.blocks.texts import cut
from shared.slack.commands import COMMANDS, TICKETS, Command

#: As much of what was typed is told back.
LONGEST = 60


def register(app: App) -> None:
    """Listen for those that are not answered at the door."""
    for command in COMMANDS.values():
        if command.question is not None:
            app.command(command.name)(listener(_asking(command, command.question)))
    app.command(TICKETS.name)(listener(_tickets))


def _asking(command: Command, question: Callable[[str], str]) -> Callable[[Session], Outcome]:
    def ask(session: Session) -> Outcome:
        text = _text(session)
        return answer(session, question(text), note=lambda given: _not_understood(command, text, given))

    return ask


def _not_understood(command: Command, text: str, given: QuestionAnswer) -> str | None:
    """That what stands behind the command changed nothing; None when it did, or nothing does."""
    said = " ".join(text.split())
    is_plain = not said or said.endswith("?") or given.clarification is not None
    if is_plain or not command.takes or command.takes & given.slots.keys():
        return None
    return f"I did not understand “{cut(said, LONGEST)}”, so this is the answer without it."


def _tickets(session: Session) -> Outcome:
    return tickets.list_tickets(session, _text(session))


def _text(session: Session) -> str:
    return str(session.delivery.payload.get("text") or "")
