"""`python -m services.workers QUEUE`: one fleet of workers for one queue."""

import gc
import sys
from datetime import timedelta
from functools import cache

from services.workers.worker import Worker, listen
from shared import logs
from shared.errors import Permanent
from shared.jobs.job import Queue
from shared.jobs.ring import celery_app
from shared.settings import Settings
from shared.wiring import connect

#: A thread that waits for the interpreter asks for it again this often. With hundreds of them Python's own 5 ms costs
#: more than the drafts; they give it up by themselves at every call to a neighbour.
SWITCH_INTERVAL_S = 0.1
#: New objects before the collector looks at them. A draft makes tens of thousands and hardly a cycle.
YOUNG_OBJECTS = 50_000
#: Celery's pool for each queue: drafts and upkeep wait for others, insight works the processor.
POOLS = {Queue.DRAFTS: "threads", Queue.INSIGHT: "prefork", Queue.UPKEEP: "threads"}
#: Upkeep may wait, and more of it at once would only crowd the account's budget.
UPKEEP_CONCURRENCY = 4
#: A discovery renews its lease from step to step, and a step of a large shop's takes minutes.
LONGEST_STEP = timedelta(minutes=15)


def serve(settings: Settings, queue: Queue) -> None:
    """Work on `queue` until told to stop; jobs under way are finished first."""

    @cache
    def worker() -> Worker:
        system = connect(settings)
        lease = LONGEST_STEP if queue is Queue.INSIGHT else timedelta(seconds=settings.lease_s)
        return Worker(system.jobs, system.neighbours, lease=lease, max_attempts=settings.max_attempts)

    app = celery_app(settings.redis_url)
    listen(app, worker)
    if POOLS[queue] == "threads":
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        # What the imports made never dies; walking it again and again is a twelfth of a draft.
        gc.collect()
        gc.freeze()
        gc.set_threshold(YOUNG_OBJECTS)
        worker()  # before hundreds of threads ask for it; processes each connect after the fork
    concurrency = {Queue.DRAFTS: settings.draft_concurrency, Queue.UPKEEP: UPKEEP_CONCURRENCY}.get(queue, 1)
    pool = ["--pool", POOLS[queue], "--concurrency", str(concurrency)]
    names = ["--queues", queue.value, "--hostname", f"{queue.value}@%h"]
    app.worker_main(["worker", *pool, *names, "--loglevel", settings.log_level, "--task-events"])


def main() -> None:
    """Serve the queue named on the command line."""
    names = [queue.value for queue in Queue]
    if len(sys.argv) != 2 or sys.argv[1] not in names:  # noqa: PLR2004  the program and one queue
        sys.exit(f"usage: python -m services.workers QUEUE, where QUEUE is one of: {', '.join(names)}")
    settings = Settings()
    logs.configure(settings.log_level)
    try:
        serve(settings, Queue(sys.argv[1]))
    except Permanent as error:
        sys.exit(f"selvage: {error}")


if __name__ == "__main__":
    main()
