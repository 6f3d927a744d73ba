"""The workspace: who is there, and what was said where. All in memory."""

from typing import Any

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.people_there import (
    BOT_USER,
    Channel,
    User,
    channels_at_start,
    usergroups_at_start,
    users_at_start,
)
from tests.simulators.slack.posts import Post


class Workspace:
    """Users, channels and messages."""

    def __init__(self, clockwork: Clockwork) -> None:
        self.clockwork = clockwork
        self.clear()

    def clear(self) -> None:
        """The people and channels of the start, and nothing said."""
        self.users = {user.id: user for user in users_at_start()}
        self.channels = {channel.id: channel for channel in channels_at_start()}
        self.usergroups = {group.id: group for group in usergroups_at_start()}
        self.posts: dict[str, list[Post]] = {}
        #: What the app says that it does, by channel and thread.
        self.statuses: dict[tuple[str, str], str] = {}

    def user(self, named: str) -> User | None:
        """By id, by name or by e-mail address."""
        found = self.users.get(named)
        return found or next((one for one in self.users.values() if named in {one.name, one.email}), None)

    def channel(self, named: str) -> Channel | None:
        """By id, or by name with or without #."""
        found = self.channels.get(named)
        name = named.removeprefix("#")
        return found or next((one for one in self.channels.values() if one.name == name and not one.is_im), None)

    def conversation_with(self, user: str) -> Channel:
        """Where the app and a user talk alone, made when it is not there yet."""
        for channel in self.channels.values():
            if channel.is_im and channel.other == user:
                return channel
        made = Channel(self.clockwork.name("D"), "directmessage", [user, BOT_USER], is_im=True)
        self.channels[made.id] = made
        return made

    def said(self, channel: str) -> list[Post]:
        """All that stands in a channel, oldest first, ephemeral messages too."""
        return self.posts.setdefault(channel, [])

    def post(self, channel: str, ts: str, *, seen_by: str | None = None) -> Post | None:
        """The message that everybody sees, or that one user alone sees."""
        return next((one for one in self.said(channel) if one.ts == ts and one.seen_by in {None, seen_by}), None)

    def thread(self, channel: str, ts: str) -> list[Post]:
        """What everybody sees of a thread, its beginning first."""
        return [one for one in self.said(channel) if ts in {one.ts, one.thread_ts} and one.seen_by is None]

    def add(self, post: Post) -> Post:
        """Say something. What is said in a thread ends what the app says that it does there."""
        self.said(post.channel).append(post)
        if post.is_ours and post.seen_by is None:
            self.statuses.pop((post.channel, post.thread_ts or ""), None)
        return post

    def remove(self, post: Post) -> None:
        """Take a message back."""
        self.said(post.channel).remove(post)

    def told(self, post: Post, *, with_metadata: bool) -> dict[str, Any]:
        """A message with what a thread that begins with it adds."""
        about = post.told(with_metadata=with_metadata)
        replies = [one for one in self.thread(post.channel, post.ts) if one is not post]
        if replies and not post.is_reply:
            users = list(dict.fromkeys(one.user for one in replies))
            about |= {
                "thread_ts": post.ts,
                "reply_count": len(replies),
                "reply_users": users,
                "reply_users_count": len(users),
                "latest_reply": replies[-1].ts,
            }
        return about
