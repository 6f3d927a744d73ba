"""How products sell, alone and together."""

import pytest

from shared.domain.product_analyses import ProductOrder
from shared.domain.sales import ProductPair
from shared.errors import InvalidPayload, NotFound
from shared.tools.shop.affinity import product_affinity
from shared.tools.shop.products import product_performance
from tests.factories_sales import a_product
from tests.factories_shop import a_snapshot
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

SEGMENTS = FakeSegments(a_snapshot())
MUG = a_product("P1", "Blue mug", revenue=500, returned=4, last_90=150, previous_90=100, a_year_ago=300.0)
SAUCER = a_product("P2", "Saucer for a blue mug", revenue=900, last_90=50, previous_90=80)
TIN = a_product("P10", "Cake tin", revenue=100, units=0, last_90=20, previous_90=0)
PAIRS = (
    ProductPair("P1", "Blue mug", "P2", "Saucer for a blue mug", 30, 0.03, 0.75, 0.5, 12.0, 8.0),
    ProductPair("P10", "Cake tin", "P2", "Saucer for a blue mug", 10, 0.01, 0.2, 0.1, 2.0, 1.1),
)
SALES = FakeSales(products=(MUG, SAUCER, TIN), pairs=PAIRS)


def names(*, order: ProductOrder) -> list[str]:
    return [each.product.product_id for each in product_performance(SALES, SEGMENTS, order=order).products]


def test_products_come_best_selling_rising_or_falling_first() -> None:
    assert names(order=ProductOrder.BEST_SELLING) == ["P2", "P1", "P10"]
    assert names(order=ProductOrder.RISING) == ["P1", "P10"]
    assert names(order=ProductOrder.FALLING) == ["P2"]


@pytest.mark.parametrize("text", ["P1", "p1", " blue mug ", "BLUE MUG"])
def test_an_exact_id_or_name_is_meant_before_a_better_selling_one_that_holds_it(text: str) -> None:
    told = product_performance(SALES, SEGMENTS, product=text)

    assert told.products[0].product == MUG


def test_change_and_returns_are_told_beside_what_was_sold() -> None:
    report = product_performance(SALES, SEGMENTS, product="P1").products[0]

    assert (report.change, report.change_on_year, report.return_rate) == (0.5, -0.5, 0.04)
    assert report.reason == (
        "100 units for £500 in 40 orders of 30 customers; £150 in the last 90 days (+50% on the 90 before); "
        "4% were returned"
    )


def test_what_cannot_be_divided_is_not_told() -> None:
    report = product_performance(SALES, SEGMENTS, product="Cake tin").products[0]

    assert (report.change, report.change_on_year, report.return_rate) == (None, None, None)


def test_an_unknown_product_is_refused_by_both_tools() -> None:
    for tool in (product_performance, product_affinity):
        with pytest.raises(NotFound, match="no product's id or name holds these words"):
            tool(SALES, SEGMENTS, product="kettle")
        with pytest.raises(InvalidPayload):
            tool(SALES, SEGMENTS, product=" ")


def test_a_shop_that_sold_nothing_says_so() -> None:
    told = product_performance(FakeSales(), SEGMENTS, order=ProductOrder.FALLING)

    assert (told.products, told.because) == ((), "no product sells less than in the 90 days before")


def test_pairs_of_the_whole_shop_come_surest_first() -> None:
    told = product_affinity(SALES, SEGMENTS)

    assert [(each.product_id, each.with_product_id) for each in told.pairs] == [("P1", "P2"), ("P10", "P2")]
    assert (told.product, told.because) == (None, None)


def test_what_goes_with_a_product_is_told_from_its_side() -> None:
    told = product_affinity(SALES, SEGMENTS, product="saucer")

    assert [(each.with_product_id, each.confidence) for each in told.pairs] == [("P1", 0.5), ("P10", 0.1)]
    assert told.pairs[0].reason == (
        "50% of the orders with Saucer for a blue mug hold Blue mug too, 12 times as many as by chance (30 orders)"
    )


def test_words_that_fit_several_products_name_the_others() -> None:
    told = product_affinity(SALES, SEGMENTS, product="mug")

    assert (told.product, told.also_meant) == (SAUCER, (MUG,))


def test_without_pairs_it_says_so() -> None:
    told = product_affinity(FakeSales(products=[MUG]), SEGMENTS, product="P1")

    assert (told.pairs, told.because) == (
        (),
        "no two products are bought together often enough to tell it from chance",
    )
