"""Discovery over a real database: what counts as an order, and what is kept."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import typer
from typer.testing import CliRunner

from shared.cli.discover import discover as discover_verb
from shared.errors import NotFound, Retryable
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.discovery import StoredDiscovery
from shared.store.snapshots import SnapshotStore
from tests.factories_customers import (
    a_discovery,
    a_history,
    a_place,
    a_profile,
    a_shop,
    keep_customers,
    keep_line,
    keep_shop,
)

JANUARY, FEBRUARY, MARCH = (datetime(2026, month, 10, 15, 30, tzinfo=UTC) for month in (1, 2, 3))


@pytest.fixture
def snapshots(database: Database) -> SnapshotStore:
    return SnapshotStore(database)


def test_a_customer_s_orders_are_summed_up_with_returns_and_discounts_taken_off(
    database: Database, snapshots: SnapshotStore
) -> None:
    with database.connection() as connection:
        keep_line(connection, "o1", "c1", JANUARY, quantity=3, unit_price=10.0)
        keep_line(connection, "o1", "c1", JANUARY, quantity=1, unit_price=5.55, discount=0.55)
        keep_line(connection, "o2", "c1", MARCH, quantity=2, unit_price=20.0)
        keep_line(connection, "o2", "c1", MARCH, quantity=-1, unit_price=10.0)

    history = snapshots.histories(date(2026, 3, 31))[0]

    assert history == replace(
        a_history("c1", orders=2, spent=65.0), first_order_on=JANUARY.date(), last_order_on=MARCH.date()
    )


def test_an_order_of_nothing_but_returns_lowers_the_spending_and_is_no_order(
    database: Database, snapshots: SnapshotStore
) -> None:
    with database.connection() as connection:
        keep_line(connection, "o1", "c1", JANUARY, quantity=3)
        keep_line(connection, "o2", "c1", MARCH, quantity=-1)
        keep_line(connection, "o3", "only-returns", MARCH, quantity=-1)

    (history,) = snapshots.histories(date(2026, 3, 31))

    assert (history.customer_id, history.orders, history.spent) == ("c1", 1, 20.0)
    assert (history.first_order_on, history.last_order_on) == (JANUARY.date(), JANUARY.date())
    assert snapshots.newest_order_on() == JANUARY.date()


def test_two_orders_on_one_day_are_one_day_with_an_order(database: Database, snapshots: SnapshotStore) -> None:
    with database.connection() as connection:
        keep_line(connection, "o1", "c1", JANUARY)
        keep_line(connection, "o2", "c1", JANUARY)

    (history,) = snapshots.histories(date(2026, 3, 31))

    assert (history.orders, history.order_days, history.average_days_between_orders) == (2, 1, None)


def test_days_are_counted_in_utc_and_the_day_asked_for_is_part_of_the_past(
    database: Database, snapshots: SnapshotStore
) -> None:
    with database.connection() as connection:
        connection.execute("SET timezone = 'Asia/Tokyo'")
        keep_line(connection, "o1", "c1", datetime(2026, 1, 10, 23, 59, tzinfo=UTC))
        keep_line(connection, "o2", "c1", datetime(2026, 1, 11, 0, 0, tzinfo=UTC))

    (until_the_tenth,) = snapshots.histories(date(2026, 1, 10))
    (until_the_eleventh,) = snapshots.histories(date(2026, 1, 11))

    assert (until_the_tenth.orders, until_the_tenth.last_order_on) == (1, date(2026, 1, 10))
    assert (until_the_eleventh.orders, until_the_eleventh.last_order_on) == (2, date(2026, 1, 11))


def test_a_discovery_reads_the_shop_and_keeps_what_it_found(database: Database, database_url: str) -> None:
    keep_shop(database, a_shop())

    found = StoredDiscovery(database_url, currency="GBP").discover(as_of=None)

    assert len(found.profiles) == 300
    assert [model.axis for model in found.axes] == ["purchase_frequency", "purchase_value", "engagement"]
    for expected in found.profiles[:3]:
        kept = CustomerStore(database).find(expected.customer_id)
        assert kept is not None
        assert kept.name == f"Name {expected.customer_id}"
        assert replace(kept, name=None, email=None) == expected
    snapshot = SnapshotStore(database).current()
    assert snapshot is not None
    assert (snapshot.as_of, snapshot.customers) == (found.as_of, 300)


def test_the_model_and_the_archetypes_are_kept_with_the_snapshot(database: Database, database_url: str) -> None:
    keep_shop(database, a_shop())

    found = StoredDiscovery(database_url, currency="GBP").discover(as_of=None)

    with database.connection() as connection:
        model = connection.execute("SELECT model FROM snapshots").fetchall()[0][0]
        archetypes = connection.execute("SELECT archetype_id, name, member_count FROM archetypes").fetchall()
    assert [axis["segments"] for axis in model["axes"]] == [list(axis.segments) for axis in found.axes]
    assert model["axes"][0]["cuts"].keys() == {"weak_below", "strong_from"}
    assert set(archetypes) == {(each.id, each.name, each.member_count) for each in found.archetypes}


def test_every_discovery_is_kept_and_the_newest_answers(database: Database, snapshots: SnapshotStore) -> None:
    before, after = a_profile(clv=100.0), a_profile(clv=200.0)
    keep_customers(database, [before])

    snapshots.save(a_discovery([before]))
    snapshots.save(a_discovery([after]))

    with database.connection() as connection:
        assert connection.execute("SELECT count(*) FROM snapshots").fetchone() == (2,)
    assert CustomerStore(database).find(before.customer_id) == after


def test_a_customer_who_left_the_newest_snapshot_is_not_answered_from_an_old_one(
    database: Database, snapshots: SnapshotStore
) -> None:
    first, second = a_profile("1", email="one@example.com"), a_profile("2", email="two@example.com")
    keep_customers(database, [first, second])
    snapshots.save(a_discovery([first, second]))
    snapshots.save(a_discovery([second]))

    assert CustomerStore(database).find("1") is None
    assert CustomerStore(database).find("one@example.com") is None


def test_of_customers_with_one_address_the_last_to_order_is_found(database: Database, snapshots: SnapshotStore) -> None:
    old, recent = a_profile("1", days_silent=90), a_profile("2", days_silent=3)
    keep_customers(database, [old, recent])
    snapshots.save(a_discovery([old, recent]))

    assert CustomerStore(database).find("SARAH@example.com") == recent


def test_an_id_goes_before_an_address(database: Database, snapshots: SnapshotStore) -> None:
    by_address, by_id = a_profile("1", email="x@example.com"), a_profile("x@example.com", email=None, days_silent=200)
    keep_customers(database, [by_address, by_id])
    snapshots.save(a_discovery([by_address, by_id]))

    assert CustomerStore(database).find("x@example.com") == by_id


@pytest.mark.parametrize("key", ["", "nobody", "a\x00b", "'; DROP TABLE profiles; --", "\U0001f9f5" * 300])
def test_whatever_is_asked_for_an_unknown_customer_is_none(
    database: Database, snapshots: SnapshotStore, key: str
) -> None:
    profile = a_profile(email="")
    keep_customers(database, [profile])
    snapshots.save(a_discovery([profile]))

    assert CustomerStore(database).find(key) is None


def test_erasing_a_customer_erases_every_profile(database: Database, snapshots: SnapshotStore) -> None:
    profile = a_profile(axes=(a_place(),))
    keep_customers(database, [profile])
    snapshots.save(a_discovery([profile]))

    with database.connection() as connection:
        connection.execute("DELETE FROM customers")
        assert connection.execute("SELECT count(*) FROM profiles").fetchone() == (0,)


def test_a_customer_erased_meanwhile_makes_the_discovery_try_again_and_nothing_is_kept(
    database: Database, snapshots: SnapshotStore
) -> None:
    with pytest.raises(Retryable):
        snapshots.save(a_discovery([a_profile("erased")]))

    assert snapshots.current() is None


def test_without_orders_there_is_nothing_to_discover(database_url: str) -> None:
    with pytest.raises(NotFound, match="selvage load"):
        StoredDiscovery(database_url, currency="GBP").run(as_of=None)


def test_a_discovery_of_an_earlier_day_sees_only_what_had_happened(database: Database, database_url: str) -> None:
    keep_shop(database, a_shop())

    found = StoredDiscovery(database_url, currency="GBP").discover(as_of=date(2026, 1, 1))

    assert 0 < len(found.profiles) < 300
    assert all(profile.last_order_on <= date(2026, 1, 1) for profile in found.profiles)


def test_the_command_prints_axes_archetypes_and_churn_levels(database: Database, database_url: str) -> None:
    keep_shop(database, a_shop())

    printed = _selvage_discover(database_url)

    assert "300 customers" in printed
    for word in ("purchase_frequency", "occasional", "Occasional, low value, lapsed", "Churn risk: LOW"):
        assert word in printed


def test_the_command_prints_json_for_programs(database: Database, database_url: str) -> None:
    keep_shop(database, a_shop())

    summary = json.loads(_selvage_discover(database_url, "--json", "--as-of", "2026-06-30", "--seed", "7"))

    assert (summary["as_of"], summary["seed"], summary["customers"]) == ("2026-06-30", 7, 300)
    assert set(summary["axes"]) == {"purchase_frequency", "purchase_value", "engagement"}
    for axis in summary["axes"].values():
        assert sum(axis["segments"].values()) == pytest.approx(1, abs=0.001)
        assert sum(axis["strengths"].values()) == pytest.approx(1, abs=0.001)
    assert sum(summary["churn_levels"].values()) == pytest.approx(1, abs=0.001)


def _selvage_discover(database_url: str, *options: str) -> str:
    app = typer.Typer()
    app.command()(discover_verb)
    result = CliRunner().invoke(app, options, env={"DATABASE_URL": database_url, "SHOP_CURRENCY": "GBP"})
    assert result.exit_code == 0, result.output
    return result.stdout
