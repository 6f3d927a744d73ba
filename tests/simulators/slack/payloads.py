"""What Slack sends: events, commands and interactions, in its own shapes."""

from typing import Any
from uuid import uuid4

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.people_there import APP, BOT_USER, DOMAIN, TEAM, Channel, User
from tests.simulators.slack.posts import Post

#: The deprecated way to prove where something comes from: sent by Slack, and to be ignored.
TOKEN = "simulated-verification-token"

Json = dict[str, Any]


def event(inner: Json, clockwork: Clockwork) -> Json:
    """The envelope of an event."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "api_app_id": APP,
        "event": inner,
        "type": "event_callback",
        "event_id": clockwork.name("Ev"),
        "event_time": clockwork.seconds(),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def mention(post: Post) -> Json:
    """The inner event of a message that mentions the app."""
    about = {
        "type": "app_mention",
        "user": post.user,
        "text": post.text,
        "ts": post.ts,
        "client_msg_id": post.client_msg_id,
        "team": TEAM,
        "blocks": post.blocks,
        "channel": post.channel,
        "event_ts": post.ts,
    }
    return about | ({"thread_ts": post.thread_ts} if post.thread_ts else {})


def message(post: Post, channel: Channel, parent: Post | None) -> Json:
    """The inner event of a message where the app listens."""
    about = post.told() | {"channel": channel.id, "channel_type": channel.kind, "event_ts": post.ts}
    return about | ({"parent_user_id": parent.user} if parent else {})


def home_opened(user: str, channel: Channel, tab: str, view: Json | None, clockwork: Clockwork) -> Json:
    """The inner event of somebody who looks at the app's home."""
    about: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
    about["event_ts"] = clockwork.ts()
    return about | ({"view": view} if view else {})


def command(user: User, channel: Channel, name: str, text: str, urls: Json) -> Json:
    """A slash command; `urls` has its response_url and trigger_id."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": _named(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        **urls,
    }


def interaction(kind: str, user: User, trigger_id: str, **more: Any) -> Json:
    """What block_actions, view_submission and view_closed have in common, and more."""
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": DOMAIN},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM},
        "api_app_id": APP,
        "token": TOKEN,
        "trigger_id": trigger_id,
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }


def on_message(post: Post, channel: Channel, response_url: str, whole: Json) -> Json:
    """What a click on a message adds. An ephemeral message is not sent along."""
    container = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": channel.id,
        "is_ephemeral": post.seen_by is not None,
    }
    if post.thread_ts:
        container["thread_ts"] = post.thread_ts
    about: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": _named(channel)},
        "response_url": response_url,
        "state": {"values": {}},
    }
    return about if post.seen_by else about | {"message": whole}


def client_msg_id() -> str:
    """What a person's own client calls a message."""
    return str(uuid4())


def _named(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name
