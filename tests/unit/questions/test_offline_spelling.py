"""One spelling for many."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.questions.offline.spelling import READ_CHARACTERS, spelled_alike


@pytest.mark.parametrize(
    ("question", "alike"),
    [
        ("Which customers are leaving?", "which customers are leaving"),
        ("top cust by rev, last yr", "top customer by revenue last year"),
        ("Who is Bob@Shop.com?", "who is someone@example.com"),
        ("profile of C-20194", "profile of 4412"),
        ("who is in 555", "who is in 555"),
        ("Hi there! Could you tell me who is leaving? Thanks a lot.", "who is leaving"),
        ("\u201cWhat\u2019s up\u201d", "what's up"),
        ("20 % off", "20 % off"),
        ("w/o discount", "without discount"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_questions_are_spelled_alike(question: str, alike: str) -> None:
    assert spelled_alike(question) == alike


@pytest.mark.parametrize("question", ["hi", "thanks", "can you help me", "quick question", "please"])
def test_manners_alone_are_kept(question: str) -> None:
    assert spelled_alike(question) == question


def test_what_stands_far_behind_is_not_read() -> None:
    assert spelled_alike("a " * READ_CHARACTERS + "refund") == spelled_alike("a " * READ_CHARACTERS)


@given(some.text())
def test_case_and_outer_space_say_nothing(question: str) -> None:
    assert spelled_alike(f"  {question[:400]} ") == spelled_alike(question[:400])
