from typing import Any

import pytest

from shared.domain.slack import Place
from shared.errors import InvalidPayload
from shared.slack.visits import Visit, visit_of
from tests.factories_slack import (
    CHANNEL,
    DIRECT,
    TEAM,
    USER,
    a_click,
    a_command,
    a_delivery,
    a_direct_message,
    a_mention,
    a_sent_form,
    a_thread_message,
)


def visit(kind: str, payload: dict[str, Any]) -> Visit:
    return visit_of(a_delivery(kind, payload))


def test_a_mention_is_answered_in_a_thread_under_it() -> None:
    assert visit("event", a_mention("who may leave?")).place == Place(CHANNEL, "1700000000.000001")


def test_a_mention_in_a_thread_is_answered_in_that_thread() -> None:
    assert visit("event", a_mention("and now?", thread_ts="1600000000.000009")).place == Place(
        CHANNEL, "1600000000.000009"
    )


def test_a_direct_message_is_answered_beside_it_and_talked_on_with_its_writer() -> None:
    came = visit("event", a_direct_message("who may leave?"))

    assert came.place == Place(DIRECT)
    assert came.conversation == f"{TEAM}:{DIRECT}:{USER}"
    assert came.is_private


def test_whoever_writes_in_a_thread_talks_on_in_the_conversation_of_the_thread() -> None:
    mention, reply = visit("event", a_mention("who?", user="U7")), visit("event", a_thread_message("only VIPs"))

    assert mention.conversation == reply.conversation


def test_two_people_in_a_channel_have_conversations_of_their_own() -> None:
    one, other = (visit("command", a_command("/churn-check", user=user)) for user in ("U1", "U2"))

    assert one.conversation != other.conversation
    assert not one.is_private


def test_a_command_brings_the_address_at_which_its_user_can_be_answered_alone() -> None:
    assert visit("command", a_command("/churn-check")).response_url == "https://hooks.example.com/response"


def test_a_click_is_answered_in_the_thread_of_its_message() -> None:
    assert visit("interaction", a_click("ask:1")).place == Place(CHANNEL, "1700000000.000004")
    container = {"type": "message", "message_ts": "2.0", "thread_ts": "1.0", "channel_id": CHANNEL}
    assert visit("interaction", a_click("ask:1", container=container)).place == Place(CHANNEL, "1.0")


def test_a_click_on_the_home_tab_is_answered_to_its_user() -> None:
    came = visit("interaction", a_click("ask:1", container={"type": "view", "view_id": "V1"}))

    assert came.place == Place(USER)
    assert came.is_private


def test_a_sent_form_is_answered_where_it_was_asked_for() -> None:
    assert visit("interaction", a_sent_form(7, "hello")).place == Place(CHANNEL, "1700000000.000004")


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("event", {}),
        ("event", {"team_id": "T1", "event": {"type": "app_mention"}}),
        ("event", {"team_id": "T1", "event": "app_mention"}),
        ("command", {"command": "/tickets"}),
        ("interaction", {"type": "block_actions", "user": {"id": "U1"}}),
        ("interaction", {"type": "view_submission", "user": None, "view": {}}),
        ("knitting", {}),
    ],
)
def test_what_does_not_say_who_came_from_where_is_refused(kind: str, payload: dict[str, Any]) -> None:
    with pytest.raises(InvalidPayload):
        visit(kind, payload)


@pytest.mark.parametrize(
    ("channel", "is_private"), [("D1", True), (USER, True), ("U9", False), ("W9", False), ("G1", False), ("C1", False)]
)
def test_only_direct_messages_of_ones_own_are_private(channel: str, is_private: bool) -> None:
    assert visit("interaction", a_sent_form(7, "x", channel=channel)).is_private is is_private
