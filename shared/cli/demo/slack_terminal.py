"""Messages of Slack in a terminal: its blocks in words, tables and buttons."""

import re
from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Block = Mapping[str, Any]

BOLD = re.compile(r"\*([^*\n]+)\*")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
#: Columns that a terminal has room for.
MOST_COLUMNS = 6


def rendered(message: Mapping[str, Any], pictures: Mapping[str, str]) -> RenderableType:
    """The message; `pictures` says where each file that it shows was saved."""
    blocks = message.get("blocks") or ()
    if not blocks:
        return _marked(str(message["text"]))
    return Group(*(part for block in blocks if (part := _block(block, pictures)) is not None))


def _block(block: Block, pictures: Mapping[str, str]) -> RenderableType | None:
    match block["type"]:
        case "header":
            return Text(block["text"]["text"] + "\n", style="bold")
        case "section":
            return _section(block)
        case "context":
            return Text("  ".join(_plain(each) for each in block["elements"]), style="dim")
        case "image":
            saved = pictures.get(block.get("slack_file", {}).get("id", ""), "")
            return Text.assemble("\n▦ ", (block["alt_text"], "italic"), f"\n  saved as {saved}\n" if saved else "\n")
        case "table":
            return _table(block)
        case "actions":
            return Text("  ".join(f"[ {_plain(each['text'])} ]" for each in block["elements"]), style="cyan")
        case "context_actions":
            return Text("[ 👍 ]  [ 👎 ]", style="cyan")
        case "rich_text":
            return Text("\n".join(_lines(block)))
    return None


def _section(block: Block) -> RenderableType:
    if "fields" not in block:
        return _marked(block["text"]["text"])
    grid = Table.grid(padding=(0, 4))
    cells = [_marked(each["text"]) for each in block["fields"]]
    for start in range(0, len(cells), 3):
        grid.add_row(*cells[start : start + 3])
    return grid


def _table(block: Block) -> RenderableType:
    heading, *rows = ([_cell(cell) for cell in row][:MOST_COLUMNS] for row in block["rows"])
    table = Table(*heading, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*row)
    return Group(Text(), table)


def _cell(cell: Block) -> str:
    return str(cell["text"]) if "text" in cell else " ".join(_lines(cell))


def _lines(block: Block) -> list[str]:
    lines = []
    for element in block.get("elements", ()):
        inner = element.get("elements")
        if inner is None:
            lines.append(str(element.get("text", "")))
        elif element.get("type") == "rich_text_list":
            lines += [f"• {''.join(_lines(item))}" for item in inner]
        else:
            lines.append("".join(_lines(element)))
    return lines


def _plain(text: Block) -> str:
    return _unescaped(BOLD.sub(r"\1", str(text.get("text", ""))))


def _marked(markup: str) -> Text:
    """Slack's bold as bold; the rest as it stands."""
    text, end = Text(), 0
    for found in BOLD.finditer(markup):
        text.append(_unescaped(markup[end : found.start()]))
        text.append(_unescaped(found[1]), style="bold")
        end = found.end()
    return text.append(_unescaped(markup[end:]))


def _unescaped(text: str) -> str:
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text
