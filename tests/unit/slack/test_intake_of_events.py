"""Which events are meant for us."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.slack.intake.events import take_event
from shared.slack.intake.taken import IGNORED, NOT_KEPT, NOTHING
from tests.factories_slack_requests import ANNA, BOT, TOKEN, a_mention, a_message, a_threaded_message, an_event


@pytest.mark.parametrize(
    "event",
    [
        a_mention(),
        a_mention(thread_ts="0.9"),
        a_message(),
        a_message(f"<@{BOT}> hello"),
        a_message(subtype="file_share"),
        a_message(thread_ts="1.9"),
        a_threaded_message(),
        a_threaded_message("<@U0SELVAGER> what do you say?"),
        a_threaded_message(channel_type="group"),
        {"type": "app_home_opened", "user": ANNA, "tab": "home"},
    ],
)
def test_what_is_meant_for_us_is_kept_and_answered_with_an_empty_200(event: dict[str, Any]) -> None:
    taken = take_event(an_event(event))
    assert taken.keep is not None
    assert (taken.keep.key, taken.keep.kind) == ("event:Ev0001", "event")
    assert taken.keep.payload["event"] == event
    assert (taken.reply, taken.otherwise) == (NOTHING, NOT_KEPT)


@pytest.mark.parametrize(
    "event",
    [
        a_mention(bot_id="B1"),
        a_mention(user=BOT),
        a_message(user=BOT),
        a_message(bot_id="B1"),
        a_message(user="USLACKBOT"),
        a_message(user=None),
        a_message(subtype="message_changed"),
        a_message(subtype="message_deleted"),
        a_message(subtype="bot_message"),
        a_message(subtype="channel_join"),
        a_message(subtype=["file_share"]),
        a_message(channel_type="channel"),
        a_message(channel_type="mpim"),
        a_message(channel_type="channel", ts="1.1", thread_ts="1.1"),
        a_threaded_message(f"and you, <@{BOT}>?"),
        a_threaded_message(f"and you, <@{BOT}|selvage>?"),
        a_threaded_message(bot_id="B1"),
        a_threaded_message(user=BOT),
        {"type": "app_home_opened", "user": ANNA, "tab": "messages"},
        {"type": "reaction_added", "user": ANNA},
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"bot": [BOT]}},
    ],
)
def test_what_is_only_overheard_is_answered_and_not_kept(event: dict[str, Any]) -> None:
    assert take_event(an_event(event)) == IGNORED


def test_an_event_that_is_sent_again_is_kept_again_under_the_same_key() -> None:
    first, again = (take_event(an_event(a_mention(), event_time=time)) for time in (1, 2))
    assert first.keep is not None
    assert again.keep is not None
    assert first.keep.key == again.keep.key


def test_a_person_whose_own_token_sent_the_event_is_no_bot_of_ours() -> None:
    authorization = {"user_id": ANNA, "is_bot": False}
    assert take_event(an_event(a_message(), authorizations=[authorization])).keep is not None


def test_the_challenge_is_given_back() -> None:
    taken = take_event({"type": "url_verification", "token": TOKEN, "challenge": "3eZbrw1a"})
    assert (taken.reply.status, taken.reply.body, taken.keep) == (200, {"challenge": "3eZbrw1a"}, None)


def test_being_limited_is_answered_and_not_kept() -> None:
    assert take_event({"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1}) == IGNORED


def test_tokens_are_not_kept() -> None:
    taken = take_event(an_event(a_mention(bot_access_token="xwfp-1")))
    assert taken.keep is not None
    kept = str(taken.keep.hint)
    assert TOKEN not in kept
    assert "xwfp-1" not in kept
    assert "authorizations" in kept


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"type": None},
        {"type": "url_verification"},
        {"type": "url_verification", "challenge": "x" * 5000},
        {"type": "event_callback"},
        {"type": "event_callback", "event": []},
        {"type": "event_callback", "event": {"type": 5}},
        {"type": "event_callback", "event": a_mention()},
        an_event(a_mention(), event_id=""),
        an_event(a_mention(), event_id="E" * 5000),
    ],
)
def test_what_is_no_request_of_slacks_is_refused(payload: dict[str, Any]) -> None:
    with pytest.raises(InvalidPayload):
        take_event(payload)


ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2)
NAMES = ["type", "user", "text", "channel", "channel_type", "bot_id", "subtype", "ts", "thread_ts", "tab"]


@given(
    event=st.dictionaries(st.sampled_from(NAMES), ANYTHING),
    kind=st.sampled_from(["message", "app_mention", "app_home_opened", "x"]),
    authorizations=ANYTHING | st.lists(st.dictionaries(st.sampled_from(["user_id", "is_bot"]), ANYTHING), max_size=2),
)
def test_any_event_is_kept_ignored_or_refused(event: dict[str, Any], kind: str, authorizations: object) -> None:
    taken = take_event(an_event({**event, "type": kind}, authorizations=authorizations))
    assert taken.reply == NOTHING
