"""What the tools may expect of the customers: the same of the fake, of PostgreSQL, and with Redis before it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.churn import ChurnLevel
from shared.domain.customers import Strength
from shared.domain.search import (
    EVERYBODY,
    After,
    AllOf,
    AnyOf,
    AtChurnLevel,
    Between,
    Condition,
    CustomerCard,
    FavouriteCategory,
    Found,
    GroupBy,
    GroupFigures,
    InArchetype,
    InRfmGroup,
    InSegment,
    Metric,
    Named,
    Not,
    Search,
)
from shared.embedded.valkey import EmbeddedValkey
from shared.errors import NotFound
from shared.store.cached.customers import CachedCustomers
from shared.store.cached.kept import Kept
from shared.store.cached.memory import Memory
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.findings import Findings
from shared.store_ports import Customers
from tests.factories_features import three_kinds
from tests.factories_snapshots import (
    UNPREDICTABLE,
    customer_ids,
    keep_findings,
    keep_names,
    kept_customers,
    three_kinds_found,
)
from tests.fakes.conditions import KeptCustomer
from tests.fakes.customers import FakeCustomers


@pytest.fixture(scope="module")
def findings() -> Findings:
    found = three_kinds_found(60)
    features = replace(
        three_kinds(60),
        favourite_category=np.array(["Fabric", "Thread", "Batting"] * 20, dtype=object),
    )
    return replace(found, discovery=replace(found.discovery, features=features))


@pytest.fixture(scope="module")
def kept(findings: Findings) -> list[KeptCustomer]:
    return kept_customers(findings)


class AskedTwice(CachedCustomers):
    """Tells what it has kept, since it has just been asked the same."""

    def search(self, search: Search) -> Found:
        super().search(search)
        return super().search(search)

    def groups(self, by: GroupBy | str, where: Condition = EVERYBODY) -> tuple[GroupFigures, ...]:
        super().groups(by, where)
        return super().groups(by, where)


@pytest.fixture(scope="module")
def stored(module_database_url: str, findings: Findings) -> Iterator[Database]:
    database = Database(module_database_url, size=1)
    database.open()
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)
    yield database
    database.close()


@pytest.fixture(scope="module", params=["fake", "real", "cached"])
def customers(request: pytest.FixtureRequest, kept: list[KeptCustomer]) -> Iterator[Customers]:
    if request.param == "fake":
        yield FakeCustomers(*kept)
        return
    database: Database = request.getfixturevalue("stored")
    if request.param == "real":
        yield CustomerStore(database)
        return
    valkey: EmbeddedValkey = request.getfixturevalue("valkey")
    with closing(Memory(valkey.valkey.url)) as memory:
        yield AskedTwice(CustomerStore(database), Kept(memory, database))


def test_everybody_is_found_by_id_and_by_address(customers: Customers, kept: list[KeptCustomer]) -> None:
    for each in kept[:5]:
        assert customers.find(each.profile.customer_id) == each.profile
        assert customers.find(f"{each.profile.customer_id}@EXAMPLE.com") == each.profile


def test_every_customer_comes_with_every_figure_segment_and_level(
    customers: Customers, kept: list[KeptCustomer]
) -> None:
    found = customers.search(Search(limit=100))

    expected = sorted(kept, key=lambda each: (-each.profile.historic_clv, each.profile.customer_id))
    assert found == Found(60, tuple(each.card for each in expected))


def test_the_forecast_of_each_customer_is_what_the_models_said(customers: Customers, kept: list[KeptCustomer]) -> None:
    assert [customers.buying_forecast(each.profile.customer_id) for each in kept] == [each.forecast for each in kept]
    assert customers.buying_forecast("nobody") is None
    assert customers.unpredictable() is None


CONDITIONS: tuple[Condition, ...] = (
    EVERYBODY,
    AnyOf(()),
    InSegment("engagement", "active"),
    InSegment("engagement", "active", Strength.STRONG),
    InSegment("engagement", ""),
    InSegment("no such axis", "active"),
    InArchetype("no such archetype"),
    InArchetype(""),
    InRfmGroup("CHAMPIONS"),
    AtChurnLevel((ChurnLevel.HIGH, ChurnLevel.CRITICAL)),
    AtChurnLevel(()),
    FavouriteCategory("Fabric"),
    Named("C00001"),
    Named("name c"),
    Named("50%_"),
    Named("5_%"),
    Named("@example.COM"),
    Named("a\x00b"),
    Between(Metric.HISTORIC_CLV, least=1000),
    Between(Metric.GAP_TREND),
    Between(Metric.SPEND_TREND, least=-0.5, most=0.5),
    Not(Between(Metric.SPEND_TREND, least=-0.5, most=0.5)),
    Not(InArchetype("no such archetype")),
    AllOf((InSegment("engagement", "active"),)),
    AllOf((InSegment("engagement", "active"), Not(AtChurnLevel((ChurnLevel.LOW,))))),
    AnyOf((InSegment("engagement", "lapsed"), Between(Metric.ORDERS, least=10))),
)


@pytest.mark.parametrize("where", CONDITIONS, ids=str)
def test_a_condition_finds_whom_it_means(customers: Customers, kept: list[KeptCustomer], where: Condition) -> None:
    found = customers.search(Search(where, order_by=Metric.SPEND_TREND, descending=False, limit=25))

    assert found == FakeCustomers(*kept).search(Search(where, Metric.SPEND_TREND, descending=False, limit=25))


def test_conditions_of_this_shop_are_not_all_empty(kept: list[KeptCustomer]) -> None:
    totals = [FakeCustomers(*kept).search(Search(where)).total for where in CONDITIONS]

    assert sum(0 < total < len(kept) for total in totals) > 10


@pytest.mark.parametrize("metric", Metric)
@pytest.mark.parametrize("descending", [True, False])
def test_customers_come_in_the_order_asked_for_and_those_without_the_figure_last(
    customers: Customers, kept: list[KeptCustomer], metric: Metric, *, descending: bool
) -> None:
    search = Search(order_by=metric, descending=descending, limit=60)

    ids = [card.customer_id for card in customers.search(search).customers]

    assert ids == [card.customer_id for card in FakeCustomers(*kept).search(search).customers]


@settings(max_examples=40)
@given(
    metric=st.sampled_from(Metric),
    where=st.sampled_from(CONDITIONS),
    size=st.integers(1, 70),
    descending=st.booleans(),
)
def test_page_by_page_comes_each_customer_once_in_the_order_of_one_long_list(
    customers: Customers, where: Condition, metric: Metric, size: int, *, descending: bool
) -> None:
    whole = customers.search(Search(where, metric, descending, limit=100))
    walked: list[CustomerCard] = []
    after = None

    while page := customers.search(Search(where, metric, descending, size, after)).customers:
        walked += page
        after = After(page[-1].figures[metric], page[-1].customer_id)

    assert walked == list(whole.customers)
    assert len(walked) == whole.total


@settings(max_examples=40)
@given(metric=st.sampled_from(Metric), figure=st.none() | st.floats(allow_nan=False), descending=st.booleans())
def test_a_place_where_nobody_stands_is_between_those_before_and_those_after(
    customers: Customers, metric: Metric, figure: float | None, *, descending: bool
) -> None:
    whole = [card.customer_id for card in customers.search(Search(EVERYBODY, metric, descending, 100)).customers]

    beyond = customers.search(Search(EVERYBODY, metric, descending, 100, After(figure, "c00003")))

    assert [card.customer_id for card in beyond.customers] == whole[len(whole) - len(beyond.customers) :]
    assert beyond.total == len(whole)


def test_a_place_that_no_store_can_hold_has_nobody_after_it(customers: Customers) -> None:
    assert customers.search(Search(after=After(0.0, "a\x00b"))).customers == ()


def test_every_customer_has_a_place_in_the_order_of_ids(customers: Customers, kept: list[KeptCustomer]) -> None:
    ids = sorted(each.profile.customer_id for each in kept)

    assert [customers.nth(place) for place in range(len(ids))] == ids
    assert customers.nth(len(ids)) is None


@pytest.mark.parametrize(
    "by",
    [*GroupBy, "engagement", "purchase_value"],
)
@pytest.mark.parametrize("where", [EVERYBODY, Between(Metric.ORDERS, most=3), AnyOf(())], ids=["all", "few", "nobody"])
def test_groups_are_summed_up(
    customers: Customers, kept: list[KeptCustomer], by: GroupBy | str, where: Condition
) -> None:
    summed = [astuple(group) for group in customers.groups(by, where)]

    expected = [astuple(group) for group in FakeCustomers(*kept).groups(by, where)]
    assert [group[0] for group in summed] == [group[0] for group in expected]
    for ours, theirs in zip(summed, expected, strict=True):
        assert ours[1:] == pytest.approx(theirs[1:])


def test_an_axis_that_is_not_there_cannot_group(customers: Customers) -> None:
    for axis in ("no such axis", "seasonality; DROP TABLE profiles", "a\x00b", ""):
        with pytest.raises(NotFound):
            customers.groups(axis)


def test_without_predictions_the_reason_is_told(database_url: str, findings: Findings) -> None:
    unpredicted = replace(findings, predictions=UNPREDICTABLE)
    database = Database(database_url, size=1)
    database.open()
    keep_names(database, customer_ids(findings))
    keep_findings(database, unpredicted)
    store = CustomerStore(database)

    assert store.unpredictable() == UNPREDICTABLE.reason
    assert store.buying_forecast(customer_ids(findings)[0]) is None
    assert (
        store.search(Search(limit=60)).customers
        == FakeCustomers(*kept_customers(unpredicted)).search(Search(limit=60)).customers
    )
    (everybody,) = store.groups(GroupBy.NOTHING)
    assert (everybody.predicted_revenue, everybody.churn_probability) == (None, None)
    database.close()


def test_before_the_first_discovery_there_is_nobody(database_url: str) -> None:
    database = Database(database_url, size=1)
    database.open()
    store = CustomerStore(database)

    assert store.search(Search()) == Found(0, ())
    assert store.groups(GroupBy.NOTHING) == ()
    assert store.find("c1") is None
    assert "selvage discover" in (store.unpredictable() or "")
    database.close()
