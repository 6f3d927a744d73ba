"""conversations.* and reactions.*: channels, and what was said in them."""

from decimal import Decimal, InvalidOperation

from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.methods.paging import page_of
from tests.simulators.slack.people_there import BOT_USER, Channel
from tests.simulators.slack.posts import Post
from tests.simulators.slack.refusal import Refused

#: The scope that reading a channel needs, by its kind.
HISTORY = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}
TYPES = {"channel": "public_channel", "group": "private_channel", "im": "im"}


def history(call: Call) -> Answer:
    """What stands in a channel, newest first; threads only by their beginnings."""
    channel = _readable(call)
    said = [
        post
        for post in reversed(call.slack.workspace.said(channel.id))
        if post.seen_by is None and (not post.is_reply or post.broadcast)
    ]
    return _messages(call, _between(call, said))


def replies(call: Call) -> Answer:
    """A thread, oldest first; its beginning is always there."""
    channel = _readable(call)
    thread = call.slack.workspace.thread(channel.id, call.given["ts"])
    if not thread:
        raise Refused("thread_not_found")
    return _messages(call, [thread[0], *_between(call, thread[1:])])


def info(call: Call) -> Answer:
    """One channel."""
    return {"channel": call.channel().told()}


def channels(call: Call) -> Answer:
    """All channels that the app can see, of the types that were asked for."""
    wanted = call.given.get("types", "public_channel").split(",")
    seen = [
        channel
        for channel in call.slack.workspace.channels.values()
        if TYPES[channel.kind] in wanted and (channel.kind == "channel" or BOT_USER in channel.members)
    ]
    if call.given.get("exclude_archived"):
        seen = [channel for channel in seen if not channel.is_archived]
    page, cursor = page_of(seen, call.given)
    return {"channels": [channel.told() for channel in page], "response_metadata": {"next_cursor": cursor}}


def members(call: Call) -> Answer:
    """Who is in a channel."""
    page, cursor = page_of(call.channel().members, call.given)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def open_conversation(call: Call) -> Answer:
    """The conversation of the app with one user."""
    workspace = call.slack.workspace
    named = call.given.get("users")
    if not named:
        raise Refused("users_list_not_supplied")
    if "," in named:
        raise Refused("invalid_arguments", ["[ERROR] conversations of more than two are not simulated"])
    if named not in workspace.users or named == BOT_USER:
        raise Refused("user_not_found")
    channel = workspace.conversation_with(named)
    whole = call.given.get("return_im", False)
    return {"channel": channel.told() if whole else {"id": channel.id}}


def react(call: Call) -> Answer:
    """A reaction of the app."""
    channel = call.channel()
    post = call.slack.workspace.post(channel.id, call.given["timestamp"])
    if post is None:
        raise Refused("message_not_found")
    users = post.reactions.setdefault(call.given["name"], [])
    if BOT_USER in users:
        raise Refused("already_reacted")
    users.append(BOT_USER)
    call.slack.ledger.record("reaction", id=post.ts, channel=channel.id, name=call.given["name"])
    return {}


def _readable(call: Call) -> Channel:
    channel = call.channel()
    needed = HISTORY[channel.kind]
    if needed not in call.slack.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(sorted(call.slack.scopes)))
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    return channel


def _between(call: Call, posts: list[Post]) -> list[Post]:
    """Later than `oldest` and earlier than `latest`; with `inclusive`, these too."""
    oldest, latest = _moment(call, "oldest", "0"), _moment(call, "latest", "Infinity")
    if call.given.get("inclusive"):
        return [post for post in posts if oldest <= Decimal(post.ts) <= latest]
    return [post for post in posts if oldest < Decimal(post.ts) < latest]


def _moment(call: Call, name: str, otherwise: str) -> Decimal:
    try:
        return Decimal(call.given.get(name, otherwise))
    except InvalidOperation:
        raise Refused(f"invalid_ts_{name}") from None


def _messages(call: Call, posts: list[Post]) -> Answer:
    page, cursor = page_of(posts, call.given)
    with_metadata = call.given.get("include_all_metadata", False)
    told = [call.slack.workspace.told(post, with_metadata=with_metadata) for post in page]
    more = {"response_metadata": {"next_cursor": cursor}} if cursor else {}
    return {"messages": told, "has_more": bool(cursor), **more}


_SPAN = "oldest latest inclusive:boolean limit:integer cursor include_all_metadata:boolean"

METHODS = (
    ("conversations.history", "", "channel", _SPAN, history),
    ("conversations.replies", "", "channel ts", _SPAN, replies),
    (
        "conversations.info",
        "channels:read",
        "channel",
        "include_locale:boolean include_num_members:boolean",
        info,
    ),
    (
        "conversations.list",
        "channels:read",
        "",
        "types exclude_archived:boolean limit:integer cursor team_id",
        channels,
    ),
    ("conversations.members", "channels:read", "channel", "limit:integer cursor", members),
    ("conversations.open", "im:write", "", "users return_im:boolean", open_conversation),
    ("reactions.add", "reactions:write", "channel name timestamp", "", react),
)
