"""The simulated Slack's rules that need no server: views, rate limits, signatures, timestamps."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.simulators.slack.clockwork import Clockwork
from tests.simulators.slack.door import signed
from tests.simulators.slack.rate_limits import RateLimits
from tests.simulators.slack.view_rules import problems_of_view

MODAL: dict[str, Any] = {"type": "modal", "title": {"type": "plain_text", "text": "Comment"}, "blocks": []}
QUESTION = {
    "type": "input",
    "label": {"type": "plain_text", "text": "Why?"},
    "element": {"type": "plain_text_input"},
}


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.s = 0.0

    def __call__(self) -> float:
        return self.s


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": "Comment"}, "must provide an object [json-pointer:/view/title]"),
        (
            {"title": {"type": "plain_text", "text": "x" * 25}},
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (
            {"close": {"type": "plain_text", "text": "x" * 25}},
            "must be less than 25 characters [json-pointer:/view/close/text]",
        ),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters [json-pointer:/view/private_metadata]"),
        ({"callback_id": "x" * 256}, "must be less than 256 characters [json-pointer:/view/callback_id]"),
        ({"colour": "red"}, "invalid additional property: colour [json-pointer:/view]"),
        ({"blocks": [QUESTION]}, "must define submit to use an input block in modals [json-pointer:/view]"),
        ({"blocks": [{"type": "table"}]}, "unsupported type: table [json-pointer:/view/blocks/0]"),
        ({"blocks": "none"}, "must be an array [json-pointer:/view/blocks]"),
        ({"type": "home"}, "unsupported type: home [json-pointer:/view]"),
    ],
)
def test_a_modal_is_refused(change: dict[str, Any], problem: str) -> None:
    assert problems_of_view(MODAL, "modal") == []
    assert f"[ERROR] {problem}" in problems_of_view(MODAL | change, "modal")


def test_a_home_has_no_title() -> None:
    assert problems_of_view({"type": "home", "blocks": []}, "home") == []
    assert problems_of_view(MODAL | {"type": "home"}, "home") == [
        "[ERROR] invalid additional property: title [json-pointer:/view]"
    ]


def test_a_channel_takes_a_message_a_second_after_a_burst() -> None:
    time = Time()
    limits = RateLimits(time, enforced=True)
    assert [limits.wait_s("chat.postMessage", "C1") for _ in range(6)] == [None] * 5 + [1]
    assert limits.wait_s("chat.postMessage", "C2") is None
    time.s = 1
    assert [limits.wait_s("chat.postMessage", "C1") for _ in range(2)] == [None, 1]


@pytest.mark.parametrize(
    ("method", "calls", "wait_s"),
    [("users.list", 20, 3), ("chat.update", 50, 2), ("views.open", 100, 1), ("apps.connections.open", 10, 60)],
)
def test_methods_have_tiers(method: str, calls: int, wait_s: int) -> None:
    limits = RateLimits(Time(), enforced=True)
    assert [limits.wait_s(method, "") for _ in range(calls + 1)] == [None] * calls + [wait_s]


def test_nobody_waits_when_limits_are_off() -> None:
    limits = RateLimits(Time(), enforced=False)
    assert {limits.wait_s("chat.postMessage", "C1") for _ in range(1000)} == {None}


def test_slack_s_own_example_is_signed_as_slack_does() -> None:
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    assert signed("8f742231b10e8888abcd99yyyzzz85a5", 1531420618, body) == {
        "x-slack-request-timestamp": "1531420618",
        "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    }


@given(st.lists(st.integers(0, 10**6), max_size=20))
def test_timestamps_always_rise(moments_us: list[int]) -> None:
    passing = iter(moments_us)
    clockwork = Clockwork(lambda: datetime.fromtimestamp(1_700_000_000 + next(passing) / 1e6, UTC), Time())
    stamps = [clockwork.ts() for _ in moments_us]
    assert sorted(set(stamps)) == stamps
