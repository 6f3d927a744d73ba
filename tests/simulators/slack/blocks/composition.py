"""Block Kit's composition objects: texts, options, confirmations, files."""

from tests.simulators.slack.blocks.shape import (
    Check,
    an_object,
    array,
    boolean,
    by_type,
    exactly_one,
    one_of,
    string,
    url,
)

ALT_TEXT_LENGTH = 2000
PLACEHOLDER_LENGTH = 150
OPTIONS = 100


def plain_text(at_most: int, *, at_least: int = 1) -> Check:
    """A plain_text object; a bare string is none."""
    fields = {"type": one_of("plain_text"), "text": string(at_most, at_least=at_least)}
    return by_type({"plain_text": an_object(fields, {"emoji": boolean})})


def text(at_most: int) -> Check:
    """A plain_text or mrkdwn object."""
    mrkdwn = an_object({"type": one_of("mrkdwn"), "text": string(at_most)}, {"verbatim": boolean})
    return by_type({"plain_text": plain_text(at_most), "mrkdwn": mrkdwn})


#: A file of ours that an image shows.
slack_file = an_object({}, {"id": string(), "url": url()}, exactly_one("id", "url"))

confirm = an_object(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)

dispatch_action_config = an_object(
    {}, {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), at_most=2)}
)


def option(*, rich: bool = False, with_url: bool = False) -> Check:
    """An option of a menu; `rich` ones, of checkboxes and radio buttons, may have mrkdwn in them."""
    words = text if rich else plain_text
    more = {"url": url()} if with_url else {}
    return an_object({"text": words(75), "value": string(150)}, {"description": words(75), **more})


option_groups = array(
    an_object({"label": plain_text(75), "options": array(option(), at_most=OPTIONS)}), at_most=OPTIONS
)
