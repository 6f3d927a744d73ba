"""Rich text, as a block and as the cell of a table."""

from collections.abc import Iterator
from typing import Any

from tests.simulators.slack.blocks.shape import (
    ID_LENGTH,
    Check,
    an_object,
    array,
    boolean,
    by_type,
    integer,
    one_of,
    string,
    url,
)

_style = an_object({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
#: A mention may be marked up in two ways more.
_mention_style = an_object(
    {}, dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean)
)


def _part(kind: str, required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return an_object({"type": one_of(kind), **required}, {"style": _style, **(optional or {})})


def _mention(kind: str, name: str) -> Check:
    return an_object({"type": one_of(kind), name: string()}, {"style": _mention_style})


_PARTS = {
    "text": _part("text", {"text": string()}),
    "link": _part("link", {"url": url()}, {"text": string(), "unsafe": boolean}),
    "emoji": _part("emoji", {"name": string()}, {"unicode": string(), "skin_tone": integer(1, 6)}),
    "user": _mention("user", "user_id"),
    "channel": _mention("channel", "channel_id"),
    "usergroup": _mention("usergroup", "usergroup_id"),
    "broadcast": an_object({"type": one_of("broadcast"), "range": one_of("here", "channel", "everyone")}),
    "color": an_object({"type": one_of("color"), "value": string()}),
    "date": _part("date", {"timestamp": integer(0), "format": string()}, {"url": url(), "fallback": string()}),
}

_parts = array(by_type(_PARTS), at_least=0)
_section = an_object({"type": one_of("rich_text_section"), "elements": _parts})
_border = {"border": integer(0, 1)}
_only_plain = array(by_type({"text": _PARTS["text"], "link": _PARTS["link"]}), at_least=0)

_ELEMENTS = {
    "rich_text_section": _section,
    "rich_text_list": an_object(
        {
            "type": one_of("rich_text_list"),
            "style": one_of("bullet", "ordered"),
            "elements": array(by_type({"rich_text_section": _section})),
        },
        {"indent": integer(0, 8), "offset": integer(0), **_border},
    ),
    "rich_text_preformatted": an_object(
        {"type": one_of("rich_text_preformatted"), "elements": _only_plain}, {"language": string(), **_border}
    ),
    "rich_text_quote": an_object({"type": one_of("rich_text_quote"), "elements": _parts}, _border),
}

rich_text = an_object(
    {"type": one_of("rich_text"), "elements": array(by_type(_ELEMENTS))}, {"block_id": string(ID_LENGTH)}
)


def characters_in(value: Any) -> int:
    """How many characters a reader sees in a rich text that holds no mistake."""
    return sum(len(one) for one in _shown(value))


def _shown(value: Any) -> Iterator[str]:
    for element in value["elements"]:
        if "elements" in element:
            yield from _shown(element)
        else:
            yield element.get("text") or element.get("url") or element.get("fallback") or ""
