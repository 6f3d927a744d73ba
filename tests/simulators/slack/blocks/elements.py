"""Block Kit's elements, by the blocks that may hold them."""

from collections.abc import Mapping

from tests.simulators.slack.blocks.composition import (
    ALT_TEXT_LENGTH,
    OPTIONS,
    PLACEHOLDER_LENGTH,
    confirm,
    dispatch_action_config,
    option,
    option_groups,
    plain_text,
    slack_file,
)
from tests.simulators.slack.blocks.shape import (
    ID_LENGTH,
    Check,
    an_object,
    array,
    boolean,
    exactly_one,
    integer,
    one_of,
    string,
    url,
)

BUTTON_TEXT, BUTTON_VALUE = 75, 2000
#: What a text input may at most take.
INPUT_LENGTH = 3000


def _element(
    kind: str, required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None, *more: Check
) -> Check:
    fields = {"action_id": string(ID_LENGTH), **(optional or {})}
    return an_object({"type": one_of(kind), **(required or {})}, fields, *more)


_placeholder: Mapping[str, Check] = {"placeholder": plain_text(PLACEHOLDER_LENGTH)}
_asked: Mapping[str, Check] = {"confirm": confirm, "focus_on_load": boolean}
_menu: Mapping[str, Check] = {**_placeholder, **_asked}
_many: Mapping[str, Check] = {"max_selected_items": integer(1)}
_options: Mapping[str, Check] = {"options": array(option(), at_most=OPTIONS), "option_groups": option_groups}
_ids = array(string())

button = _element(
    "button",
    {"text": plain_text(BUTTON_TEXT)},
    {
        "url": url(),
        "value": string(BUTTON_VALUE),
        "style": one_of("primary", "danger"),
        "confirm": confirm,
        "accessibility_label": string(BUTTON_TEXT),
    },
)

#: In a section or a context.
image = an_object(
    {"type": one_of("image"), "alt_text": string(ALT_TEXT_LENGTH)},
    {"image_url": url(), "slack_file": slack_file},
    exactly_one("image_url", "slack_file"),
)

_feedback = an_object(
    {"text": plain_text(BUTTON_TEXT), "value": string(BUTTON_VALUE)}, {"accessibility_label": string(BUTTON_TEXT)}
)

CONTEXT_ACTIONS: Mapping[str, Check] = {
    "feedback_buttons": _element("feedback_buttons", {"positive_button": _feedback, "negative_button": _feedback}),
    "icon_button": _element(
        "icon_button",
        {"icon": one_of("trash"), "text": plain_text(BUTTON_TEXT)},
        {
            "value": string(BUTTON_VALUE),
            "confirm": confirm,
            "accessibility_label": string(BUTTON_TEXT),
            "visible_to_user_ids": _ids,
        },
    ),
}

_CHOICES: Mapping[str, Check] = {
    "static_select": _element(
        "static_select", {}, {**_menu, **_options, "initial_option": option()}, exactly_one("options", "option_groups")
    ),
    "external_select": _element(
        "external_select", {}, {**_menu, "min_query_length": integer(0), "initial_option": option()}
    ),
    "users_select": _element("users_select", {}, {**_menu, "initial_user": string()}),
    "channels_select": _element(
        "channels_select", {}, {**_menu, "initial_channel": string(), "response_url_enabled": boolean}
    ),
    "datepicker": _element("datepicker", {}, {**_menu, "initial_date": string(10, at_least=10)}),
    "timepicker": _element("timepicker", {}, {**_menu, "initial_time": string(5, at_least=5), "timezone": string()}),
    "datetimepicker": _element("datetimepicker", {}, {**_asked, "initial_date_time": integer(0)}),
    "checkboxes": _element(
        "checkboxes",
        {"options": array(option(rich=True), at_most=10)},
        {**_asked, "initial_options": array(option(rich=True), at_most=10)},
    ),
    "radio_buttons": _element(
        "radio_buttons",
        {"options": array(option(rich=True), at_most=10)},
        {**_asked, "initial_option": option(rich=True)},
    ),
}

_MULTIPLE: Mapping[str, Check] = {
    "multi_static_select": _element(
        "multi_static_select",
        {},
        {**_menu, **_options, **_many, "initial_options": array(option(), at_most=OPTIONS)},
        exactly_one("options", "option_groups"),
    ),
    "multi_users_select": _element("multi_users_select", {}, {**_menu, **_many, "initial_users": _ids}),
    "multi_channels_select": _element("multi_channels_select", {}, {**_menu, **_many, "initial_channels": _ids}),
}

_overflow = _element("overflow", {"options": array(option(with_url=True), at_most=5, at_least=1)}, {"confirm": confirm})

ACTIONS: Mapping[str, Check] = {"button": button, "overflow": _overflow, **_CHOICES}
ACCESSORIES: Mapping[str, Check] = {**ACTIONS, **_MULTIPLE, "image": image}

_typed: Mapping[str, Check] = {
    **_placeholder,
    "focus_on_load": boolean,
    "dispatch_action_config": dispatch_action_config,
}

INPUTS: Mapping[str, Check] = {
    **_CHOICES,
    **_MULTIPLE,
    "plain_text_input": _element(
        "plain_text_input",
        {},
        {
            **_typed,
            "initial_value": string(INPUT_LENGTH, at_least=0),
            "multiline": boolean,
            "min_length": integer(0, INPUT_LENGTH),
            "max_length": integer(1, INPUT_LENGTH),
        },
    ),
    "email_text_input": _element("email_text_input", {}, {**_typed, "initial_value": string()}),
    "url_text_input": _element("url_text_input", {}, {**_typed, "initial_value": string()}),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": boolean},
        {**_typed, "initial_value": string(), "min_value": string(), "max_value": string()},
    ),
    "file_input": _element("file_input", {}, {"filetypes": array(string()), "max_files": integer(1, 10)}),
}
