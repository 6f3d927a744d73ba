"""Who looks like a business, measured against the shop's typical customer."""

import pytest

from shared.domain.b2b import bounds_in, company_domain, judge, looks_like_business
from shared.domain.search import Metric
from shared.tools.customers.b2b import b2b_customers
from tests.factories_shop import a_customer, a_snapshot
from tests.fakes.conditions import KeptCustomer, meets
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())
LINE, ORDER, MONEY = Metric.MEDIAN_LINE_UNITS, Metric.UNITS_PER_ORDER, Metric.AVERAGE_ORDER_VALUE


def a_buyer(
    customer_id: str, line: float, order: float, money: float, *, email: str | None = None, **more: float
) -> KeptCustomer:
    figures = {LINE: line, ORDER: order, MONEY: money, "monetary_score": 3.0, **more}
    return a_customer(customer_id, email=email, figures=figures)


#: Ten typical customers: 2 units a line, 5 an order, £30 an order.
TYPICAL = [a_buyer(f"t{number}", 2, 5, 30) for number in range(10)]


def test_a_sign_shows_at_three_times_the_typical_figure_and_never_at_what_a_household_buys() -> None:
    bounds = bounds_in({LINE: 1.0, ORDER: 10.0, MONEY: 30.0})

    assert [bound.least for bound in bounds] == [6, 30, 90]


@pytest.mark.parametrize(
    ("line", "order", "money", "score", "is_listed"),
    [
        (6, 15, 90, 1.0, True),
        (6, 15, 0, 0.7, True),
        (6, 0, 90, 0.7, True),
        (0, 15, 90, 0.6, True),
        (60, 0, 0, 0.4, False),
        (0, 150, 0, 0.3, False),
        (5, 14, 89, 0.0, False),
    ],
)
def test_two_signs_make_a_business_and_one_does_not(
    line: float, order: float, money: float, score: float, *, is_listed: bool
) -> None:
    bounds, buyer = bounds_in({LINE: 2.0, ORDER: 5.0, MONEY: 30.0}), a_buyer("x", line, order, money)

    assert judge(buyer.card, bounds, "GBP").score == score
    assert meets(buyer, looks_like_business(bounds)) is is_listed


def test_businesses_stand_most_valuable_first_each_with_its_signs() -> None:
    shop = FakeCustomers(
        *TYPICAL,
        a_buyer("quilt shop", 12, 60, 300, email="orders@Patchwork.example", historic_clv=4000, monetary_score=5),
        a_buyer("club", 8, 20, 40, email="ann@gmail.com", historic_clv=700, monetary_score=5),
        a_buyer("rich", 1, 2, 900, historic_clv=9000, monetary_score=5),
    )

    told = b2b_customers(shop, SEGMENTS)

    assert [(each.customer.customer_id, each.score) for each in told.customers] == [("quilt shop", 1.0), ("club", 0.7)]
    assert [each.company_domain for each in told.customers] == ["patchwork.example", None]
    assert told.customers[0].reason == (
        "12 units a line, 6.0 times the usual; 60 units an order, 12 times the usual; "
        "£300 an order, 10 times the usual; writes from patchwork.example"
    )
    assert told.criteria == (
        "customers who reach at least two of these: 6 units a line, 15 units an order and £90.00 an order"
    )
    assert (told.total, told.because) == (2, None)


def test_in_a_shop_of_households_nobody_is_listed() -> None:
    told = b2b_customers(FakeCustomers(*TYPICAL), SEGMENTS)

    assert (told.customers, told.total, told.because) == ((), 0, "no customer buys in such quantities")


def test_without_enough_typical_customers_nothing_is_usual() -> None:
    told = b2b_customers(FakeCustomers(*TYPICAL[:9], a_buyer("x", 99, 99, 99, monetary_score=5)), SEGMENTS)

    assert told.because == "there are too few customers to say what is usual in this shop"
    assert (told.customers, told.bounds) == ((), ())


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("ann@quilts.example", "quilts.example"),
        ("Ann@QUILTS.example ", "quilts.example"),
        ("ann@gmail.com", None),
        ("ann@localhost", None),
        ("", None),
        (None, None),
    ],
)
def test_a_company_domain_is_one_that_no_free_provider_has(email: str | None, domain: str | None) -> None:
    assert company_domain(email) == domain
