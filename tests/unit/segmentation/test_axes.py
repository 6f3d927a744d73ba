"""The axes: what is measured is honest where there is little history, and what cannot be told is not told."""

from itertools import chain

import numpy as np
import pytest

from shared.segmentation.axes import AXES, Axis
from shared.segmentation.axes.axis import drawn_to
from shared.segmentation.choice import COUNTS
from shared.segmentation.features.columns import MONTHS, Features
from tests.factories_features import make_features, three_kinds

BY_NAME = {axis.name: axis for axis in AXES}


def some(customers: int = 2, **columns: object) -> Features:
    usual = {"orders": np.full(customers, 5.0), "tenure_days": np.full(customers, 730.0)}
    return make_features(customer_id=[f"c{number:03}" for number in range(customers)], **(usual | columns))


def anchor(axis: str, features: Features) -> list[float]:
    measured: list[float] = BY_NAME[axis].measure(features)[:, 0].tolist()
    return measured


def reason(axis: str, features: Features) -> str | None:
    return BY_NAME[axis].unsupported(features)


def in_months(*months: int) -> np.ndarray:
    shares = np.zeros(MONTHS)
    shares[[month - 1 for month in months]] = 1 / len(months)
    return shares


@pytest.mark.parametrize("axis", AXES, ids=lambda axis: axis.name)
def test_every_number_of_segments_has_words_in_one_order(axis: Axis) -> None:
    longest = axis.vocabulary[max(COUNTS)]

    assert tuple(axis.vocabulary) == COUNTS
    for count, words in axis.vocabulary.items():
        assert len(set(words)) == count
        assert words == tuple(word for word in longest if word in words)


def test_no_word_is_used_on_two_axes() -> None:
    words = [*chain.from_iterable(axis.vocabulary[max(COUNTS)] for axis in AXES), *(a.untold for a in AXES if a.untold)]

    assert len(set(words)) == len(words)


def test_the_segments_that_campaigns_aim_at_always_exist() -> None:
    for count in COUNTS:
        assert {"routine_buyer", "consumable_buyer"} <= set(BY_NAME["repurchase_behavior"].vocabulary[count])
        assert "category_loyal" in BY_NAME["category_exploration"].vocabulary[count]


@pytest.mark.parametrize("axis", AXES, ids=lambda axis: axis.name)
def test_every_customer_gets_one_figure_for_each_feature(axis: Axis) -> None:
    measured = axis.measure(three_kinds(30))

    assert measured.shape == (30, len(axis.features))
    assert axis.untold or np.isfinite(measured).all()


@pytest.mark.parametrize("spent", [-500.0, 0.0, 1e12])
def test_any_amount_can_be_measured(spent: float) -> None:
    assert np.abs(BY_NAME["purchase_value"].measure(some(spent=np.full(2, spent)))).max() < 100


def test_one_order_is_the_same_frequency_whenever_it_was() -> None:
    new, old = anchor("purchase_frequency", some(orders=np.ones(2), tenure_days=np.array([3.0, 700.0])))

    assert new == old


def test_as_many_orders_in_less_time_are_more_frequent() -> None:
    fast, slow = anchor("purchase_frequency", some(orders=np.full(2, 6.0), tenure_days=np.array([300.0, 900.0])))

    assert fast > slow


def test_a_new_customer_is_not_frequent_for_two_orders_in_a_week() -> None:
    new, regular = anchor("purchase_frequency", some(orders=np.array([2.0, 8.0]), tenure_days=np.array([7.0, 730.0])))

    assert new < regular


def test_a_one_time_buyer_is_expected_to_wait_as_long_as_others_do() -> None:
    features = some(
        orders=np.array([5.0, 1.0]), recency_days=np.array([20.0, 20.0]), tenure_days=np.array([100.0, 20.0])
    )

    measured = BY_NAME["engagement"].measure(features)

    # The regular's gaps are 20 days, and so are the shop's.
    assert measured[0].tolist() == measured[1].tolist()


def test_longer_silence_is_less_engagement() -> None:
    lately, long_ago = anchor("engagement", some(recency_days=np.array([5.0, 300.0])))

    assert lately > long_ago


def test_figures_of_little_evidence_are_drawn_to_what_is_usual() -> None:
    drawn = drawn_to(0.4, np.array([1.0, 1.0, np.nan]), np.array([2.0, 198.0, 5.0]), worth=2.0)

    assert drawn.tolist() == pytest.approx([0.7, 0.994, 0.4])


def test_one_cheap_order_does_not_make_a_discount_hunter() -> None:
    once, always, never = anchor(
        "discount_sensitivity",
        some(3, orders=np.array([1.0, 10.0, 4.0]), discounted_orders_share=np.array([1.0, 1.0, 0.0])),
    )

    assert [once, always, never] == pytest.approx([1 / 3, 10 / 12, 0.0])


def test_a_coupon_is_a_discount() -> None:
    assert anchor("discount_sensitivity", some(coupon_orders_share=np.array([0.7, 0.0]))) == pytest.approx([0.5, 0.0])


def test_who_bought_too_little_cannot_be_told() -> None:
    features = some(orders=np.array([1.0, 4.0]), category_concentration=np.array([np.nan, 0.5]))

    assert np.isnan(anchor("category_exploration", features)).tolist() == [True, False]
    assert np.isnan(anchor("seasonality", features)).tolist() == [True, False]
    assert np.isnan(anchor("repurchase_behavior", features)).all()
    assert np.isnan(anchor("engagement_trend", features)).all()


def test_a_season_is_believed_only_after_many_orders() -> None:
    shares = np.array([in_months(10, 11, 12), in_months(10, 11, 12), np.full(MONTHS, 1 / MONTHS)])
    few, many, even = anchor("seasonality", some(3, orders=np.array([3.0, 40.0, 40.0]), month_shares=shares))

    assert even < few < many < 1.0


def test_a_customer_of_a_month_has_shown_no_season() -> None:
    shares = np.array([in_months(11), in_months(11), np.full(MONTHS, 1 / MONTHS)])
    new, old, _ = anchor("seasonality", some(3, tenure_days=np.array([30.0, 730.0, 730.0]), month_shares=shares))

    assert new < old


@pytest.mark.parametrize(
    ("axis", "columns", "told"),
    [
        ("discount_sensitivity", {}, "no order has a discount or a coupon"),
        (
            "discount_sensitivity",
            {"discounted_orders_share": np.append(np.zeros(99), 1.0)},
            "only 1.0% of the customers ever had a discount or a coupon",
        ),
        (
            "discount_sensitivity",
            {"discounted_orders_share": np.full(100, 0.3)},
            "100.0% of the customers had a discount or a coupon, so that nobody is known to pay full price",
        ),
        ("category_exploration", {}, "the products have no categories"),
        ("category_exploration", {"categories": np.ones(100)}, "nobody bought from two categories"),
        ("repurchase_behavior", {}, "nobody has a second order"),
        (
            "repurchase_behavior",
            {"repurchase_ratio": np.append(np.zeros(99), 1.0)},
            "only 1.0% of those who came back bought a product again",
        ),
        ("engagement_trend", {"order_days": np.ones(100)}, "nobody has ordered on two days yet"),
        (
            "seasonality",
            {"tenure_days": np.full(100, 200.0)},
            "the orders reach back 200 days, and a year is needed to tell seasons apart",
        ),
        ("seasonality", {}, "the shop has no season: its best quarter of a year has 25% of the orders"),
        ("seasonality", {"month_shares": np.tile(in_months(12), (100, 1))}, "all orders fall into one season"),
    ],
)
def test_an_axis_that_the_orders_cannot_support_says_why(axis: str, columns: dict[str, object], told: str) -> None:
    assert reason(axis, some(100, **columns)) == told


def test_the_other_axes_are_always_supported() -> None:
    nobody = some(0)

    assert {axis.name for axis in AXES if axis.unsupported(nobody) is None} == {
        "purchase_frequency",
        "purchase_value",
        "engagement",
        "basket_size",
    }
