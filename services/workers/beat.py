"""`python -m services.workers.beat`: the relay and the schedule, again and again, and their metrics."""

import logging
import signal
import threading
from collections.abc import Iterable
from typing import Protocol

from prometheus_client import REGISTRY, start_http_server
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from services.workers.relay import Relay
from services.workers.schedule import enqueue_due
from shared import logs
from shared.errors import Retryable
from shared.ports import Clock
from shared.settings import Settings
from shared.store.bell import Bell
from shared.store.database import Database
from shared.store.jobs import JobStore
from shared.store.slots import SlotStore
from shared.wiring import SystemClock

log = logging.getLogger(__name__)


class JobMetrics(Collector):
    """What Flower cannot know: how many jobs are in which state, and how long the oldest has been due."""

    def __init__(self, jobs: JobStore) -> None:
        self._jobs = jobs

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """The gauges, read from the rows at scrape time; none while the database is away."""
        try:
            counts, oldest = self._jobs.count(), self._jobs.oldest_due_s()
        except Retryable:
            return
        gauge = GaugeMetricFamily("selvage_jobs", "Jobs by kind and state", labels=["kind", "state"])
        for (kind, state), number in counts.items():
            gauge.add_metric([kind, state], number)
        yield gauge
        yield GaugeMetricFamily("selvage_oldest_due_job_seconds", "Wait of the oldest due job", value=oldest)


class Rounds(Protocol):
    """What is done at each beat."""

    def round(self) -> int:
        """Do it once; Retryable when a store is away."""


def beat(relay: Rounds, slots: SlotStore, clock: Clock, *, pause_s: float, stop: threading.Event) -> None:
    """Ring, sweep and enqueue what is due until told to stop; a store that is away is waited for."""
    while not stop.is_set():
        try:
            relay.round()
            enqueue_due(slots, clock.now())
        except Retryable as error:
            log.warning("beat.store_away", extra={"error": str(error)})
        stop.wait(pause_s)


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
    REGISTRY.register(JobMetrics(jobs))
    server, _ = start_http_server(settings.beat_port, settings.host)
    log.info("beat.started")
    try:
        relay = Relay(jobs, bell, max_attempts=settings.max_attempts)
        beat(relay, SlotStore(database), SystemClock(), pause_s=settings.relay_interval_s, stop=stop)
    finally:
        server.shutdown()
        bell.close()
        database.close()


if __name__ == "__main__":
    main()
