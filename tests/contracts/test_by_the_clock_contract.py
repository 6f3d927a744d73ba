"""Subscriptions and home tabs: what the slackbot's tests are told by memory, Postgres tells them too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from uuid import uuid4

import pytest

from shared.domain.questions import QueryKind
from shared.domain.subscriptions import NewSubscription, Rhythm, Timing
from shared.errors import NotFound
from shared.slack_ports import Homes, Subscriptions
from shared.store.database import Database
from shared.store.slack_homes import HomeStore
from shared.store.subscriptions import SubscriptionStore
from tests.fakes.by_the_clock import FakeHomes, FakeSubscriptions

NEW = NewSubscription("C1", "1.2", "U1", QueryKind.CHURN_RISK, Timing(Rhythm.DAILY, None, time(8), "UTC"))
LONG_AGO, SOMEDAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)


@pytest.fixture(params=["fake", "postgres"])
def world(request: pytest.FixtureRequest) -> str:
    told: str = request.param
    return told


@pytest.fixture
def database(world: str, request: pytest.FixtureRequest) -> Iterator[Database | None]:
    if world == "fake":
        yield None
        return
    database = Database(request.getfixturevalue("database_url"))
    database.open()
    yield database
    database.close()


@pytest.fixture
def subscriptions(database: Database | None) -> Subscriptions:
    return FakeSubscriptions() if database is None else SubscriptionStore(database)


@pytest.fixture
def homes(database: Database | None) -> Homes:
    return FakeHomes() if database is None else HomeStore(database)


def test_what_was_made_is_there_until_it_is_ended(subscriptions: Subscriptions) -> None:
    kept = subscriptions.create(NEW)
    assert subscriptions.get(kept.id) == kept
    assert [subscriptions.end(kept.id), subscriptions.end(kept.id), subscriptions.end(uuid4())] == [True, False, False]
    with pytest.raises(NotFound):
        subscriptions.get(kept.id)


def test_the_same_in_the_same_place_is_one_with_the_newer_wish(subscriptions: Subscriptions) -> None:
    first = subscriptions.create(NEW)
    weekly = Timing(Rhythm.WEEKLY, 3, time(9), "UTC")
    again = subscriptions.create(replace(NEW, user="U2", timing=weekly))
    assert (again.id, again.user, again.timing) == (first.id, "U2", weekly)
    assert subscriptions.create(replace(NEW, thread_ts=None)).id != first.id


def test_what_stands_in_a_place_is_ended_there_and_nowhere_else(subscriptions: Subscriptions) -> None:
    there = [subscriptions.create(each) for each in (NEW, replace(NEW, query_type=QueryKind.WINBACK))]
    other = subscriptions.create(replace(NEW, thread_ts=None))
    assert [subscriptions.end_in("C1", "1.2"), subscriptions.end_in("C1", "1.2")] == [len(there), 0]
    assert subscriptions.get(other.id) == other


def test_what_an_alert_goes_on_from_is_kept(subscriptions: Subscriptions) -> None:
    kept = subscriptions.create(NEW)
    subscriptions.keep_value(kept.id, 0.5)
    assert subscriptions.get(kept.id).last_value == 0.5


def test_homes_are_told_in_the_order_of_their_age(homes: Homes) -> None:
    for user in ("U1", "U2", "U3"):
        homes.opened(user)
    for user in ("U3", "U1"):
        homes.refreshed(user)
    assert list(homes.opened_since(LONG_AGO)) == ["U2", "U3", "U1"]
    assert list(homes.opened_since(SOMEDAY)) == []
    homes.forget("U3")
    homes.refreshed("U4")
    assert list(homes.opened_since(LONG_AGO)) == ["U2", "U1"]
    assert [homes.forget_unopened(LONG_AGO), homes.forget_unopened(SOMEDAY)] == [0, 2]
