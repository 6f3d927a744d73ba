"""What is wrong with a message or a view: what Slack would refuse, and what data must not be able to do."""

import re
from collections.abc import Iterator
from typing import Any

from shared.domain.slack import Block, SlackMessage
from tests.simulators.slack.blocks import problems_of
from tests.simulators.slack.view_rules import problems_of_view

#: What is left of markup when all entities are gone; only ours may stand there, and we have none.
ENTITY = re.compile(r"&(?:amp|lt|gt);")
MESSAGE_CHARACTERS = 10_000
MESSAGE_TEXT = 3000


def strings_in(part: Any, *, names: frozenset[str] = frozenset({"text", "alt_text"})) -> Iterator[str]:
    """Every text that people are shown."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in names and isinstance(value, str):
                yield value
            else:
                yield from strings_in(value, names=names)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from strings_in(each, names=names)


def objects_in(part: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Every object of that type, wherever it stands."""
    if isinstance(part, dict):
        if part.get("type") == kind:
            yield part
        for value in part.values():
            yield from objects_in(value, kind)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from objects_in(each, kind)


def wrong_with(message: SlackMessage) -> list[str]:
    """Everything that is wrong with a message; nothing when all is well."""
    blocks = list(message.blocks)
    found = problems_of(blocks) if blocks else []
    found += [f"link or mention: {text}" for text in _markup(message)]
    if not message.text.strip():
        found.append("no text")
    if len(message.text) > MESSAGE_TEXT:
        found.append(f"text of {len(message.text)}")
    characters = sum(map(len, strings_in(blocks)))
    if characters > MESSAGE_CHARACTERS:
        found.append(f"{characters} characters")
    return found


def wrong_with_view(view: Block) -> list[str]:
    """Everything that is wrong with a form or a home tab."""
    return problems_of_view(dict(view), "modal", "home") + [f"markup: {text}" for text in _markup_in(view)]


def _markup(message: SlackMessage) -> Iterator[str]:
    yield from _markup_in({"type": "mrkdwn", "text": message.text, "verbatim": True})
    yield from _markup_in(list(message.blocks))


def _markup_in(part: Any) -> Iterator[str]:
    for each in objects_in(part, "mrkdwn"):
        rest = ENTITY.sub("", each["text"])
        if "<" in rest or "&" in rest or each.get("verbatim") is not True:
            yield each["text"]
    for kind in ("link", "user", "usergroup", "channel", "broadcast"):
        yield from (str(each) for each in objects_in(part, kind))
