"""Where answers are sent that Slack gives an address for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.slack import SlackMessage
from shared.errors import Denied
from shared.slack.client import SlackClient, is_slacks_own

SLACK, SIMULATOR = "https://slack.com/api", "http://127.0.0.1:8090/api"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://hooks.slack.com/commands/T1/3/9", SLACK),
        ("https://hooks.slack.com/actions/T1/3/9", SLACK),
        ("https://HOOKS.slack.com/app/T1/3/9", SLACK),
        ("http://127.0.0.1:8090/response/9", SIMULATOR),
    ],
)
def test_slacks_own_addresses_are_answered_at(url: str, base: str) -> None:
    assert is_slacks_own(url, base)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/commands/T1/3/9",
        "https://hooks.slack.com.evil.example/commands",
        "https://evil.example/hooks.slack.com",
        "https://evilslack.com/",
        "https://hooks.slack.com@evil.example/",
        "https://me:you@hooks.slack.com/",
        "https://hooks.slack.com:8443/",
        "https://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8090/response/9",
        "file:///etc/passwd",
        "https://[::1",
        "https://hooks.slack.com\\@evil.example/",
        "//hooks.slack.com/",
        "",
    ],
)
def test_no_other_address_is(url: str) -> None:
    assert not is_slacks_own(url, SLACK)
    with pytest.raises(Denied):
        SlackClient("xoxb", SLACK, timeout_s=1).respond(url, SlackMessage("a name"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8091/", "http://127.0.0.2:8090/", "https://hooks.slack.com/"])
def test_where_another_server_stands_in_for_slack_only_that_one_is_answered_at(url: str) -> None:
    assert not is_slacks_own(url, SIMULATOR)


@given(st.text(max_size=60))
def test_whatever_the_address_is_it_is_judged_without_an_error(text: str) -> None:
    assert is_slacks_own(f"https://{text}", SLACK) in {True, False}
