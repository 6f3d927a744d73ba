"""What we offer in our own words is understood when somebody types it."""

import pytest

from shared.domain.questions import QueryKind
from shared.questions.offered import offered_kind
from shared.questions.suggestions import WORDINGS, ready_question

K = QueryKind


@pytest.mark.parametrize("kind", WORDINGS)
def test_every_question_on_a_button_is_of_its_kind_when_it_is_typed(kind: QueryKind) -> None:
    said = {ready_question(kind).query, ready_question(kind, "12748").query, WORDINGS[kind].means}

    assert {offered_kind(each) for each in said} == {kind}
    assert {offered_kind(each.upper().rstrip("?")) for each in said} == {kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how many customers do we have?", K.GROWTH_PROJECTION),
        ("How do our customers shop", K.BEHAVIORAL_ANALYSIS),
        ("when will customer 12748 buy again?", K.BEHAVIORAL_ANALYSIS),
        ("what is 12748 worth", K.HIGH_VALUE_CUSTOMERS),
        ("show the champions", K.RFM_ANALYSIS),
    ],
)
def test_so_is_what_people_ask_in_hardly_any_other_words(text: str, kind: QueryKind) -> None:
    assert offered_kind(text) is kind


@pytest.mark.parametrize("text", ["", "customers", "how do our customers shop at christmas", "what is the weather"])
def test_other_words_are_left_to_others(text: str) -> None:
    assert offered_kind(text) is None
