"""The blocks and elements that everything we send is made of."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from shared.domain.questions import QueryKind
from shared.domain.slack import Block, SlackFile
from shared.slack.blocks.texts import clean, cut, one_line, size
from shared.slack.limits import (
    ACTIONS_ELEMENTS,
    ALT_TEXT,
    BUTTON_TEXT,
    BUTTON_VALUE,
    CONTEXT_ELEMENTS,
    HEADER_TEXT,
    SECTION_TEXT,
)

NOTHING = "\N{EN DASH}"
#: Fields of a block that people see or hear, wherever they stand.
SHOWN = frozenset({"text", "alt_text"})


def plain(text: str, at_most: int) -> Block:
    """A plain_text object: nothing in it means anything to Slack."""
    return {"type": "plain_text", "text": cut(clean(text), at_most) or NOTHING, "emoji": False}


def mrkdwn(markup: str) -> Block:
    """A mrkdwn object of markup that is escaped and short enough; Slack looks for no links or mentions of its own."""
    return {"type": "mrkdwn", "text": markup, "verbatim": True}


def header(text: str) -> Block:
    """A headline."""
    return {"type": "header", "text": plain(one_line(text), HEADER_TEXT)}


def words(text: str, at_most: int = SECTION_TEXT) -> Block:
    """A paragraph of somebody's words, all of it shown at once."""
    return {"type": "section", "text": plain(text, at_most), "expand": True}


def marked(markup: str) -> Block:
    """A paragraph of markup."""
    return {"type": "section", "text": mrkdwn(markup)}


def context(*texts: str, at_most: int = 300) -> Block:
    """Small print, each text by itself."""
    return {"type": "context", "elements": [plain(text, at_most) for text in texts[:CONTEXT_ELEMENTS]]}


def picture(file: SlackFile, at_most: int = ALT_TEXT) -> Block:
    """An uploaded picture."""
    alt_text = cut(one_line(file.alt_text), at_most) or "Chart"
    return {"type": "image", "slack_file": {"id": file.id}, "alt_text": alt_text}


def button(text: str, action_id: str, value: str, *, style: str | None = None) -> Block:
    """A button; `style` is "primary" or "danger"."""
    made = {"type": "button", "action_id": action_id, "text": plain(one_line(text), BUTTON_TEXT), "value": value}
    return made | ({"style": style} if style else {})


def question_button(text: str, action_id: str, query: str, kind: QueryKind) -> Block | None:
    """A button that asks; None when the question is longer than a button can carry."""
    value = json.dumps({"q": query, "k": kind}, ensure_ascii=False, separators=(",", ":"))
    return button(text, action_id, value) if size(value) <= BUTTON_VALUE else None


def link_button(text: str, action_id: str, url: str) -> Block:
    """A button that opens an address."""
    return {"type": "button", "action_id": action_id, "text": plain(one_line(text), BUTTON_TEXT), "url": url}


def actions(elements: Iterable[Block | None]) -> list[Block]:
    """The elements beside one another: one block, or none without elements."""
    there = [element for element in elements if element is not None]
    return [{"type": "actions", "elements": there[:ACTIONS_ELEMENTS]}] if there else []


def bullets(title: str, items: Sequence[str], *, at_most: int, style: str = "bullet") -> Block:
    """A list, under a bold line where there is a title; `style` is "bullet" or "ordered"."""
    above = {"type": "rich_text_section", "elements": [{"type": "text", "text": title, "style": {"bold": True}}]}
    return {
        "type": "rich_text",
        "elements": [
            *([above] if title else []),
            {
                "type": "rich_text_list",
                "style": style,
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "text", "text": cut(one_line(item), at_most) or NOTHING}],
                    }
                    for item in items
                ],
            },
        ],
    }


def characters_in(blocks: Any) -> int:  # noqa: ANN401  JSON
    """How many characters people are shown, in a block, in many, or in any part of one."""
    if isinstance(blocks, dict):
        return sum(
            size(value) if name in SHOWN and isinstance(value, str) else characters_in(value)
            for name, value in blocks.items()
        )
    return sum(map(characters_in, blocks)) if isinstance(blocks, list | tuple) else 0
