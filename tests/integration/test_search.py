"""Any condition: it becomes SQL that runs, and means what it means in plain Python."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.domain.customers import Strength
from shared.domain.rfm import RfmGroup
from shared.domain.search import (
    AllOf,
    AnyOf,
    AtChurnLevel,
    Between,
    Condition,
    FavouriteCategory,
    GroupBy,
    InArchetype,
    InRfmGroup,
    InSegment,
    Metric,
    Named,
    Not,
    Search,
)
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.profile_columns import AXIS_COLUMNS
from tests.factories_snapshots import customer_ids, keep_findings, keep_names, kept_customers, three_kinds_found
from tests.fakes.customers import FakeCustomers

FINDINGS_OF = 60
bounds = (
    st.none() | st.floats(allow_nan=False, allow_infinity=True) | st.sampled_from([0.0, 1.0, 4.0, 100.0, -0.5, 0.3])
)
#: What a pattern, a parameter or a quote could be taken for, and parts of real names.
texts = st.text(max_size=8) | st.sampled_from(
    ["", "%", "_", "\\", "50%", "%s", "%(key)s", "'", '"', "c00000", "NAME", "@example", "\x00", "\ud800", "{}", "; --"]
)
segments = st.sampled_from(
    [
        "occasional",
        "regular",
        "frequent",
        "active",
        "lapsed",
        "low_value",
        "high_value",
        "declining",
        "",
        "active' OR 1=1",
    ]
)
axes = st.sampled_from([*AXIS_COLUMNS, "historic_clv", "no_such_axis", "engagement = ''"])


def leaves(archetypes: list[str]) -> st.SearchStrategy[Condition]:
    return st.one_of(
        st.builds(Between, st.sampled_from(Metric), bounds, bounds),
        st.builds(InSegment, axes, segments | texts, st.none() | st.sampled_from(Strength)),
        st.builds(InArchetype, st.sampled_from(archetypes) | texts),
        st.builds(InRfmGroup, st.sampled_from(RfmGroup) | texts),
        st.builds(AtChurnLevel, st.lists(st.sampled_from(ChurnLevel)).map(tuple)),
        st.builds(FavouriteCategory, texts.filter(bool)),
        st.builds(Named, texts),
    )


def trees(archetypes: list[str]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        leaves(archetypes),
        lambda below: st.one_of(
            st.builds(AllOf, st.lists(below, max_size=3).map(tuple)),
            st.builds(AnyOf, st.lists(below, max_size=3).map(tuple)),
            st.builds(Not, below),
        ),
        max_leaves=8,
    )


class Shop:
    """The same customers in the store and in memory."""

    def __init__(self, database: Database) -> None:
        findings = three_kinds_found(FINDINGS_OF)
        keep_names(database, customer_ids(findings))
        keep_findings(database, findings)
        self.store = CustomerStore(database)
        self.memory = FakeCustomers(*kept_customers(findings))
        #: Made once: Hypothesis takes longer to understand a strategy than to draw from it.
        self.conditions = trees([archetype.id for archetype in findings.discovery.archetypes] or ["none"])


@pytest.fixture(scope="module")
def shop(module_database_url: str) -> Iterator[Shop]:
    database = Database(module_database_url, size=1)
    database.open()
    yield Shop(database)
    database.close()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), metric=st.sampled_from(Metric), descending=st.booleans(), limit=st.integers(1, 70))
def test_any_condition_finds_whom_it_means(
    shop: Shop, data: st.DataObject, metric: Metric, limit: int, *, descending: bool
) -> None:
    search = Search(data.draw(shop.conditions), metric, descending, limit)

    assert shop.store.search(search) == shop.memory.search(search)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), by=st.sampled_from([*GroupBy, "engagement"]))
def test_any_condition_is_summed_up_over_whom_it_means(shop: Shop, data: st.DataObject, by: GroupBy | str) -> None:
    where = data.draw(shop.conditions)

    ours, theirs = shop.store.groups(by, where), shop.memory.groups(by, where)

    if by is GroupBy.FAVOURITE_CATEGORY:  # nobody here has one
        assert ours == ()
        return
    assert [(group.group, group.customers, group.at_risk) for group in ours] == [
        (group.group, group.customers, group.at_risk) for group in theirs
    ]
