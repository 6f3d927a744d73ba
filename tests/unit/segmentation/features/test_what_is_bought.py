"""How much customers buy at a time, how varied, how often the same, and at what discount, worked out by hand."""

import numpy as np
import pytest

from tests.unit.segmentation.features.shop import a_line, measure


def test_baskets_count_products_and_units_of_what_was_bought() -> None:
    found = measure(
        {
            "c1": [
                a_line("2026-05-01", quantity=1),
                a_line("2026-05-01", quantity=2),  # the same product on another line
                a_line("2026-05-01", quantity=3, product_id="p2"),
                a_line("2026-05-08", quantity=4),
                a_line("2026-05-08", quantity=-50, product_id="p3"),
                a_line("2026-05-09", quantity=-50),
            ]
        }
    )["c1"]

    assert found["lines_per_order"] == (2 + 1) / 2
    assert found["units_per_order"] == (1 + 2 + 3 + 4) / 2
    assert found["median_line_units"] == 2.5
    assert found["products"] == 2


def test_category_concentration_is_the_chance_that_two_lines_are_alike() -> None:
    found = measure(
        {
            "mixed": [a_line(product_id=f"p{number}", category=name) for number, name in enumerate("AAB")],
            "loyal": [a_line(product_id=f"p{number}", category="A") for number in range(3)],
            "one line": [a_line(category="A")],
            "partly": [a_line(category="A"), a_line(product_id="p2", category="")],
            "none": [a_line(category=""), a_line(product_id="p2", category="")],
        }
    )

    # Of the three pairs of lines, A-A, A-B and A-B, one is alike.
    assert found["mixed"]["category_concentration"] == pytest.approx(1 / 3)
    assert (found["mixed"]["categories"], found["loyal"]["categories"], found["partly"]["categories"]) == (2, 1, 1)
    assert (found["loyal"]["category_concentration"], found["partly"]["category_concentration"]) == (1, 0)
    assert np.isnan([found[customer]["category_concentration"] for customer in ("one line", "none")]).all()
    assert (found["none"]["categories"], found["none"]["favourite_category"]) == (0, "")


def test_product_concentration_compares_products_of_different_orders() -> None:
    def order(day: str, *products: str) -> list[dict[str, object]]:
        return [a_line(day, product_id=product) for product in products]

    found = measure(
        {
            "some": [*order("2026-01-01", "p1", "p2"), *order("2026-02-01", "p1", "p3")],
            "always": [*order("2026-01-01", "p1", "p1"), *order("2026-02-01", "p1")],
            "once": order("2026-01-01", "p1", "p2"),
        }
    )

    # One from {p1, p2} and one from {p1, p3}: the same in one case of four.
    assert found["some"]["product_concentration"] == pytest.approx(1 / 4)
    assert found["always"]["product_concentration"] == 1
    assert np.isnan(found["once"]["product_concentration"])


def test_the_repurchase_ratio_is_the_share_of_later_products_that_were_bought_before() -> None:
    def order(name: str, day: str, *products: str) -> list[dict[str, object]]:
        return [a_line(day, order_id=name, product_id=product) for product in products]

    found = measure(
        {
            "half": [*order("o1", "2026-01-01", "p1", "p2"), *order("o2", "2026-02-01", "p1", "p3")],
            "all": [*order("o1", "2026-01-01", "p1"), *order("o2", "2026-02-01", "p1")],
            # Whichever of the two came first, it had 1.5 products on average.
            "same day": [
                *order("o1", "2026-01-01", "p1", "p2"),
                *order("o2", "2026-01-01", "p1"),
                *order("o3", "2026-02-01", "p4"),
            ],
            "once": order("o1", "2026-01-01", "p1", "p1"),
        }
    )

    assert (found["half"]["repurchase_ratio"], found["all"]["repurchase_ratio"]) == (0.5, 1)
    assert found["same day"]["repurchase_ratio"] == pytest.approx(1 / (4 - 1.5))
    assert np.isnan(found["once"]["repurchase_ratio"])
    # Two customers have two orders, and 0.75 on average; the one with three is compared with nobody else.
    assert (found["half"]["repurchase_excess"], found["all"]["repurchase_excess"]) == (-0.25, 0.25)
    assert found["same day"]["repurchase_excess"] == pytest.approx(0)
    assert np.isnan(found["once"]["repurchase_excess"])


def test_the_favourite_is_the_category_with_the_most_money() -> None:
    found = measure(
        {
            "c1": [
                a_line(category="Kitchen", product_id="p1", unit_price=3.0),
                a_line(category="Kitchen", product_id="p2", unit_price=3.0),
                a_line(category="Garden", product_id="p3", unit_price=7.0),
                a_line(category="", product_id="p4", unit_price=100.0),
                a_line("2026-06-02", category="Toys", product_id="p5", unit_price=100.0, quantity=-1),
            ],
            "tie": [a_line(category="B"), a_line(category="A", product_id="p2")],
        }
    )

    assert (found["c1"]["favourite_category"], found["tie"]["favourite_category"]) == ("Garden", "A")


def test_a_family_stands_in_where_there_is_no_category() -> None:
    shop = {
        "c1": [a_line(category=""), a_line(product_id="p2", category=""), a_line(product_id="p3", category="Garden")],
        "c2": [a_line(category="", product_id="unknown")],
    }

    found = measure(shop, families={"p1": "mug, tea", "p2": "mug, tea", "p3": "rake"})

    assert (found["c1"]["categories"], found["c1"]["favourite_category"]) == (2, "mug, tea")
    assert found["c1"]["category_concentration"] == pytest.approx(1 / 3)
    assert (found["c1"]["orders"], found["c1"]["spent"]) == (1, 30)
    assert (found["c2"]["categories"], found["c2"]["favourite_category"]) == (0, "")


def test_discounts_and_coupons() -> None:
    found = measure(
        {
            "some": [
                a_line("2026-05-01", unit_price=20.0, discount=5.0, coupon="TEN"),
                a_line("2026-05-01", product_id="p2", unit_price=10.0),
                a_line("2026-05-02", unit_price=20.0),
                a_line("2026-05-03", unit_price=20.0, quantity=-1, discount=9.0, coupon="BACK"),
            ],
            # A discount on the order as a whole stands on a line of its own.
            "whole order": [a_line(unit_price=40.0), a_line(product_id="D", quantity=0, unit_price=0.0, discount=10.0)],
            "more than all": [a_line(unit_price=5.0, discount=6.0)],
            "for nothing": [a_line(unit_price=0.0)],
        }
    )

    some = found["some"]
    assert (some["discount_share"], some["discounted_orders_share"], some["coupon_orders_share"]) == (0.1, 0.5, 0.5)
    assert (found["whole order"]["discount_share"], found["whole order"]["discounted_orders_share"]) == (0.25, 1)
    assert (found["whole order"]["spent"], found["whole order"]["orders"]) == (30, 1)
    assert (found["more than all"]["discount_share"], found["more than all"]["spent"]) == (1, -1)
    assert (found["for nothing"]["discount_share"], found["for nothing"]["discounted_orders_share"]) == (0, 0)


def test_months_share_the_orders_of_all_years() -> None:
    found = measure({"c1": [a_line(day) for day in ("2025-01-31", "2026-01-01", "2025-12-24", "2026-02-01")]})["c1"]

    assert found["month_shares"].tolist() == [0.5, 0.25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25]
