"""Messages, as they stand and as they are told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.slack.people_there import APP, BOT, BOT_USER, TEAM


@dataclass(slots=True)
class Post:
    """One message. `seen_by` is the only person who sees an ephemeral one."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    files: list[dict[str, Any]] = field(default_factory=list)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    broadcast: bool = False
    edited_ts: str | None = None
    edits: int = 0
    seen_by: str | None = None
    client_msg_id: str | None = None

    @property
    def is_ours(self) -> bool:
        """Whether the app wrote it."""
        return self.user == BOT_USER

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, not at its beginning."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def told(self, *, with_metadata: bool = False) -> dict[str, Any]:
        """As the Web API and events tell it."""
        about: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": TEAM,
        }
        if self.is_ours:
            about |= {"bot_id": BOT, "app_id": APP}
            about["bot_profile"] = {"id": BOT, "app_id": APP, "name": "Selvage", "team_id": TEAM, "deleted": False}
        about |= {name: value for name, value in self._sometimes() if value}
        if with_metadata and self.metadata:
            about["metadata"] = self.metadata
        return about

    def _sometimes(self) -> Iterator[tuple[str, Any]]:
        """What is told only when there is something to tell."""
        yield "client_msg_id", self.client_msg_id
        yield "blocks", self.blocks
        yield "thread_ts", self.thread_ts
        yield "files", self.files
        yield "edited", self.edited_ts and {"user": self.user, "ts": self.edited_ts}
        yield (
            "reactions",
            [{"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()],
        )

    def shown(self) -> dict[str, Any]:
        """As the back door tells it: everything."""
        about = self.told(with_metadata=True)
        return about | {"channel": self.channel, "ephemeral_to": self.seen_by, "edits": self.edits}
