"""Messages as they may be read by everybody in a channel."""

from collections.abc import Mapping
from typing import Any

from shared.domain.slack import SlackMessage
from shared.pages.masking import mask_addresses

#: Parts of a block that nobody reads: what a button sends back to us, ids, and addresses of files and pages.
UNREAD = frozenset({"value", "action_id", "block_id", "url", "image_url", "private_metadata", "callback_id", "type"})


def masked_message(message: SlackMessage) -> SlackMessage:
    """The message without anybody's e-mail address in what is shown of it."""
    return SlackMessage(mask_addresses(message.text), [_masked(block) for block in message.blocks])


def _masked(part: Any) -> Any:  # noqa: ANN401  JSON is any
    match part:
        case str():
            return mask_addresses(part)
        case Mapping():
            return {name: inner if name in UNREAD else _masked(inner) for name, inner in part.items()}
        case list() | tuple():
            return [_masked(inner) for inner in part]
    return part
