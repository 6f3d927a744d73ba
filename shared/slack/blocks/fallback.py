"""A message for workspaces that refuse the newer blocks: tables in letters of one width, no feedback buttons."""

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from shared.domain.slack import Block, SlackMessage
from shared.slack.blocks.parts import marked
from shared.slack.blocks.texts import cut, escaped, size
from shared.slack.limits import SECTION_TEXT

#: Blocks that not every workspace takes, and that say nothing by themselves.
DISPENSABLE = frozenset({"context_actions"})
FENCE = "```"
#: A column is at most so wide; narrower, one after the other, where the rows are too long together.
WIDTHS = (40, 24, 16, 12, 8, 5, 3)
WIDE = frozenset("WF")
BETWEEN = "  "


def without_native_blocks(message: SlackMessage) -> SlackMessage:
    """The same message with its tables as text and without feedback buttons."""
    blocks = [
        marked(monospaced(_texts(block), _right(block))) if block["type"] == "table" else block
        for block in message.blocks
        if block["type"] not in DISPENSABLE
    ]
    return SlackMessage(message.text, blocks)


def in_words(message: SlackMessage) -> SlackMessage:
    """The message without any blocks."""
    return SlackMessage(message.text)


def monospaced(rows: Sequence[Sequence[str]], right: frozenset[int], at_most: int = SECTION_TEXT) -> str:
    """Rows under one another in letters of one width, as markup; `right` are the columns that end beneath one another.

    Cells become shorter until everything fits, and then columns go, the last first.
    """
    cells = [[_plain(cell) for cell in row] for row in rows]
    columns = max(map(len, cells), default=0)
    for count in range(columns, 0, -1):
        for width in WIDTHS:
            told = _drawn([row[:count] for row in cells], right, width)
            if size(told) <= at_most:
                return told
    return cut(escaped(f"{len(rows)} rows"), at_most)


def _drawn(rows: Sequence[Sequence[str]], right: frozenset[int], widest: int) -> str:
    short = [[cut(cell, widest) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*short, strict=True)]
    lines = (
        BETWEEN.join(
            _padded(cell, width, right=place in right)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in short
    )
    return f"{FENCE}\n{escaped(chr(10).join(lines))}\n{FENCE}"


def _padded(cell: str, width: int, *, right: bool) -> str:
    spaces = " " * (width - _width(cell))
    return spaces + cell if right else cell + spaces


def _width(text: str) -> int:
    """In letters: emoji, and the scripts of East Asia, are two wide."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in WIDE else 1 for each in text)


def _plain(cell: str) -> str:
    """The cell on one line, and without what would end the block."""
    return " ".join(cell.replace("`", "'").split())


def _texts(table: Block) -> list[list[str]]:
    return [[cell["text"] for cell in row] for row in table["rows"]]


def _right(table: Block) -> frozenset[int]:
    settings = table.get("column_settings", ())
    return frozenset(place for place, each in enumerate(settings) if each and each.get("align") == "right")
