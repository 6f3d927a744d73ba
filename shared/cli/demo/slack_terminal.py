"""Messages of Slack in a terminal: its blocks in words, tables and buttons."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Block = Mapping[str, Any]

BOLD = re.compile(r"\*([^*\n]+)\*")
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
#: What a terminal has room for; a message in Slack has ten rows and pages.
MOST_COLUMNS, MOST_ROWS = 6, 5
MORE = "…"
#: Buttons that are longer together stand below one another, none parted.
WIDEST = 94


def rendered(message: Mapping[str, Any], pictures: Mapping[str, str]) -> RenderableType:
    """The message; `pictures` says where each file that it shows was saved."""
    blocks = message.get("blocks") or ()
    if not blocks:
        return _marked(str(message["text"]))
    return Group(*(part for block in blocks if (part := _block(block, pictures)) is not None))


def _block(block: Block, pictures: Mapping[str, str]) -> RenderableType | None:
    if block["type"] == "image":
        saved = pictures.get(block.get("slack_file", {}).get("id", ""), "")
        return Text.assemble("\n▦ ", (block["alt_text"], "italic"), f"\n  saved as {saved}\n" if saved else "\n")
    render = _RENDERERS.get(block["type"])
    return render(block) if render else None


def _header(block: Block) -> RenderableType:
    return Text(block["text"]["text"] + "\n", style="bold")


def _context(block: Block) -> RenderableType:
    return Text(" · ".join(_plain(each) for each in block["elements"]), style="dim")


def _actions(block: Block) -> RenderableType:
    lines = [""]
    for element in block["elements"]:
        button = f"[ {_plain(element['text'])} ]"
        if lines[-1] and len(lines[-1]) + 2 + len(button) > WIDEST:
            lines.append("")
        lines[-1] = f"{lines[-1]}  {button}" if lines[-1] else button
    return Text("\n".join(lines), style="cyan")


def _thumbs(_: Block) -> RenderableType:
    return Text("[ 👍 ]  [ 👎 ]", style="cyan")


def _rich_text(block: Block) -> RenderableType:
    return Text("\n".join(_lines(block)))


def _section(block: Block) -> RenderableType:
    if "fields" not in block:
        return _marked(block["text"]["text"])
    # Two beside one another, as in Slack; label and value share a line.
    grid = Table.grid(padding=(0, 4))
    cells = [_marked(each["text"].replace("\n", "  ")) for each in block["fields"]]
    for start in range(0, len(cells), 2):
        grid.add_row(*cells[start : start + 2])
    return Group(Text(), grid)


def _table(block: Block) -> RenderableType:
    heading, *rows = ([_cell(cell) for cell in row][:MOST_COLUMNS] for row in block["rows"])
    table = Table(box=None, pad_edge=False, header_style="bold")
    settings = block.get("column_settings", ())
    for place, title in enumerate(heading):
        is_right = place < len(settings) and (settings[place] or {}).get("align") == "right"
        table.add_column(title, justify="right" if is_right else "left")
    for row in rows[:MOST_ROWS]:
        table.add_row(*row)
    if len(rows) > MOST_ROWS:
        table.add_row(MORE)
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
            is_numbered = element.get("style") == "ordered"
            lines += [
                f"{f'{number}.' if is_numbered else '•'} {''.join(_lines(item))}"
                for number, item in enumerate(inner, start=1)
            ]
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


_RENDERERS: Mapping[str, Callable[[Block], RenderableType]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "table": _table,
    "actions": _actions,
    "context_actions": _thumbs,
    "rich_text": _rich_text,
}
