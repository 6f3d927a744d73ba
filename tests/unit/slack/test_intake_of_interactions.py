"""Clicks and forms: what whoever clicked must not wait for."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.slack.blocks.forms import comment_form
from shared.slack.intake.interactions import NOT_SAVED, take_interaction
from shared.slack.intake.taken import IGNORED, NOT_KEPT, NOTHING, Taken
from shared.slack.limits import INPUT_TEXT
from tests.factories_slack_requests import ANNA, CHANNEL, TEAM, TOKEN, a_click, a_comment


def take(payload: dict[str, Any]) -> Taken:
    return take_interaction(payload, comment_form)


def errors_of(taken: Taken) -> Any:
    assert taken.reply.status == 200
    assert taken.reply.body is not None
    assert taken.reply.body["response_action"] == "errors"
    return taken.reply.body["errors"]


@pytest.mark.parametrize(
    "action_id", ["view_ticket_5", "resolve_ticket_5", "open_in_app", "what_is_this", "comment_ticket_x"]
)
def test_a_click_is_kept_whether_or_not_the_door_knows_the_button(action_id: str) -> None:
    taken = take(a_click(action_id))
    assert taken.keep is not None
    assert (taken.keep.key, taken.keep.kind) == (f"action:{TEAM}:{ANNA}:2.2:{action_id}:3.1", "interaction")
    assert (taken.reply, taken.otherwise, taken.form) == (NOTHING, NOT_KEPT, None)
    assert TOKEN not in str(taken.keep.hint)


def test_two_clicks_on_the_same_button_are_two() -> None:
    first, second = take(a_click("resolve_ticket_5", "3.1")), take(a_click("resolve_ticket_5", "3.2"))
    assert first.keep is not None
    assert second.keep is not None
    assert first.keep.key != second.keep.key


def test_a_click_in_a_form_or_on_the_home_tab_is_known_by_its_view() -> None:
    taken = take(a_click("refresh", container={"type": "view", "view_id": "V7"}, view={"id": "V7"}))
    assert taken.keep is not None
    assert taken.keep.key == f"action:{TEAM}:{ANNA}:V7:refresh:3.1"


def test_a_key_fits_an_index_whatever_it_is_made_of() -> None:
    taken = take(a_click("ä" * 255, container={"message_ts": "ö" * 50_000}))
    assert taken.keep is not None
    assert taken.keep.key.startswith("action:sha256:")
    assert len(taken.keep.key) < 100


def test_asking_for_a_comment_opens_its_form_and_is_kept_for_the_rest() -> None:
    taken = take(a_click("comment_ticket_5"))
    assert taken.keep is not None
    assert taken.form is not None
    assert taken.form.trigger_id == "398.474.803b"
    assert taken.form.view == comment_form(5, channel=CHANNEL, thread_ts="1.1", message_ts="2.2")
    assert taken.keep.with_opened_form("V1").payload["opened_form"] == "V1"


def test_a_form_that_is_asked_for_away_from_any_channel_remembers_who_asked() -> None:
    taken = take(a_click("comment_ticket_5", container={"type": "view", "view_id": "V7"}))
    assert taken.form is not None
    assert json.loads(taken.form.view["private_metadata"])["channel"] == ANNA


def test_the_form_that_is_opened_sends_what_is_looked_at_here() -> None:
    view = comment_form(5, channel=CHANNEL)
    sent = next(block for block in view["blocks"] if block["type"] == "input")
    comment = a_comment("They called back.")
    comment["view"]["callback_id"] = view["callback_id"]
    comment["view"]["state"]["values"] = {sent["block_id"]: {sent["element"]["action_id"]: {"value": " "}}}
    assert errors_of(take(comment)).keys() == {sent["block_id"]}


def test_a_comment_is_kept_and_the_form_closes() -> None:
    taken = take(a_comment("They called back."))
    assert taken.keep is not None
    assert (taken.keep.key, taken.keep.kind) == ("view:V1:156.1", "interaction")
    assert taken.reply == NOTHING


@pytest.mark.parametrize("text", [None, "", " \n\t", "\N{NO-BREAK SPACE}", "x" * (INPUT_TEXT + 1)])
def test_a_comment_that_is_none_is_told_on_the_form_at_once(text: str | None) -> None:
    taken = take(a_comment(text))
    assert taken.keep is None
    assert errors_of(taken).keys() == {"comment"}


def test_a_comment_that_could_not_be_kept_stays_on_the_form() -> None:
    assert errors_of(Taken(take(a_comment("They called back.")).otherwise)) == {"comment": NOT_SAVED}


def test_the_values_of_other_forms_stay_on_them_as_well() -> None:
    other = a_comment("x")
    other["view"] |= {"callback_id": "subscribe", "state": {"values": {"when": {}, "what": {}}}}
    assert errors_of(Taken(take(other).otherwise)) == {"when": NOT_SAVED}
    other["view"]["state"] = {"values": {}}
    assert take(other).otherwise == NOT_KEPT


def test_choices_are_answered_with_none() -> None:
    taken = take({"type": "block_suggestion", "action_id": "x", "value": "a"})
    assert (taken.reply.body, taken.keep) == ({"options": []}, None)


@pytest.mark.parametrize("kind", ["view_closed", "shortcut", "message_action", "x"])
def test_the_rest_is_answered_and_not_kept(kind: str) -> None:
    assert take({"type": kind}) == IGNORED


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": 5},
        {"type": "block_actions"},
        a_click("x", actions=[]),
        a_click("x", actions=["x"]),
        a_click("x", user=None),
        a_click("x", actions=[{"action_id": "x"}]),
        a_click("comment_ticket_5", trigger_id=None),
        {"type": "view_submission"},
        {"type": "view_submission", "view": {"id": "V1"}},
    ],
)
def test_what_is_no_request_of_slacks_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(InvalidPayload):
        take(payload)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["id", "team_id", "values", "comment", "text", "value"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    part=st.sampled_from(["team", "user", "container", "actions", "view", "trigger_id"]),
    value=ANYTHING,
    payload=st.sampled_from([a_click("comment_ticket_5"), a_click("x"), a_comment("x")]),
)
def test_whichever_part_is_odd_it_is_taken_or_refused(part: str, value: object, payload: dict[str, Any]) -> None:
    try:
        taken = take({**payload, part: value})
    except InvalidPayload:
        return
    assert taken.reply.status == 200
    if taken.keep:
        assert len(taken.keep.key) <= 500


@given(inner=ANYTHING)
def test_whatever_the_state_of_a_form_is_it_is_taken(inner: object) -> None:
    payload = a_comment("x")
    payload["view"]["state"] = inner
    assert take(payload).reply.status == 200


def test_what_we_have_shown_ourselves_is_not_kept_with_a_click_or_a_form() -> None:
    shown: dict[str, Any] = {"message": {"text": "Quilla Canary may leave"}, "state": {"values": {"x": "Quilla"}}}
    view = {"id": "V1", "hash": "1.1", "blocks": [{"text": "Quilla"}], "state": {"values": {}}, "callback_id": "other"}
    clicked = take_interaction(a_click("page:next", **shown, view=view), comment_form)
    sent = take_interaction({"type": "view_submission", "user": {"id": "U1"}, "view": view}, comment_form)

    for taken in (clicked, sent):
        assert taken.keep is not None
        assert "Quilla" not in str(taken.keep.payload)
        assert taken.keep.payload["view"]["state"] == {"values": {}}
