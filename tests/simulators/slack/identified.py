"""Blocks as Slack keeps them: with the ids that nobody gave, and found again by those."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.simulators.slack.clockwork import Clockwork

Json = dict[str, Any]


def identified(blocks: list[Json], clockwork: Clockwork) -> list[Json]:
    """The blocks with a block_id and action_ids where they had none."""
    kept = deepcopy(blocks)
    for block in kept:
        block.setdefault("block_id", clockwork.name("b"))
        for element in elements_of(block):
            if element["type"] not in {"image", "plain_text", "mrkdwn"}:
                element.setdefault("action_id", clockwork.name("a"))
    return kept


def elements_of(block: Json) -> Iterator[Json]:
    """The elements of a block, wherever it keeps them."""
    if block["type"] in {"actions", "context_actions", "context"}:
        yield from block["elements"]
    for name in ("accessory", "element"):
        if name in block:
            yield block[name]


def with_action(blocks: list[Json], action_id: str) -> Iterator[tuple[Json, Json]]:
    """The blocks and elements that have an action_id."""
    for block in blocks:
        for element in elements_of(block):
            if element.get("action_id") == action_id:
                yield block, element


def pictures_of(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Where blocks show a file of ours, and which."""
    for place, block in enumerate(blocks):
        if "slack_file" in block:
            yield f"/blocks/{place}/slack_file", block["slack_file"]
        for number, element in enumerate(elements_of(block)):
            if "slack_file" in element:
                where = "accessory" if "accessory" in block else f"elements/{number}"
                yield f"/blocks/{place}/{where}/slack_file", element["slack_file"]
