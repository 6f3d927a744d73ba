"""Events: which of them are meant for us, and which we only overhear."""

import logging
from collections.abc import Mapping
from typing import Any

from shared.errors import InvalidPayload
from shared.slack.intake.taken import EVENT, IGNORED, Kept, Reply, Taken, an_id, key_of, without_secrets

log = logging.getLogger(__name__)

LONGEST_CHALLENGE = 1000
#: After these nothing of ours works any more until somebody installs the app again.
ENDS = frozenset({"app_uninstalled", "tokens_revoked"})
#: Of messages; all others tell of changes, joins and the like.
WRITTEN = (None, "file_share")
DIRECT = "im"
#: Slack's own, which has no bot_id.
SLACKBOT = "USLACKBOT"


def take_event(payload: Mapping[str, Any]) -> Taken:
    """What becomes of a request to the events' address; InvalidPayload when it is none of Slack's.

    An event that is sent again is kept again under the same key: that the first time succeeded is for the row to say.
    """
    match payload.get("type"):
        case "url_verification":
            return _challenged(payload)
        case "app_rate_limited":
            log.error("slack.events_withheld", extra={"team_id": str(payload.get("team_id"))[:20]})
            return IGNORED
        case "event_callback":
            return _called_back(payload)
        case str():
            return IGNORED
    raise InvalidPayload("The body does not say which type it is of.")


def _challenged(payload: Mapping[str, Any]) -> Taken:
    challenge = payload.get("challenge")
    if not isinstance(challenge, str) or len(challenge) > LONGEST_CHALLENGE:
        raise InvalidPayload("There is no challenge to give back.")
    return Taken(Reply(200, {"challenge": challenge}))


def _called_back(payload: Mapping[str, Any]) -> Taken:
    event = payload.get("event")
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise InvalidPayload("There is no event of any type.")
    if event["type"] in ENDS:
        log.error("slack.app_removed", extra={"event_type": event["type"]})
        return IGNORED
    kept = Kept(key_of("event", an_id(payload, "event_id")), EVENT, without_secrets(payload))
    return Taken(keep=kept) if _is_for_us(event, _our_users(payload)) else IGNORED


def _is_for_us(event: Mapping[str, Any], us: frozenset[str]) -> bool:
    match event["type"]:
        case "app_mention":
            return _is_somebodys(event, us)
        case "message":
            return _is_somebodys(event, us) and (event.get("channel_type") == DIRECT or _follows_up(event, us))
        case "app_home_opened":
            return event.get("tab") == "home"
    return False


def _is_somebodys(event: Mapping[str, Any], us: frozenset[str]) -> bool:
    """Whether a person wrote it just now: what bots write to each other would never end."""
    user = event.get("user")
    is_person = isinstance(user, str) and user not in us | {SLACKBOT}
    return is_person and not event.get("bot_id") and event.get("subtype") in WRITTEN


def _follows_up(event: Mapping[str, Any], us: frozenset[str]) -> bool:
    """Whether it stands in a thread, where we may have a say, and is not told to us as a mention as well."""
    root, text = event.get("thread_ts"), str(event.get("text"))
    is_in_thread = isinstance(root, str) and root != event.get("ts")
    return is_in_thread and not any(f"<@{user}{end}" in text for user in us for end in ">|")


def _our_users(payload: Mapping[str, Any]) -> frozenset[str]:
    """What we are called in the workspaces that the event was sent for."""
    listed = payload.get("authorizations")
    known = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    users = [each.get("user_id") for each in known if each.get("is_bot") is not False]
    return frozenset(user for user in users if isinstance(user, str) and user)
