"""What the door shows by itself: the help, and the form for a comment before anything is known of its ticket."""

import json

from shared.domain.slack import Block, Place, SlackMessage
from shared.slack.commands import COMMANDS
from shared.slack.intake.interactions import COMMENT_BLOCK, COMMENT_FORM, COMMENT_INPUT, LONGEST_COMMENT

HELP_TITLE = "What I can do"
HELP_INTRODUCTION = "Mention me in a channel, write to me directly, or use one of these:"


def help_message() -> SlackMessage:
    """Every command in a line."""
    lines = [
        f"`{command.name}{f' {command.usage_hint}' if command.usage_hint else ''}`  {command.description}"
        for command in COMMANDS.values()
    ]
    return SlackMessage(
        "\n".join([HELP_TITLE, HELP_INTRODUCTION, *lines]),
        (
            {"type": "header", "text": {"type": "plain_text", "text": HELP_TITLE}},
            {"type": "section", "text": {"type": "mrkdwn", "text": HELP_INTRODUCTION}},
            {"type": "section", "text": {"type": "mrkdwn", "text": "\n".join(lines)}},
        ),
    )


def comment_form(ticket_id: int, place: Place | None) -> Block:
    """The form, whose private metadata is `{"channel", "thread_ts"}` of the place that it was asked for at, or ""."""
    asked_at = {"channel": place.channel, "thread_ts": place.thread_ts} if place else None
    return {
        "type": "modal",
        "callback_id": f"{COMMENT_FORM}{ticket_id}",
        "private_metadata": json.dumps(asked_at) if asked_at else "",
        "title": {"type": "plain_text", "text": f"Ticket {ticket_id}"[:24]},
        "submit": {"type": "plain_text", "text": "Add comment"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            {
                "type": "input",
                "block_id": COMMENT_BLOCK,
                "label": {"type": "plain_text", "text": "Comment for the team"},
                "element": {
                    "type": "plain_text_input",
                    "action_id": COMMENT_INPUT,
                    "multiline": True,
                    "max_length": LONGEST_COMMENT,
                },
            }
        ],
    }
