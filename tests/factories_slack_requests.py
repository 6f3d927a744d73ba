"""Requests as Slack sends them."""

from typing import Any

TEAM, CHANNEL, DIRECT, BOT, ANNA = "T1DC2JH3J", "C8PSS9T3V", "D0ANNA", "U0SELVAGE", "U2ANNA"
TOKEN = "xyzz0WbapA4vBCDEFasx0q6G"


def an_event(event: dict[str, Any], event_id: str = "Ev0001", **besides: Any) -> dict[str, Any]:
    """An event_callback around `event`."""
    authorization = {"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": event_id,
        "event_time": 1531420618,
        "authorizations": [authorization],
        "event": event,
        **besides,
    }


def a_mention(text: str = f"<@{BOT}> who may leave?", **besides: Any) -> dict[str, Any]:
    """The inner event of a mention in a channel."""
    return {"type": "app_mention", "user": ANNA, "text": text, "ts": "1.1", "channel": CHANNEL, **besides}


def a_message(text: str = "who may leave?", **besides: Any) -> dict[str, Any]:
    """The inner event of a message to us alone; `besides` makes it another."""
    return {
        "type": "message",
        "channel": DIRECT,
        "channel_type": "im",
        "user": ANNA,
        "text": text,
        "ts": "2.1",
        **besides,
    }


def a_threaded_message(text: str = "and by revenue?", **besides: Any) -> dict[str, Any]:
    """The inner event of a message in a thread of a channel."""
    return {**a_message(text, channel=CHANNEL, channel_type="channel", thread_ts="1.1"), **besides}


def a_command(command: str = "/churn-check", text: str = "", trigger_id: str = "398.474.803a") -> dict[str, str]:
    """The form of a slash command."""
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "channel_id": CHANNEL,
        "user_id": ANNA,
        "command": command,
        "text": text,
        "response_url": "https://hooks.slack.com/commands/T1/3/9",
        "trigger_id": trigger_id,
    }


def a_click(action_id: str, action_ts: str = "3.1", **besides: Any) -> dict[str, Any]:
    """The payload of a click on a button under one of our messages."""
    return {
        "type": "block_actions",
        "token": TOKEN,
        "team": {"id": TEAM, "domain": "shop"},
        "user": {"id": ANNA, "username": "anna", "team_id": TEAM},
        "container": {"type": "message", "message_ts": "2.2", "channel_id": CHANNEL, "thread_ts": "1.1"},
        "trigger_id": "398.474.803b",
        "response_url": "https://hooks.slack.com/actions/T1/3/9",
        "actions": [{"type": "button", "action_id": action_id, "action_ts": action_ts, "value": "5"}],
        **besides,
    }


def a_comment(text: str | None, ticket_id: int = 5, view_hash: str = "156.1") -> dict[str, Any]:
    """The payload of the form for a comment as it is sent off."""
    return {
        "type": "view_submission",
        "token": TOKEN,
        "team": {"id": TEAM},
        "user": {"id": ANNA},
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": f"comment_modal_{ticket_id}",
            "hash": view_hash,
            "state": {"values": {"comment": {"text": {"type": "plain_text_input", "value": text}}}},
        },
    }
