"""Reports, alerts and home tabs from a real beat's slots through a real worker and API into the workspace."""

import json
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from services.workers.reports import Reports
from shared.domain.access import Role
from shared.domain.questions import QueryKind
from shared.domain.standing_reports import standing_reports
from shared.domain.subscriptions import NewSubscription, Rhythm, Subscription, Timing
from shared.jobs.job import RefreshHomes, SendReport, TidySlack, arguments_of
from shared.store.jobs import JobStore
from shared.store.slots import SlotStore
from shared.store.subscriptions import SubscriptionStore
from shared.thresholds import condition_told
from tests.integration.slack.office import ADA, RETENTION, SAM, VIC, Office

DAILY = Timing(Rhythm.DAILY, None, time(8), "UTC")


def words(shown: dict[str, Any]) -> str:
    return json.dumps(shown, ensure_ascii=False)


@pytest.fixture
def kept(office: Office) -> SubscriptionStore:
    return SubscriptionStore(office.database)


def beat(office: Office, kept: SubscriptionStore) -> int:
    """What a beat enqueues that looks tomorrow at half past eight."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)  # noqa: TID251  rows carry the present
    reports = Reports(kept, SlotStore(office.database), standing(kept))
    return reports.enqueue_due(tomorrow.replace(hour=8, minute=30))


def standing(kept: SubscriptionStore) -> list[NewSubscription]:
    return [
        NewSubscription(each.channel, None, None, each.query_type, each.timing, each.slots, each.name, each.condition)
        for each in kept.alive()
        if each.name
    ]


def a_wish(office: Office, user: str, kind: QueryKind, thread_ts: str) -> Subscription:
    return office.at.subscriptions.create(NewSubscription(RETENTION, thread_ts, user, kind, DAILY))


def test_an_answer_is_sent_again_every_day_until_somebody_clicks_stop(office: Office, kept: SubscriptionStore) -> None:
    asked = office.people.mention(ADA, RETENTION, "What is the revenue forecast for the next 6 months?")
    office.work()
    office.people.message(ADA, "every day at 8", channel=RETENTION, thread_ts=asked["ts"])
    office.work()
    assert "every day at 08:00 (UTC)" in words(office.read(RETENTION, thread_ts=asked["ts"])[-1])

    assert [beat(office, kept), beat(office, kept)] == [1, 0]
    office.work()
    report = office.read(RETENTION, thread_ts=asked["ts"])[-1]
    assert "Sent every day at 08:00 (UTC)" in words(report)
    assert "image" in [block["type"] for block in report["blocks"]]

    office.people.click(ADA, "stop_report", channel=RETENTION, ts=report["ts"])
    office.work()
    assert kept.alive() == []
    assert "I send no more of this here" in words(office.read(RETENTION, thread_ts=asked["ts"])[-1])


def test_a_viewers_report_shows_no_names_and_one_of_support_on_revenue_ends(
    office: Office, kept: SubscriptionStore
) -> None:
    first = office.people.mention(VIC, RETENTION, "Which customers are likely to leave?")["ts"]
    second = office.people.mention(SAM, RETENTION, "help")["ts"]
    office.work()
    a_wish(office, VIC, QueryKind.CHURN_RISK, first)
    a_wish(office, SAM, QueryKind.REVENUE_FORECAST, second)
    beat(office, kept)
    office.work()
    assert office.at.people.role_of(VIC) is Role.VIEWER
    report = words(office.read(RETENTION, thread_ts=first)[-1])
    assert "Customers who may leave" in report
    assert "example.com" not in report
    assert "This report has ended" in words(office.read(RETENTION, thread_ts=second)[-1])
    assert [each.user for each in kept.alive()] == [VIC]
    kept.end_in(RETENTION, first)


def test_the_settings_reports_and_alerts_come_into_their_channel_once(office: Office, kept: SubscriptionStore) -> None:
    alert = condition_told("customers_at_risk>1")
    kept.follow_settings(standing_reports(RETENTION, [alert], at=time(8), time_zone="UTC"))
    jobs = JobStore(office.database)
    for each in kept.alive():
        for _ in range(2):
            job = SendReport(each.id, "2999-01-01T08:00")
            jobs.enqueue(job.kind, job.queue.value, arguments_of(job))
    before = len(office.read(RETENTION))
    office.work()
    shown = [words(each) for each in office.read(RETENTION)[before:]]
    kept.follow_settings(())

    assert len(shown) == 4
    assert sum("🚨" in each and "above the threshold of 1" in each for each in shown) == 1
    for headline in ("Customers who may leave", "Revenue of the next 3 months", "Archetypes that grow or shrink"):
        assert sum(headline in each for each in shown) >= 1


def test_a_home_tab_is_shown_when_it_is_opened_and_refreshed_by_its_button_and_by_the_clock(office: Office) -> None:
    def home(user: str) -> str:
        return words(office.people.home(user) or {})

    for user in (ADA, SAM):
        office.people.open_home(user)
    office.work()
    assert "Revenue at risk" in home(ADA)
    assert "slack_file" in home(ADA)
    assert "Your role shows customers and tickets rather than the figures" in home(SAM)

    published = len(office.people.effects("view-publish"))
    office.people.click(ADA, "refresh_home")
    job = RefreshHomes()
    JobStore(office.database).enqueue(job.kind, job.queue.value, arguments_of(job))
    done = office.work()
    assert "refreshed 2 home tabs" in [each.outcome for each in done]
    assert len(office.people.effects("view-publish")) == published + 3


def test_tidying_does_not_touch_what_is_young(office: Office) -> None:
    job = TidySlack()
    JobStore(office.database).enqueue(job.kind, job.queue.value, arguments_of(job))
    assert "forgot 0 payloads, 0 posts, 0 home tabs" in [each.outcome for each in office.work()]
