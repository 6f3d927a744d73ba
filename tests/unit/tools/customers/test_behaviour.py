"""How customers buy: all of them, a group of them, and one."""

from datetime import date

import pytest

from shared.domain.behaviour import GAP_BANDS, ORDER_BANDS, Band
from shared.domain.sales import MonthSales
from shared.domain.trends import PastPlace
from shared.tools.customers.behaviour import behaviour_analysis
from shared.tools.customers.customer_behaviour import customer_behaviour
from tests.factories_shop import a_customer, a_forecast, a_place, a_snapshot, an_archetype
from tests.fakes.conditions import KeptCustomer, meets
from tests.fakes.customers import FakeCustomers
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

AXES: dict[str, tuple[str, ...]] = {"purchase_frequency": ("one_time", "regular")}
SEGMENTS = FakeSegments(
    a_snapshot(4, axes=AXES, left_out={"discount_sensitivity": "no order has a discount"}),
    an_archetype("loyal.active", 2),
    an_archetype("new.quiet", 2),
)


def a_buyer(customer_id: str, segment: str, archetype: str, orders: float, gap: float | None) -> KeptCustomer:
    return a_customer(
        customer_id,
        a_place("purchase_frequency", segment),
        archetype=archetype,
        historic_number_of_orders=orders,
        average_days_between_orders=gap,
    )


CUSTOMERS = FakeCustomers(
    a_buyer("a", "regular", "loyal.active", 12, 7.0),
    a_buyer("b", "regular", "loyal.active", 5, 30.0),
    a_buyer("c", "one_time", "new.quiet", 1, None),
    a_buyer("d", "one_time", "new.quiet", 2, 31.0),
)


def months(count: int, *, orders: int = 10) -> list[MonthSales]:
    """So many whole months; December has three times the orders."""
    firsts = [date(2024 + number // 12, number % 12 + 1, 1) for number in range(count)]
    return [
        MonthSales(first, 1.0, orders * (3 if first.month == 12 else 1), 1, 1, 1, is_whole=True) for first in firsts
    ]


def test_the_whole_shop_is_counted_by_segment_gap_and_number_of_orders() -> None:
    told = behaviour_analysis(CUSTOMERS, SEGMENTS, FakeSales())

    assert [(each.segment, each.customers, each.share) for each in told.axes[0].segments] == [
        ("one_time", 2, 0.5),
        ("regular", 2, 0.5),
    ]
    assert [band.customers for band in told.gaps] == [1, 2, 0, 0, 0]
    assert [(band.words, band.customers, band.share) for band in told.orders] == [
        ("1 order", 1, 0.25),
        ("2 to 4 orders", 1, 0.25),
        ("5 to 9 orders", 1, 0.25),
        ("10 orders or more", 1, 0.25),
    ]
    assert told.patterns == ("67% of those who came back buy every month or more often",)
    assert told.left_out == {"discount_sensitivity": "no order has a discount"}


def test_a_group_is_told_beside_the_shop_with_what_stands_out() -> None:
    others = (a_buyer(f"n{number}", "one_time", "new.quiet", 1, None) for number in range(3))
    mixed = a_buyer("m", "one_time", "loyal.active", 1, None)

    told = behaviour_analysis(
        FakeCustomers(*CUSTOMERS.kept, mixed, *others), SEGMENTS, FakeSales(), group="archetype 1"
    )

    assert told.group == "Loyal, active"
    assert [(each.segment, each.share, each.share_of_shop) for each in told.axes[0].segments] == [
        ("one_time", 1 / 3, 0.75),
        ("regular", 2 / 3, 0.25),
    ]
    assert told.patterns[-1] == "67% regular by purchase frequency, 2.7 times as often as in the shop"


def test_what_a_group_is_made_of_does_not_stand_out_in_it() -> None:
    told = behaviour_analysis(CUSTOMERS, SEGMENTS, FakeSales(), group="purchase_frequency:regular")

    assert told.axes[0].segments[1].share == 1.0
    assert told.patterns == ("50% of those who came back buy every week or more often",)


@pytest.mark.parametrize("bands", [GAP_BANDS, ORDER_BANDS])
@pytest.mark.parametrize("figure", [0.0, 1.0, 1.5, 4.0, 7.0, 7.1, 9.0, 31.0, 92.0, 183.0, 5000.0])
def test_every_figure_lies_in_exactly_one_band(bands: tuple[Band, ...], figure: float) -> None:
    customer = a_customer("x", historic_number_of_orders=figure or 0.5, average_days_between_orders=figure)

    assert sum(meets(customer, band.where) for band in bands) == 1


def test_the_months_of_whole_years_tell_when_people_order() -> None:
    told = behaviour_analysis(CUSTOMERS, SEGMENTS, FakeSales(months=months(26)))

    assert [share.month for share in told.months] == list(range(1, 13))
    assert told.months[11].share == pytest.approx(3 / 14)
    assert told.months[0].share == pytest.approx(1 / 14)


def test_under_a_year_no_month_is_said_to_be_strong() -> None:
    assert behaviour_analysis(CUSTOMERS, SEGMENTS, FakeSales(months=months(11))).months == ()


def test_where_nobody_came_back_there_is_no_rhythm() -> None:
    once = FakeCustomers(a_buyer("c", "one_time", "new.quiet", 1, None))

    assert behaviour_analysis(once, SEGMENTS, FakeSales()).patterns[0] == "nobody has come back on another day yet"


def test_one_customer_is_told_with_rhythm_pattern_and_what_has_changed() -> None:
    ann = a_customer(
        "ann",
        a_place("purchase_frequency", "occasional"),
        historic_number_of_orders=12,
        average_days_between_orders=25,
        days_since_last_order=70,
        forecast=a_forecast(gap=28.0),
    )
    past = PastPlace(date(2026, 1, 31), "loyal", {"purchase_frequency": "regular", "gone_axis": "x"}, 50.0)
    segments = FakeSegments(a_snapshot(), places={"ann": (past,)})

    told = customer_behaviour(FakeCustomers(ann), segments, "ann")

    assert told.rhythm == "usually buys every 28 days and has been silent for 70: 2.5 times as long"
    assert told.pattern == "Frequent, regular buyer - highly engaged"
    assert told.changes == ("purchase frequency: regular on 2026-01-31, occasional now",)
    assert told.history == (past,)


def test_a_customer_with_one_order_has_no_rhythm_yet() -> None:
    told = customer_behaviour(FakeCustomers(a_customer("bob")), SEGMENTS, "bob")

    assert (told.rhythm, told.history, told.changes) == (None, (), ())
