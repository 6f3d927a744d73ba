"""Who wrote or clicked, and where our answer belongs, read from what Slack sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from shared.domain.slack import Place, SlackDelivery
from shared.errors import InvalidPayload


@dataclass(frozen=True, slots=True)
class Visit:
    """One user's coming to us."""

    team: str
    user: str
    #: Where the answer belongs: the thread that a mention or a click stands in, else the channel.
    place: Place
    #: For words to this user alone, also where we are no member; None with events.
    response_url: str | None = None

    @property
    def is_private(self) -> bool:
        """Whether only this user reads what is answered there: their direct messages, by that name or by their own.

        Conversations of several people are channels by their ids ("C", "G").
        """
        return self.place.channel.startswith("D") or self.place.channel == self.user

    @property
    def conversation(self) -> str:
        """What the conversation is kept under: the thread, else the user's direct messages, else the channel's user."""
        where = self.place.thread_ts or self.user
        return f"{self.team}:{self.place.channel}:{where}"


def visit_of(delivery: SlackDelivery) -> Visit:
    """Who came and where; InvalidPayload when that is not told."""
    try:
        return _READERS[delivery.kind](delivery.payload)
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidPayload(f"a Slack {delivery.kind} does not say who sent it, or where") from error


def _event(payload: Mapping[str, Any]) -> Visit:
    event = payload["event"]
    channel, thread = event["channel"], event.get("thread_ts")
    if event["type"] == "app_mention":
        thread = thread or event["ts"]
    return Visit(payload["team_id"], event["user"], Place(channel, thread))


def _command(payload: Mapping[str, Any]) -> Visit:
    place = Place(payload["channel_id"], payload.get("thread_ts") or None)
    return Visit(payload["team_id"], payload["user_id"], place, payload.get("response_url") or None)


def _interaction(payload: Mapping[str, Any]) -> Visit:
    user = payload["user"]["id"]
    team = (payload.get("team") or {}).get("id") or payload["user"].get("team_id", "")
    if payload["type"] == "view_submission":
        told = orjson.loads(payload["view"].get("private_metadata") or b"{}")
        return Visit(team, user, Place(told.get("channel") or user, told.get("thread_ts") or told.get("message_ts")))
    container = payload["container"]
    if container["type"] != "message":
        # On the home tab: what is to be said goes to the user's direct messages.
        return Visit(team, user, Place(user))
    place = Place(container["channel_id"], container.get("thread_ts") or container["message_ts"])
    return Visit(team, user, place, payload.get("response_url") or None)


_READERS = {"event": _event, "command": _command, "interaction": _interaction}
