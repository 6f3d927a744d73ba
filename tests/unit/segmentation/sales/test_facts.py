"""All the facts of a shop at once, from lines as they come."""

from dataclasses import fields
from datetime import date
from itertools import chain
from random import Random

import pytest

from shared.errors import Permanent
from shared.segmentation.sales.facts import NOTHING_SOLD, SalesFacts, sales_of
from tests.unit.segmentation.sales.shop import AS_OF, a_line, a_table


def a_year() -> list[dict[str, object]]:
    rng = Random(3)
    return [
        a_line(
            f"o{number:04}",
            f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            customer_id=f"c{rng.randint(1, 40)}",
            product_id=f"p{product}",
            product_name=f"product {product}",
            category=f"kind {product % 3}",
            quantity=rng.choice([1, 1, 2, 3, -1]),
            unit_price=rng.randint(100, 5000) / 100,
            discount=rng.choice([0.0, 0.0, 0.5]),
        )
        for number in range(300)
        for product in rng.sample(range(12), 3)
    ]


@pytest.fixture(scope="module")
def facts() -> SalesFacts:
    return sales_of(a_table(*a_year()), None, as_of=AS_OF)


def test_the_months_the_products_and_the_categories_sum_up_to_the_same_revenue(facts: SalesFacts) -> None:
    by_month = sum(month.revenue for month in facts.months)

    assert sum(product.revenue for product in facts.products) == pytest.approx(by_month)
    assert sum(month.revenue for month in facts.category_months) == pytest.approx(by_month)


def test_every_customer_is_new_once(facts: SalesFacts) -> None:
    assert sum(month.new_customers for month in facts.months) == 40


def test_the_order_of_the_lines_does_not_matter(facts: SalesFacts) -> None:
    lines = a_year()
    Random(7).shuffle(lines)

    assert sales_of(a_table(*lines), None, as_of=AS_OF) == facts


def test_shares_lie_between_none_and_all(facts: SalesFacts) -> None:
    shares = chain(
        (product.repeat_customers_share for product in facts.products),
        (share for pair in facts.pairs for share in (pair.support, pair.confidence_a_to_b, pair.confidence_b_to_a)),
        (customer.share_of_spend for customer in facts.event_customers),
    )

    assert all(0.0 <= share <= 1.0 for share in shares)


def test_each_kind_of_fact_is_there(facts: SalesFacts) -> None:
    assert [field.name for field in fields(facts) if not getattr(facts, field.name)] == ["pairs"]


def test_a_shop_that_has_sold_nothing_has_no_facts() -> None:
    assert sales_of(a_table(), None, as_of=AS_OF) == NOTHING_SOLD
    assert sales_of(a_table(a_line("o1", "2026-07-01")), None, as_of=AS_OF) == NOTHING_SOLD


@pytest.mark.parametrize("quantity", [1, 0, -1])
def test_one_line_makes_facts_whatever_it_is(quantity: int) -> None:
    facts = sales_of(a_table(a_line(quantity=quantity, discount=3.0)), None, as_of=AS_OF)

    assert facts.months[0].revenue == 10.0 * quantity - 3.0
    assert facts.months[0].orders == (1 if quantity > 0 else 0)


def test_a_country_without_a_calendar_is_refused() -> None:
    with pytest.raises(Permanent, match="holiday calendar"):
        sales_of(a_table(a_line()), None, as_of=date(2026, 6, 30), country="Atlantis")
