"""chat.*: the app's messages."""

from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.people_there import BOT_USER, DOMAIN, Channel
from tests.simulators.slack.posts import Post
from tests.simulators.slack.refusal import Refused


def post_message(call: Call) -> Answer:
    """A message that everybody in the channel sees, or that one user gets."""
    call.given["channel"] = call.conversation(call.given["channel"])
    channel = call.channel_to_write_in()
    thread = call.thread(channel)
    contents = call.slack.contents.read(call.given)
    broadcast = call.given.get("reply_broadcast", False)
    post = call.said(channel, contents, thread_ts=thread, broadcast=broadcast)
    call.slack.ledger.record("message", id=post.ts, **_about(post))
    call.slack.echo.posted(post, channel)
    return {"channel": channel.id, "ts": post.ts, "message": post.told(with_metadata=True)}


def update(call: Call) -> Answer:
    """Another content of a message of the app. What is not given stays as it is."""
    channel, post = _own_post(call, "ts", "cant_update_message")
    contents = call.slack.contents.read(call.given)
    before = post.told(with_metadata=True)
    for name, value in contents.items():
        setattr(post, name, value)
    post.edits += 1
    post.edited_ts = call.slack.clockwork.ts()
    call.slack.ledger.record("message-update", id=post.ts, **_about(post))
    call.slack.echo.changed(post, before, channel)
    return {"channel": channel.id, "ts": post.ts, "text": post.text, "message": post.told(with_metadata=True)}


def delete(call: Call) -> Answer:
    """Take a message of the app back."""
    channel, post = _own_post(call, "ts", "cant_delete_message")
    call.slack.workspace.remove(post)
    call.slack.ledger.record("message-delete", id=post.ts, channel=channel.id)
    call.slack.echo.deleted(post, channel)
    return {"channel": channel.id, "ts": post.ts}


def post_ephemeral(call: Call) -> Answer:
    """A message that one user sees, until they reload."""
    channel = call.channel_to_write_in()
    user = call.user()
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    thread = call.thread(channel)
    post = call.said(channel, call.slack.contents.read(call.given), thread_ts=thread, seen_by=user)
    call.slack.ledger.record("ephemeral", id=post.ts, user=user, **_about(post))
    return {"message_ts": post.ts}


def permalink(call: Call) -> Answer:
    """The address of a message."""
    channel = call.channel()
    post = call.slack.workspace.post(channel.id, call.given["message_ts"])
    if post is None:
        raise Refused("message_not_found")
    link = f"https://{DOMAIN}.slack.com/archives/{channel.id}/p{post.ts.replace('.', '')}"
    if post.is_reply:
        link += f"?thread_ts={post.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _own_post(call: Call, name: str, error: str) -> tuple[Channel, Post]:
    """The message, where the app wrote it and everybody sees it."""
    channel = call.channel()
    post = call.slack.workspace.post(channel.id, call.given[name])
    if post is None:
        raise Refused("message_not_found")
    if post.user != BOT_USER:
        raise Refused(error)
    return channel, post


def _about(post: Post) -> dict[str, object]:
    return {
        "channel": post.channel,
        "thread_ts": post.thread_ts,
        "text": post.text,
        "blocks": post.blocks,
        "metadata": post.metadata,
    }


_CONTENTS = "text blocks:json markdown_text"
_LINKS = "unfurl_links:boolean unfurl_media:boolean mrkdwn:boolean parse link_names:boolean"

METHODS = (
    (
        "chat.postMessage",
        "chat:write",
        "channel",
        f"{_CONTENTS} {_LINKS} thread_ts reply_broadcast:boolean metadata:json",
        post_message,
    ),
    ("chat.update", "chat:write", "channel ts", f"{_CONTENTS} {_LINKS} metadata:json", update),
    ("chat.delete", "chat:write", "channel ts", "", delete),
    ("chat.postEphemeral", "chat:write", "channel user", f"{_CONTENTS} {_LINKS} thread_ts", post_ephemeral),
    ("chat.getPermalink", "", "channel message_ts", "", permalink),
)
