"""What is asked back, and the numbered ways to go on."""

import pytest

from shared.domain.questions import Likelihood, QueryKind, QuestionEngine, Reading, Slots
from shared.questions.clarification import ask_kind, ask_missing
from shared.questions.routing import Missing, Needed
from tests.factories_shop import a_snapshot, an_archetype
from tests.fakes.segments import FakeSegments

K = QueryKind


def an_unsure_reading(*kinds: QueryKind, slots: Slots | None = None) -> Reading:
    top = tuple(Likelihood(kind, 0.3) for kind in kinds)
    return Reading(K.OUT_OF_SCOPE, 0.3, top, QuestionEngine.OFFLINE, slots or Slots(), is_unsure=True)


def test_the_likeliest_kinds_are_offered_in_plain_words_each_with_a_question_to_send() -> None:
    asked = ask_kind(an_unsure_reading(K.WINBACK, K.MOMENTUM, K.CHURN_RISK))

    assert [(option.number, option.text, option.query) for option in asked.options] == [
        (1, "Customers to win back", "Which lapsed customers should we win back?"),
        (2, "Customers who buy more than before", "Which customers buy more often than before?"),
        (3, "Customers who may leave", "Which customers are likely to leave?"),
    ]


def test_where_a_customer_is_named_the_choices_are_about_that_customer() -> None:
    asked = ask_kind(an_unsure_reading(K.CUSTOMER_LOOKUP, K.CHURN_RISK, slots=Slots(customer="4412")))

    assert [option.query for option in asked.options] == [
        "Show customer 4412",
        "How likely is customer 4412 to leave?",
    ]


def test_a_lookup_of_nobody_and_what_is_out_of_scope_are_no_choices() -> None:
    asked = ask_kind(an_unsure_reading(K.OUT_OF_SCOPE, K.CUSTOMER_LOOKUP, K.MOMENTUM))

    assert [option.query_type for option in asked.options] == [K.MOMENTUM]


def test_where_nothing_is_likely_three_common_questions_are_offered() -> None:
    assert len(ask_kind(an_unsure_reading()).options) == 3


@pytest.mark.parametrize(
    ("known", "queries"),
    [
        ((), ["archetype 1 and archetype 2", "archetype 1 and archetype 3", "archetype 2 and archetype 3"]),
        (("champions",), ["champions and archetype 1", "champions and archetype 2", "champions and archetype 3"]),
    ],
)
def test_the_largest_archetypes_are_offered_for_a_comparison(known: tuple[str, ...], queries: list[str]) -> None:
    segments = FakeSegments(
        a_snapshot(), *(an_archetype(name, size) for name, size in zip("abcd", (9, 8, 7, 6), strict=True))
    )

    asked = ask_missing(Missing(Needed.GROUPS, known), segments)

    assert [option.query for option in asked.options] == [f"Compare {query}" for query in queries]
    assert asked.options[0].text in {"A and B", "Champions and A"}
