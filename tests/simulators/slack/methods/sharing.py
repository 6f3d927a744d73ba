"""files.*: an upload in three steps, of which the second is the post of the bytes."""

from typing import Any

from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.refusal import Refused


def announce(call: Call) -> Answer:
    """Where to send a file."""
    if call.given["length"] < 1:
        raise Refused("invalid_arguments", ["[ERROR] length must be more than 0"])
    file = call.slack.files.announce(call.given["filename"], call.given["length"], call.given.get("alt_txt", ""))
    return {"upload_url": f"{call.address}/upload/v1/{file.token}", "file_id": file.id}


def complete(call: Call) -> Answer:
    """The files were sent: they may be seen, in a channel or only by who names them."""
    wanted = _wanted(call.given["files"])
    channel = call.channel_to_write_in("channel_id") if "channel_id" in call.given else None
    if channel is None and ("thread_ts" in call.given or "initial_comment" in call.given):
        raise Refused("invalid_arguments", ["[ERROR] thread_ts and initial_comment need channel_id"])
    thread = call.thread(channel) if channel else None
    blocks = call.slack.contents.blocks(call.given["blocks"]) if "blocks" in call.given else []
    files = [call.slack.files.complete(one["id"], one.get("title", "")) for one in wanted]
    if channel is not None:
        for file in files:
            file.channels.append(channel.id)
        contents = {"text": call.given.get("initial_comment", ""), "blocks": blocks}
        post = call.said(channel, contents, thread_ts=thread, files=[file.told() for file in files])
        call.slack.echo.posted(post, channel)
    for file in files:
        call.slack.ledger.record("file", id=file.id, name=file.name, channels=file.channels, thread_ts=thread)
    return {"files": [file.told() for file in files]}


def info(call: Call) -> Answer:
    """One file that is complete."""
    return {"file": call.slack.files.known(call.given["file"]).told(), "comments": []}


def _wanted(files: Any) -> list[dict[str, str]]:
    if not isinstance(files, list) or not files:
        raise Refused("invalid_arguments", ["[ERROR] must be an array [json-pointer:/files]"])
    for one in files:
        if not isinstance(one, dict) or "id" not in one or not one.keys() <= {"id", "title", "highlight_type"}:
            raise Refused("invalid_arguments", ["[ERROR] each file has an id and may have a title"])
    return files


METHODS = (
    ("files.getUploadURLExternal", "files:write", "filename length:integer", "alt_txt snippet_type", announce),
    (
        "files.completeUploadExternal",
        "files:write",
        "files:json",
        "channel_id thread_ts initial_comment blocks:json",
        complete,
    ),
    ("files.info", "files:read", "file", "count:integer cursor limit:integer page:integer", info),
)
