"""Which categories gain and lose, season and growth of the shop taken off."""

from collections.abc import Mapping
from datetime import date

import pytest

from shared.domain.group_trends import Direction
from shared.domain.periods import later
from shared.domain.product_analyses import CategoryOrder
from shared.domain.sales import CategoryMonth
from shared.errors import NotFound
from shared.tools.shop.categories import category_trends
from tests.factories_sales import a_month
from tests.factories_shop import a_snapshot
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())
JANUARY = date(2026, 1, 1)


def a_shop(revenues: Mapping[str, tuple[float, ...]], *, first: date = JANUARY) -> FakeSales:
    """Categories with their revenue in each month in a row; all months are whole."""
    count = max((len(row) for row in revenues.values()), default=0)
    firsts = [later(first, number) for number in range(count)]
    return FakeSales(
        months=[a_month(month) for month in firsts],
        category_months=[
            CategoryMonth(name, month, revenue, 1, 1, 1)
            for name, row in revenues.items()
            for month, revenue in zip(firsts, row, strict=True)
        ],
    )


#: Thread goes from 50 % to 25 % of the revenue, though it takes in as much as before; pins from 10 % to 40 %.
HALF_A_YEAR = a_shop(
    {
        "Thread": (50, 50, 50, 50, 50, 50),
        "Fabric": (40, 40, 40, 70, 70, 70),
        "Pins": (10, 10, 10, 80, 80, 80),
    }
)


def test_a_category_that_takes_in_as_much_in_a_growing_shop_is_losing() -> None:
    told = category_trends(HALF_A_YEAR, SEGMENTS, category="thread")

    thread = told.categories[0]
    assert (thread.revenue, thread.revenue_before, thread.share_before, thread.share) == (150, 150, 0.5, 0.25)
    assert (thread.change, thread.direction) == (-0.5, Direction.SHRINKING)
    assert thread.reason == "£150 in 3 months, 25% of all revenue, a share that has shrunk by 50%"
    assert told.compared_with == "the months before"


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (CategoryOrder.REVENUE, ["Pins", "Fabric", "Thread"]),
        (CategoryOrder.RISING, ["Pins"]),
        (CategoryOrder.FALLING, ["Thread", "Fabric"]),
    ],
)
def test_categories_come_largest_rising_or_falling_first(order: CategoryOrder, names: list[str]) -> None:
    told = category_trends(HALF_A_YEAR, SEGMENTS, order=order)

    assert ([each.category for each in told.categories], told.total) == (names, len(names))


def test_where_there_is_a_year_the_same_season_is_compared() -> None:
    # Gifts sell in the last quarter of each year, and more of all revenue in the second year than in the first.
    gifts = (0.0,) * 9 + (50.0,) * 3 + (0.0,) * 9 + (90.0,) * 3
    told = category_trends(a_shop({"Gifts": gifts, "Rest": (50.0,) * 21 + (60.0,) * 3}), SEGMENTS)

    assert told.compared_with == "the same months a year before"
    first = told.categories[0]
    assert (first.category, first.revenue, first.revenue_before, first.revenue_a_year_before) == ("Gifts", 270, 0, 150)
    assert first.change == pytest.approx(0.6 / 0.5 - 1)
    assert first.direction is Direction.GROWING


@pytest.mark.parametrize(("months", "is_compared"), [(5, False), (6, True)])
def test_a_trend_takes_six_whole_months(months: int, *, is_compared: bool) -> None:
    told = category_trends(a_shop({"Thread": (10.0,) * months}), SEGMENTS)

    assert (told.categories[0].change is not None, told.because is None) == (is_compared, is_compared)
    assert told.because in {None, "a trend takes 6 whole months of orders"}


def test_less_than_a_twentieth_of_its_share_is_steady() -> None:
    steady = a_shop({"Thread": (50.0,) * 3 + (51.0,) * 3, "Fabric": (50.0,) * 6})

    assert [each.direction for each in category_trends(steady, SEGMENTS).categories] == [Direction.STEADY] * 2
    assert category_trends(steady, SEGMENTS, order=CategoryOrder.RISING).because == "no category is rising"


def test_products_without_categories_are_refused_with_a_sentence() -> None:
    told = category_trends(a_shop({"": (10.0,) * 6}), SEGMENTS)

    assert (told.categories, told.because) == ((), "the products have no categories")


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(NotFound, match="no category's name holds these words"):
        category_trends(HALF_A_YEAR, SEGMENTS, category="skincare")
