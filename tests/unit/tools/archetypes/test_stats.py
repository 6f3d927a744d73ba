"""An archetype in figures, found by id, name or place by size."""

import pytest

from shared.domain.customers import Distinction
from shared.errors import NotFound
from shared.tools.archetypes.stats import get_archetype_stats
from tests.factories_shop import a_customer, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

TRAIT = Distinction("discount_sensitivity", "bargain_hunter", 0.6, 2.4)
CUSTOMERS = FakeCustomers(
    a_customer("a", archetype="loyal.active", category="Fabric", historic_clv=100, churn_probability=0.1),
    a_customer("b", archetype="loyal.active", category="Fabric", historic_clv=300, churn_probability=0.6),
    a_customer("c", archetype="loyal.active", category="Thread", historic_clv=200, churn_probability=0.2),
    a_customer("d", archetype="new.quiet", historic_clv=50, churn_probability=0.9),
)
SEGMENTS = FakeSegments(
    a_snapshot(4),
    an_archetype("new.quiet", 1, share=0.25, clv=50.0),
    an_archetype("loyal.active", 3, share=0.75, clv=200.0, traits=(TRAIT,)),
)


@pytest.mark.parametrize("key", ["loyal.active", "LOYAL.ACTIVE ", "Loyal, active", "1"])
def test_the_members_stand_beside_the_whole_shop(key: str) -> None:
    told = get_archetype_stats(CUSTOMERS, SEGMENTS, key)

    assert (told.archetype.id, told.number) == ("loyal.active", 1)
    assert (told.figures.customers, told.figures.share, told.figures.revenue, told.figures.average_clv) == (
        3,
        0.75,
        600,
        200,
    )
    assert (told.figures.at_risk, told.figures.revenue_at_risk) == (1, 300)
    assert (told.everybody.customers, told.everybody.revenue) == (4, 650)
    assert [(group.group, group.customers) for group in told.by_favourite_category] == [("Fabric", 2), ("Thread", 1)]
    assert [(group.group, group.customers) for group in told.by_churn_level] == [("LOW", 2), ("HIGH", 1)]


def test_a_sentence_says_what_it_is_and_what_sets_it_apart() -> None:
    assert get_archetype_stats(CUSTOMERS, SEGMENTS, "1").reason == (
        "3 customers, 75% of all, who spent £600 so far, £200 each; "
        "stand out as bargain hunter (2.4 times as often as others)"
    )


@pytest.mark.parametrize("key", ["0", "3", "", "loyal", "999999999999"])
def test_an_unknown_archetype_is_refused_with_how_many_there_are(key: str) -> None:
    with pytest.raises(NotFound, match="there are 2, and 1 is the largest"):
        get_archetype_stats(CUSTOMERS, SEGMENTS, key)


def test_without_archetypes_the_refusal_says_why() -> None:
    with pytest.raises(NotFound, match="do not fall into segments"):
        get_archetype_stats(FakeCustomers(), FakeSegments(a_snapshot(0)), "1")
