"""The risk of leaving over the whole shop."""

import pytest

from shared.domain.churn import ChurnLevel
from shared.domain.search import Metric
from shared.tools.customers.churn_overview import churn_overview
from tests.factories_shop import a_customer, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

CUSTOMERS = FakeCustomers(
    a_customer("ann", archetype="loyal", historic_clv=400, churn_probability=0.78, days_since_last_order=113),
    a_customer("bob", archetype="loyal", historic_clv=300, churn_probability=0.55),
    a_customer("cat", archetype="new", historic_clv=100, churn_probability=0.9),
    a_customer("dan", archetype="new", historic_clv=200, churn_probability=0.1),
)
SEGMENTS = FakeSegments(a_snapshot(4), an_archetype("loyal", 2), an_archetype("new", 2))


def test_levels_archetypes_and_revenue_at_risk_are_summed_over_all_customers() -> None:
    told = churn_overview(CUSTOMERS, SEGMENTS)

    assert [(level.group, level.customers, level.revenue) for level in told.levels] == [
        ("CRITICAL", 2, 500),
        ("HIGH", 1, 300),
        ("LOW", 1, 200),
    ]
    assert [(each.name, each.figures.revenue_at_risk) for each in told.archetypes] == [("Loyal", 700), ("New", 100)]
    assert (told.revenue_at_risk, told.revenue_at_risk_share) == (800, 0.8)
    assert told.everybody
    assert told.everybody.churn_probability == pytest.approx(0.5825)
    assert told.judged_by == "the models' probability of no purchase within 90 days"


def test_those_at_risk_stand_most_valuable_first_each_with_the_chance() -> None:
    told = churn_overview(CUSTOMERS, SEGMENTS)

    assert [listed.customer.customer_id for listed in told.who.customers] == ["ann", "bob", "cat"]
    assert told.who.customers[0].reason == (
        "78% chance of no purchase within 90 days; £400 in 2 orders, the last 113 days ago"
    )
    assert told.who.criteria == "customers at HIGH or CRITICAL churn risk"


def test_one_level_and_another_order_can_be_asked_for() -> None:
    told = churn_overview(
        CUSTOMERS, SEGMENTS, levels=(ChurnLevel.CRITICAL,), order_by=Metric.CHURN_PROBABILITY, limit=1
    )

    assert ([listed.customer.customer_id for listed in told.who.customers], told.who.total) == (["cat"], 2)


def test_without_predictions_the_rule_is_named_as_the_judge() -> None:
    customers = FakeCustomers(a_customer("a", level=ChurnLevel.HIGH), unpredictable="the orders span 12 days")

    told = churn_overview(customers, SEGMENTS)

    assert told.judged_by == "a rule of frequency, silence and tenure, which is no probability"
    assert told.no_probability_because == "the orders span 12 days"
    assert told.who.customers[0].reason == "HIGH by the rule; £100 in 2 orders, the last 10 days ago"


def test_a_shop_where_all_is_well_says_so() -> None:
    told = churn_overview(FakeCustomers(CUSTOMERS.kept[3]), SEGMENTS)

    assert (told.who.because, told.archetypes, told.revenue_at_risk_share) == ("no customer is at such a risk", (), 0)
