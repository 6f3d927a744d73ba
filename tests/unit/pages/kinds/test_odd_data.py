"""Pages of whatever the types allow: nothing, no figures, huge and negative ones, names of any length."""

import re
from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from shared.domain.customers import Profile
from shared.domain.questions import QuestionAnswer
from shared.pages.kinds.figures import growth
from shared.pages.kinds.lead import LONGEST_LEAD, lead_of, without_names
from shared.pages.kinds.pictures import LONGEST_NAME, chart, labels, rows
from shared.pages.page import Series, Shape, Unit
from shared.pages.page_of import page_of
from shared.questions.summaries.sentences import called, sentence
from shared.tools.registry import TOOLS
from tests.factories_shop import a_customer
from tests.unit.pages.kinds.checks import check
from tests.unit.pages.kinds.odd import Odd
from tests.unit.pages.kinds.questions import ALL_QUESTIONS, answered
from tests.unit.pages.kinds.test_recorded_pages import recorded

LONG = some.text(min_size=200, max_size=300)
numbers = some.none() | some.floats() | some.integers(-(10**18), 10**18).map(float)
ANSWERS = tuple(answered(kind, question) for kind, question in ALL_QUESTIONS)


@pytest.mark.parametrize("answer", ANSWERS, ids=[f"{kind}-{question}" for kind, question in ALL_QUESTIONS])
@given(seed=some.integers(0, 10**9))
@settings(max_examples=5)
def test_whatever_stands_in_the_data_it_is_a_page(answer: QuestionAnswer, seed: int) -> None:
    check(page_of(replace(answer, data=Odd(seed).like(answer.data))))


@pytest.mark.parametrize("tool", TOOLS)
@given(seed=some.integers(0, 10**9))
@settings(max_examples=5)
def test_the_same_holds_of_what_any_tool_answers(tool: str, seed: int) -> None:
    check(page_of(replace(ANSWERS[0], data=Odd(seed).like(recorded(tool)))))


@given(some.lists(some.tuples(some.text() | LONG, numbers), max_size=40))
def test_a_chart_has_points_to_show_or_is_none(found: list[tuple[str, float | None]]) -> None:
    made = rows("Rows", found, Unit.MONEY, "GBP")

    if made:
        assert 2 <= len(made.categories) <= 12
        assert any(made.series[0].values)


@pytest.mark.parametrize("values", [(), (1.0,), (None, 1.0), (0.0, 0.0), (float("nan"), 2.0), (float("inf"), 1.0)])
def test_a_picture_that_says_nothing_is_not_drawn(values: tuple[float | None, ...]) -> None:
    assert rows("Rows", [(str(place), value) for place, value in enumerate(values)], Unit.COUNT, "GBP") is None


def test_a_stack_with_something_below_zero_stands_side_by_side() -> None:
    series = (Series("a", (1.0, -2.0)), Series("b", (3.0, 4.0)))
    made = chart("Stack", Shape.STACKED, ("x", "y"), series, unit=Unit.MONEY, currency="GBP")

    assert made
    assert made.shape is Shape.BAR


def test_the_title_says_that_only_the_first_are_shown() -> None:
    made = rows("Spent", [(str(number), 1.0 + number) for number in range(13)], Unit.MONEY, "GBP")

    assert made
    assert (made.title, len(made.categories)) == ("Spent, the first 12", 12)


def test_more_series_and_categories_than_fit_are_left_out() -> None:
    names = [str(number) for number in range(40)]
    series = [Series(name, tuple(float(n + 1) for n in range(40))) for name in names]
    made = chart("Many", Shape.LINE, names, series, unit=Unit.COUNT, currency="GBP")

    assert made
    assert (made.title, len(made.series), len(made.categories)) == ("Many, the first 24", 12, 24)


@given(some.lists(some.text() | LONG, max_size=30))
def test_labels_are_short_and_no_two_alike(names: list[str]) -> None:
    told = labels(names)

    assert len(set(told)) == len(told) == len(names)
    assert all(0 < len(name) <= LONGEST_NAME for name in told)


@given(some.none() | some.floats(), some.none() | some.floats())
def test_growth_is_a_number_or_not_known(now: float | None, before: float | None) -> None:
    grown = growth(now, before)

    assert grown is None or isfinite(grown)


def a_profile(customer_id: str, name: str) -> Profile:
    return a_customer(customer_id, name=name).profile


@given(
    some.text("abZ .()é", min_size=1, max_size=20).filter(str.strip), some.text("0123456789", min_size=3, max_size=9)
)
def test_customers_are_told_by_id_whatever_their_name(name: str, customer_id: str) -> None:
    summary = sentence(f"{called(customer_id, name)} is a VIP customer")
    told = without_names(summary, a_profile(customer_id, name))

    assert told == f"Customer {customer_id} is a VIP customer."


@given(some.lists(some.text("abc ", min_size=1, max_size=200).map(sentence), min_size=1, max_size=9))
def test_a_lead_is_whole_sentences_and_not_too_long(sentences: list[str]) -> None:
    summary = " ".join(sentences)
    told = lead_of(summary, None, has_table=True)

    assert summary.startswith(told)
    assert len(told) <= LONGEST_LEAD or told == sentences[0]
    assert re.search(r"[.]$", told)
