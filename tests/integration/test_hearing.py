"""Celery hears bells from a real Valkey, while there is room for what they announce."""

import logging
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import cast
from uuid import UUID, uuid4

import pytest
import redis
from celery.contrib.testing.worker import start_worker

from shared.jobs.job import DraftReply, Queue
from shared.jobs.ring import Bell, celery_app, message_for
from shared.work.hearing import listen, listen_only_while
from shared.work.room import Room
from shared.work.worker import Worker
from tests.eventually import eventually

PLACES = 2


class Listener:
    """Takes a place for each job, and keeps it until it is told to let go."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.heard: list[UUID] = []
        self.let_go = threading.Event()
        self._threads = ThreadPoolExecutor(20)

    def hear(self, *job_ids: UUID) -> None:
        waiting: Sequence[UUID] = job_ids
        while waiting and (places := self.room.take(len(waiting))):
            list(self._threads.map(self._do, waiting[:places]))
            waiting = waiting[places:]

    def _do(self, job_id: UUID) -> None:
        self.room.enter()
        self.heard.append(job_id)
        self.let_go.wait(30)
        self.room.exit()


@pytest.fixture
def queue(redis_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(redis_url) as client:
        yield client


@contextmanager
def listening(redis_url: str) -> Iterator[Listener]:
    app, room = celery_app(redis_url), Room(PLACES)
    listener = Listener(room)
    listen(app, lambda: cast("Worker", listener))
    listen_only_while(app, room)
    # Celery gives the root logger this level, and other tests find it so: its own default would hide their warnings.
    level = logging.getLevelName(logging.getLogger().level)
    with start_worker(
        app,
        pool="threads",
        concurrency=20,
        perform_ping_check=False,
        queues=[Queue.DRAFTS.value],
        loglevel=level,
    ):
        yield listener
        listener.let_go.set()
    app.close()


def ring(queue: redis.Redis, *job_ids: UUID) -> None:
    queue.lpush(Queue.DRAFTS.value, message_for(*(Bell(str(each), DraftReply.kind, "drafts") for each in job_ids)))


def test_bells_stay_in_redis_in_their_order_until_there_is_room(redis_url: str, queue: redis.Redis) -> None:
    one_by_one, together = [uuid4() for _ in range(5)], [uuid4() for _ in range(3)]
    for job_id in one_by_one:
        ring(queue, job_id)
    ring(queue, *together)
    with listening(redis_url) as listener:
        eventually(lambda: len(listener.heard) == PLACES)
        assert queue.llen(Queue.DRAFTS.value) == 4
        listener.let_go.set()
        eventually(lambda: len(listener.heard) == 8)
    assert set(listener.heard[:PLACES]) == set(one_by_one[:PLACES])
    assert set(listener.heard) == {*one_by_one, *together}
