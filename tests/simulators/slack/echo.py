"""What the app itself does comes back to it as events, like all that happens where it listens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.people_there import Channel
from tests.simulators.slack.posts import Post

Event = dict[str, Any]


def _nobody(_: Event) -> None:
    """Nobody listens yet."""


@dataclass(slots=True)
class Echo:
    """Tells of the app's messages. `send` gets the inner event."""

    clockwork: Clockwork
    send: Callable[[Event], None] = field(default=_nobody)

    def posted(self, post: Post, channel: Channel) -> None:
        """The app wrote a message."""
        about = {"channel": channel.id, "channel_type": channel.kind, "event_ts": post.ts}
        self.send(post.told(with_metadata=True) | about)

    def changed(self, post: Post, before: Event, channel: Channel) -> None:
        """The app changed a message."""
        self._hidden("message_changed", channel, message=post.told(with_metadata=True), previous_message=before)

    def deleted(self, post: Post, channel: Channel) -> None:
        """The app took a message back."""
        self._hidden("message_deleted", channel, previous_message=post.told(), deleted_ts=post.ts)

    def _hidden(self, subtype: str, channel: Channel, **more: Any) -> None:
        ts = self.clockwork.ts()
        about = {"channel": channel.id, "channel_type": channel.kind, "ts": ts, "event_ts": ts}
        self.send({"type": "message", "subtype": subtype, "hidden": True, **about, **more})
