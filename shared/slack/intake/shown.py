"""What the door shows by itself, because nobody can wait for a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.domain.slack import Block, SlackMessage

HelpMessage = Callable[[], SlackMessage]


class CommentForm(Protocol):
    """How the form for a comment looks before anything is known of the ticket."""

    def __call__(self, ticket_id: int, *, channel: str, thread_ts: str | None, message_ts: str | None) -> Block:
        """The form, which remembers where it was asked for; away from any channel that is the user's own id."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The messages and forms of the door."""

    help_message: HelpMessage
    comment_form: CommentForm
