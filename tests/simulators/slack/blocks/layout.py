"""Block Kit's blocks, by the surface that may hold them."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from tests.simulators.slack.blocks.composition import ALT_TEXT_LENGTH, plain_text, slack_file, text
from tests.simulators.slack.blocks.elements import ACCESSORIES, ACTIONS, CONTEXT_ACTIONS, INPUTS, image
from tests.simulators.slack.blocks.rich_text import rich_text
from tests.simulators.slack.blocks.shape import (
    ID_LENGTH,
    Check,
    also,
    an_object,
    array,
    boolean,
    by_type,
    exactly_one,
    one_of,
    problem,
    string,
    unique,
    url,
)
from tests.simulators.slack.blocks.tables import data_table, data_visualization, table

Surface = Literal["message", "modal", "home"]

SECTION_TEXT, FIELD_TEXT, FIELDS = 3000, 2000, 10
HEADER_TEXT = 150
ACTIONS_ELEMENTS, CONTEXT_ELEMENTS, CONTEXT_ACTIONS_ELEMENTS = 25, 10, 5
LABEL_TEXT = 2000
#: Of all markdown blocks of a message together.
MARKDOWN_CHARACTERS = 12_000


def _block(
    kind: str, required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None, *more: Check
) -> Check:
    fields = {"block_id": string(ID_LENGTH), **(optional or {})}
    return an_object({"type": one_of(kind), **(required or {})}, fields, *more)


def _text_or_fields(value: Any, where: str) -> Iterator[str]:
    if "text" not in value and "fields" not in value:
        yield problem("must define either text or fields", where)


def _elements(kinds: Mapping[str, Check], at_most: int) -> Check:
    return also(array(by_type(kinds), at_most=at_most), unique("action_id", "action_id"))


_EVERYWHERE: Mapping[str, Check] = {
    "section": _block(
        "section",
        {},
        {
            "text": text(SECTION_TEXT),
            "fields": array(text(FIELD_TEXT), at_most=FIELDS),
            "accessory": by_type(ACCESSORIES),
            "expand": boolean,
        },
        _text_or_fields,
    ),
    "header": _block("header", {"text": plain_text(HEADER_TEXT)}),
    "divider": _block("divider"),
    "image": _block(
        "image",
        {"alt_text": string(ALT_TEXT_LENGTH)},
        {"image_url": url(), "slack_file": slack_file, "title": plain_text(2000)},
        exactly_one("image_url", "slack_file"),
    ),
    "actions": _block("actions", {"elements": _elements(ACTIONS, ACTIONS_ELEMENTS)}),
    "context": _block(
        "context",
        {
            "elements": array(
                by_type(dict.fromkeys(("plain_text", "mrkdwn"), text(SECTION_TEXT)) | {"image": image}),
                at_most=CONTEXT_ELEMENTS,
            )
        },
    ),
    "input": _block(
        "input",
        {"label": plain_text(LABEL_TEXT), "element": by_type(INPUTS)},
        {"hint": plain_text(LABEL_TEXT), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": rich_text,
}

BLOCKS: Mapping[Surface, Mapping[str, Check]] = {
    "message": {
        **_EVERYWHERE,
        "context_actions": _block(
            "context_actions", {"elements": _elements(CONTEXT_ACTIONS, CONTEXT_ACTIONS_ELEMENTS)}
        ),
        "markdown": _block("markdown", {"text": string(MARKDOWN_CHARACTERS)}),
        "table": table,
        "data_table": data_table,
        "data_visualization": data_visualization,
    },
    "modal": _EVERYWHERE,
    "home": _EVERYWHERE,
}
