import pytest

from shared.domain.engagement import Engagement, engagement, purchase_pattern


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (0, Engagement.ACTIVE),
        (29, Engagement.ACTIVE),
        (30, Engagement.RECENTLY_ACTIVE),
        (59, Engagement.RECENTLY_ACTIVE),
        (60, Engagement.COOLING_DOWN),
        (89, Engagement.COOLING_DOWN),
        (90, Engagement.AT_RISK),
        (4000, Engagement.AT_RISK),
    ],
)
def test_the_table_of_engagement_by_days_since_the_last_purchase(days: int, word: Engagement) -> None:
    assert engagement(days) is word


@pytest.mark.parametrize(
    ("orders", "gap", "pattern"),
    [
        (10, 29.9, "Frequent, regular buyer - highly engaged"),
        (10, 30, "Seasonal buyer - shops during key periods"),
        (12, 89.9, "Seasonal buyer - shops during key periods"),
        (12, 90, "Occasional buyer - large gaps between purchases"),
        (9, 5, "Building relationship - still exploring products"),
        (3, 200, "Building relationship - still exploring products"),
        (2, 14, "Recent first-time buyer"),
        (1, None, "Recent first-time buyer"),
        (0, None, None),
    ],
)
def test_the_table_of_purchase_patterns_by_orders_and_gaps(orders: int, gap: float | None, pattern: str | None) -> None:
    assert purchase_pattern(orders, gap) == pattern


def test_many_orders_on_one_day_are_not_called_regular() -> None:
    assert purchase_pattern(10, None) == "Occasional buyer - large gaps between purchases"
