"""A comment from Slack as it stands on the ticket."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.ticket_comments import LONGEST_COMMENT, LONGEST_NAME, comment_body
from shared.errors import InvalidPayload


def test_a_comment_says_who_wrote_it_in_slack() -> None:
    assert comment_body("Sam Weaver", "Refund it.\nPlease") == "Sam Weaver, from Slack:\nRefund it.\nPlease"


def test_nobody_can_pass_for_another_by_a_name_of_two_lines() -> None:
    assert comment_body("Sam\nJo", "hi") == "Sam Jo, from Slack:\nhi"
    assert comment_body(" \n", "hi") == "A teammate, from Slack:\nhi"


@pytest.mark.parametrize("text", ["", "  \n ", "\0"])
def test_a_comment_without_words_is_none(text: str) -> None:
    with pytest.raises(InvalidPayload):
        comment_body("Sam", text)


@given(st.text(), st.text(min_size=1).filter(lambda text: bool(text.replace("\0", "").strip())))
def test_any_comment_can_be_sent_and_stored(author: str, text: str) -> None:
    body = comment_body(author, text)
    assert "\0" not in body
    assert body == body.encode().decode().strip()
    assert len(body) <= LONGEST_NAME + len(", from Slack:\n") + LONGEST_COMMENT


def test_half_a_surrogate_pair_does_not_keep_a_comment_from_being_sent() -> None:
    assert comment_body("Sam", "hi \ud83d") == "Sam, from Slack:\nhi ?"
