"""What is found in the text of a question."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.domain.periods import period_named
from shared.domain.questions import Slots
from shared.questions.normal import LONGEST_QUESTION, plainly_written
from shared.questions.slots.group_names import AXES, BEFORE_CUSTOMERS, CERTAIN, WHERE_COMPARED
from shared.questions.slots.read import read_slots
from shared.segmentation.axes.baskets import BASKET_SIZE, DISCOUNT_SENSITIVITY, VALUE
from shared.segmentation.axes.rhythm import ENGAGEMENT, ENGAGEMENT_TREND, FREQUENCY
from shared.segmentation.axes.taste import CATEGORY_EXPLORATION, REPURCHASE_BEHAVIOR, SEASONALITY

TODAY = date(2026, 6, 30)
#: What expressions stumble over when they are repeated.
FRAGMENTS = (
    *(
        "a ",
        "1 ",
        "1,",
        "9",
        "a@",
        "a@b.",
        "a.",
        '"',
        "'s ",
        "|",
        "\t",
        "\u2019",
        "\u00e9",
        "archetype 1 and ",
        "John Smith's ",
    ),
    *(
        "customer id ",
        "over 5 ",
        "half a year ",
        "next ",
        "sales of the ",
        "loyal and ",
        "please can you ",
        "select a, ",
        "1-1-",
    ),
)


def read(question: str) -> Slots:
    return read_slots(question, today=TODAY)


@pytest.mark.parametrize(
    ("question", "customer"),
    [
        ("is client no. 3350 happy", "3350"),
        ("#88", "88"),
        ("churn of C1029?", "C1029"),
        ("who is 3316", "3316"),
        ("how do we keep 5586", "5586"),
        ("orders for 13027", "13027"),
        ("show o'brien@shop.ie's orders", "o'brien@shop.ie"),
        ("pull up John Smith\u2019s account", "John Smith"),
        ("look up lena fischer", "lena fischer"),
        ("a profile for \u00c9lodie de la Tour, please", "\u00c9lodie de la Tour"),
        ("is Mr. O\u2019Shaughnessy leaving?", "O'Shaughnessy"),
        ("jane@x.com or customer 12", "jane@x.com"),
    ],
)
def test_a_customer_is_an_address_an_id_or_a_name(question: str, customer: str) -> None:
    assert read(question).customer == customer


@pytest.mark.parametrize(
    "question",
    [
        "top 200 customers",
        "customers who spent over 5000",
        "revenue for 2026",
        "customers acquired in 2022 and those of 2024",
        "inactive for 180 days",
        "archetype 345",
        "how is product 1123 doing",
        "order 5512",
        "find wholesale buyers",
        "Black Friday Deals for Mother's Day",
        "500 postcards, who gets one",
        "is 20% of revenue at risk",
    ],
)
def test_other_numbers_and_words_are_no_customers(question: str) -> None:
    assert read(question).customer is None


@pytest.mark.parametrize(
    ("question", "at_least"),
    [
        ("over 5000 dollars", 5000),
        ("$5k+ customers", 5000),
        ("more than \u00a31,200.50", 1200.5),
        ("everybody at 1.200,50 \u20ac and above", 1200.5),
        ("spent at least 2 grand", 2000),
        ("> \u20b9500", 500),
        ("exceeds five thousand euros", 5000),
        ("LTV above 1.5k", 1500),
        ("worth more than 2 million", 2_000_000),
        ("under 300 dollars", None),
        ("churn probability over 0.8", None),
        ("more than 40 orders and high spend", None),
        ("spent over 30% more", None),
    ],
)
def test_money_is_what_something_is_to_reach(question: str, at_least: float | None) -> None:
    assert read(question).at_least == at_least


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\u2018", "`", "\u00b4"])
def test_every_apostrophe_is_an_apostrophe(apostrophe: str) -> None:
    found = read(f"mother{apostrophe}s day mail for Ann O{apostrophe}Neill{apostrophe}s account, nov {apostrophe}26")

    assert (found.event, found.customer, found.period) == ("mothers_day", "Ann O'Neill", "november 2026")


def test_what_is_read_once_is_not_read_again() -> None:
    found = read("top 20 of archetype 3, silent for 90 days, over 500 dollars, in Q4 2026, for customer 4412")

    assert found == Slots(
        customer="4412", groups=("3",), period="Q4 2026", days=90, limit=20, at_least=500.0, rising=True
    )


def test_the_levels_are_told_lowest_first() -> None:
    assert read("critical or medium risk").levels == (ChurnLevel.MEDIUM, ChurnLevel.CRITICAL)


@pytest.mark.parametrize(
    "month", ["march 2027", "in may", "by dec", "sept", "H1", "first half of 2027", "rest of the year"]
)
def test_every_period_that_is_found_can_be_looked_at(month: str) -> None:
    period = read(f"revenue forecast {month}").period

    assert period is not None
    assert period_named(period, today=TODAY).months >= 1


def test_every_segment_can_be_named_or_written_with_its_axis() -> None:
    axes = (
        *(BASKET_SIZE, DISCOUNT_SENSITIVITY, VALUE, ENGAGEMENT, ENGAGEMENT_TREND, FREQUENCY),
        *(CATEGORY_EXPLORATION, REPURCHASE_BEHAVIOR, SEASONALITY),
    )
    by_name = {*CERTAIN, *BEFORE_CUSTOMERS, *WHERE_COMPARED}
    # These five say a direction in most questions, so that they must be written with the axis.
    by_axis = {name for names in ENGAGEMENT_TREND.vocabulary.values() for name in names}

    assert {axis.name for axis in axes} == set(AXES)
    assert {name for axis in axes for names in axis.vocabulary.values() for name in names} <= by_name | by_axis
    assert read("engagement_trend:surging against champions").groups == ("engagement_trend:surging", "champions")


def test_what_stands_behind_the_longest_question_is_not_read() -> None:
    assert read(" " * LONGEST_QUESTION + "customer 4412") == Slots()


@given(st.text(max_size=10_000))
def test_plain_writing_keeps_every_character_in_its_place(text: str) -> None:
    plain = plainly_written(text)

    assert len(plain) == len(text)
    assert plainly_written(plain) == plain


@given(st.text(max_size=10_000))
@settings(max_examples=60)
def test_any_text_is_read(text: str) -> None:
    found = read(text)

    assert found.limit is None or found.limit >= 0
    assert found.at_least is None or found.at_least >= 1


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4), st.integers(1, 5000))
@settings(max_examples=40, deadline=None)
def test_long_texts_that_almost_fit_are_read_too(fragments: list[str], times: int) -> None:
    found = read(("".join(fragments) * times)[:10_000])

    assert found.period is None or period_named(found.period, today=TODAY).months >= 1


def test_what_was_sold_in_the_last_month_is_asked_for_and_no_comparison() -> None:
    today = date(2026, 1, 15)

    assert read_slots("revenue last month", today=today).period == "2025-12"
    assert read_slots("what were our sales in the last quarter?", today=today).period == "Q4 2025"
    assert read_slots("who orders less than last month", today=today).period is None
