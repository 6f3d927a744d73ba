"""One call of the Web API, and the simulated Slack that it is about."""

from dataclasses import dataclass
from typing import Any

from tests.simulators.ledger import Ledger
from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.contents import Contents
from tests.simulators.slack.echo import Echo
from tests.simulators.slack.files import Files
from tests.simulators.slack.people_there import BOT_USER, Channel
from tests.simulators.slack.posts import Post
from tests.simulators.slack.refusal import Refused
from tests.simulators.slack.views import Views
from tests.simulators.slack.workspace import Workspace

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slack:
    """Everything that there is."""

    clockwork: Clockwork
    workspace: Workspace
    files: Files
    contents: Contents
    views: Views
    ledger: Ledger
    echo: Echo
    scopes: frozenset[str]

    def reset(self) -> None:
        """Start afresh; ids and timestamps go on rising."""
        self.workspace.clear()
        self.files.all.clear()
        self.views.clear()


@dataclass(frozen=True, slots=True)
class Call:
    """What a method is given: its arguments, and where the server is reached."""

    slack: Slack
    given: dict[str, Any]
    #: Without a slash at its end.
    address: str

    def channel(self, name: str = "channel") -> Channel:
        """The channel that an argument names, if the app can see it."""
        channel = self.slack.workspace.channels.get(self.given[name])
        if channel is None or ((channel.is_private or channel.is_im) and BOT_USER not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def conversation(self, named: str) -> str:
        """The channel's id; a user stands for the conversation with them."""
        users = self.slack.workspace.users
        is_person = named in users and named != BOT_USER
        return self.slack.workspace.conversation_with(named).id if is_person else named

    def channel_to_write_in(self, name: str = "channel") -> Channel:
        """The channel that an argument names, if the app may write there."""
        channel = self.channel(name)
        if channel.is_archived:
            raise Refused("is_archived")
        if BOT_USER not in channel.members and "chat:write.public" not in self.slack.scopes:
            raise Refused("not_in_channel")
        return channel

    def thread(self, channel: Channel) -> str | None:
        """The beginning of the thread that `thread_ts` names."""
        named = self.given.get("thread_ts")
        if named is None:
            return None
        beginning = self.slack.workspace.post(channel.id, named)
        if beginning is None:
            raise Refused("thread_not_found")
        return beginning.thread_ts if beginning.is_reply else beginning.ts

    def user(self, name: str = "user") -> str:
        """The id of the user that an argument names."""
        user = self.slack.workspace.users.get(self.given[name])
        if user is None:
            raise Refused("user_not_found")
        return user.id

    def said(self, channel: Channel, contents: dict[str, Any], **more: Any) -> Post:
        """A message of the app."""
        post = Post(channel.id, self.slack.clockwork.ts(), BOT_USER, **contents, **more)
        return self.slack.workspace.add(post)
