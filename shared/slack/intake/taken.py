"""What becomes of one request of Slack's."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.domain.slack import Block
from shared.errors import InvalidPayload

EVENT, COMMAND, INTERACTION = "event", "command", "interaction"

#: Under this name the payload of a click says which form the door has opened for it; null when it could not.
OPENED_FORM = "opened_form"
#: And under this one, which file the message shows that was clicked in; nothing else is kept of the message.
SHOWN_PICTURE = "shown_picture"

#: Longest id that Slack takes or sends; an index must be able to hold the keys that are made of them.
LONGEST_ID = 255
LONGEST_KEY = 500
_SECRETS = frozenset({"token", "bot_access_token"})


@dataclass(frozen=True, slots=True)
class Reply:
    """What Slack is answered at once."""

    status: int = 200
    #: JSON; None for an empty body, which Slack takes everywhere.
    body: Mapping[str, Any] | None = None


NOTHING = Reply()
#: Slack sends events again, and tells whoever clicked.
NOT_KEPT = Reply(503, {"status": "refused", "reason": "it could not be recorded; send it again"})


@dataclass(frozen=True, slots=True)
class Kept:
    """What a worker is to deal with."""

    #: Equal for two deliveries of the same.
    key: str
    #: EVENT, COMMAND or INTERACTION.
    kind: str
    payload: Mapping[str, Any]

    @property
    def hint(self) -> dict[str, Any]:
        """As the row keeps it."""
        return {"kind": self.kind, "payload": self.payload}

    def with_opened_form(self, view_id: str | None) -> "Kept":
        """The same, and which form whoever clicked sees already."""
        return replace(self, payload={**self.payload, OPENED_FORM: view_id})


@dataclass(frozen=True, slots=True)
class Form:
    """A form that must be opened now: Slack forgets the trigger after 3 seconds."""

    trigger_id: str
    view: Block


@dataclass(frozen=True, slots=True)
class Taken:
    """What is answered, what is kept, and which form is opened."""

    reply: Reply = NOTHING
    #: None: nobody has to deal with it later.
    keep: Kept | None = None
    #: Answered instead of `reply` when what is to be kept could not be made durable.
    otherwise: Reply = NOT_KEPT
    form: Form | None = None


IGNORED = Taken()


def key_of(kind: str, *ids: object) -> str:
    """What all deliveries of the same share; short enough for an index, whatever the ids are."""
    key = ":".join([kind, *map(str, ids)])
    return key if len(key) <= LONGEST_KEY else f"{kind}:sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def without_secrets(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload without its tokens."""
    return {
        name: without_secrets(value) if name == "event" and isinstance(value, dict) else value
        for name, value in payload.items()
        if name not in _SECRETS
    }


def an_id(of: Mapping[str, Any], name: str) -> str:
    """An id that must be there; InvalidPayload when it is not, or is no id."""
    value = of.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
        raise InvalidPayload(f"There is no {name} that could be an id.")
    return value


def part_of(payload: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under `name`; an empty one when there is none."""
    value = payload.get(name)
    return value if isinstance(value, dict) else {}
