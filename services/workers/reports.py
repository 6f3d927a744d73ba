"""Reports and alerts that are due become jobs, each once however many beats there are."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Protocol
from uuid import UUID

from shared.domain.standing_reports import standing_reports
from shared.domain.subscriptions import NewSubscription, Subscription, slot_due
from shared.jobs.job import SendReport, arguments_of
from shared.settings import Settings, listed
from shared.thresholds import condition_told


class Kept(Protocol):
    """What is to be sent by the clock. Retryable when the store is away."""

    def alive(self) -> Sequence[Subscription]:
        """All that have not ended."""

    def follow_settings(self, wanted: Sequence[NewSubscription]) -> int:
        """Have those that the settings ask for, as they say now; how many others of theirs have ended."""


class Slots(Protocol):
    """Where jobs by the clock are enqueued; see `shared.store.slots.SlotStore`."""

    def enqueue(self, kind: str, queue: str, arguments: dict[str, Any], *, slot: str, even_behind: bool) -> bool:
        """Whether the slot's job is new; Retryable when the store is away."""


class Reports:
    """The subscriptions' part of the schedule, for one beat."""

    def __init__(self, subscriptions: Kept, slots: Slots, wanted: Sequence[NewSubscription]) -> None:
        """`wanted` are those that the settings ask for."""
        self._subscriptions, self._slots, self._wanted = subscriptions, slots, wanted
        self._has_followed = False
        #: The newest slot that this beat has enqueued of each, so that it asks the store once.
        self._enqueued: dict[UUID, str] = {}

    def enqueue_due(self, now: datetime) -> int:
        """How many jobs were new; enqueueing a slot twice makes one. At first the settings are followed."""
        if not self._has_followed:
            self._subscriptions.follow_settings(self._wanted)
            self._has_followed = True
        alive = self._subscriptions.alive()
        self._enqueued = {each.id: self._enqueued[each.id] for each in alive if each.id in self._enqueued}
        due = ((each.id, slot) for each in alive if (slot := slot_due(each, now)))
        return sum(self._enqueue(subscription_id, slot) for subscription_id, slot in due)

    def _enqueue(self, subscription_id: UUID, slot: str) -> bool:
        if self._enqueued.get(subscription_id) == slot:
            return False
        job = SendReport(subscription_id, slot)
        name = f"report:{subscription_id}@{slot}"
        is_new = self._slots.enqueue(job.kind, job.queue.value, arguments_of(job), slot=name, even_behind=True)
        self._enqueued[subscription_id] = slot
        return is_new


def wanted_by(settings: Settings) -> Sequence[NewSubscription]:
    """The reports and alerts that the settings ask for."""
    return standing_reports(
        settings.slack_report_channel,
        [condition_told(part) for part in listed(settings.slack_alerts)],
        at=time.fromisoformat(settings.slack_report_time),
        time_zone=settings.slack_time_zone,
    )
