"""Discovery over made-up shops whose kinds of customers are known."""

from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.churn import PURCHASE_FREQUENCY
from shared.domain.customers import Strength
from shared.segmentation.choice import choose_segments
from shared.segmentation.discover import FEWEST_CUSTOMERS, Discovery, discover
from shared.segmentation.histories import PurchaseHistory
from tests.factories_customers import AS_OF, a_history, a_shop


def discovered(shop: list[PurchaseHistory], seed: int = 1) -> Discovery:
    return discover(shop, as_of=AS_OF, currency="GBP", seed=seed)


@pytest.fixture(scope="module")
def found() -> Discovery:
    return discovered(a_shop())


def test_the_three_kinds_of_customers_are_told_apart_on_every_axis(found: Discovery) -> None:
    kinds = {
        0: ("occasional", "low_value", "lapsed"),
        1: ("regular", "mid_value", "cooling"),
        2: ("frequent", "high_value", "active"),
    }
    told = sum(
        tuple(place.segment for place in profile.axes) == kinds[int(profile.customer_id[1:]) % 3]
        for profile in found.profiles
    )
    assert told > 0.95 * len(found.profiles)


def test_memberships_sum_to_one_and_the_dominant_segment_has_the_largest(found: Discovery) -> None:
    for profile in found.profiles:
        for place in profile.axes:
            assert sum(place.memberships.values()) == pytest.approx(1.0)
            assert place.memberships[place.segment] == max(place.memberships.values())


def test_the_order_of_the_rows_does_not_matter(found: Discovery) -> None:
    shuffled = a_shop()
    Random(5).shuffle(shuffled)

    assert discovered(shuffled) == found


def test_the_same_seed_gives_the_same_discovery(found: Discovery) -> None:
    assert discovered(a_shop()) == found


def test_another_seed_gives_the_same_segments_to_nearly_everybody(found: Discovery) -> None:
    again = discovered(a_shop(), seed=2)

    same = sum(a.archetype_id == b.archetype_id for a, b in zip(found.profiles, again.profiles, strict=True))
    assert same > 0.95 * len(found.profiles)


def test_profiles_carry_the_figures_of_the_history() -> None:
    shop = [*a_shop(), a_history("x", orders=4, spent=101.0, first_days_ago=100, last_days_ago=10)]

    profile = discovered(shop).profiles[-1]

    assert (profile.customer_id, profile.historic_clv, profile.historic_number_of_orders) == ("x", 101.0, 4)
    assert (profile.average_order_value, profile.average_days_between_orders) == (25.25, 30.0)
    assert (profile.days_since_last_order, profile.tenure_days) == (10, 100)
    assert (profile.as_of, profile.currency) == (AS_OF, "GBP")


def test_archetypes_count_every_customer_once_and_add_up_their_money(found: Discovery) -> None:
    members = Counter(profile.archetype_id for profile in found.profiles)

    assert {archetype.id: archetype.member_count for archetype in found.archetypes} == members
    assert sum(archetype.population_share for archetype in found.archetypes) == pytest.approx(1.0)
    assert sum(archetype.total_revenue for archetype in found.archetypes) == pytest.approx(
        sum(profile.historic_clv for profile in found.profiles)
    )
    sizes = [archetype.member_count for archetype in found.archetypes]
    assert sizes == sorted(sizes, reverse=True)


def test_an_archetype_is_named_by_its_signature(found: Discovery) -> None:
    archetype = found.archetypes[0]

    assert archetype.id == ".".join(f"{trait.segment}-{trait.strength}" for trait in archetype.signature)
    assert all(trait.segment.replace("_", " ") in archetype.name.lower() for trait in archetype.signature)


def test_all_three_strengths_occur_on_an_axis_where_customers_shade_into_each_other() -> None:
    rng = np.random.default_rng(4)
    shop = [
        a_history(f"c{number}", orders=1 + int(rng.geometric(0.25)), spent=float(rng.lognormal(5, 1)))
        for number in range(400)
    ]

    strengths = Counter(profile.axes[0].strength for profile in discovered(shop).profiles)

    assert set(strengths) == set(Strength)
    assert strengths[Strength.WEAK] < 0.4 * len(shop)


def test_a_handful_of_refunded_customers_does_not_become_a_segment(found: Discovery) -> None:
    refunded = [a_history(f"r{number}", orders=1, spent=-100.0 * number) for number in range(3)]

    names = [model.segments for model in discovered([*a_shop(), *refunded]).axes]

    assert names == [model.segments for model in found.axes]


def test_too_few_customers_have_profiles_but_no_segments() -> None:
    found = discovered(a_shop(FEWEST_CUSTOMERS - 1))

    assert len(found.profiles) == FEWEST_CUSTOMERS - 1
    assert all(profile.axes == () and profile.archetype_id is None for profile in found.profiles)
    assert [left_out.reason for left_out in found.left_out] == ["29 customers are too few; 30 are needed"] * 3
    assert found.archetypes == ()


def test_nobody_is_no_error() -> None:
    assert discovered([]).profiles == ()


def test_an_axis_on_which_customers_do_not_differ_is_left_out_with_a_reason() -> None:
    shop = [
        a_history(history.customer_id, spent=history.spent, first_days_ago=50, last_days_ago=50) for history in a_shop()
    ]

    found = discovered(shop)

    assert [model.axis for model in found.axes] == ["purchase_value"]
    assert {left_out.axis for left_out in found.left_out} == {PURCHASE_FREQUENCY, "engagement"}
    assert all(left_out.reason for left_out in found.left_out)


def test_customers_of_only_two_kinds_do_not_make_three_segments() -> None:
    shop = [a_history(f"c{number}", orders=1 + 9 * (number % 2)) for number in range(100)]

    assert PURCHASE_FREQUENCY in {left_out.axis for left_out in discovered(shop).left_out}


def test_segments_that_do_not_come_out_again_are_not_kept() -> None:
    ring = np.linspace(0, 2 * np.pi, 400, endpoint=False)
    around = np.column_stack([np.cos(ring), np.sin(ring)])

    assert choose_segments(around, np.random.default_rng(1)) is None


histories = st.builds(
    lambda orders, spent, last, before: a_history(
        orders=orders, spent=spent, first_days_ago=last + before, last_days_ago=last, order_days=min(orders, before + 1)
    ),
    orders=st.integers(1, 1000),
    spent=st.floats(-1e6, 1e9),
    last=st.integers(0, 3000),
    before=st.integers(0, 3000),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(histories, min_size=FEWEST_CUSTOMERS, max_size=60))
def test_whatever_the_orders_every_axis_is_found_or_left_out_with_a_reason(shop: list[PurchaseHistory]) -> None:
    numbered = [
        PurchaseHistory(f"c{number}", h.orders, h.spent, h.first_order_on, h.last_order_on, h.order_days)
        for number, h in enumerate(shop)
    ]

    found = discovered(numbered)

    assert len(found.axes) + len(found.left_out) == 3
    assert len(found.profiles) == len(shop)
    for profile in found.profiles:
        for place in profile.axes:
            assert all(0 <= degree <= 1 for degree in place.memberships.values())
            assert sum(place.memberships.values()) == pytest.approx(1.0)
