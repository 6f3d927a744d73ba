"""Archetypes: the common combinations of segments, and who joins them."""

import numpy as np
import pytest

from shared.domain.customers import Strength
from shared.segmentation.archetypes import MOST_ARCHETYPES, MOST_TRAITS, SMALLEST_SHARE, archetypes_of, group
from shared.segmentation.discovery import AxisModel, AxisPlaces
from shared.segmentation.features.columns import Floats
from shared.segmentation.naming import archetype_id, archetype_name
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import StrengthCuts


def places(axis: str, segments: tuple[str, ...], degrees: Floats, *, untold: bool = False) -> AxisPlaces:
    model = AxisModel(
        axis=axis,
        features=("anchor",),
        scaling=Scaling((0.0,), (1.0,), (0.0,), (1.0,)),
        segments=segments,
        centres=tuple((float(number),) for number in range(len(segments) - untold)),
        cuts=StrengthCuts(weak_below=0.4, strong_from=0.7),
        xie_beni=0.1,
        agreement=1.0,
    )
    return AxisPlaces(
        model, degrees.astype(np.float32), degrees.argmax(axis=1).astype(np.int8), np.zeros(len(degrees), np.int8)
    )


def clearly(numbers: list[int], segments: int = 3, degree: float = 0.8) -> Floats:
    """Memberships of customers who belong to these segments to the degree, and to the others alike."""
    degrees = np.full((len(numbers), segments), (1 - degree) / (segments - 1))
    degrees[np.arange(len(numbers)), numbers] = degree
    return degrees


FREQUENCY, VALUE = ("one_time", "regular", "frequent"), ("low_value", "mid_value", "high_value")


def test_customers_with_the_same_segments_are_one_group_the_largest_first() -> None:
    often = places("purchase_frequency", FREQUENCY, clearly([2] * 20 + [0] * 50 + [1] * 30))
    much = places("purchase_value", VALUE, clearly([2] * 20 + [0] * 50 + [1] * 30))

    found = group([often, much])

    assert found.signatures == (("one_time", "low_value"), ("regular", "mid_value"), ("frequent", "high_value"))
    assert found.member_of.tolist() == [2] * 20 + [0] * 50 + [1] * 30
    assert found.ids()[0] == "frequent.high_value"


def test_a_rare_combination_joins_the_group_whose_segments_it_belongs_to_most() -> None:
    frequency = np.concatenate([clearly([0] * 50 + [2] * 50), [[0.3, 0.2, 0.5], [0.45, 0.05, 0.5]]])
    value = np.concatenate([clearly([0] * 50 + [2] * 50), [[0.5, 0.1, 0.4], [0.5, 0.1, 0.4]]])

    found = group([places("purchase_frequency", FREQUENCY, frequency), places("purchase_value", VALUE, value)])

    # The first: 0.3 x 0.5 against 0.5 x 0.4; the second: 0.45 x 0.5 against 0.5 x 0.4.
    assert found.member_of[-2:].tolist() == [found.signatures.index((FREQUENCY[n], VALUE[n])) for n in (2, 0)]


def test_groups_are_sorted_by_size_with_those_who_joined() -> None:
    larger = [[0.5, 0.4, 0.1]] * 4
    degrees = np.concatenate([clearly([0] * 100 + [1] * 99), np.array(larger)])
    second = np.concatenate([clearly([0] * 100 + [1] * 99), [[0.1, 0.4, 0.5]] * 4])

    found = group([places("purchase_frequency", FREQUENCY, degrees), places("purchase_value", VALUE, second)])

    # Four with one_time and high_value: 0.5 x 0.1 against 0.4 x 0.4.
    assert found.signatures[0] == ("regular", "mid_value")
    assert np.bincount(found.member_of).tolist() == [103, 100]


def test_where_every_combination_is_rare_the_largest_stands_for_all() -> None:
    found = group([places("purchase_frequency", FREQUENCY, clearly([0, 1, 2, 2]))])

    assert found.signatures == (("frequent",),)
    assert found.member_of.tolist() == [0, 0, 0, 0]


def test_there_are_never_more_archetypes_than_anyone_can_keep_in_mind() -> None:
    rng = np.random.default_rng(1)
    axes = [places(f"axis {n}", tuple(f"{n}{m}" for m in range(5)), rng.dirichlet(np.ones(5), 5000)) for n in range(3)]

    found = group(axes)

    assert len(found.signatures) <= MOST_ARCHETYPES
    assert np.bincount(found.member_of).min() >= SMALLEST_SHARE * 5000 * 0.5


def test_an_archetype_adds_up_its_members() -> None:
    axis = places("purchase_value", VALUE, clearly([0] * 10 + [2] * 30))
    spent = np.array([10.0] * 10 + [100.005] * 30)

    high, low = archetypes_of(group([axis]), [axis], [], spent)

    assert (high.id, high.member_count, high.population_share) == ("high_value", 30, 0.75)
    assert (high.average_clv, high.total_revenue) == (100.01, 3000.15)
    assert (low.id, low.member_count, low.total_revenue) == ("low_value", 10, 100.0)


@pytest.mark.parametrize(
    ("degree", "strength"), [(0.9, Strength.STRONG), (0.7, Strength.MODERATE), (0.5, Strength.WEAK)]
)
def test_a_trait_is_as_strong_as_its_typical_member(degree: float, strength: Strength) -> None:
    degrees = np.concatenate([clearly([0] * 20, degree=degree), clearly([0] * 9, degree=0.99)])
    axis = places("purchase_frequency", FREQUENCY, degrees)

    (found,) = archetypes_of(group([axis]), [axis], [], np.ones(29))

    assert [(trait.segment, trait.strength) for trait in found.signature] == [("one_time", strength)]


def test_a_segment_that_members_stand_in_more_often_than_others_sets_them_apart() -> None:
    axis = places("purchase_value", VALUE, clearly([0] * 50 + [2] * 50))
    hunts = places("discount_sensitivity", ("full_price", "hunter"), clearly([1] * 40 + [0] * 10 + [0] * 50, 2))

    low, high = sorted(
        archetypes_of(group([axis]), [axis], [hunts], np.ones(100)), key=lambda each: each.id, reverse=True
    )

    assert [(t.axis, t.segment, t.share, t.lift) for t in low.traits] == [("discount_sensitivity", "hunter", 0.8, 2.0)]
    assert [(t.segment, t.share, t.lift) for t in high.traits] == [("full_price", 1.0, 1.67)]


def test_only_what_sets_apart_most_is_said() -> None:
    axis = places("purchase_value", VALUE, clearly([0] * 50 + [2] * 50))
    others = [
        places(f"axis {n}", (f"usual {n}", f"rare {n}"), clearly([1] * (45 - 5 * n) + [0] * (55 + 5 * n), 2))
        for n in range(5)
    ]

    low = next(each for each in archetypes_of(group([axis]), [axis], others, np.ones(100)) if each.id == "low_value")

    assert len(low.traits) == MOST_TRAITS
    assert all(trait.segment.startswith("rare") for trait in low.traits)


def test_being_unknown_sets_nobody_apart() -> None:
    axis = places("purchase_value", VALUE, clearly([0] * 50 + [2] * 50))
    trend = places("engagement_trend", ("growing", "no_trend_yet"), clearly([1] * 50 + [0] * 50, 2), untold=True)

    low = next(each for each in archetypes_of(group([axis]), [axis], [trend], np.ones(100)) if each.id == "low_value")

    assert low.traits == ()


def test_ids_and_names_are_made_of_segments() -> None:
    assert archetype_id(("one_time", "high_value")) == "one_time.high_value"
    assert archetype_name(("one_time", "high_value", "active")) == "One time, high value, active"
