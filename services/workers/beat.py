"""`python -m services.workers.beat`: the relay and the schedule, again and again, and their metrics."""

import logging
import signal
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from prometheus_client import REGISTRY, start_http_server

from services.workers.metrics import BudgetMetrics, WorkMetrics
from services.workers.relay import Relay
from services.workers.reports import Reports, wanted_by
from services.workers.schedule import SCHEDULE, SLACK_SCHEDULE, Timetable
from shared import logs
from shared.errors import Retryable
from shared.ports import Clock
from shared.settings import Settings, newest_of
from shared.store.backlog import BacklogStore
from shared.store.bell import Bell
from shared.store.database import Database
from shared.store.drafts import DraftStore
from shared.store.jobs import JobStore
from shared.store.pauses import PauseStore
from shared.store.slots import SlotStore
from shared.store.subscriptions import SubscriptionStore
from shared.wiring import SystemClock, account_budget

log = logging.getLogger(__name__)


class Rounds(Protocol):
    """What is done at each beat."""

    def round(self) -> int:
        """Do it once; Retryable when a store is away."""


class Agenda(Protocol):
    """What becomes jobs by the clock."""

    def enqueue_due(self, now: datetime) -> int:
        """How many jobs were new; Retryable when a store is away."""


def beat(relay: Rounds, agendas: Sequence[Agenda], clock: Clock, *, pause_s: float, stop: threading.Event) -> None:
    """Ring, sweep and enqueue what is due until told to stop; a store that is away is waited for."""
    while not stop.is_set():
        try:
            relay.round()
            for agenda in agendas:
                agenda.enqueue_due(clock.now())
        except Retryable as error:
            log.warning("beat.store_away", extra={"error": str(error)})
        stop.wait(pause_s)


def agendas(settings: Settings, database: Database) -> Sequence[Agenda]:
    """What this beat enqueues: nothing of Slack where there is no workspace, since nobody would do it."""
    slots = SlotStore(database)
    if not newest_of(settings.slack_bot_token):
        return (Timetable(slots, SCHEDULE),)
    reports = Reports(SubscriptionStore(database), slots, wanted_by(settings))
    return (Timetable(slots, SCHEDULE + SLACK_SCHEDULE), reports)


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    settings = Settings()
    logs.configure(settings.log_level)
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    database, bell = Database(settings.database_url, size=3), Bell(settings.redis_url)
    database.open()
    jobs = JobStore(database)
    REGISTRY.register(WorkMetrics(BacklogStore(database), PauseStore(database), DraftStore(database)))
    if budget := account_budget(settings):
        REGISTRY.register(BudgetMetrics(budget))
    server, _ = start_http_server(settings.beat_port, settings.host)
    log.info("beat.started")
    try:
        relay = Relay(jobs, bell, max_attempts=settings.max_attempts)
        beat(relay, agendas(settings, database), SystemClock(), pause_s=settings.relay_interval_s, stop=stop)
    finally:
        server.shutdown()
        bell.close()
        database.close()


if __name__ == "__main__":
    main()
