"""The paragraph of an answer: there for every tool that answers questions, in every shop, and never with a gap."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.domain.outlook import RevenueForecast, RevenueMonth
from shared.domain.predictions import Interval
from shared.errors import InvalidPayload, NotFound
from shared.questions.summaries.sentences import paragraph, sentence
from shared.questions.summaries.summary import SUMMARIES, summary_of
from shared.tools.arguments import read_arguments
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores
from tests.factories_questions import a_full_shop, a_small_shop, an_empty_shop
from tests.factories_shop import AS_OF

FULL, SMALL, EMPTY = a_full_shop(), a_small_shop(), an_empty_shop()
SHOPS = {"full": FULL, "small": SMALL, "empty": EMPTY}
#: What the tools are told that answer questions; each way that a question can be routed.
CALLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("get_customer_profile", {"customer_id": "c07"}),
    ("predict_churn_risk", {"customer_id": "c07"}),
    ("ltv_forecast", {"customer_id": "c07"}),
    ("ltv_forecast", {"customer_id": "c07", "months": 36}),
    ("customer_behaviour", {"customer_id": "c07"}),
    ("customer_retention_plan", {"customer_id": "c07"}),
    ("customer_lookup", {"text": "c07"}),
    ("customer_lookup", {"text": "ann"}),
    ("customer_lookup", {"text": "nobody"}),
    ("search_customers", {"rfm_group": "DORMANT"}),
    ("high_value_customers", {}),
    ("high_value_customers", {"metric": "predicted", "at_least": 1e9}),
    ("one_time_buyers", {"silent_days": 90}),
    ("momentum_customers", {}),
    ("declining_customers", {}),
    ("winback_candidates", {}),
    ("discount_dependency", {}),
    ("b2b_customers", {}),
    ("retention_plan", {}),
    ("seasonal_customers", {"event": "halloween"}),
    ("seasonal_customers", {"event": "easter"}),
    ("churn_overview", {}),
    ("churn_overview", {"levels": ["LOW"]}),
    ("rfm_analysis", {}),
    ("rfm_analysis", {"code": "111"}),
    ("behaviour_analysis", {}),
    ("behaviour_analysis", {"group": "champions"}),
    ("get_archetype_stats", {"archetype_id": "1"}),
    ("compare_segments", {"a": "champions", "b": "dormant"}),
    ("archetype_growth", {}),
    ("archetype_growth", {"direction": "shrinking"}),
    ("calculate_segment_trends", {"axis_name": "purchase_frequency"}),
    ("recommend_segments_for_campaign", {"goal": "retention"}),
    ("recommend_segments_for_campaign", {"goal": "cross_sell"}),
    ("recommend_segments_for_campaign", {"goal": "subscription"}),
    ("revenue_forecast", {}),
    ("revenue_forecast", {"period": "Q4"}),
    ("growth_projection", {}),
    ("product_affinity", {}),
    ("product_affinity", {"product": "mug"}),
    ("product_performance", {}),
    ("product_performance", {"product": "mug"}),
    ("product_performance", {"order": "falling"}),
    ("category_trends", {}),
    ("category_trends", {"order": "rising"}),
    ("seasonal_sales", {}),
    ("seasonal_sales", {"event": "halloween"}),
)
GAP = re.compile(r"\b(?:None|nan|inf|null)\b|\(\)|\s\s|\s[.,;]|\.\.|,,|: \.|\{|\}")


def results(stores: Stores) -> list[tuple[str, object]]:
    """What each call finds; those that find nothing to speak of are left out."""
    found = []
    for name, told in CALLS:
        function = TOOLS[name].function
        try:
            found.append((name, function(**stores.for_(function), **read_arguments(function, told))))
        except (NotFound, InvalidPayload):
            continue
    return found


@pytest.mark.parametrize("shop", SHOPS)
def test_it_has_no_gap_and_reads_as_sentences(shop: str) -> None:
    for name, result in results(SHOPS[shop]):
        told = summary_of(result, "GBP")

        assert told, name
        assert not GAP.search(told), f"{name}: {told}"
        assert told[0].isupper() or not told[0].isalpha(), f"{name}: {told}"
        assert told.endswith((".", "!", "?")), f"{name}: {told}"
        assert "USD" not in told, f"{name}: {told}"


def test_the_full_shop_has_an_answer_to_every_call() -> None:
    assert len(results(FULL)) == len(CALLS)


def test_every_sort_of_result_is_seen_here() -> None:
    assert {type(result) for _, result in results(FULL)} == set(SUMMARIES)


def test_an_empty_shop_says_why_there_is_nothing() -> None:
    for _, result in results(EMPTY):
        because = getattr(result, "because", None) or getattr(getattr(result, "who", None), "because", None)
        if because:
            assert because.rstrip(".").lower() in summary_of(result, "GBP").lower()


#: To the cent, as the store has them.
amounts = some.integers(min_value=-(10**11), max_value=10**11).map(lambda cents: cents / 100)


@given(total=some.none() | amounts, before=some.none() | amounts, low=amounts, coverage=some.floats(0.01, 0.99))
def test_whatever_the_forecast_is_it_is_told_without_a_gap(
    total: float | None, before: float | None, low: float, coverage: float
) -> None:
    interval = None if total is None else Interval(low, low + 1, coverage)
    months = () if total is None else (RevenueMonth(AS_OF, total, interval, is_actual=False),)
    because = "no forecast was made" if total is None else None
    found = RevenueForecast("Q4", months, total, interval, before, "", None, 0, "", because, "GBP", AS_OF)

    assert not GAP.search(summary_of(found, "GBP"))


@given(some.lists(some.none() | some.text(alphabet="ab .", max_size=5)))
def test_a_paragraph_leaves_out_what_there_is_nothing_to_say_in(texts: list[str | None]) -> None:
    assert paragraph(*texts) == " ".join(sentence(text) for text in texts if text and text.strip())
