"""Pages of lists: cursors lead to each customer once, and are refused where they do not belong."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.listings import CustomerList
from shared.domain.search import Metric
from shared.domain.winback import WinbackCandidates
from shared.errors import Conflict
from shared.store_ports import SnapshotFacts
from shared.tools.arguments import read_arguments
from shared.tools.customers.b2b import b2b_customers
from shared.tools.customers.discounts import discount_dependency
from shared.tools.customers.high_value import high_value_customers
from shared.tools.customers.one_time import one_time_buyers
from shared.tools.customers.pace import declining_customers, momentum_customers
from shared.tools.customers.pages import Cursor, start_of
from shared.tools.customers.search import search_customers
from shared.tools.customers.winback import winback_candidates
from tests.factories_questions import a_full_shop
from tests.factories_shop import AS_OF, a_customer, a_snapshot
from tests.fakes.customers import FakeCustomers
from tests.fakes.segments import FakeSegments

#: Some have the same figure, one has none.
CUSTOMERS = FakeCustomers(
    *(a_customer(f"c{number}", spend_trend=number % 3, historic_clv=100.0 + number) for number in range(7)),
    a_customer("new"),
)
SHOP = FakeSegments(a_snapshot(8))


def walk(order_by: Metric, limit: int, *, descending: bool) -> list[str]:
    """Everybody's id, page by page."""
    ids: list[str] = []
    cursor = None
    while True:
        page = search_customers(CUSTOMERS, SHOP, order_by=order_by, descending=descending, limit=limit, cursor=cursor)
        ids += [listed.customer.customer_id for listed in page.customers]
        cursor = page.next_cursor
        if cursor is None:
            return ids


@given(
    limit=st.integers(1, 9),
    order_by=st.sampled_from([Metric.SPEND_TREND, Metric.HISTORIC_CLV]),
    descending=st.booleans(),
)
def test_pages_of_any_size_hold_everybody_once_in_order(limit: int, order_by: Metric, *, descending: bool) -> None:
    whole = search_customers(CUSTOMERS, SHOP, order_by=order_by, descending=descending, limit=100)

    assert walk(order_by, limit, descending=descending) == [each.customer.customer_id for each in whole.customers]
    assert whole.next_cursor is None


def test_the_total_and_the_words_are_those_of_the_whole_list_on_every_page() -> None:
    first = search_customers(CUSTOMERS, SHOP, limit=3)
    second = search_customers(CUSTOMERS, SHOP, limit=3, cursor=first.next_cursor)

    assert (second.total, second.criteria, second.because) == (8, "all customers", None)


@pytest.mark.parametrize(
    "tool",
    [
        high_value_customers,
        one_time_buyers,
        momentum_customers,
        declining_customers,
        winback_candidates,
        discount_dependency,
        b2b_customers,
    ],
)
def test_every_list_tells_its_next_page_until_the_last(tool: Callable[..., object]) -> None:
    shop = a_full_shop()
    ports = shop.for_(tool)
    whole = ids_in(tool(**ports, limit=100))
    pages, cursor = [], None

    while True:
        told = tool(**ports, limit=1, cursor=cursor)
        pages += ids_in(told)
        cursor = next_cursor_of(told)
        if cursor is None:
            break

    assert len(whole) > 1
    assert pages == whole


def ids_in(told: Any) -> list[str]:
    who = getattr(told, "who", told)
    listed = who.candidates if isinstance(who, WinbackCandidates) else who.customers
    return [each.customer.customer_id for each in listed]


def next_cursor_of(told: Any) -> str | None:
    cursor: str | None = getattr(told, "who", told).next_cursor
    return cursor


def a_cursor() -> str:
    cursor = search_customers(CUSTOMERS, SHOP, limit=2).next_cursor
    assert cursor is not None
    return cursor


def test_a_cursor_is_refused_by_a_list_in_another_order() -> None:
    with pytest.raises(Conflict, match="start again without one"):
        search_customers(CUSTOMERS, SHOP, cursor=a_cursor(), order_by=Metric.SPEND_TREND)
    with pytest.raises(Conflict, match="start again without one"):
        search_customers(CUSTOMERS, SHOP, cursor=a_cursor(), descending=False)


def test_a_cursor_is_refused_after_the_next_discovery() -> None:
    facts: SnapshotFacts = replace(a_snapshot(8), as_of=date(2026, 7, 1))

    with pytest.raises(Conflict, match="anew"):
        search_customers(CUSTOMERS, FakeSegments(facts), cursor=a_cursor())


@given(st.text() | st.binary().map(lambda told: urlsafe_b64encode(told).decode().rstrip("=")))
def test_any_text_is_a_cursor_of_ours_or_refused(text: str) -> None:
    with pytest.raises(Conflict):
        start_of(text, order_by=Metric.HISTORIC_CLV, descending=True, as_of=AS_OF)


@pytest.mark.parametrize(
    "changes",
    [{"figure": "5"}, {"order_by": "customer_id; DROP TABLE"}, {"as_of": "yesterday"}, {"more": 1}, {"customer_id": 5}],
)
def test_a_cursor_that_somebody_has_changed_is_refused(changes: dict[str, object]) -> None:
    told = {"as_of": "2026-06-30", "order_by": "historic_clv", "descending": True, "figure": 1.5, "customer_id": "a"}
    text = urlsafe_b64encode(orjson.dumps(told | changes)).decode().rstrip("=")

    with pytest.raises(Conflict):
        start_of(text, order_by=Metric.HISTORIC_CLV, descending=True, as_of=AS_OF)


@given(figure=st.none() | st.floats(allow_nan=False, allow_infinity=False), customer_id=st.text(max_size=320))
def test_a_cursor_of_any_customer_says_where_the_next_page_begins(figure: float | None, customer_id: str) -> None:
    cursor = Cursor(
        as_of=AS_OF, order_by=Metric.GAP_TREND, descending=False, figure=figure, customer_id=customer_id
    ).text()

    start = start_of(cursor, order_by=Metric.GAP_TREND, descending=False, as_of=AS_OF)

    assert start is not None
    assert (start.figure, start.customer_id) == (figure, customer_id)
    assert read_arguments(search_customers, {"cursor": cursor})["cursor"] == cursor


def test_a_list_of_nobody_has_no_next_page() -> None:
    told: CustomerList = search_customers(FakeCustomers(), FakeSegments(a_snapshot(0)))

    assert told.next_cursor is None
