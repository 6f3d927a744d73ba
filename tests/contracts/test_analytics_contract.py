"""What the core may expect of analytics: the same of the fake and of the real client, API and database."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from shared.analytics.client import AnalyticsClient
from shared.domain.churn import assess_churn
from shared.domain.customers import Profile, Strength
from shared.domain.facts import OrderedItem, OrderFact
from shared.domain.tickets import TicketCustomer
from shared.errors import Denied, Permanent, Retryable, SelvageError
from shared.ports import Analytics, KnownCustomer
from shared.store.database import Database
from tests.answering import answering
from tests.factories_customers import AS_OF, a_place, a_profile, keep_line
from tests.factories_snapshots import UNPREDICTABLE, keep_snapshot
from tests.fakes.analytics import FakeAnalytics
from tests.running_api import API_KEY, running_api

SARAH = a_profile("17850", axes=(a_place(strength=Strength.WEAK), a_place("engagement", "lapsed")))
TOM = replace(
    a_profile("a/b c?d#e%f&ü", email="tom@example.com", clv=-12.5, orders=1, axes=SARAH.axes),
    archetype_id=None,
    archetype_name=None,
    average_days_between_orders=None,
    first_order_on=AS_OF,
    last_order_on=AS_OF,
)
PINS = OrderFact("o/1", AS_OF - timedelta(days=30), (OrderedItem("Pins", 2),), 20.0, SARAH.currency)
MUGS = OrderFact("o2", AS_OF, (OrderedItem("Blue mug", 1), OrderedItem("Zoë's mug", 3)), 40.0, SARAH.currency)
ODD = a_profile("ü #1?&=+;", axes=(a_place(), a_place("engagement", "lapsed", Strength.WEAK)), email=None)


@pytest.fixture(params=["fake", "real"])
def analytics(request: pytest.FixtureRequest) -> Iterator[Analytics]:
    customers = (SARAH, TOM, ODD)
    if request.param == "fake":
        fake = FakeAnalytics(*(known(profile) for profile in customers))
        fake.orders_of = {"17850": (MUGS, PINS)}
        yield fake
        return
    database_url = request.getfixturevalue("database_url")
    database = Database(database_url, size=1)
    database.open()
    keep_snapshot(database, *customers)
    with database.connection() as connection:
        for order in (PINS, MUGS):
            at = datetime.combine(order.ordered_on, time(9), UTC)
            for item in order.items:
                keep_line(connection, order.order_id, "17850", at, product=item.name, quantity=item.quantity)
    database.close()
    with running_api(database_url) as address, asking(address) as client:
        yield client


def known(profile: Profile) -> KnownCustomer:
    return KnownCustomer(profile, assess_churn(profile, because=UNPREDICTABLE.reason))


def a_ticket_customer(
    external_id: str | None = None,
    *,
    shopify_ids: tuple[str, ...] = (),
    helpdesk_id: int | None = None,
    email: str | None = None,
) -> TicketCustomer:
    return TicketCustomer(helpdesk_id, external_id, shopify_ids, email, name=None)


def test_a_known_customer_comes_with_profile_and_churn_risk(analytics: Analytics) -> None:
    assert analytics.find(a_ticket_customer("17850")) == known(SARAH)


def test_a_customer_without_an_archetype_and_with_more_refunds_than_payments_is_known_too(analytics: Analytics) -> None:
    assert analytics.find(a_ticket_customer(email="tom@example.com")) == known(TOM)


def test_an_id_with_marks_that_mean_something_in_an_address_is_found(analytics: Analytics) -> None:
    assert analytics.find(a_ticket_customer(ODD.customer_id)) == known(ODD)


def test_candidates_are_tried_in_order_and_the_first_that_is_known_wins(analytics: Analytics) -> None:
    found = analytics.find(
        a_ticket_customer("unknown", shopify_ids=("also unknown", "17850"), helpdesk_id=7, email="tom@example.com")
    )

    assert found == known(SARAH)


def test_a_helpdesk_number_that_is_a_strangers_id_does_not_name_the_stranger(analytics: Analytics) -> None:
    assert analytics.find(a_ticket_customer(helpdesk_id=17850, email="robin@example.net")) is None
    assert analytics.find(a_ticket_customer(helpdesk_id=17850, email="tom@example.com")) == known(TOM)
    assert analytics.find(a_ticket_customer(helpdesk_id=17850, email="sarah@example.com")) == known(SARAH)
    assert analytics.find(a_ticket_customer(helpdesk_id=17850)) == known(SARAH)


def test_an_e_mail_address_in_any_case_is_the_last_resort(analytics: Analytics) -> None:
    assert analytics.find(a_ticket_customer("unknown", helpdesk_id=7, email="SARAH@example.COM")) == known(SARAH)


@pytest.mark.parametrize("external_id", ["unknown", ".", "..", "/", "17850/churn-risk", "x" * 5000, "\x00", "\ud800"])
def test_who_is_not_known_is_none_and_no_error(analytics: Analytics, external_id: str) -> None:
    assert analytics.find(a_ticket_customer(external_id)) is None


def test_nobody_at_all_is_none(analytics: Analytics) -> None:
    assert analytics.find(a_ticket_customer()) is None


def test_a_customers_newest_orders_come_first(analytics: Analytics) -> None:
    assert analytics.orders("17850", limit=5) == (MUGS, PINS)
    assert analytics.orders("17850", limit=1) == (MUGS,)


@pytest.mark.parametrize("customer_id", ["nobody", "", "..", "a/b", "\x00", "\ud800", "x" * 5000, ODD.customer_id])
def test_who_is_unknown_or_has_not_ordered_has_no_orders(analytics: Analytics, customer_id: str) -> None:
    assert analytics.orders(customer_id, limit=5) == ()


def test_the_sidebar_of_a_known_customer_is_flat_and_names_nobody(analytics: Analytics) -> None:
    shown = analytics.sidebar("17850")
    assert shown is not None
    assert shown["churn"] == known(SARAH).churn.level.value
    assert (shown["orders"], shown["last_purchase"]) == (
        SARAH.historic_number_of_orders,
        SARAH.last_order_on.isoformat(),
    )
    assert shown["as_of"] == SARAH.as_of.isoformat()
    assert not any(isinstance(part, dict | list) for part in shown.values())
    assert "known" not in shown
    assert not {SARAH.customer_id, SARAH.email, SARAH.name} & set(map(str, shown.values()))
    assert analytics.sidebar(TOM.customer_id)


@pytest.mark.parametrize("customer_id", ["nobody", "", "sarah@example.com", "\x00", "\ud800", "x" * 5000])
def test_the_sidebar_shows_nobody_who_is_not_known_by_this_id(analytics: Analytics, customer_id: str) -> None:
    assert analytics.sidebar(customer_id) is None


def test_the_fake_remembers_what_it_was_asked_and_fails_when_told() -> None:
    fake = FakeAnalytics()
    customer = a_ticket_customer("1")

    assert fake.find(customer) is None
    fake.failure = Retryable("down")
    for ask in (lambda: fake.find(customer), lambda: fake.orders("1", limit=1), lambda: fake.sidebar("1")):
        with pytest.raises(Retryable):
            ask()

    assert fake.asked == [customer, customer]


def test_many_threads_share_one_client_and_one_set_of_connections(database_url: str) -> None:
    strangers = [a_ticket_customer(f"unknown-{number}") for number in range(200)]

    with running_api(database_url) as address, asking(address) as client, ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(client.find, strangers))

    assert answers == [None] * 200


def test_a_wrong_key_is_denied(database_url: str) -> None:
    with running_api(database_url) as address, asking(address, key="wrong") as client, pytest.raises(Denied):
        client.find(a_ticket_customer("17850"))


def test_an_api_whose_database_is_away_says_when_to_come_back() -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    with (
        running_api(nowhere, acquire_timeout_s=0.2) as address,
        asking(address) as client,
        pytest.raises(Retryable) as failure,
    ):
        client.find(a_ticket_customer("17850"))

    assert failure.value.retry_after == 1


@pytest.mark.parametrize(
    ("status", "content_type", "body", "told_as"),
    [
        (200, "application/json", b"{}", Permanent),
        (200, "application/json", b"\xff", Permanent),
        (200, "text/html", b"<html>Welcome</html>", Permanent),
        (301, "text/html", b"", Permanent),
        (401, "application/problem+json", b"{}", Denied),
        (403, "application/problem+json", b"{}", Denied),
        (404, "text/html", b"no such page", Permanent),
        (405, "application/problem+json", b"{}", Permanent),
        (429, "application/problem+json", b"{}", Retryable),
        (500, "text/plain", b"", Retryable),
        (502, "text/html", b"Bad Gateway", Retryable),
        (503, "application/problem+json", b"{}", Retryable),
    ],
)
def test_each_other_answer_is_told_in_our_words_without_the_customer(
    status: int, content_type: str, body: bytes, told_as: type[SelvageError]
) -> None:
    answer = answering(status, content_type, body)
    with answer as address, asking(address) as client, pytest.raises(SelvageError) as failure:
        client.find(a_ticket_customer("canary"))

    assert type(failure.value) is told_as
    assert "canary" not in str(failure.value)


def test_an_address_where_nobody_answers_is_worth_another_try() -> None:
    with asking("http://127.0.0.1:1") as client, pytest.raises(Retryable) as failure:
        client.find(a_ticket_customer("canary"))

    assert "canary" not in str(failure.value)


def test_an_api_that_takes_too_long_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with asking(address, timeout_s=0.2) as client, pytest.raises(Retryable):
            client.find(a_ticket_customer("17850"))


@pytest.mark.parametrize(("address", "key"), [("", "key"), ("nonsense", "key"), ("http://127.0.0.1:1", "two\nlines")])
def test_settings_that_cannot_work_are_not_tried_again(address: str, key: str) -> None:
    with asking(address, key=key) as client, pytest.raises(Permanent):
        client.find(a_ticket_customer("17850"))


def asking(address: str, *, key: str = API_KEY, timeout_s: float = 10) -> closing[AnalyticsClient]:
    return closing(AnalyticsClient(address, key, timeout_s))
