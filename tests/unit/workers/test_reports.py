from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

import pytest

from services.workers.reports import Reports, wanted_by
from shared.domain.questions import QueryKind
from shared.domain.subscriptions import NewSubscription, Rhythm, Subscription, Timing
from shared.errors import Retryable
from shared.settings import Settings

AT_EIGHT = Timing(Rhythm.DAILY, None, time(8), "UTC")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
DAILY = Subscription(UUID(int=1), None, "C1", None, "U1", QueryKind.CHURN_RISK, {}, AT_EIGHT, None, None, LONG_AGO)
WANTED = (NewSubscription("C1", None, None, QueryKind.CHURN_RISK, AT_EIGHT, name="daily churn summary"),)


@dataclass
class FakeSubscriptions:
    """Remembers what the settings wanted; away as often as it is told."""

    standing: list[Subscription] = field(default_factory=list)
    followed: list[Sequence[NewSubscription]] = field(default_factory=list)
    away: int = 0

    def alive(self) -> Sequence[Subscription]:
        return self.standing

    def follow_settings(self, wanted: Sequence[NewSubscription]) -> int:
        if self.away:
            self.away -= 1
            raise Retryable("the database is away")
        self.followed.append(wanted)
        return 0


@dataclass
class FakeSlots:
    """Remembers each slot once, and how often it was asked for."""

    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    asked: int = 0

    def enqueue(self, kind: str, queue: str, arguments: dict[str, Any], *, slot: str, even_behind: bool) -> bool:
        assert (kind, queue, even_behind) == ("send_report", "slack", True)
        self.asked += 1
        is_new = slot not in self.jobs
        self.jobs.setdefault(slot, arguments)
        return is_new


def at(hour: int, minute: int = 0, day: int = 30) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_a_report_that_is_due_becomes_one_job_with_two_beats() -> None:
    slots, subscriptions = FakeSlots(), FakeSubscriptions([DAILY])
    beats = [Reports(subscriptions, slots, ()) for _ in range(2)]
    assert [beat.enqueue_due(at(8)) for beat in beats] == [1, 0]
    assert slots.jobs == {
        f"report:{DAILY.id}@2026-11-30T08:00": {"subscription_id": str(DAILY.id), "slot": "2026-11-30T08:00"}
    }


def test_a_beat_asks_the_store_once_for_each_slot() -> None:
    slots = FakeSlots()
    reports = Reports(FakeSubscriptions([DAILY]), slots, ())
    assert [reports.enqueue_due(at(8, minute)) for minute in range(5)] == [1, 0, 0, 0, 0]
    assert slots.asked == 1
    assert reports.enqueue_due(at(8, day=29)) == 1


def test_nothing_is_enqueued_before_its_time_or_once_it_is_long_over() -> None:
    reports = Reports(FakeSubscriptions([DAILY]), FakeSlots(), ())
    assert [reports.enqueue_due(at(7, 59)), reports.enqueue_due(at(14, 1))] == [0, 0]


def test_the_settings_are_followed_once_as_soon_as_the_store_is_there() -> None:
    subscriptions = FakeSubscriptions(away=1)
    reports = Reports(subscriptions, FakeSlots(), WANTED)
    with pytest.raises(Retryable):
        reports.enqueue_due(at(8))
    reports.enqueue_due(at(8))
    reports.enqueue_due(at(8))
    assert subscriptions.followed == [WANTED]


def test_what_has_ended_is_not_sent_and_not_remembered() -> None:
    subscriptions, slots = FakeSubscriptions([DAILY, replace(DAILY, id=UUID(int=2))]), FakeSlots()
    reports = Reports(subscriptions, slots, ())
    subscriptions.standing.pop()
    assert reports.enqueue_due(at(8)) == 1


def test_what_the_settings_want_stands_in_their_channel_at_their_time() -> None:
    settings = Settings(
        slack_report_channel="C9",
        slack_report_time="07:30",
        slack_time_zone="Europe/London",
        slack_alerts="critical_customers>100",
    )
    wanted = wanted_by(settings)
    assert {each.channel for each in wanted} == {"C9"}
    assert [each.timing.at for each in wanted] == [time(7, 30)] * 3 + [time(5)]
    assert wanted_by(Settings()) == ()
