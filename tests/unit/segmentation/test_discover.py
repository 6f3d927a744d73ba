"""Discovery over made-up shops whose kinds of customers are known."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.churn import PURCHASE_FREQUENCY
from shared.domain.customers import Strength
from shared.segmentation.archetypes import LEAST_LIFT, MOST_ARCHETYPES
from shared.segmentation.axes import AXES
from shared.segmentation.discover import discover
from shared.segmentation.discovery import Discovery
from shared.segmentation.features.columns import Features
from shared.segmentation.learning import FEWEST_CUSTOMERS
from shared.segmentation.samples import take
from shared.segmentation.strength import STRENGTHS
from tests.factories_features import AS_OF, make_features, three_kinds

CUSTOMERS = 300


def discovered(features: Features, seed: int = 1, before: Discovery | None = None) -> Discovery:
    models = [places.model for places in before.axes] if before else []
    return discover(features, as_of=AS_OF, currency="GBP", seed=seed, before=models)


def archetype_ids(found: Discovery) -> dict[str, str | None]:
    profiles = (found.profile(number) for number in range(len(found)))
    return {profile.customer_id: profile.archetype_id for profile in profiles}


def share_kept(before: Discovery, after: Discovery) -> float:
    """Of the customers of `after`, those who have the archetype that they had before."""
    old, new = archetype_ids(before), archetype_ids(after)
    return sum(old[customer] == archetype for customer, archetype in new.items()) / len(new)


def numbered(customers: int, **columns: object) -> Features:
    return make_features(customer_id=[f"c{number:04}" for number in range(customers)], **columns)


@pytest.fixture(scope="module")
def shop() -> Features:
    return three_kinds(CUSTOMERS)


@pytest.fixture(scope="module")
def found(shop: Features) -> Discovery:
    return discovered(shop)


@pytest.fixture(scope="module")
def shaded() -> Discovery:
    """A shop whose customers shade into each other on every axis."""
    return discovered(a_shaded_shop(600))


def a_shaded_shop(customers: int) -> Features:
    rng = np.random.default_rng(4)
    orders = 1.0 + rng.negative_binomial(1, 0.3, customers)
    recency = rng.integers(1, 400, customers)
    again = orders > 1
    repurchase = np.where(again, rng.beta(2, 5, customers), np.nan)
    return numbered(
        customers,
        orders=orders,
        recency_days=recency,
        tenure_days=recency + (orders - 1) * rng.integers(5, 90, customers),
        spent=orders * rng.lognormal(4, 0.7, customers),
        spend_trend=np.where(again, rng.normal(0, 0.7, customers), np.nan),
        lines_per_order=1 + rng.poisson(3, customers),
        units_per_order=1 + rng.lognormal(1.5, 0.8, customers),
        categories=rng.integers(1, 9, customers),
        category_concentration=rng.beta(2, 3, customers),
        repurchase_ratio=repurchase,
        repurchase_excess=repurchase - 2 / 7,
        discounted_orders_share=rng.beta(0.5, 1.5, customers) * (rng.random(customers) < 0.5),
        month_shares=rng.dirichlet(np.array([1, 1, 1, 1, 1, 1, 1, 1, 3, 4, 5, 3]), customers),
    )


def test_all_nine_axes_are_found_where_the_orders_support_them(found: Discovery) -> None:
    assert [places.model.axis for places in found.axes] == [axis.name for axis in AXES]
    assert found.left_out == ()


def test_the_three_kinds_of_customers_are_told_apart(found: Discovery) -> None:
    for axis in ("purchase_value", "engagement", "basket_size"):
        places = found.on(axis)
        assert places is not None
        kinds = [Counter(places.dominant[kind::3].tolist()).most_common(1)[0] for kind in range(3)]
        assert len({segment for segment, _ in kinds}) == 3
        assert sum(members for _, members in kinds) > 0.95 * len(found)


def test_the_best_customers_are_named_so(found: Discovery) -> None:
    best = Counter(archetype for customer, archetype in archetype_ids(found).items() if int(customer[1:]) % 3 == 2)

    assert best.most_common(1)[0][0] == "frequent.high_value.active"


def test_memberships_sum_to_one_and_the_dominant_segment_has_the_largest(shaded: Discovery) -> None:
    for places in shaded.axes:
        assert places.memberships.sum(axis=1) == pytest.approx(np.ones(len(shaded)), abs=1e-5)
        assert (places.memberships[np.arange(len(shaded)), places.dominant] == places.memberships.max(axis=1)).all()


def test_all_three_strengths_occur_on_every_axis(found: Discovery, shaded: Discovery) -> None:
    for places in (*found.axes, *shaded.axes):
        assert {STRENGTHS[number] for number in places.strength} == set(Strength), places.model.axis


def test_the_order_of_the_rows_does_not_matter(shop: Features, found: Discovery) -> None:
    rows = list(range(CUSTOMERS))
    Random(5).shuffle(rows)

    assert_same(discovered(take(shop, rows)), found)


def test_the_same_seed_gives_the_same_discovery(found: Discovery) -> None:
    assert_same(discovered(three_kinds(CUSTOMERS)), found)


def assert_same(one: Discovery, other: Discovery) -> None:
    assert [places.model for places in one.axes] == [places.model for places in other.axes]
    assert (one.archetypes, one.agreement) == (other.archetypes, other.agreement)
    assert [one.profile(number) for number in range(len(one))] == [other.profile(n) for n in range(len(other))]


def test_another_seed_gives_the_same_archetype_to_nearly_everybody(shaded: Discovery) -> None:
    assert share_kept(shaded, discovered(shaded.features, seed=2)) >= 0.9


def test_archetypes_are_kept_when_all_is_learned_again_from_four_fifths_of_the_customers(shaded: Discovery) -> None:
    kept = []
    for seed in range(2):
        rows = np.sort(np.random.default_rng(seed).choice(len(shaded), round(0.8 * len(shaded)), replace=False))
        kept.append(share_kept(shaded, discovered(take(shaded.features, rows))))

    assert np.mean(kept) >= 0.9
    assert shaded.agreement == pytest.approx(np.mean(kept), abs=0.06)


def test_archetypes_count_every_customer_once_and_add_up_their_money(shaded: Discovery) -> None:
    members = Counter(archetype_ids(shaded).values())

    assert {archetype.id: archetype.member_count for archetype in shaded.archetypes} == members
    assert sum(archetype.population_share for archetype in shaded.archetypes) == pytest.approx(1.0)
    revenue = sum(archetype.total_revenue for archetype in shaded.archetypes)
    assert revenue == pytest.approx(shaded.features.spent.sum(), abs=0.01 * len(shaded.archetypes))
    sizes = [archetype.member_count for archetype in shaded.archetypes]
    assert sizes == sorted(sizes, reverse=True)
    assert 4 < len(sizes) <= MOST_ARCHETYPES


def test_an_archetype_is_named_by_its_segments_on_the_axes_of_the_signature(shaded: Discovery) -> None:
    for archetype in shaded.archetypes:
        assert archetype.id == ".".join(trait.segment for trait in archetype.signature)
        assert tuple(trait.axis for trait in archetype.signature) == shaded.archetype_axes
        assert all(trait.segment.replace("_", " ") in archetype.name.lower() for trait in archetype.signature)
    assert len({archetype.name for archetype in shaded.archetypes}) == len(shaded.archetypes)


def test_what_sets_an_archetype_apart_is_said_of_other_axes(found: Discovery) -> None:
    best = next(each for each in found.archetypes if each.id == "frequent.high_value.active")

    assert {trait.segment for trait in best.traits} >= {"peak_season", "consumable_buyer"}
    for archetype in found.archetypes:
        assert all(trait.lift >= LEAST_LIFT for trait in archetype.traits)
        assert not {trait.axis for trait in archetype.traits} & set(found.archetype_axes)


def test_the_next_discovery_keeps_the_names_and_says_how_many_customers_it_moved(shaded: Discovery) -> None:
    again = discovered(take(shaded.features, range(480)), before=shaded)

    both = [(before, after) for before in shaded.axes if (after := again.on(before.model.axis))]
    assert len(both) >= 7
    for before, after in both:
        assert after.model.segments == before.model.segments
        assert after.renamed is not None
        assert after.renamed < 0.1
    assert all(places.renamed is None for places in shaded.axes)


def test_the_next_discovery_has_as_many_segments_as_before_while_they_are_stable(shaded: Discovery) -> None:
    frequency = shaded.axes[0]
    fewer = replace(
        frequency.model,
        segments=("one_time", "regular", "very_frequent"),
        centres=(*frequency.model.centres[::2], (3.0,)),
    )

    again = discover(shaded.features, as_of=AS_OF, currency="GBP", seed=1, before=[fewer])

    assert len(frequency.model.centres) == 4
    assert again.axes[0].model.segments == fewer.segments
    assert again.axes[0].model.agreement > 0.9


def test_nobody_is_no_error() -> None:
    found = discovered(numbered(0, orders=[]))

    assert (len(found), found.archetypes, found.agreement) == (0, (), None)
    assert len(found.left_out) == len(AXES)


@pytest.mark.parametrize("customers", [1, FEWEST_CUSTOMERS - 1])
def test_too_few_customers_have_profiles_but_no_segments(customers: int) -> None:
    found = discovered(take(three_kinds(60), range(customers)))

    assert [found.profile(number).axes for number in range(customers)] == [()] * customers
    assert [left_out.axis for left_out in found.left_out] == [axis.name for axis in AXES]
    told = f"it takes 30 customers to see what is usual, and the shop has {customers}"
    assert {left_out.reason for left_out in found.left_out} == {told}
    assert set(archetype_ids(found).values()) == {None}


def test_customers_who_are_all_alike_leave_every_axis_out_with_a_reason() -> None:
    found = discovered(numbered(100, orders=np.full(100, 2.0)))

    assert found.axes == ()
    assert found.archetypes == ()
    assert all(left_out.reason for left_out in found.left_out)
    assert found.profile(7).archetype_id is None


def test_orders_of_a_single_day_have_no_engagement_no_trend_and_no_season() -> None:
    shop = three_kinds(CUSTOMERS)
    found = discovered(
        numbered(
            CUSTOMERS, orders=shop.orders, order_days=np.ones(CUSTOMERS), spent=shop.spent, tenure_days=np.zeros(300)
        )
    )

    told = {left_out.axis: left_out.reason for left_out in found.left_out}
    assert told["engagement"] == "the customers hardly differ on it"
    assert told["engagement_trend"] == "nobody has ordered on two days yet"
    assert told["seasonality"] == "the orders reach back 0 days, and a year is needed to tell seasons apart"
    assert found.archetype_axes == (PURCHASE_FREQUENCY, "purchase_value")


def test_customers_who_were_refunded_everything_do_not_become_a_segment(shop: Features, found: Discovery) -> None:
    refunded = shop.spent.copy()
    refunded[:3] = [-100.0, -1e6, 0.0]

    again = discovered(numbered(CUSTOMERS, orders=shop.orders, spent=refunded, recency_days=shop.recency_days))

    before, after = found.on("purchase_value"), again.on("purchase_value")
    assert before is not None
    assert after is not None
    assert after.model.segments == before.model.segments
    assert (after.dominant[3:] == before.dominant[3:]).mean() > 0.98


figures = st.tuples(st.integers(1, 1000), st.floats(-1e6, 1e9), st.integers(0, 3000), st.integers(0, 3000))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(figures, min_size=FEWEST_CUSTOMERS, max_size=60))
def test_whatever_the_orders_every_axis_is_found_or_left_out_with_a_reason(
    shop: list[tuple[int, float, int, int]],
) -> None:
    orders, spent, silent, before = (np.array(column) for column in zip(*shop, strict=True))

    found = discovered(
        numbered(
            len(shop),
            orders=orders,
            order_days=np.minimum(orders, before + 1),
            spent=spent,
            recency_days=silent,
            tenure_days=silent + before,
        )
    )

    assert len(found.axes) + len(found.left_out) == len(AXES)
    assert all(left_out.reason for left_out in found.left_out)
    for places in found.axes:
        assert np.isfinite(places.memberships).all()
        assert places.memberships.sum(axis=1) == pytest.approx(np.ones(len(shop)), abs=1e-5)
    assert all(np.isfinite(archetype.average_clv) for archetype in found.archetypes)
