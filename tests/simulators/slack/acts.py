"""What people do in the workspace, and what the app is sent because of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.simulators.slack import payloads
from tests.simulators.slack.call import Slack
from tests.simulators.slack.door import Delivery, Door
from tests.simulators.slack.people_there import BOT_USER, Channel, User
from tests.simulators.slack.posts import Post
from tests.simulators.slack.refusal import NotPossible, Refused
from tests.simulators.slack.response_urls import ResponseUrls

Json = dict[str, Any]

EVENTS = ("app_mention", "message.im", "message.channels", "message.groups", "app_home_opened")
LISTENED = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: what is sent, what the door's answer to the first of it means, and facts to tell."""

    deliveries: list[Delivery]
    facts: Json
    after: Callable[[Delivery], Json] = field(default=lambda _: {})


class Acts:
    """Messages, mentions, commands and looks at the app's home. `events` are those that the app subscribes to."""

    def __init__(self, slack: Slack, door: Door, urls: ResponseUrls, events: frozenset[str]) -> None:
        self.slack = slack
        self.door = door
        self.urls = urls
        self.events = events
        slack.echo.send = self._echo

    def mention(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Act:
        """Somebody mentions the app in a channel."""
        mark = f"<@{BOT_USER}>"
        return self._say(user, channel, text if mark in text else f"{mark} {text}", thread_ts)

    def message(self, user: str, text: str, channel: str | None = None, thread_ts: str | None = None) -> Act:
        """Somebody writes in a channel, or to the app alone when none is named."""
        return self._say(user, channel, text, thread_ts)

    def open_home(self, user: str, tab: str = "home") -> Act:
        """Somebody looks at the app's home or at their conversation with it."""
        who = self.who(user)
        view = self.slack.views.homes.get(who.id)
        told = view.told() if view and tab == "home" else None
        channel = self.slack.workspace.conversation_with(who.id)
        inner = payloads.home_opened(who.id, channel, tab, told, self.slack.clockwork)
        return Act(self._heard(inner, "app_home_opened"), {"channel": channel.id})

    def command(self, user: str, command: str, text: str = "", channel: str | None = None) -> Act:
        """Somebody gives a slash command. What it is answered with is shown to them."""
        who = self.who(user)
        where = self.where(who, channel)
        url = self.urls.new(who.id, where.id)
        urls = {"response_url": url, "trigger_id": self.slack.views.trigger(who.id)}
        delivery = self.door.prepare("command", payloads.command(who, where, command, text, urls))

        def after(delivery: Delivery) -> Json:
            try:
                failed = failure_of(delivery)
                if not failed and delivery.attempts[-1].body.strip():
                    self.urls.answered(url, delivery.attempts[-1].body)
            except Refused as refused:
                failed = refused.error
            if failed:
                self._complain(who, where, f'{command} failed with the error "{failed}"')
            return {"failure": failed}

        return Act([delivery], {"channel": where.id, **urls}, after)

    def who(self, named: str) -> User:
        """The user who is named by id, name or e-mail address."""
        user = self.slack.workspace.user(named)
        if user is None:
            raise NotPossible(f"no such user: {named}")
        return user

    def where(self, who: User, named: str | None) -> Channel:
        """The channel that is named, or the user's conversation with the app, if they are in it."""
        if named is None:
            return self.slack.workspace.conversation_with(who.id)
        channel = self.slack.workspace.channel(named)
        if channel is None or who.id not in channel.members:
            raise NotPossible(f"{who.name} is in no channel {named}")
        return channel

    def _say(self, user: str, channel: str | None, text: str, thread_ts: str | None) -> Act:
        who = self.who(user)
        where = self.where(who, channel)
        parent = self.slack.workspace.post(where.id, thread_ts) if thread_ts else None
        if thread_ts and (parent is None or parent.is_reply):
            raise NotPossible(f"no such thread: {thread_ts}")
        post = Post(where.id, self.slack.clockwork.ts(), who.id, text, thread_ts=thread_ts)
        post.client_msg_id = payloads.client_msg_id()
        post.blocks = _rich(text, self.slack.clockwork.name("b"))
        self.slack.workspace.add(post)
        heard: list[Delivery] = []
        if BOT_USER in where.members:
            if f"<@{BOT_USER}>" in text and not where.is_im:
                heard += self._heard(payloads.mention(post), "app_mention")
            heard += self._heard(payloads.message(post, where, parent), LISTENED[where.kind])
        return Act(heard, {"channel": where.id, "ts": post.ts, "thread_ts": thread_ts or post.ts})

    def _heard(self, inner: Json, name: str) -> list[Delivery]:
        """The event, if the app subscribes to it."""
        if name not in self.events:
            return []
        return [self.door.prepare("event", payloads.event(inner, self.slack.clockwork))]

    def _echo(self, inner: Json) -> None:
        channel = self.slack.workspace.channels[inner["channel"]]
        if BOT_USER in channel.members:
            for delivery in self._heard(inner, LISTENED[channel.kind]):
                self.door.in_background(self.door.send(delivery))

    def _complain(self, who: User, where: Channel, text: str) -> None:
        post = Post(where.id, self.slack.clockwork.ts(), SLACKBOT, text, seen_by=who.id)
        self.slack.workspace.add(post)


def failure_of(delivery: Delivery) -> str | None:
    """What Slack shows to somebody whose command or click the app did not take in time."""
    last = delivery.attempts[-1] if delivery.attempts else None
    if last is None:
        return "dispatch_failed"
    if last.accepted:
        return None
    return "operation_timeout" if last.error == "timeout" else "http_service_error"


def _rich(text: str, block_id: str) -> list[Json]:
    """A person's message comes as rich text, too."""
    if not text:
        return []
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": block_id, "elements": [section]}]
