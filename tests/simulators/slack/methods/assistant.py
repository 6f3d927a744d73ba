"""assistant.threads.*: what the app says that it does, and what one may ask it."""

from typing import Any

from tests.simulators.slack.call import Answer, Call
from tests.simulators.slack.people_there import Channel
from tests.simulators.slack.refusal import Refused

MOST_PROMPTS, MOST_LOADING_MESSAGES = 4, 10
SCOPE = "assistant:write"


def set_status(call: Call) -> Answer:
    """What stands under the thread until the app says something there; an empty one goes away."""
    channel, thread = _thread(call)
    loading = call.given.get("loading_messages", [])
    if not isinstance(loading, list) or len(loading) > MOST_LOADING_MESSAGES:
        raise Refused("invalid_arguments", ["[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]"])
    status = call.given["status"]
    if status:
        call.slack.workspace.statuses[channel.id, thread] = status
    else:
        call.slack.workspace.statuses.pop((channel.id, thread), None)
    call.slack.ledger.record("status", id=thread, channel=channel.id, status=status)
    return {}


def set_title(call: Call) -> Answer:
    """What a thread is called."""
    channel, thread = _thread(call)
    call.slack.ledger.record("title", id=thread, channel=channel.id, title=call.given["title"])
    return {}


def set_prompts(call: Call) -> Answer:
    """What one may click to ask."""
    channel = call.channel("channel_id")
    if not channel.is_im:
        raise Refused("invalid_arguments", ["[ERROR] prompts are for conversations of two"])
    prompts = _prompts(call.given["prompts"])
    call.slack.ledger.record("prompts", id=call.given.get("thread_ts"), channel=channel.id, prompts=prompts)
    return {}


def _thread(call: Call) -> tuple[Channel, str]:
    channel = call.channel_to_write_in("channel_id")
    thread = call.thread(channel)
    return channel, thread or call.given["thread_ts"]


def _prompts(prompts: Any) -> list[dict[str, str]]:
    if not isinstance(prompts, list) or not 0 < len(prompts) <= MOST_PROMPTS:
        raise Refused("invalid_arguments", ["[ERROR] between 1 and 4 items allowed [json-pointer:/prompts]"])
    if any(not isinstance(one, dict) or one.keys() != {"title", "message"} for one in prompts):
        raise Refused("invalid_arguments", ["[ERROR] a prompt has a title and a message"])
    return prompts


METHODS = (
    ("assistant.threads.setStatus", SCOPE, "channel_id thread_ts status", "loading_messages:json", set_status),
    ("assistant.threads.setTitle", SCOPE, "channel_id thread_ts title", "", set_title),
    ("assistant.threads.setSuggestedPrompts", SCOPE, "channel_id prompts:json", "thread_ts title", set_prompts),
)
