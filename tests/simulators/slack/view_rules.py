"""Whether Slack would take a view: a modal or a home tab."""

from collections.abc import Iterator
from typing import Any

from tests.simulators.slack.blocks import problem, problems_of
from tests.simulators.slack.blocks.composition import plain_text
from tests.simulators.slack.blocks.shape import ID_LENGTH, Check, an_object, boolean, by_type, one_of, string

TITLE_LENGTH, PRIVATE_METADATA_LENGTH = 24, 3000


def _anything(_: Any, __: str) -> Iterator[str]:
    """The blocks have rules of their own."""
    return iter(())


_BOTH: dict[str, Check] = {
    "private_metadata": string(PRIVATE_METADATA_LENGTH, at_least=0),
    "callback_id": string(ID_LENGTH),
    "external_id": string(ID_LENGTH),
}


def _can_be_submitted(value: Any, where: str) -> Iterator[str]:
    blocks = value["blocks"]
    asks = isinstance(blocks, list) and any(isinstance(one, dict) and one.get("type") == "input" for one in blocks)
    if asks and "submit" not in value:
        yield problem("must define submit to use an input block in modals", where)


_VIEWS = {
    "modal": an_object(
        {"type": one_of("modal"), "title": plain_text(TITLE_LENGTH), "blocks": _anything},
        {
            "submit": plain_text(TITLE_LENGTH),
            "close": plain_text(TITLE_LENGTH),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
            **_BOTH,
        },
        _can_be_submitted,
    ),
    "home": an_object({"type": one_of("home"), "blocks": _anything}, _BOTH),
}


def problems_of_view(view: Any, *types: str) -> list[str]:
    """Why Slack would refuse a view of one of the types, as lines of `response_metadata.messages`."""
    found = list(by_type({kind: _VIEWS[kind] for kind in types})(view, "/view"))
    if not found or (isinstance(view, dict) and "blocks" in view and view.get("type") in types):
        surface: Any = view["type"]
        found += problems_of(view["blocks"], surface, where="/view/blocks")
    return found
