"""Snapshots in a real database: which one answers, how it takes over, and what is kept of it."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Event, Thread

import numpy as np
import psycopg
import pytest

from shared.domain.churn import assess_churn
from shared.domain.customers import Profile
from shared.domain.sales import EventCustomer
from shared.errors import Retryable
from shared.segmentation.sales.facts import NOTHING_SOLD
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.profile_columns import AXIS_COLUMNS
from shared.store.shop_figures import ShopFigures
from shared.store.snapshots import SnapshotStore
from tests.factories_customers import a_discovery, a_place, a_profile, keep_customers
from tests.factories_features import AS_OF
from tests.factories_snapshots import (
    NO_FIGURES,
    customer_ids,
    findings_of,
    keep_again,
    keep_findings,
    keep_history,
    keep_names,
    keep_snapshot,
    three_kinds_found,
)

EARLIER, LATER = AS_OF - timedelta(days=30), AS_OF + timedelta(days=30)


@pytest.fixture
def snapshots(database: Database) -> SnapshotStore:
    return SnapshotStore(database)


def count(database: Database, table: str) -> int:
    with database.connection() as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def test_every_discovery_is_kept_and_the_newest_answers(database: Database) -> None:
    before, after = a_profile(clv=100.0), a_profile(clv=200.0)
    keep_snapshot(database, before)
    keep_again(database, after)

    assert count(database, "snapshots") == 2
    assert CustomerStore(database).find(before.customer_id) == after


def test_a_snapshot_of_an_earlier_day_is_history_and_does_not_answer(
    database: Database, snapshots: SnapshotStore
) -> None:
    now, then = a_profile(clv=200.0), a_profile(clv=100.0)
    current = keep_snapshot(database, now)
    keep_again(database, then, as_of=EARLIER)

    assert snapshots.current() == current
    assert CustomerStore(database).find(now.customer_id) == now
    assert (snapshots.would_answer(EARLIER), snapshots.would_answer(AS_OF), snapshots.would_answer(LATER)) == (
        False,
        True,
        True,
    )


def test_without_figures_of_the_shop_even_the_newest_snapshot_is_only_history(
    database: Database, snapshots: SnapshotStore
) -> None:
    keep_customers(database, [a_profile()])
    keep_history(database, a_discovery([a_profile()]))

    assert snapshots.current() is None
    assert CustomerStore(database).find(a_profile().customer_id) is None
    assert count(database, "places") == 1


def test_a_customer_who_left_is_not_answered_from_an_old_snapshot(database: Database) -> None:
    first, second = a_profile("1", email="one@example.com"), a_profile("2", email="two@example.com")
    keep_snapshot(database, first, second)
    keep_again(database, second)

    assert CustomerStore(database).find("1") is None
    assert CustomerStore(database).find("one@example.com") is None


def test_of_customers_with_one_address_the_last_to_order_is_found(database: Database) -> None:
    old, recent = a_profile("1", days_silent=90), a_profile("2", days_silent=3)
    keep_snapshot(database, old, recent)

    assert CustomerStore(database).find("SARAH@example.com") == recent


def test_an_id_goes_before_an_address(database: Database) -> None:
    by_address, by_id = a_profile("1", email="x@example.com"), a_profile("x@example.com", email=None, days_silent=200)
    keep_snapshot(database, by_address, by_id)

    assert CustomerStore(database).find("x@example.com") == by_id


def test_whatever_is_asked_for_an_unknown_customer_is_none(database: Database) -> None:
    keep_snapshot(database, a_profile(email=""))

    for key in ("", "nobody", "a\x00b", "'; DROP TABLE profiles; --", "\U0001f9f5" * 300, "\ud800"):
        assert CustomerStore(database).find(key) is None


def test_readers_are_answered_from_the_old_snapshot_until_the_new_one_is_whole(database: Database) -> None:
    before, after = a_profile(clv=100.0), a_profile(clv=200.0)
    keep_snapshot(database, before)
    store, other = CustomerStore(database), SnapshotStore(database)
    may_begin = Event()
    answers: list[Profile | None] = []

    def read() -> None:
        may_begin.wait(10)
        answers.extend(store.find(before.customer_id) for _ in range(50))

    reader = Thread(target=read)
    reader.start()
    may_begin.set()
    for _ in range(3):
        other.save(findings_of(a_discovery([after])), NO_FIGURES)
    reader.join(30)

    assert len(answers) == 50
    assert all(answer in (before, after) for answer in answers)


def test_erasing_a_customer_erases_all_that_is_known_of_them(database: Database) -> None:
    profile = a_profile(axes=(a_place(),))
    keep_customers(database, [profile])
    bought = EventCustomer("halloween", profile.customer_id, years=1, orders=1, spent=9.5, share_of_spend=0.1)
    sales = replace(NOTHING_SOLD, event_customers=(bought,))
    SnapshotStore(database).save(findings_of(a_discovery([profile])), ShopFigures(sales, ()))
    keep_history(database, replace(a_discovery([profile]), as_of=EARLIER))

    assert [count(database, table) for table in ("profiles", "places", "event_customers")] == [1, 2, 1]
    with database.connection() as connection:
        connection.execute("DELETE FROM customers")
    assert [count(database, table) for table in ("profiles", "places", "event_customers")] == [0, 0, 0]


def test_a_customer_erased_meanwhile_makes_the_discovery_try_again_and_nothing_is_kept(
    database: Database, snapshots: SnapshotStore
) -> None:
    kept = keep_snapshot(database, a_profile("1"))

    with pytest.raises(Retryable, match="erased"):
        keep_again(database, a_profile("1"), a_profile("erased"))

    assert snapshots.current() == kept
    assert (count(database, "snapshots"), count(database, "profiles")) == (1, 1)


def test_the_model_that_is_kept_is_the_one_before_the_next_day(database: Database, snapshots: SnapshotStore) -> None:
    findings = three_kinds_found(60)
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)
    again = replace(findings.discovery, axes=findings.discovery.axes[:1])
    keep_history(database, again)

    assert snapshots.models_before(AS_OF) == ()
    assert snapshots.models_before(LATER) == (again.axes[0].model,)
    keep_history(database, replace(findings.discovery, as_of=EARLIER))
    assert snapshots.models_before(AS_OF) == tuple(places.model for places in findings.discovery.axes)


def test_what_is_no_number_is_kept_as_nothing(database: Database) -> None:
    findings = three_kinds_found(60)
    assert findings.predicted
    features = findings.discovery.features
    features.gap_trend[0], features.spend_trend[0] = np.inf, -np.inf
    findings.predicted.next_purchase.median_days[0] = np.nan
    findings.predicted.clv[12].mean[0] = np.inf
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)

    with database.connection() as connection:
        connection.execute("CREATE TABLE texts AS SELECT profiles::text AS whole FROM profiles")
        texts = connection.execute("SELECT count(*) FROM texts WHERE whole ~* '[,{](nan|-?infinity)[,}]'").fetchone()
    forecast = CustomerStore(database).buying_forecast(customer_ids(findings)[0])
    assert texts == (0,)
    assert forecast is not None
    assert (forecast.median_days, forecast.days_interval) == (None, None)
    assert 12 not in forecast.clv


def test_a_customer_whom_the_models_do_not_know_has_no_forecast_and_the_level_of_the_rule(database: Database) -> None:
    findings = three_kinds_found(60)
    assert findings.predicted
    for chances in findings.predicted.probability.values():
        chances[0] = np.nan
    keep_names(database, customer_ids(findings))
    keep_findings(database, findings)

    first = customer_ids(findings)[0]
    with database.connection() as connection:
        kept = connection.execute(
            "SELECT churn_probability, churn_level FROM profiles WHERE customer_id = %s", [first]
        ).fetchone()
    assert CustomerStore(database).buying_forecast(first) is None
    assert kept == (None, assess_churn(findings.discovery.profile(0)).level)


def test_the_table_that_took_over_has_keys_indexes_and_comments_like_the_first(
    database: Database, database_url: str
) -> None:
    def described() -> tuple[set[str], int]:
        with psycopg.connect(database_url) as connection:
            keys = connection.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'profiles'::regclass"
                " AND contype IN ('p', 'f')"
            ).fetchall()
            comments = connection.execute(
                "SELECT count(*) FROM pg_description WHERE objoid = 'profiles'::regclass"
            ).fetchall()
        return {key for (key,) in keys}, comments[0][0]

    first = described()
    keep_snapshot(database, a_profile())
    for _ in range(2):
        keep_again(database, a_profile())

    assert described() == first
    with psycopg.connect(database_url) as connection:
        indexes = connection.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'profiles'").fetchall()
        leftovers = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE tablename = 'incoming_profiles'"
        ).fetchone()
    for column in ("archetype_id", *AXIS_COLUMNS):
        assert any(f"({column}, historic_clv DESC" in definition for (definition,) in indexes)
    assert leftovers == (0,)


def test_two_days_are_both_current_for_no_one(database: Database, snapshots: SnapshotStore) -> None:
    keep_snapshot(database, a_profile())
    newest = keep_again(database, a_profile(), as_of=LATER)

    with database.connection() as connection:
        current = connection.execute("SELECT id, as_of FROM snapshots WHERE is_current").fetchall()
    assert current == [(newest.id, date(2026, 7, 30))]
