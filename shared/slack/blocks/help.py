"""What can be asked, and how."""

from collections.abc import Iterable

from shared.domain.questions import QueryKind
from shared.domain.slack import SlackMessage
from shared.questions.suggestions import ready_question
from shared.slack.blocks.parts import actions, context, header, marked, question_button, words
from shared.slack.blocks.texts import escaped_within, one_line
from shared.slack.commands import Command
from shared.slack.limits import MESSAGE_TEXT, SECTION_TEXT

TITLE = "What I can do"
INTRODUCTION = "Mention me in a channel or write to me directly, in your own words. Or use one of these:"
LINE = 200
#: What is offered to begin with.
FIRST = (QueryKind.CHURN_RISK, QueryKind.REVENUE_FORECAST, QueryKind.HIGH_VALUE_CUSTOMERS)
THREADS = "In a thread I remember what we talk about: “only VIPs” or “and for Halloween?” is enough."
REPORTS = "Write “every Monday at 9” below an answer and it comes again; “stop this” ends it."


def help_message(commands: Iterable[Command]) -> SlackMessage:
    """Every command in a line, questions to begin with, and how threads work."""
    listed = tuple(commands)
    lines = [_line(command) for command in listed]
    asked = (ready_question(kind) for kind in FIRST)
    blocks = [
        header(TITLE),
        words(INTRODUCTION),
        *([marked(_joined(lines))] if lines else []),
        *actions(
            question_button(ready.query, f"ask:{number}", ready.query, ready.query_type)
            for number, ready in enumerate(asked, start=1)
        ),
        context(THREADS, REPORTS),
    ]
    told = "\n".join([TITLE, INTRODUCTION, *(f"{_typed(command)}: {command.description}" for command in listed)])
    return SlackMessage(escaped_within(told, MESSAGE_TEXT), blocks)


def _typed(command: Command) -> str:
    return one_line(f"{command.name} {command.usage_hint}")


def _line(command: Command) -> str:
    typed = escaped_within(_typed(command).replace("`", "'"), LINE)
    return f"`{typed}`  {escaped_within(one_line(command.description), LINE)}"


def _joined(lines: list[str]) -> str:
    """As many lines as a paragraph takes."""
    while lines and len("\n".join(lines)) > SECTION_TEXT:
        lines = lines[:-1]
    return "\n".join(lines)
