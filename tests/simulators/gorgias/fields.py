"""What Gorgias accepts in a write, field by field: all else is a 400."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from tests.simulators.gorgias.errors import ApiError

#: A complaint about a value, or None when it is right.
Check = Callable[[Any], str | None]

INTERNAL_NOTE = "internal-note"
CHANNELS = frozenset({
    "aircall", "api", "chat", "contact_form", "email", "facebook", "facebook-mention", "facebook-messenger",
    "facebook-recommendations", "help-center", "instagram-ad-comment", "instagram-comment",
    "instagram-direct-message", "instagram-mention", INTERNAL_NOTE, "phone", "sms", "twitter",
    "twitter-direct-message", "whatsapp", "yotpo-review",
})  # fmt: skip
VIAS = CHANNELS | {
    "form", "gorgias_chat", "helpdesk", "instagram", "offline_capture", "rule", "self_service", "shopify",
    "twilio", "yotpo", "zendesk",
}  # fmt: skip
STATUSES = frozenset({"open", "closed"})
PRIORITIES = frozenset({"critical", "high", "normal", "low"})
ACTIONS = frozenset({"force", "retry", "cancel"})


def text(value: Any) -> str | None:
    """Any string, or null."""
    return None if value is None or isinstance(value, str) else "Not a valid string."


def at_most(length: int) -> Check:
    """A string of a limited length, or null."""

    def check(value: Any) -> str | None:
        too_long = isinstance(value, str) and len(value) > length
        return f"Longer than maximum length {length}." if too_long else text(value)

    return check


def boolean(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "Not a valid boolean."


def integer(value: Any) -> str | None:
    """A whole number, or null."""
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return None if value is None or is_whole else "Not a valid integer."


def moment(value: Any) -> str | None:
    """An ISO 8601 moment, or null."""
    if value is None:
        return None
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return "Not a valid datetime."
    return None


def anything(_: Any) -> str | None:
    """Whatever."""
    return None


def one_of(names: Collection[str]) -> Check:
    """One of the names."""
    complaint = f"Must be one of: {', '.join(sorted(names))}."
    return lambda value: None if isinstance(value, str) and value in names else complaint


def many(check: Check) -> Check:
    """A list, or null."""

    def check_all(value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, list):
            return "Not a valid list."
        return next((complaint for complaint in map(check, value) if complaint), None)

    return check_all


def an_object(fields: Mapping[str, Check]) -> Check:
    """An object with no other fields than these, or null."""

    def check(value: Any) -> str | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            return "Invalid input type."
        complaints = complaints_about(value, fields)
        return "; ".join(f"{name}: {complaint}" for name, complaint in complaints.items()) or None

    return check


PERSON = an_object({"id": integer, "email": text, "name": text})
ADDRESS = an_object({"address": text, "name": text})
ATTACHMENT = an_object(
    {"url": text, "name": text, "content_type": text, "size": integer, "public": boolean, "extra": anything}
)
SOURCE = an_object(
    {
        "type": text,
        "from": ADDRESS,
        "to": many(ADDRESS),
        "cc": many(ADDRESS),
        "bcc": many(ADDRESS),
        "extra": anything,
    }
)
MESSAGE: Mapping[str, Check] = {
    "channel": one_of(CHANNELS),
    "via": one_of(VIAS),
    "from_agent": boolean,
    "public": boolean,
    "body_text": text,
    "body_html": text,
    "stripped_text": text,
    "stripped_html": text,
    "subject": text,
    "sender": PERSON,
    "receiver": PERSON,
    "source": SOURCE,
    "integration_id": integer,
    "external_id": at_most(255),
    "message_id": text,
    "mention_ids": many(integer),
    "attachments": many(ATTACHMENT),
    "headers": anything,
    "macros": many(an_object({"id": integer})),
    "meta": anything,
    "sent_datetime": moment,
}
MESSAGE_REQUIRED = ("channel", "from_agent", "via")
#: A message's `public` cannot be changed, and channel, from_agent and via must be told again.
MESSAGE_UPDATE: Mapping[str, Check] = {
    name: MESSAGE[name]
    for name in (
        *MESSAGE_REQUIRED, "body_html", "body_text", "external_id", "message_id", "receiver", "sender",
        "sent_datetime", "source", "subject", "attachments",
    )
} | {"failed_datetime": moment}  # fmt: skip

TICKET_UPDATE: Mapping[str, Check] = {
    "status": one_of(STATUSES),
    "priority": one_of(PRIORITIES),
    "channel": one_of(CHANNELS),
    "via": one_of(VIAS),
    "from_agent": boolean,
    "spam": boolean,
    "is_unread": boolean,
    "subject": at_most(998),
    "language": text,
    "external_id": at_most(255),
    "meta": anything,
    "customer": PERSON,
    "assignee_user": an_object({"id": integer}),
    "assignee_team": an_object({"id": integer}),
    "tags": many(an_object({"id": integer, "name": text})),
    "custom_fields": many(anything),
    "snooze_datetime": moment,
    "closed_datetime": moment,
    "trashed_datetime": moment,
}
TICKET: Mapping[str, Check] = {**TICKET_UPDATE, "messages": many(anything)}
TAGS: Mapping[str, Check] = {"names": many(text), "ids": many(integer)}
CUSTOMER_DATA: Mapping[str, Check] = {"data": anything, "version": moment}


def complaints_about(
    body: Mapping[str, Any], fields: Mapping[str, Check], required: Collection[str] = ()
) -> dict[str, str]:
    """What is wrong with each field, where something is."""
    found = {name: "Missing data for required field." for name in required if body.get(name) is None}
    for name, value in body.items():
        complaint = fields[name](value) if name in fields else "Unknown field."
        if complaint and name not in found:
            found[name] = complaint
    return found


def checked(body: Any, fields: Mapping[str, Check], *, required: Collection[str] = (), failure: str) -> dict[str, Any]:
    """The body of a write; ApiError 400 with all complaints when it is not what Gorgias accepts."""
    if not isinstance(body, dict):
        raise ApiError(400, failure, {"_schema": ["Invalid input type."]})
    complaints = complaints_about(body, fields, required)
    if complaints:
        raise ApiError(400, failure, {name: [complaint] for name, complaint in complaints.items()})
    return body
