"""Forms: a comment on a ticket, and one that only tells something."""

import json

from shared.domain.slack import Block
from shared.slack.blocks.parts import context, plain, words
from shared.slack.blocks.texts import one_line
from shared.slack.limits import INPUT_TEXT, VIEW_TITLE

NOTE = "This becomes an internal note on the ticket. The customer does not see it."
SUBJECT, TOLD = 300, 2000


def comment_form(
    ticket_id: int, *, channel: str, thread_ts: str | None = None, message_ts: str | None = None, subject: str = ""
) -> Block:
    """The form for a comment on a ticket.

    Its private metadata says where it was asked for: JSON with "channel", "message_ts" and "thread_ts", the last two
    null where there is none. What was typed comes back as `values["comment"]["text"]["value"]`.
    """
    about = one_line(subject)
    return {
        "type": "modal",
        "callback_id": f"comment_modal_{ticket_id}",
        "private_metadata": json.dumps({"channel": channel, "message_ts": message_ts, "thread_ts": thread_ts}),
        "title": plain(f"Ticket {ticket_id}", VIEW_TITLE),
        "submit": plain("Add note", VIEW_TITLE),
        "close": plain("Cancel", VIEW_TITLE),
        "blocks": [
            *([words(about, SUBJECT)] if about else []),
            {
                "type": "input",
                "block_id": "comment",
                "label": plain("Comment for the team", VIEW_TITLE),
                "element": {
                    "type": "plain_text_input",
                    "action_id": "text",
                    "multiline": True,
                    "max_length": INPUT_TEXT,
                    "focus_on_load": True,
                },
            },
            context(f"🔒 {NOTE}"),
        ],
    }


def told_form(title: str, text: str) -> Block:
    """A form in place of another, that says something and takes nothing."""
    return {
        "type": "modal",
        "title": plain(title, VIEW_TITLE),
        "close": plain("Close", VIEW_TITLE),
        "blocks": [words(text, TOLD)],
    }
