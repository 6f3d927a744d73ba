"""Our own draft worker on the pool that Celery takes by default: `python -m benchmarks.peers.prefork_worker N`."""

import sys
from datetime import timedelta
from functools import cache

from services.workers.handlers import HANDLERS
from shared import logs
from shared.jobs.job import Queue
from shared.jobs.ring import celery_app
from shared.settings import Settings
from shared.wiring import connect
from shared.work.hearing import listen
from shared.work.worker import Worker


def main() -> None:
    """Work on the drafts queue with N processes until killed."""
    settings = Settings()
    logs.configure(settings.log_level)

    @cache
    def worker() -> Worker:
        # Asked for by the first job of each process, so that no connection is shared across the fork.
        system = connect(settings)
        lease = timedelta(seconds=settings.lease_s)
        return Worker(
            system.jobs, system.neighbours, lease=lease, max_attempts=settings.max_attempts, handlers=HANDLERS
        )

    app = celery_app(settings.redis_url)
    listen(app, worker)
    pool = ["--pool", "prefork", "--concurrency", sys.argv[1]]
    app.worker_main(["worker", *pool, "--queues", Queue.DRAFTS.value, "--loglevel", settings.log_level])


if __name__ == "__main__":
    main()
