"""The wire shapes of Gorgias' objects, as captured from real webhooks (Pipedream's test events)."""

import re
from html import escape
from typing import Any

from tests.simulators.gorgias.fields import INTERNAL_NOTE

Wire = dict[str, Any]

#: Where the quoted part of an e-mail begins.
QUOTED = re.compile(r"\n\s*On .{1,200} wrote:\s*\n", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
#: How many characters of a message the list of tickets shows.
EXCERPT_LENGTH = 200


def named(name: str | None) -> Wire:
    """The three names of a person."""
    first, _, last = (name or "").partition(" ")
    return {"name": name, "firstname": first, "lastname": last}


def customer(identity: int, channel_id: int, at: str, given: Wire) -> Wire:
    """A customer with `given` name, email, external_id, meta and integrations, all optional."""
    email = given.get("email")
    return {
        "id": identity,
        "external_id": given.get("external_id"),
        "email": email,
        **named(given.get("name")),
        "language": None,
        "timezone": None,
        "note": None,
        "active": True,
        "data": None,
        "customer": None,
        "meta": {"name_set_via": "email"} | (given.get("meta") or {}),
        "integrations": given.get("integrations") or {},
        "channels": [_channel(channel_id, identity, email, at, given.get("name"))] if email else [],
        "created_datetime": at,
        "updated_datetime": at,
    }


def _channel(identity: int, customer_id: int, email: str, at: str, name: str | None) -> Wire:
    owner = {"id": customer_id, "name": name}
    return {
        "id": identity,
        "type": "email",
        "address": email,
        "preferred": True,
        "created_datetime": at,
        "updated_datetime": at,
        "deleted_datetime": None,
        "customer": owner,
        "user": owner,
    }


def user(identity: int, email: str | None, name: str) -> Wire:
    """An agent, or a robot."""
    return {"id": identity, "email": email, **named(name), "bio": None, "meta": {"name_set_via": "agent"}}


def person(whole: Wire) -> Wire:
    """As much of a customer or user as a message shows."""
    return {key: whole[key] for key in ("id", "email", "name", "firstname", "lastname", "meta")}


def message(identity: int, ticket_id: int, at: str, given: Wire, *, sender: Wire, receiver: Wire | None) -> Wire:
    """A stored message: `given` is what a client wrote, already checked."""
    channel = given["channel"]
    body_text = given.get("body_text") or TAG.sub("", given.get("body_html") or "")
    body_html = given.get("body_html") or f"<div>{escape(body_text).replace(chr(10), '<br>')}</div>"
    stripped = given.get("stripped_text") or QUOTED.split(body_text, maxsplit=1)[0]
    is_note = channel == INTERNAL_NOTE
    return {
        "id": identity,
        "uri": f"/api/tickets/{ticket_id}/messages/{identity}/",
        "ticket_id": ticket_id,
        "external_id": given.get("external_id"),
        "message_id": given.get("message_id"),
        "public": False if is_note else given.get("public", True),
        "channel": channel,
        "via": given["via"],
        "from_agent": given["from_agent"],
        "integration_id": given.get("integration_id"),
        "rule_id": identity if given["via"] == "rule" else None,
        "intents": [],
        "sentiments": [],
        "sender": person(sender),
        "receiver": None if is_note or receiver is None else person(receiver),
        "source": given.get("source") or _source(channel, sender, None if is_note else receiver),
        "subject": given.get("subject") or "",
        "body_text": body_text,
        "body_html": body_html,
        "text": stripped,
        "stripped_text": stripped,
        "stripped_html": given.get("stripped_html") or f"<div>{escape(stripped)}</div>",
        "stripped_signature": None,
        "attachments": given.get("attachments") or [],
        "actions": None,
        "macros": given.get("macros") or [],
        "mention_ids": given.get("mention_ids") or [],
        "meta": given.get("meta"),
        "headers": given.get("headers"),
        "created_datetime": at,
        "sent_datetime": given.get("sent_datetime"),
        "failed_datetime": None,
        "opened_datetime": None,
        "last_sending_error": None,
        "is_retriable": True,
    }


def stripped(changes: Wire) -> Wire:
    """What becomes of a message's stripped forms when its bodies are changed."""
    found: Wire = {}
    if changes.get("body_text") is not None:
        found["text"] = found["stripped_text"] = QUOTED.split(changes["body_text"], maxsplit=1)[0]
    if changes.get("body_html") is not None:
        found["stripped_html"] = changes["body_html"]
    return found


def _source(channel: str, sender: Wire, receiver: Wire | None) -> Wire:
    to = [{"address": receiver["email"], "name": receiver["name"] or ""}] if receiver else []
    return {"type": channel, "from": {"address": sender["email"], "name": sender["name"]}, "to": to}


def ticket(identity: int, at: str, given: Wire, *, customer_id: int) -> Wire:
    """A ticket's own fields; its customer and messages are put in when it is shown."""
    return {
        "id": identity,
        "uri": f"/api/tickets/{identity}/",
        "external_id": given.get("external_id"),
        "account": {"domain": "simulated"},
        "status": given.get("status", "open"),
        "priority": given.get("priority", "normal"),
        "channel": given["channel"],
        "via": given["via"],
        "from_agent": given["from_agent"],
        "language": given.get("language"),
        "subject": given.get("subject"),
        "summary": None,
        "spam": given.get("spam", False),
        "is_unread": True,
        "tags": given.get("tags") or [],
        "custom_fields": given.get("custom_fields") or {},
        "meta": given.get("meta"),
        "assignee_team": None,
        "assignee_team_id": None,
        "assignee_user": None,
        "assignee_user_id": None,
        "customer_id": customer_id,
        "events": [],
        "reply_options": {"email": {"answerable": True}, INTERNAL_NOTE: {"answerable": True}},
        "satisfaction_survey": None,
        "created_datetime": at,
        "updated_datetime": at,
        "opened_datetime": None,
        "closed_datetime": None,
        "snooze_datetime": None,
        "trashed_datetime": None,
        "last_message_datetime": at,
        "last_received_message_datetime": None,
    }


def whole_ticket(own: Wire, customer: Wire, messages: list[Wire]) -> Wire:
    """A ticket as `GET /api/tickets/{id}` answers it: with its customer and all messages, notes included."""
    return own | {"customer": customer, "requester": customer, "messages": messages}


def listed_ticket(own: Wire, customer: Wire, messages: list[Wire]) -> Wire:
    """A ticket as lists show it: without its messages."""
    excerpt = messages[-1]["stripped_text"][:EXCERPT_LENGTH] if messages else ""
    return own | {
        "customer": customer,
        "messages_count": len(messages),
        "excerpt": excerpt,
        "integrations": [],
    }


def event(identity: int, at: str, kind: str, subject: Wire, data: Wire) -> Wire:
    """Something that happened, as `GET /api/events` tells it."""
    return {
        "id": identity,
        "uri": f"/api/events/{identity}/",
        "type": kind,
        "object_id": subject["id"],
        "object_type": "TicketMessage" if "ticket_id" in subject else "Ticket",
        "user_id": None,
        "context": f"simulated-{identity}",
        "created_datetime": at,
        "data": data,
    }
