import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.conversations import Choice
from shared.domain.questions import QueryKind
from shared.slack.choosing import chosen

KIND = QueryKind.HIGH_VALUE_CUSTOMERS
CHOICES = (
    Choice(1, "Who has the highest lifetime value?", KIND, "Highest lifetime value"),
    Choice(2, "Who orders most often?", KIND, "Most frequent purchasers"),
    Choice(3, "Whose orders bring the most?", KIND, "Highest order value"),
)


@pytest.mark.parametrize(
    "text",
    [
        "2",
        " 2 ",
        "2.",
        "#2",
        "option 2",
        "Option 2 please",
        "number two",
        "two",
        "the second one",
        "second",
        "2nd",
        "no. 2",
    ],
)
def test_a_choice_is_known_by_its_number_however_that_is_said(text: str) -> None:
    assert chosen(CHOICES, text) == CHOICES[1]


@pytest.mark.parametrize(
    "text", ["frequent", "most frequent purchasers", "Frequent purchasers!", "the frequent ones", "most"]
)
def test_a_choice_is_known_by_its_words(text: str) -> None:
    assert chosen(CHOICES, text) == CHOICES[1]


@pytest.mark.parametrize(("text", "which"), [("often", 2), ("who brings the most", 3), ("order", 3)])
def test_a_choice_is_known_by_the_words_of_its_question_where_its_own_do_not_tell(text: str, which: int) -> None:
    assert chosen(CHOICES, text) == CHOICES[which - 1]


@pytest.mark.parametrize("text", ["last", "the last one"])
def test_the_last_choice_is_known_as_the_last(text: str) -> None:
    assert chosen(CHOICES, text) == CHOICES[2]


@pytest.mark.parametrize(
    "text",
    ["4", "0", "highest", "value", "", "which customers may leave?", "top 2", "2 customers", "frequent flyers club"],
)
def test_what_names_no_choice_or_more_than_one_is_a_question_of_its_own(text: str) -> None:
    assert chosen(CHOICES, text) is None


def test_a_choice_that_would_name_a_person_has_no_words_and_is_known_by_number_alone() -> None:
    people = (Choice(1, "Show customer 17", KIND), Choice(2, "Show customer 18", KIND))

    assert chosen(people, "Ada Weaver") is None
    assert chosen(people, "2") == people[1]


def test_without_choices_nothing_is_chosen() -> None:
    assert chosen((), "2") is None
    assert chosen((), "last") is None


@given(st.text(max_size=200))
def test_whatever_is_said_is_one_of_the_choices_or_none(text: str) -> None:
    assert chosen(CHOICES, text) in {*CHOICES, None}
