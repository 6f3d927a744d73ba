"""Messages without e-mail addresses, for places where others read along."""

from typing import Any

from shared.domain.slack import SlackMessage
from shared.pages.masking import mask_addresses


def masked_message(message: SlackMessage) -> SlackMessage:
    """The message with every address in it hidden, in its blocks and in its words."""
    return SlackMessage(mask_addresses(message.text), [_masked(block) for block in message.blocks])


def _masked(part: Any) -> Any:  # noqa: ANN401  JSON
    if isinstance(part, str):
        return mask_addresses(part)
    if isinstance(part, dict):
        return {name: _masked(value) for name, value in part.items()}
    return [_masked(each) for each in part] if isinstance(part, list | tuple) else part
