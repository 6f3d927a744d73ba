"""Clicks and forms: what must be answered or opened while whoever clicked still waits."""

import re
from collections.abc import Mapping
from typing import Any

from shared.errors import InvalidPayload
from shared.slack.intake.shown import CommentForm
from shared.slack.intake.taken import (
    IGNORED,
    INTERACTION,
    NOT_KEPT,
    Form,
    Kept,
    Reply,
    Taken,
    an_id,
    key_of,
    part_of,
    without_secrets,
)
from shared.slack.limits import INPUT_TEXT

COMMENT_ACTION = re.compile(r"comment_ticket_([1-9][0-9]{0,18})", re.ASCII)
COMMENT_FORM = "comment_modal_"
#: Where the comment stands among the form's values.
COMMENT_BLOCK, COMMENT_INPUT = "comment", "text"

#: The message that was clicked under, and what people have put into its fields: there are none that we read.
SHOWN_THERE = frozenset({"message", "state"})

EMPTY_COMMENT = "Please write the comment first."
LONG_COMMENT = f"Please keep the comment to {INPUT_TEXT:,} characters."
NOT_SAVED = "This could not be saved just now. Please send it again in a minute."


def take_interaction(payload: Mapping[str, Any], comment_form: CommentForm) -> Taken:
    """What becomes of a click or a form; InvalidPayload when it is none of Slack's."""
    match payload.get("type"):
        case "block_actions":
            return _clicked(payload, comment_form)
        case "view_submission":
            return _submitted(payload)
        case "block_suggestion":
            return Taken(Reply(200, {"options": []}))
        case str():
            return IGNORED
    raise InvalidPayload("The payload does not say which type it is of.")


def _clicked(payload: Mapping[str, Any], comment_form: CommentForm) -> Taken:
    actions = payload.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], dict):
        raise InvalidPayload("The payload names no action.")
    action, container = actions[0], part_of(payload, "container")
    what = an_id(action, "action_id")
    where = container.get("message_ts") or part_of(payload, "view").get("id") or container.get("view_id")
    who = an_id(part_of(payload, "user"), "id")
    key = key_of("action", _team(payload), who, where, what, an_id(action, "action_ts"))
    kept = Kept(key, INTERACTION, _needed(payload))
    asks_for_form = COMMENT_ACTION.fullmatch(what)
    if asks_for_form is None:
        return Taken(keep=kept)
    view = comment_form(
        int(asks_for_form[1]),
        channel=_word(container, "channel_id") or who,
        thread_ts=_word(container, "thread_ts"),
        message_ts=_word(container, "message_ts"),
    )
    return Taken(keep=kept, form=Form(an_id(payload, "trigger_id"), view))


def _submitted(payload: Mapping[str, Any]) -> Taken:
    view = part_of(payload, "view")
    kept = Kept(key_of("view", an_id(view, "id"), an_id(view, "hash")), INTERACTION, _needed(payload))
    values = part_of(part_of(view, "state"), "values")
    if str(view.get("callback_id")).startswith(COMMENT_FORM):
        wrong = _wrong_with(part_of(part_of(values, COMMENT_BLOCK), COMMENT_INPUT).get("value"))
        if wrong:
            return Taken(_errors(COMMENT_BLOCK, wrong))
    # Told on the form, so that what was typed stays there.
    otherwise = _errors(next(iter(values)), NOT_SAVED) if values else NOT_KEPT
    return Taken(keep=kept, otherwise=otherwise)


def _needed(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload without what we have shown there ourselves: answers about customers, and subjects of tickets."""
    needed = {name: value for name, value in without_secrets(payload).items() if name not in SHOWN_THERE}
    if isinstance(view := needed.get("view"), dict):
        needed["view"] = {name: value for name, value in view.items() if name != "blocks"}
    return needed


def _wrong_with(comment: object) -> str | None:
    if not isinstance(comment, str) or not comment.strip():
        return EMPTY_COMMENT
    return LONG_COMMENT if len(comment) > INPUT_TEXT else None


def _errors(block_id: str, sentence: str) -> Reply:
    return Reply(200, {"response_action": "errors", "errors": {block_id: sentence}})


def _team(payload: Mapping[str, Any]) -> object:
    """The workspace; the user's own where the click belongs to a whole organization."""
    return part_of(payload, "team").get("id") or part_of(payload, "user").get("team_id")


def _word(of: Mapping[str, Any], name: str) -> str | None:
    value = of.get(name)
    return value if isinstance(value, str) and value else None
