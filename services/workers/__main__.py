"""`python -m services.workers QUEUE`: one fleet of workers for one queue."""

import sys
from functools import cache

from services.workers.fleets import FLEETS
from services.workers.handlers import HANDLERS
from services.workers.warm_up import warm_up
from shared import logs
from shared.errors import Permanent
from shared.jobs.job import Queue
from shared.jobs.ring import celery_app
from shared.settings import Settings
from shared.wiring import connect, shop
from shared.work.hearing import listen, listen_only_while
from shared.work.process import celery_command, prepare_for_threads
from shared.work.room import Room
from shared.work.worker import Worker


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
            handlers=HANDLERS,
            places=places,
            room=room,
        )

    app = celery_app(settings.redis_url)
    listen(app, worker)
    if fleet.is_threaded:
        worker()  # before hundreds of threads ask for it; processes each connect after the fork
        if queue is Queue.DRAFTS:
            warm_up(shop(settings), settings.draft_model)
        prepare_for_threads()
    app.worker_main(celery_command(queue, places, threads=fleet.is_threaded, log_level=settings.log_level))


def main() -> None:
    """Serve the queue named on the command line."""
    names = [queue.value for queue in FLEETS]
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
