"""The archetypes that lead in a figure."""

from dataclasses import fields

import pytest

from shared.domain.ranking import ArchetypeMetric
from shared.domain.search import GroupFigures
from shared.errors import InvalidPayload
from shared.tools.archetypes.top import top_archetypes
from tests.factories_shop import a_customer, a_forecast, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

CUSTOMERS = FakeCustomers(
    a_customer("a", archetype="many", historic_clv=100, forecast=a_forecast(0.9, clv={12: 30.0})),
    a_customer("b", archetype="many", historic_clv=150, forecast=a_forecast(0.8, clv={12: 40.0})),
    a_customer("c", archetype="rich", historic_clv=240, forecast=a_forecast(0.3, clv={12: 60.0})),
    a_customer("d", historic_clv=999),
)
SEGMENTS = FakeSegments(a_snapshot(4), an_archetype("many", 2), an_archetype("rich", 1))


@pytest.mark.parametrize(
    ("metric", "first", "value"),
    [
        (ArchetypeMetric.MEMBERS, "many", 2),
        (ArchetypeMetric.TOTAL_REVENUE, "many", 250),
        (ArchetypeMetric.AVERAGE_CLV, "rich", 240),
        (ArchetypeMetric.PREDICTED_REVENUE, "many", 70),
        (ArchetypeMetric.CHURN_PROBABILITY, "rich", 0.7),
        (ArchetypeMetric.REVENUE_AT_RISK, "rich", 240),
    ],
)
def test_the_highest_figure_stands_first(metric: ArchetypeMetric, first: str, value: float) -> None:
    told = top_archetypes(CUSTOMERS, SEGMENTS, metric=metric)

    assert told.archetypes[0].archetype.id == first
    assert told.archetypes[0].value == pytest.approx(value)
    assert (told.total, told.because) == (2, None)


def test_every_metric_is_a_figure_of_a_group() -> None:
    assert set(ArchetypeMetric) <= {field.name for field in fields(GroupFigures)}


def test_without_predictions_nothing_is_ranked_by_them() -> None:
    customers = FakeCustomers(a_customer("a", archetype="many"), unpredictable="the orders span 12 days")

    told = top_archetypes(customers, SEGMENTS, metric=ArchetypeMetric.PREDICTED_REVENUE)

    assert (told.archetypes, told.total, told.because) == ((), 0, "the orders span 12 days")


def test_without_archetypes_it_says_so() -> None:
    told = top_archetypes(FakeCustomers(), FakeSegments(a_snapshot(0)))

    assert told.because == "there are no archetypes: the customers do not fall into segments yet"


@pytest.mark.parametrize("limit", [0, 101])
def test_bounds_are_kept(limit: int) -> None:
    with pytest.raises(InvalidPayload):
        top_archetypes(CUSTOMERS, SEGMENTS, limit=limit)
