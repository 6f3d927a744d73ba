"""What comes from Slack and what is answered, with the fields that a test does not care for filled in."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine
from shared.domain.slack import SlackDelivery

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TEAM, CHANNEL, DIRECT, USER = "T1", "C1", "D1", "U1"


def an_answer(kind: QueryKind = QueryKind.REVENUE_FORECAST, **changes: Any) -> QuestionAnswer:
    """An answer of no particular content."""
    told: dict[str, Any] = {
        "query_type": kind,
        "parameters": {},
        "slots": {},
        "tool": None,
        "engine": QuestionEngine.OFFLINE,
        "confidence": 0.9,
        "runner_up": None,
        "top": (),
        "data": None,
        "summary": "Revenue is expected to grow.",
        "notes": (),
        "next_questions": (),
        "clarification": None,
        "fell_back_because": None,
        "as_of": date(2026, 11, 30),
        "currency": "GBP",
    }
    return QuestionAnswer(**(told | changes))


def a_delivery(kind: str, payload: dict[str, Any], *, number: int = 1) -> SlackDelivery:
    """What the door has kept."""
    return SlackDelivery(UUID(int=number), kind, payload, NOW)


def a_mention(text: str, *, thread_ts: str | None = None, user: str = USER) -> dict[str, Any]:
    """Somebody mentioned us in a channel."""
    event = {"type": "app_mention", "user": user, "text": f"<@U0BOT> {text}", "ts": "1700000000.000001"}
    event |= {"channel": CHANNEL, "event_ts": "1700000000.000001"} | ({"thread_ts": thread_ts} if thread_ts else {})
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}


def a_direct_message(text: str, *, thread_ts: str | None = None, user: str = USER) -> dict[str, Any]:
    """Somebody wrote to us."""
    event = {"type": "message", "channel_type": "im", "user": user, "text": text, "ts": "1700000000.000002"}
    event |= {"channel": DIRECT, "event_ts": "1700000000.000002"} | ({"thread_ts": thread_ts} if thread_ts else {})
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev2", "event": event}


def a_thread_message(text: str, *, thread_ts: str = "1700000000.000001", user: str = USER) -> dict[str, Any]:
    """Somebody wrote in a thread of a channel without mentioning us."""
    event = {"type": "message", "channel_type": "channel", "user": user, "text": text, "ts": "1700000000.000003"}
    event |= {"channel": CHANNEL, "thread_ts": thread_ts, "event_ts": "1700000000.000003"}
    return {"type": "event_callback", "team_id": TEAM, "event_id": "Ev3", "event": event}


def a_command(command: str, text: str = "", *, user: str = USER, channel: str = CHANNEL) -> dict[str, Any]:
    """Somebody typed a slash command."""
    return {
        "command": command,
        "text": text,
        "team_id": TEAM,
        "channel_id": channel,
        "user_id": user,
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.example.com/response",
    }


def a_click(
    action_id: str, value: str = "", *, user: str = USER, channel: str = CHANNEL, **more: Any
) -> dict[str, Any]:
    """Somebody clicked a button in a message of ours."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "container": {"type": "message", "message_ts": "1700000000.000004", "channel_id": channel},
        "channel": {"id": channel},
        "response_url": "https://hooks.example.com/response",
        "trigger_id": "1.2.4",
        "actions": [{"type": "button", "action_id": action_id, "value": value, "action_ts": "1.5"}],
    } | more


def a_sent_form(ticket_id: int, text: str, *, user: str = USER, channel: str = CHANNEL) -> dict[str, Any]:
    """Somebody sent the comment form of a ticket."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "view": {
            "id": "V1",
            "type": "modal",
            "hash": "1.6",
            "callback_id": f"comment_modal_{ticket_id}",
            "private_metadata": f'{{"channel":"{channel}","message_ts":"1700000000.000004","thread_ts":null}}',
            "state": {"values": {"comment": {"text": {"type": "plain_text_input", "value": text}}}},
        },
    }
