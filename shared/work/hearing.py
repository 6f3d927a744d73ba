"""Celery, as far as we use it: it hears the bells, while there is room for what they announce."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from celery import Celery, bootsteps
from celery.signals import worker_shutting_down
from celery.worker.request import Request

from shared.jobs.job import KINDS
from shared.work.room import Room
from shared.work.worker import Worker


class HeardBell(Request):
    """A bell that has been heard. Its queue wants no acknowledgement, so none is sent."""

    def acknowledge(self) -> None:
        """Nothing is owed to the broker."""
        self.acknowledged = True


def listen(app: Celery, worker: Callable[[], Worker]) -> None:
    """Register one Celery task for each kind of job; all they do is pass the jobs' ids on to `worker()`."""

    def heard(*job_ids: str) -> None:
        worker().hear(*map(UUID, job_ids))

    for kind in KINDS:
        app.task(name=kind, ignore_result=True, Request=HeardBell)(heard)


def listen_only_while(app: Celery, room: Room) -> None:
    """Leave bells in Redis, in their order, while `room` has none, and begin no more jobs once told to stop."""

    class Doorkeeper(bootsteps.StartStopStep):
        requires = ("celery.worker.consumer.tasks:Tasks",)

        def start(self, consumer: Any) -> None:  # noqa: ANN401  Celery tells no types
            """A connection to Redis was made: ask the room, too, before each bell that is taken."""
            qos = consumer.task_consumer.channel.qos
            celery_allows = qos.can_consume
            qos.can_consume = lambda: room.has_some() and celery_allows()
            # The loop sleeps for up to a second when nothing comes in.
            room.on_more(lambda: consumer.hub.call_soon(_nothing))

    app.steps["consumer"].add(Doorkeeper)
    worker_shutting_down.connect(lambda **_: room.close(), weak=False)


def _nothing() -> None:
    """Called only so that the loop goes round."""
