"""A message as Slack takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: One of Slack's blocks, as JSON has it.
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
