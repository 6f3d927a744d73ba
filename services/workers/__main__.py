"""`python -m services.workers QUEUE`: one fleet of workers for one queue."""

import gc
import sys
from functools import cache

from services.workers.fleets import FLEETS, Fleet
from services.workers.hearing import listen, listen_only_while
from services.workers.room import Room
from services.workers.warm_up import warm_up
from services.workers.worker import Worker
from shared import logs
from shared.errors import Permanent
from shared.jobs.job import Queue
from shared.jobs.ring import celery_app
from shared.settings import Settings
from shared.wiring import connect, shop

#: A thread that waits for the interpreter asks for it again this often. With hundreds of them Python's own 5 ms costs
#: more than the drafts; they give it up by themselves at every call to a neighbour.
SWITCH_INTERVAL_S = 0.1
#: New objects before the collector looks at them. A draft makes tens of thousands and hardly a cycle.
YOUNG_OBJECTS = 50_000


def serve(settings: Settings, queue: Queue) -> None:
    """Work on `queue` until told to stop; jobs under way are finished first."""
    fleet = FLEETS[queue]
    places = fleet.places(settings)

    @cache
    def worker() -> Worker:
        system = connect(settings, lane=fleet.lane)
        room = Room(places, newcomers=fleet.newcomers if system.budget else None)
        if system.budget:
            system.budget.on_turn(room.settle)
        if fleet.is_threaded:
            listen_only_while(app, room)
        return Worker(
            system.jobs,
            system.neighbours,
            lease=fleet.lease(settings),
            max_attempts=settings.max_attempts,
            places=places,
            room=room,
        )

    app = celery_app(settings.redis_url)
    listen(app, worker)
    if fleet.is_threaded:
        worker()  # before hundreds of threads ask for it; processes each connect after the fork
        if queue is Queue.DRAFTS:
            warm_up(shop(settings), settings.draft_model)
        _prepare_for_threads()
    app.worker_main(["worker", *_options(fleet, queue, places), "--loglevel", settings.log_level])


def _prepare_for_threads() -> None:
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    # What the imports made never dies; walking it again and again is a twelfth of a draft.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def _options(fleet: Fleet, queue: Queue, places: int) -> list[str]:
    pool = ["--pool", "threads" if fleet.is_threaded else "prefork", "--concurrency", str(places)]
    return [*pool, "--queues", queue.value, "--hostname", f"{queue.value}@%h", "--task-events"]


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
