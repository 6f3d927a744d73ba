"""Whom a campaign should be aimed at: the analysis' rule for each goal, and what is said when nobody meets it."""

import pytest

from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.customers import Strength, Trait
from shared.errors import InvalidPayload, NotFound
from shared.tools.archetypes.campaign import recommend_segments_for_campaign
from tests.factories_shop import AS_OF, AXES, MODERATE, STRONG, WEAK, a_customer, a_place, a_snapshot, an_archetype
from tests.fakes.conditions import KeptCustomer
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments


def frequency(strength: Strength) -> Trait:
    return Trait("purchase_frequency", "regular", strength)


def members(archetype: str, *segments: str, axis: str = "repurchase_behavior", **figures: float) -> list[KeptCustomer]:
    """One member of the archetype for each segment on the axis."""
    return [
        a_customer(f"{archetype}-{number}", a_place(axis, segment), archetype=archetype, figures=figures)
        for number, segment in enumerate(segments)
    ]


ROUTINE = ("routine_buyer", "routine_buyer", "consumable_buyer")
EXPLORING = ("explorer", "explorer", "explorer", "routine_buyer")


def test_a_subscription_goes_to_routine_and_consumable_buyers_most_members_first() -> None:
    customers = FakeCustomers(
        *members("small", *ROUTINE[:2], historic_clv=100),
        *members("exploring", *EXPLORING),
        *members("large", *ROUTINE, historic_clv=50, days_since_last_order=200),
    )
    segments = FakeSegments(
        a_snapshot(), an_archetype("small", 2), an_archetype("exploring", 4), an_archetype("large", 3)
    )

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.SUBSCRIPTION)

    assert [target.archetype.id for target in told.targets] == ["large", "small"]
    assert [(target.suited, target.qualifies) for target in told.targets] == [(3, True), (2, True)]
    assert told.targets[0].reasoning == (
        "3 customers, 100% of them buying the same products again and again: "
        "a subscription spares them the next order; £150 so far, nobody at risk"
    )
    assert (told.total, told.suited, told.because) == (2, 6, None)
    assert (told.currency, told.as_of) == ("GBP", AS_OF)
    assert told.rule == "archetypes whose repurchase behavior is routine buyer or consumable buyer"


def test_retention_goes_to_archetypes_whose_purchase_frequency_is_weak() -> None:
    customers = FakeCustomers(
        a_customer("w", a_place("purchase_frequency", "regular", WEAK), archetype="weak"),
        a_customer("s", a_place("purchase_frequency", "regular", STRONG), archetype="strong"),
        a_customer("v", a_place("purchase_frequency", "frequent", WEAK), archetype="weaker"),
    )
    segments = FakeSegments(
        a_snapshot(),
        an_archetype("weak", 10, frequency(WEAK)),
        an_archetype("strong", 30, frequency(STRONG)),
        an_archetype("moderate", 20, frequency(MODERATE)),
        an_archetype("weaker", 15, frequency(WEAK)),
    )

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.RETENTION)

    assert [target.archetype.id for target in told.targets] == ["weaker", "weak"]
    assert told.rule == "archetypes whose purchase frequency is weak"


def test_a_weak_frequency_outside_the_signature_is_told_from_the_members() -> None:
    places = [a_place("purchase_frequency", segment, WEAK) for segment in ("regular", "frequent")]
    customers = FakeCustomers(
        *(a_customer(f"w{number}", place, archetype="weak") for number, place in enumerate(places)),
        a_customer("w2", a_place("purchase_frequency", "regular", STRONG), archetype="weak"),
        a_customer("s", a_place("purchase_frequency", "regular", MODERATE), archetype="steady"),
    )
    segments = FakeSegments(a_snapshot(), an_archetype("weak", 3), an_archetype("steady", 1))

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.RETENTION)

    assert [(target.archetype.id, target.suited) for target in told.targets] == [("weak", 2)]


def test_cross_selling_goes_to_those_loyal_to_a_category() -> None:
    axis = "category_exploration"
    customers = FakeCustomers(
        *members("loyal", "category_loyal", axis=axis), *members("curious", "explorer", "explorer", axis=axis)
    )
    segments = FakeSegments(a_snapshot(), an_archetype("curious", 2), an_archetype("loyal", 1))

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.CROSS_SELL)

    assert [target.archetype.id for target in told.targets] == ["loyal"]


def test_when_no_archetype_qualifies_the_next_best_are_labelled_and_ranked_by_members_who_do() -> None:
    customers = FakeCustomers(
        *members("few", "routine_buyer", "explorer", "explorer"),
        *members("rarer than in the shop", "routine_buyer", *["explorer"] * 5),
        *members("more", "routine_buyer", "consumable_buyer", "explorer", "explorer", "explorer"),
    )
    segments = FakeSegments(
        a_snapshot(), an_archetype("few", 3), an_archetype("rarer than in the shop", 6), an_archetype("more", 5)
    )

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.SUBSCRIPTION)

    assert told.because == "there are no archetypes whose repurchase behavior is routine buyer or consumable buyer"
    assert [(target.archetype.id, target.suited) for target in told.targets] == [("more", 2), ("few", 1)]
    assert told.suited == 4
    assert all(target.reasoning.startswith("next best: ") and not target.qualifies for target in told.targets)


@pytest.mark.parametrize(
    ("goal", "figures"),
    [
        (Goal.SUBSCRIPTION, {"historic_number_of_orders": 3.0, "repurchase_ratio": 0.4}),
        (Goal.RETENTION, {"churn_probability": 0.6}),
        (Goal.CROSS_SELL, {"historic_number_of_orders": 3.0, "category_concentration": 0.5}),
    ],
)
def test_in_a_shop_without_the_axis_plain_figures_stand_in(goal: Goal, figures: dict[str, float]) -> None:
    customers = FakeCustomers(
        a_customer("fits", archetype="one", figures=figures),
        a_customer("does not", archetype="other", level=ChurnLevel.LOW),
    )
    left_out = dict.fromkeys(AXES, "the customers hardly differ on it")
    segments = FakeSegments(a_snapshot(axes={}, left_out=left_out), an_archetype("one", 1), an_archetype("other", 1))

    told = recommend_segments_for_campaign(customers, segments, goal=goal)

    assert [(target.archetype.id, target.qualifies) for target in told.targets] == [("one", False)]
    assert told.because
    assert told.because.endswith("was left out: the customers hardly differ on it")


def test_where_nobody_is_suited_there_is_nobody_to_aim_at() -> None:
    customers = FakeCustomers(*members("exploring", "explorer"))
    segments = FakeSegments(a_snapshot(), an_archetype("exploring", 1))

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.SUBSCRIPTION)

    assert (told.targets, told.total, told.suited) == ((), 0, 0)
    assert told.because


def test_without_archetypes_it_says_so() -> None:
    told = recommend_segments_for_campaign(FakeCustomers(), FakeSegments(a_snapshot(0, axes={})), goal=Goal.RETENTION)

    assert (told.targets, told.because) == ((), "there are no archetypes: the customers do not fall into segments yet")


def test_at_most_so_many_are_told_and_the_total_says_how_many_there_are() -> None:
    names = [f"a{number}" for number in range(4)]
    customers = FakeCustomers(*(member for name in names for member in members(name, "routine_buyer")))
    segments = FakeSegments(a_snapshot(), *(an_archetype(name, 1) for name in names))

    told = recommend_segments_for_campaign(customers, segments, goal=Goal.SUBSCRIPTION, max_segments=3)

    assert ([target.archetype.id for target in told.targets], told.total) == (["a0", "a1", "a2"], 4)


@pytest.mark.parametrize("max_segments", [-1, 0, 21])
def test_a_number_of_segments_out_of_bounds_is_refused(max_segments: int) -> None:
    with pytest.raises(InvalidPayload, match="max_segments must be from 1 to 20"):
        recommend_segments_for_campaign(
            FakeCustomers(), FakeSegments(a_snapshot()), goal=Goal.RETENTION, max_segments=max_segments
        )


def test_before_the_first_discovery_there_is_nothing_to_recommend() -> None:
    with pytest.raises(NotFound):
        recommend_segments_for_campaign(FakeCustomers(), FakeSegments(None), goal=Goal.RETENTION)
