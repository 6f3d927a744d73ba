"""Customers worth showing: who fits a role in the current snapshot."""

from datetime import UTC, datetime, time

from shared.domain.churn import ChurnLevel, assess_churn
from shared.domain.customers import Profile, Strength
from shared.store.database import Database
from shared.store.showcase import Candidate, Role, Showcase
from tests.factories_customers import a_place, a_profile, keep_line
from tests.factories_snapshots import keep_snapshot


def keep_orders(database: Database, *profiles: Profile) -> None:
    """One order for each, on the day of their last."""
    with database.connection() as connection:
        for profile in profiles:
            on = datetime.combine(profile.last_order_on, time(12), UTC)
            keep_line(connection, f"order of {profile.customer_id}", profile.customer_id, on, product="Quilting cotton")


def test_a_vip_at_risk_is_one_whose_churn_level_says_so(database: Database) -> None:
    weak, strong = a_place(strength=Strength.WEAK), a_place()
    at_risk = a_profile("1", axes=(weak,), clv=6000.0, days_silent=100)
    safe = a_profile("2", axes=(strong,), clv=9000.0, days_silent=10)
    poor = a_profile("3", axes=(weak,), clv=400.0, days_silent=100)
    keep_snapshot(database, at_risk, safe, poor)
    keep_orders(database, at_risk, safe, poor)

    assert assess_churn(at_risk).level is assess_churn(poor).level is ChurnLevel.HIGH
    assert Showcase(database).candidates(Role.VIP_AT_RISK) == [
        Candidate("1", "Sarah Miller", "Sarah@Example.com", "order of 1", "Quilting cotton")
    ]


def test_nobody_is_shown_before_the_first_discovery(database: Database) -> None:
    assert [Showcase(database).candidates(role) for role in Role] == [[]] * len(Role)
