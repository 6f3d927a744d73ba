"""`python -m services.slackbot`: the workers of the queue `slack`."""

import sys
from datetime import timedelta

from services.slackbot.app import listeners
from services.slackbot.handlers import HANDLERS
from shared import logs
from shared.errors import Permanent
from shared.jobs.job import Queue
from shared.jobs.ring import celery_app
from shared.pages.charts import warm_up
from shared.settings import Settings
from shared.slack_wiring import connect_slackbot
from shared.work.hearing import listen, listen_only_while
from shared.work.process import celery_command, prepare_for_threads
from shared.work.room import Room
from shared.work.worker import Worker


def serve(settings: Settings) -> None:
    """Answer until told to stop; answers under way are finished first."""
    places = settings.slack_concurrency
    system = connect_slackbot(settings)
    room = Room(places)
    worker = Worker(
        system.jobs,
        system.neighbours,
        lease=lease_of(settings),
        max_attempts=settings.max_attempts,
        handlers=HANDLERS,
        places=places,
        room=room,
    )
    app = celery_app(settings.redis_url)
    listen(app, lambda: worker)
    listen_only_while(app, room)
    listeners()
    warm_up()
    prepare_for_threads()
    app.worker_main(celery_command(Queue.SLACK, places, threads=True, log_level=settings.log_level))


def lease_of(settings: Settings) -> timedelta:
    """How long a job may be held without renewing: a question and the calls to Slack around it.

    People wait for the job of a worker that was lost, so it is short, and a session renews it at every step.
    """
    step_s = settings.slack_answer_deadline_s + 3 * settings.slack_timeout_s
    return timedelta(seconds=min(settings.lease_s, step_s))


def main() -> None:
    """Serve until told to stop."""
    settings = Settings()
    logs.configure(settings.log_level)
    try:
        serve(settings)
    except Permanent as error:
        sys.exit(f"selvage: {error}")


if __name__ == "__main__":
    main()
