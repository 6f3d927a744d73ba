"""Whether Slack would take blocks: each for itself, and all together."""

from collections.abc import Iterator
from typing import Any

from tests.simulators.slack.blocks.layout import BLOCKS, MARKDOWN_CHARACTERS, Surface
from tests.simulators.slack.blocks.shape import also, array, by_type, problem, unique
from tests.simulators.slack.blocks.tables import TABLE_CHARACTERS, characters_of

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
#: How many blocks of a kind a message may have.
MOST_OF_A_KIND = {"table": 1, "data_visualization": 2}


def problems_of(blocks: Any, surface: Surface = "message", *, where: str = "/blocks") -> list[str]:
    """Why Slack would answer `invalid_blocks`: lines of `response_metadata.messages`, none when it would not.

    `blocks` is JSON as Python has it. `where` is the pointer that the lines begin with.
    """
    each = array(by_type(BLOCKS[surface]), at_most=MOST_BLOCKS[surface], at_least=0)
    return list(also(each, unique("block_id", "block_id"), _not_too_many, _not_too_long)(blocks, where))


def _not_too_many(blocks: Any, where: str) -> Iterator[str]:
    kinds = [block["type"] for block in blocks]
    for kind, at_most in MOST_OF_A_KIND.items():
        if kinds.count(kind) > at_most:
            yield problem(f"only {at_most} {kind} block(s) allowed", where)


def _not_too_long(blocks: Any, where: str) -> Iterator[str]:
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_CHARACTERS:
        yield problem(f"markdown blocks must be less than {MARKDOWN_CHARACTERS + 1} characters together", where)
    tables = [block for block in blocks if block["type"] in {"table", "data_table"}]
    if len(tables) > 1 and sum(map(characters_of, tables)) > TABLE_CHARACTERS:
        yield problem(f"tables must be less than {TABLE_CHARACTERS + 1} characters together", where)
