from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from psycopg import sql

from services.workers.beat import agendas
from services.workers.reports import Reports
from shared.domain.questions import QueryKind
from shared.domain.standing_reports import standing_reports
from shared.domain.subscriptions import NewSubscription, Rhythm, Timing
from shared.errors import InvalidPayload, NotAllowed, NotFound
from shared.settings import Settings
from shared.store.database import Database
from shared.store.job_desk import JobDesk
from shared.store.slack_homes import HomeStore
from shared.store.slots import SlotStore
from shared.store.subscriptions import MOST_OF_A_USER, SubscriptionStore
from shared.thresholds import AlertMetric, Condition

MONDAYS = Timing(Rhythm.WEEKLY, 1, time(9), "Europe/London")
NEW = NewSubscription("C1", "1.2", "U1", QueryKind.CHURN_RISK, MONDAYS, slots={"limit": 5})
ALERT = Condition(AlertMetric.DRAFTS_ACCEPTED, is_above=False, threshold=0.6)


@pytest.fixture
def store(database: Database) -> SubscriptionStore:
    return SubscriptionStore(database)


def wanted(channel: str, *alerts: Condition, at: time = time(8)) -> Sequence[NewSubscription]:
    return standing_reports(channel, alerts, at=at, time_zone="UTC")


def test_a_subscription_is_kept_with_all_that_it_says(store: SubscriptionStore) -> None:
    kept = store.create(NEW)
    assert (kept.channel, kept.thread_ts, kept.user, kept.query_type, kept.slots, kept.timing) == (
        *("C1", "1.2", "U1", QueryKind.CHURN_RISK),
        {"limit": 5},
        MONDAYS,
    )
    assert store.get(kept.id) == kept
    assert store.alive() == [kept]


def test_what_is_asked_for_again_in_the_same_place_is_one_with_the_newer_timing(store: SubscriptionStore) -> None:
    first = store.create(NEW)
    daily = Timing(Rhythm.DAILY, None, time(7, 30), "UTC")
    again = store.create(replace(NEW, timing=daily, user="U2"))
    assert (again.id, again.timing, again.user) == (first.id, daily, "U2")
    assert again.created_at > first.created_at
    others = [replace(NEW, thread_ts=None), replace(NEW, slots={}), replace(NEW, channel="C2")]
    assert len({store.create(each).id for each in others} | {first.id}) == 4


def test_a_person_has_so_many_reports_and_no_more(store: SubscriptionStore) -> None:
    many = [store.create(replace(NEW, slots={"limit": number})) for number in range(MOST_OF_A_USER)]
    one_more = replace(NEW, slots={"limit": 50})
    with pytest.raises(NotAllowed):
        store.create(one_more)
    assert store.create(NEW).id == many[5].id
    assert store.create(replace(one_more, user="U2"))
    assert store.end(many[0].id)
    assert store.create(replace(one_more, channel="C2"))


def test_one_that_has_ended_is_gone_and_can_be_asked_for_anew(store: SubscriptionStore) -> None:
    first = store.create(NEW)
    assert store.end(first.id)
    assert not store.end(first.id)
    assert store.alive() == []
    with pytest.raises(NotFound):
        store.get(first.id)
    assert store.create(NEW).id != first.id
    with pytest.raises(NotFound):
        store.get(uuid4())


def test_only_peoples_subscriptions_of_the_very_place_are_ended_there(store: SubscriptionStore) -> None:
    for each in (NEW, replace(NEW, slots={}), replace(NEW, thread_ts=None), replace(NEW, thread_ts="9.9")):
        store.create(each)
    store.follow_settings(wanted("C1"))
    assert store.end_in("C1", "1.2") == 2
    assert store.end_in("C1", None) == 1
    assert len(store.alive()) == 1 + 3


def test_the_settings_subscriptions_come_change_and_go_with_them(store: SubscriptionStore) -> None:
    mine = store.create(NEW)
    store.follow_settings(wanted("C1", ALERT))
    before = {each.name: each for each in store.alive()}
    assert before["alert drafts_accepted<0.6"].condition == ALERT
    assert store.follow_settings(wanted("C2", at=time(9))) == 1

    after = {each.name: each for each in store.alive()}
    assert after.keys() == before.keys() - {"alert drafts_accepted<0.6"}
    assert {each.channel for each in after.values() if each.name} == {"C2"}
    assert after["daily churn summary"].id == before["daily churn summary"].id
    assert store.follow_settings(()) == 3
    assert store.alive() == [mine]


def test_a_setting_that_stays_keeps_what_its_alert_saw_and_one_that_returns_does_not(store: SubscriptionStore) -> None:
    def alert() -> float | None:
        return next(each.last_value for each in store.alive() if each.condition)

    store.follow_settings(wanted("C1", ALERT))
    created = store.alive()
    store.keep_value(next(each.id for each in created if each.condition), 0.4)
    store.follow_settings(wanted("C1", ALERT))
    assert alert() == 0.4
    assert [each.created_at for each in store.alive()] == [each.created_at for each in created]
    store.follow_settings(())
    store.follow_settings(wanted("C1", ALERT))
    assert alert() is None


@pytest.mark.parametrize(("column", "value"), [("time_zone", "Mars/Olympus"), ("query_type", "horoscope")])
def test_one_that_this_code_cannot_read_stands_in_nobodys_way(
    store: SubscriptionStore, database: Database, column: str, value: str
) -> None:
    odd, other = store.create(NEW), store.create(replace(NEW, channel="C2"))
    change = sql.SQL("UPDATE subscriptions SET {} = {} WHERE id = {}")
    with database.connection() as connection:
        connection.execute(change.format(sql.Identifier(column), value, odd.id))
    assert store.alive() == [other]
    with pytest.raises(InvalidPayload):
        store.get(odd.id)


def test_two_beats_enqueue_one_report(store: SubscriptionStore, database: Database) -> None:
    daily = replace(NEW, timing=Timing(Rhythm.DAILY, None, time(8), "UTC"))
    kept = store.create(daily)
    tomorrow = datetime.combine(kept.created_at.date() + timedelta(days=1), time(8), tzinfo=UTC)
    beats = [Reports(store, SlotStore(database), ()) for _ in range(2)]
    assert sum(beat.enqueue_due(tomorrow) for beat in beats) == 1
    [job] = JobDesk(database).list()
    assert (job.kind, job.dedupe_key) == ("send_report", f"report:{kept.id}@{tomorrow:%Y-%m-%dT%H:%M}")


def test_without_a_workspace_a_beat_enqueues_nothing_of_slack(store: SubscriptionStore, database: Database) -> None:
    store.create(replace(NEW, timing=Timing(Rhythm.DAILY, None, time(4), "UTC")))
    tomorrow = datetime.now(UTC).replace(hour=4, minute=0) + timedelta(days=1)  # noqa: TID251  rows carry the present

    def kinds(**settings: str) -> set[str]:
        for agenda in agendas(Settings.model_validate(settings), database):
            agenda.enqueue_due(tomorrow)
        return {job.kind for job in JobDesk(database).list()}

    assert kinds() == {"discover_segments", "read_feed"}
    slack = {"refresh_homes", "tidy_slack", "send_report"}
    assert kinds(slack_bot_token="xoxb-1") == {"discover_segments", "read_feed"} | slack


def test_homes_are_refreshed_in_the_order_of_their_age_and_forgotten_with_their_user(database: Database) -> None:
    homes = HomeStore(database)
    for user in ("U1", "U2", "U3"):
        homes.opened(user)
    homes.refreshed("U1")
    long_ago, soon = datetime(2020, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)
    assert homes.opened_since(long_ago) == ["U2", "U3", "U1"]
    assert homes.opened_since(soon) == []
    homes.opened("U2")
    homes.forget("U3")
    assert homes.opened_since(long_ago) == ["U2", "U1"]
    assert homes.forget_unopened(long_ago) == 0
    assert homes.forget_unopened(soon) == 2
