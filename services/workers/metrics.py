"""What beat tells Prometheus: what Flower cannot know, read from the stores when it is scraped."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from prometheus_client import Metric
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from shared.errors import Retryable
from shared.gorgias.bucket import AccountBucket
from shared.store.backlog import BacklogStore, OpenJobs
from shared.store.drafts import DraftStore
from shared.store.pauses import PauseStore

Labels = tuple[str, ...]

#: Rows that end now may be committed a moment later.
SETTLING = timedelta(seconds=5)


class Tally:
    """Counts that grow: what was new since the last look is added."""

    def __init__(self) -> None:
        self.totals: dict[Labels, int] = {}

    def add(self, new: Iterable[tuple[Labels, int]]) -> None:
        """Add what was new."""
        for labels, number in new:
            self.totals[labels] = self.totals.get(labels, 0) + number


class WorkMetrics(Collector):
    """Jobs and drafts, from PostgreSQL; nothing while it is away. Counters count from this process' start."""

    def __init__(self, backlog: BacklogStore, pauses: PauseStore, drafts: DraftStore) -> None:
        self._backlog, self._pauses, self._drafts = backlog, pauses, drafts
        self._counted_until: datetime | None = None
        self._ended, self._drafted = Tally(), Tally()

    def collect(self) -> Iterable[Metric]:
        """All of them, or none."""
        try:
            self._count()
            opened, paused = self._backlog.open_jobs(), self._pauses.under_way()
            spent = self._drafts.spent_today()
        except Retryable:
            return
        yield from _of_open_jobs(opened)
        yield _gauge(
            "selvage_paused", "1 while nobody begins jobs of this kind", ["kind"], {(p.kind,): 1 for p in paused}
        )
        ended = CounterMetricFamily("selvage_jobs_ended", "Jobs that ended", labels=["kind", "state"])
        drafted = CounterMetricFamily("selvage_drafts", "Drafts written", labels=["engine"])
        for counter, tally in ((ended, self._ended), (drafted, self._drafted)):
            for labels, number in tally.totals.items():
                counter.add_metric(labels, number)
            yield counter
        yield GaugeMetricFamily("selvage_draft_dollars_today", "What this day's drafts (UTC) cost", value=float(spent))

    def _count(self) -> None:
        until = self._backlog.now() - SETTLING
        after, self._counted_until = self._counted_until or until, until
        self._ended.add(self._backlog.ended(after=after, until=until).items())
        drafted = self._backlog.drafted(after=after, until=until)
        self._drafted.add(((engine,), new) for engine, new in drafted.items())


class BudgetMetrics(Collector):
    """The Gorgias account's budget, from Redis; nothing while it is away."""

    def __init__(self, budget: AccountBucket) -> None:
        self._budget = budget

    def collect(self) -> Iterable[Metric]:
        """All of them, or none."""
        usage = self._budget.usage()
        if usage is None:
            return
        taken = (usage.used + usage.promised) / usage.holds
        yield GaugeMetricFamily("selvage_gorgias_budget_used_ratio", "Part of the account's bucket in use", value=taken)
        yield GaugeMetricFamily("selvage_gorgias_paused_seconds", "Pause after a 429", value=usage.paused_s)
        waiting: dict[Labels, float] = {(lane.name.lower(),): callers for lane, callers in usage.waiting.items()}
        yield _gauge("selvage_gorgias_waiting", "Calls that wait for a turn", ["lane"], waiting)


def _of_open_jobs(opened: Iterable[OpenJobs]) -> Iterable[Metric]:
    opened = list(opened)
    states: dict[Labels, float] = {(row.kind, row.state): row.jobs for row in opened}
    yield _gauge("selvage_jobs", "Jobs that have not ended, and dead ones", ["kind", "state"], states)
    waiting = [row for row in opened if row.state == "ready"]
    by_queue = Tally()
    by_queue.add(((row.queue,), row.jobs) for row in waiting)
    yield _gauge("selvage_jobs_waiting", "Jobs that wait, due or not", ["queue"], by_queue.totals)
    due: dict[Labels, float] = {(row.kind,): row.oldest_due_s for row in waiting}
    yield _gauge("selvage_oldest_due_seconds", "Wait of the oldest job that is due", ["kind"], due)
    oldest = max(due.values(), default=0.0)
    yield GaugeMetricFamily("selvage_oldest_due_job_seconds", "Wait of the oldest job of any kind", value=oldest)


def _gauge(name: str, about: str, labels: list[str], values: Mapping[Labels, float]) -> GaugeMetricFamily:
    gauge = GaugeMetricFamily(name, about, labels=labels)
    for told, value in values.items():
        gauge.add_metric(told, value)
    return gauge
