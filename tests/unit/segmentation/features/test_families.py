"""Product families that are learned from what products are called."""

import random

import pytest

from shared.segmentation.features.families import MOST_FAMILIES, OTHER, Product, learn_families
from shared.segmentation.features.products import collect_products, uncategorised_products
from tests.unit.segmentation.features.shop import AS_OF, a_line, a_table

HEADS = ("mug", "candle", "lunch bag", "birthday card", "cake tin", "cushion")
LOOKS = ("red", "blue", "spotty", "vintage", "large", "small", "floral", "striped", "white", "set of 4", "gold", "tall")
GIFTS = [
    Product(f"p{number}", f"{look} {head} no {number}", sold=1 + number % 7)
    for number, (head, look) in enumerate((head, look) for head in HEADS for look in LOOKS)
]


def test_products_that_share_their_telling_words_are_of_one_family() -> None:
    families = learn_families(GIFTS, seed=1)

    by_head = {head: {families[gift.product_id] for gift in GIFTS if head in gift.name} for head in HEADS}
    assert all(len(names) == 1 for names in by_head.values())
    heads = [names.pop().partition(", ")[0] for names in by_head.values()]
    assert heads == ["mug", "candle", "bag", "birthday", "cake", "cushion"]


def test_the_order_of_the_products_does_not_matter() -> None:
    shuffled = GIFTS.copy()
    random.Random(3).shuffle(shuffled)

    assert learn_families(shuffled, seed=1) == learn_families(GIFTS, seed=1)


def test_a_large_catalogue_has_a_handful_of_families_with_names_of_their_own() -> None:
    dice = random.Random(5)
    words = ["".join(dice.choices("abcdefghij", k=6)) for _ in range(300)]
    products = [
        Product(f"p{number}", " ".join(dice.choices(words, weights=range(300, 0, -1), k=4)), sold=dice.randrange(1, 50))
        for number in range(1000)
    ]

    families = learn_families(products, seed=1)

    assert len(families) == 1000
    assert 10 <= len(set(families.values())) <= MOST_FAMILIES


@pytest.mark.parametrize("name", ["", "   ", "12345", "!?", "the red one"])
def test_a_name_that_says_nothing_is_of_the_other_family(name: str) -> None:
    assert learn_families([Product("p1", name, 1)], seed=1) == {"p1": OTHER}


@pytest.mark.parametrize(
    ("names", "families"),
    [
        (["Blue mug"], ["mug"]),
        (["Tea towel", "Tea towel"], ["tea, towel", "tea, towel"]),
        (["Decke für Kinder"], ["decke, kinder"]),
        (["Нитки хлопковые"], ["нитки, хлопковые"]),
        (["红色棉布"], ["棉布, 红色"]),
    ],
)
def test_few_products_are_named_in_any_language(names: list[str], families: list[str]) -> None:
    products = [Product(f"p{number}", name, 1) for number, name in enumerate(names)]

    assert list(learn_families(products, seed=1).values()) == families


def test_one_is_a_kind_of_many() -> None:
    products = [Product("p1", "Bag", 1), Product("p2", "Bags", 1), Product("p3", "Glass", 1)]

    families = learn_families(products, seed=1)

    assert families["p1"] == families["p2"] == "bag"


def test_of_several_names_of_a_product_the_most_sold_counts() -> None:
    products = [Product("p1", "check", 1), Product("p1", "Blue mug", 9), Product("p1", "damaged", 2)]

    assert learn_families(products, seed=1) == {"p1": "mug"}


def test_no_products_have_no_families() -> None:
    assert learn_families([], seed=1) == {}


def test_products_without_a_category_are_counted_by_name_until_the_day() -> None:
    table = a_table(
        [
            a_line(category=""),
            a_line(category="", order_id="o2"),
            a_line(category="", product_name="Mug, blue"),
            a_line(category="", product_id="p2", quantity=-1),
            a_line("2026-07-01", category="", product_id="p3"),
            a_line(product_id="p4"),
        ]
    )

    found = collect_products(uncategorised_products(table, as_of=AS_OF))

    assert sorted(found, key=lambda product: product.name) == [
        Product("p1", "Blue mug", 2),
        Product("p1", "Mug, blue", 1),
    ]
