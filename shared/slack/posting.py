"""Messages that are sent once, whatever becomes of the worker that sends them.

A row is kept before a message is sent, and where it stands afterwards. A worker that finds a row without a place looks
for the message in Slack, by the key in its metadata, before it sends it again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from shared.domain.slack import Place, SlackMessage
from shared.errors import SelvageError, Uncertain
from shared.slack.blocks.fallback import in_words, without_native_blocks
from shared.slack_ports import BlocksRefused, Chat, Posts

Sent = TypeVar("Sent")


class Sends(Protocol):
    """What sending needs of the neighbours."""

    @property
    def chat(self) -> Chat:
        """The workspace."""

    @property
    def posts(self) -> Posts:
        """What was sent."""


def send_once(at: Sends, place: Place, messages: Sequence[SlackMessage], *, key: str) -> str:
    """The ts of the first of the messages, of which each now stands at the place once; the others in its thread."""
    reply = Reply(at, place, key)
    reply.show(messages)
    return reply.ts or ""


@dataclass(slots=True)
class Reply:
    """One answer of ours, first a line that it is being worked on, then the answer in its place."""

    at: Sends
    place: Place
    key: str
    #: Where it stands; None before it was sent.
    ts: str | None = None

    def begin(self, message: SlackMessage) -> None:
        """Show that the answer is under way, unless that is shown already."""
        if self.ts is None:
            self.ts, _ = self._sent(self.place, message, self.key)

    def show(self, messages: Sequence[SlackMessage]) -> None:
        """Show the answer in place of whatever was shown, what does not fit into one message below it."""
        first, *others = messages
        if self.ts is None:
            self.ts, is_new = self._sent(self.place, first, self.key)
        else:
            is_new = False
        if not is_new:
            self._update(self.ts, first)
        below = Place(self.place.channel, self.place.thread_ts or self.ts)
        for number, message in enumerate(others, start=2):
            self._sent(below, message, f"{self.key}:{number}")

    @property
    def thread(self) -> Place:
        """Where people answer to it."""
        return Place(self.place.channel, self.place.thread_ts or self.ts)

    def _sent(self, place: Place, message: SlackMessage, key: str) -> tuple[str, bool]:
        """Where the message stands, and whether it was sent just now."""
        post = self.at.posts.begin(key, place)
        if post.ts is not None:
            return post.ts, False
        found = self.at.chat.find(place, key, since=post.doubtful_since) if post.doubtful_since else None
        ts = found or self._new(place, message, key)
        self.at.posts.posted(key, ts)
        return ts, found is None

    def _new(self, place: Place, message: SlackMessage, key: str) -> str:
        try:
            return _accepted(lambda each: self.at.chat.post(place, each, key=key), message)
        except Uncertain:
            raise
        except SelvageError:
            # Slack has refused it. Looking for it in the channel would only use up what Slack allows.
            self.at.posts.withdrawn(key)
            raise

    def _update(self, ts: str, message: SlackMessage) -> None:
        _accepted(lambda each: self.at.chat.update(self.place.channel, ts, each), message)


def _accepted(send: Callable[[SlackMessage], Sent], message: SlackMessage) -> Sent:
    """What sending gives, in the richest form that the workspace takes: blocks, plain blocks, words."""
    try:
        return send(message)
    except BlocksRefused:
        pass
    try:
        return send(without_native_blocks(message))
    except BlocksRefused:
        return send(in_words(message))
