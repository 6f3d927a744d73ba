"""The page of every kind of answer."""

import re
from dataclasses import replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from shared.domain.churn import ChurnLevel
from shared.domain.questions import QueryKind, QuestionAnswer, QuestionEngine
from shared.domain.seasonal import NextWindow, SeasonalSales
from shared.pages.kinds.body import Asked
from shared.pages.kinds.campaigns import season
from shared.pages.kinds.tables import table
from shared.pages.page import Column, Page, Shape, Unit
from shared.pages.page_of import FORMATTERS, page_of
from shared.tools.registry import TOOLS
from shared.tools.results import result_type, to_json
from tests.factories_questions import ANALYST, a_small_shop, an_answerer, an_empty_shop
from tests.unit.pages.kinds.checks import check, said_to_everybody
from tests.unit.pages.kinds.questions import ALL_QUESTIONS, KINDS, answered
from tests.unit.pages.kinds.snapshot import FILE, all_pages

K = QueryKind
#: Of one customer's record there is nothing to draw, of the only pair nothing to compare, and two halves are figures.
WITHOUT_A_CHART = {K.CUSTOMER_LOOKUP, K.PRODUCT_AFFINITY, K.ONE_TIME_BUYERS}
#: Two groups and their figures are two rows; above them they would be told twice.
TOLD_BY_THE_TABLE = {K.SEGMENT_COMPARISON}
SHAPES = {
    K.ARCHETYPE_GROWTH: Shape.ROWS,
    K.B2B_IDENTIFICATION: Shape.ROWS,
    K.CATEGORY_TRENDS: Shape.LINE,
    K.CHURN_RISK: Shape.ROWS,
    K.GROWTH_PROJECTION: Shape.LINE,
    K.MOMENTUM: Shape.ROWS,
    K.PRODUCT_PERFORMANCE: Shape.ROWS,
    K.RETENTION_PLAN: Shape.STACKED,
    K.REVENUE_FORECAST: Shape.LINE,
    K.SEASONAL_RECOMMENDATIONS: Shape.BAR,
    K.SEGMENT_COMPARISON: Shape.BAR,
}


def page(kind: QueryKind, question: str | None = None) -> Page:
    return page_of(answered(kind, question))


@pytest.mark.parametrize(("kind", "question"), ALL_QUESTIONS)
def test_every_page_keeps_what_pages_promise(kind: QueryKind, question: str) -> None:
    answer = answered(kind, question)
    made = page_of(answer)

    check(made)
    assert (made.currency, made.as_of) == (answer.currency, answer.as_of)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_three_to_eight_figures_and_a_table(kind: QueryKind) -> None:
    made = page(kind)

    assert len(made.figures) <= 8
    assert (len(made.figures) >= 3) == (kind not in TOLD_BY_THE_TABLE)
    assert made.table
    assert (made.chart is None) == (kind in WITHOUT_A_CHART)


@pytest.mark.parametrize(("kind", "shape"), SHAPES.items())
def test_the_chart_is_of_the_shape_that_says_it_best(kind: QueryKind, shape: Shape) -> None:
    made = page(kind)

    assert made.chart
    assert made.chart.shape is shape


@pytest.mark.parametrize(("kind", "question"), ALL_QUESTIONS)
def test_names_and_addresses_stand_only_in_cells_that_say_so(kind: QueryKind, question: str) -> None:
    for text in said_to_everybody(page(kind, question)):
        assert "Number" not in text
        assert "@" not in text
        assert "example.com" not in text


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_has_a_formatter_for_what_it_answers(tool: str) -> None:
    assert result_type(TOOLS[tool].function) in FORMATTERS, f"shared/pages/page_of.py has no formatter for {tool}"


def test_no_formatter_is_for_what_no_tool_answers() -> None:
    answered_by_tools = {result_type(tool.function) for tool in TOOLS.values()}
    in_another_shape = {tool.function.__annotations__["return"] for tool in TOOLS.values()}

    assert set(FORMATTERS) == answered_by_tools | in_another_shape


@pytest.mark.parametrize(("kind", "question"), ALL_QUESTIONS)
def test_the_page_is_the_same_of_data_that_has_come_over_the_wire(kind: QueryKind, question: str) -> None:
    answer = answered(kind, question)
    function = TOOLS[str(answer.tool)].function
    wired = TypeAdapter(result_type(function)).validate_json(to_json(function, answer.data))

    assert page_of(replace(answer, data=wired)) == page_of(answer)


@pytest.mark.parametrize("shop", ["small", "empty"])
@pytest.mark.parametrize(("kind", "question"), ALL_QUESTIONS)
def test_a_shop_without_history_has_pages_too(kind: QueryKind, question: str, shop: str) -> None:
    stores = a_small_shop() if shop == "small" else an_empty_shop()

    check(page_of(an_answerer(stores).answer(ANALYST, question, kind=kind)))


def test_churn_is_told_by_level_with_the_customers_whom_it_is_about() -> None:
    made = page(K.CHURN_RISK)

    assert made.chart
    assert made.chart.categories == ("Critical", "High", "Medium", "Low")
    assert made.chart.series[0].values == (24, 12, 12, 12)
    assert made.chart.alt_text == "Customers by churn risk: Critical 24, High 12, Medium 12, Low 12."
    assert made.table
    assert made.table.of == 36
    assert made.table.rows[0][:4] == ("c57", "Ann Number57", ChurnLevel.HIGH, 6960.0)
    assert [column.unit for column in made.table.columns[:4]] == [Unit.CUSTOMER, Unit.PERSON, Unit.RISK, Unit.MONEY]


def test_a_forecast_is_a_line_with_the_range_of_each_month() -> None:
    made = page(K.REVENUE_FORECAST)

    assert made.chart
    (expected,) = made.chart.series
    assert expected.is_forecast
    assert expected.values[:2] == (1250.0, 1260.0)
    assert expected.ranges[:2] == ((625.0, 2500.0), (630.0, 2520.0))
    assert made.figures[0].change == pytest.approx(7650 / 6870 - 1)


def test_what_is_sold_is_drawn_apart_from_what_is_expected() -> None:
    made = page(K.GROWTH_PROJECTION)

    assert made.chart
    today, expected = made.chart.series
    assert (today.values[0], today.is_forecast) == (60.0, False)
    assert (expected.values[:2], expected.is_forecast) == ((None, 65.0), True)


def test_the_lead_has_no_sentence_that_the_table_says_again() -> None:
    answer = answered(K.CHURN_RISK)

    assert "First comes Ann Number57 (c57)" in answer.summary
    assert "irst comes" not in page_of(answer).lead


def test_more_and_less_than_before_are_told_apart() -> None:
    assert page(K.MOMENTUM).headline == "Customers who buy more than before"
    assert page(K.DECLINING_ENGAGEMENT).headline == "Customers who buy less than before"


@pytest.mark.parametrize("question", [q for _, q in ALL_QUESTIONS if "customer c07" in q])
def test_a_page_about_one_customer_says_which(question: str) -> None:
    kind = next(kind for kind, asked in ALL_QUESTIONS if asked == question)

    assert page(kind, question).customer_id == "c07"


def test_what_is_asked_back_is_the_lead_and_its_options_are_left_to_the_clarification() -> None:
    answer = an_answerer().answer(ANALYST, "tell me", kind=K.CAMPAIGN_TARGETING)
    made = page_of(answer)

    check(made)
    assert answer.clarification
    assert (made.headline, made.lead) == ("One question first", answer.clarification.question)
    assert made.next_questions == ()


def test_customers_who_may_be_meant_are_listed_when_it_is_asked_which() -> None:
    made = page(K.CHURN_RISK, "how likely is customer Ann to leave?")

    assert made.headline == "Which customer?"
    assert made.table
    assert made.table.rows[0][0].startswith("c")  # type: ignore[union-attr]


def test_what_is_out_of_scope_is_said_with_what_could_be_asked() -> None:
    made = page_of(an_answerer().answer(ANALYST, "what is the weather?", kind=K.OUT_OF_SCOPE))

    assert made.as_of is None
    assert made.headline == "That I cannot answer"
    assert len(made.next_questions) == 3


def test_what_no_tool_finds_is_a_page_with_the_reason() -> None:
    answer = an_answerer().answer(ANALYST, 'how does "hovercraft" sell?', kind=K.PRODUCT_PERFORMANCE)
    made = page_of(answer)

    check(made)
    assert answer.data is None
    assert (made.headline, made.lead) == ("Nothing found", answer.summary)


def test_data_of_no_known_sort_is_a_page_of_its_summary() -> None:
    made = page_of(replace(answered(K.CHURN_RISK), data={"some": "thing"}))

    check(made)
    assert (made.headline, made.table) == ("Customers who may leave", None)


def noted(**told: object) -> tuple[str, ...]:
    answer: QuestionAnswer = replace(answered(K.CATEGORY_TRENDS), notes=(), **told)  # type: ignore[arg-type]
    return page_of(answer).notes[1:]


def test_it_is_noted_that_claude_did_not_read_the_question_and_why() -> None:
    assert noted(engine=QuestionEngine.OFFLINE, fell_back_because="the budget is spent") == (
        "Read without Claude: the budget is spent.",
    )
    assert noted(engine=QuestionEngine.OFFLINE) == ("Read without Claude, by the classifier that needs no network.",)
    assert noted(engine=QuestionEngine.CLAUDE) == noted(engine=QuestionEngine.RULES) == ()


def test_it_is_noted_how_an_unsure_question_was_taken() -> None:
    assert noted(confidence=0.55, runner_up=K.PRODUCT_PERFORMANCE) == (
        (
            "This may not be what you meant: the question was taken for “Categories that gain or lose” (55% sure);"
            " it may have been “How products sell”."
        ),
    )


def test_ranges_that_have_not_held_are_told_as_too_narrow() -> None:
    answer = answered(K.REVENUE_FORECAST)
    weak = replace(answer, data=replace(answer.data, measured_coverage=0.4))  # type: ignore[type-var]

    assert page_of(answer).notes == ()
    assert page_of(weak).notes == (
        "Take the ranges as too narrow: of 12 past months only 40% fell into theirs, where 80% should have.",
    )


def test_the_pages_look_as_they_did() -> None:
    told = FILE.read_text(encoding="utf-8")

    assert all_pages() == told, "if this is meant: python -m tests.unit.pages.kinds.snapshot"


def test_what_was_not_taken_into_account_is_said_before_anything_else() -> None:
    answer = replace(answered(K.CHURN_RISK), notes=("Not taken into account: the period.",))
    made = page_of(answer)

    assert made.lead.startswith("Not taken into account: the period. ")
    assert "Not taken into account: the period." not in made.notes


@pytest.mark.parametrize(("kind", "question"), ALL_QUESTIONS)
def test_levels_and_days_are_written_as_people_write_them(kind: QueryKind, question: str) -> None:
    made = page(kind, question)
    told = " ".join((made.headline, made.lead, *made.advice, *made.notes))

    assert not re.search(r"\b(?:at|or) (?:CRITICAL|HIGH|MEDIUM|LOW)\b|\b20\d\d-\d\d-\d\d\b", told)


@pytest.mark.parametrize(("kind", "question"), ALL_QUESTIONS)
def test_no_sentence_of_advice_stands_in_the_lead_too(kind: QueryKind, question: str) -> None:
    made = page(kind, question)
    _first, *rest = made.lead.split(". ")

    assert not [each for each in rest for advice in made.advice if each.rstrip(".") and each.rstrip(".") in advice]


def test_a_column_without_a_single_value_is_left_out() -> None:
    made = table((Column("Name"), Column("On a year"), Column("Units")), [("mug", None, "3"), ("cup", "", "4")])

    assert made
    assert [column.title for column in made.columns] == ["Name", "Units"]
    assert made.rows == (("mug", "3"), ("cup", "4"))


def test_an_event_that_people_buy_for_already_is_not_announced() -> None:
    found = answered(K.SEASONAL_RECOMMENDATIONS).data
    window = NextWindow("xmas", "Christmas", date(2026, 11, 1), date(2026, 12, 23), date(2026, 12, 25))
    assert isinstance(found, SeasonalSales)
    made = season(replace(found, next_windows=(window,)), Asked("GBP", as_of=date(2026, 11, 30)))

    assert made.advice == ("Write for Christmas now: people buy for it until 2026-12-23.",)


def test_answers_keep_their_own_notes() -> None:
    answer = replace(answered(K.CHURN_RISK), notes=("Only 20 are shown.",))

    assert page_of(answer).notes[0] == "Only 20 are shown."
