"""What we speak of with Slack: messages, places, what came in and what was answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

#: One of Slack's blocks or views, as JSON has it.
Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """Blocks, and the same in plain words for notifications and for those who have it read to them."""

    text: str
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True)
class SlackFile:
    """A file that was uploaded and that a message may show."""

    id: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: a channel, and a thread in it or none."""

    channel: str
    thread_ts: str | None = None


@dataclass(frozen=True, slots=True)
class SlackDelivery:
    """What Slack sent us."""

    id: UUID
    #: "event", "command" or "interaction".
    kind: str
    #: As Slack sent it, without its verification token.
    payload: Mapping[str, Any]
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Post:
    """A message that is sent once."""

    #: None until it is known to stand in Slack.
    ts: str | None
    #: When an earlier attempt began of which it is not known whether it sent the message; None without one.
    doubtful_since: datetime | None


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """How a question was read, so that its answer can be shown again: never its text."""

    id: UUID
    user_id: str
    place: Place
    query_type: str
    #: What was asked for; a customer by id alone.
    slots: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SlackOptions:
    """How the slackbot behaves."""

    currency: str
    #: Channels that it answers in; empty: all that it is a member of. Direct messages are always answered.
    channels: frozenset[str] = frozenset()
    #: How long somebody waits for an answer before they are told that there is none.
    patience: timedelta = timedelta(minutes=2)
    #: How long a ticket is put on hold.
    hold: timedelta = timedelta(days=1)
    #: When reports are sent, in `time_zone`.
    report_at: time = time(8)
    #: As the IANA names it.
    time_zone: str = "UTC"
