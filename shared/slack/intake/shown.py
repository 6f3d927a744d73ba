"""What the door shows by itself, because nobody can wait for a worker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.domain.slack import Block, Place, SlackMessage

HelpMessage = Callable[[], SlackMessage]


class CommentForm(Protocol):
    """How the form for a comment looks before anything is known of the ticket."""

    def __call__(self, ticket_id: int, place: Place | None) -> Block:
        """The form, which remembers the place that it was asked for at; None away from any channel."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The messages and forms of the door."""

    help_message: HelpMessage
    comment_form: CommentForm
