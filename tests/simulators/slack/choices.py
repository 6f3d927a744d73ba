"""What people put into the elements of a message or a view, as interactions tell it."""

from collections.abc import Iterable
from typing import Any

from tests.simulators.slack.identified import elements_of
from tests.simulators.slack.refusal import NotPossible

Json = dict[str, Any]

#: Where an element's value stands, by its type; what it begins with is called `initial_…`.
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
ONE = {"static_select": "option", "radio_buttons": "option", "external_select": "option", "users_select": "user"}
ONE |= {"channels_select": "channel", "datepicker": "date", "timepicker": "time", "datetimepicker": "date_time"}
MANY = {"multi_static_select": "options", "checkboxes": "options", "multi_users_select": "users"}
MANY |= {"multi_channels_select": "channels"}
OPTIONS = {"option", "options"}
STATEFUL = TYPED | ONE.keys() | MANY.keys()


def state_of(element: Json, given: Any = None) -> Json:
    """What stands in an element: what was put in, or else what it began with."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": element.get("initial_value") if given is None else _typed(element, given)}
    name = ONE.get(kind) or MANY[kind]
    if given is None:
        return {"type": kind, f"selected_{name}": element.get(f"initial_{name}", [] if kind in MANY else None)}
    if name not in OPTIONS:
        return {"type": kind, f"selected_{name}": given}
    if kind in MANY:
        return {"type": kind, "selected_options": [_option(element, one) for one in given]}
    return {"type": kind, "selected_option": _option(element, given)}


def values_of(blocks: list[Json], given: Json) -> dict[str, dict[str, Json]]:
    """`state.values`: by block_id and action_id; `given` is shaped alike, with what was put in."""
    unknown = given.keys() - {block["block_id"] for block in blocks}
    if unknown:
        raise NotPossible(f"the view has no block {', '.join(sorted(unknown))}")
    values: dict[str, dict[str, Json]] = {}
    for block in blocks:
        put_in = given.get(block["block_id"], {})
        elements = {one["action_id"]: one for one in elements_of(block) if one["type"] in STATEFUL}
        if put_in.keys() - elements.keys():
            raise NotPossible(f"block {block['block_id']} has no such element: {', '.join(put_in)}")
        if elements:
            values[block["block_id"]] = {name: state_of(one, put_in.get(name)) for name, one in elements.items()}
    return values


def missing(blocks: list[Json], values: Json) -> Iterable[str]:
    """The input blocks that must not be empty and are."""
    for block in blocks:
        if block["type"] == "input" and not block.get("optional", False):
            state = values[block["block_id"]][block["element"]["action_id"]]
            if not any(value for name, value in state.items() if name != "type"):
                yield block["block_id"]


def action_of(block: Json, element: Json, value: str | None, ts: str) -> Json:
    """What `actions` tells about a click; `value` picks an option, or which of two buttons."""
    about: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": ts,
    }
    match element["type"]:
        case "feedback_buttons":
            return about | _thumb(element, value)
        case "overflow":
            return about | {"selected_option": _option(element, value)}
        case kind if kind in STATEFUL:
            return about | state_of(element, value)
    return about | {name: element[name] for name in ("text", "value", "style", "url", "icon") if name in element}


def offers(element: Json, value: str | None) -> bool:
    """Whether a click on the element can have the value; None is any."""
    if value is None or element["type"] in STATEFUL or element["type"] == "overflow":
        return True
    if element["type"] == "feedback_buttons":
        return value in {element[name]["value"] for name in ("positive_button", "negative_button")}
    return bool(element.get("value") == value)


def _thumb(element: Json, value: str | None) -> Json:
    for name in ("positive_button", "negative_button"):
        if value in {None, element[name]["value"]}:
            return {"text": element[name]["text"], "value": element[name]["value"]}
    raise NotPossible(f"no such feedback: {value}")


def _option(element: Json, value: Any) -> Json:
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(one for group in groups for one in group["options"])]
    for option in options:
        if option["value"] == value:
            chosen: Json = option
            return chosen
    raise NotPossible(f"no such option: {value}")


def _typed(element: Json, given: Any) -> str:
    text = str(given)
    if not element.get("min_length", 0) <= len(text) <= element.get("max_length", 3000):
        raise NotPossible("the text is too short or too long for its input")
    return text
