"""The bell: a Celery message that carries the ids of jobs and nothing else.

One message announces several jobs of a kind: what Celery does for a message costs as much as a draft itself. A message
for one job is what it always was; a worker of an older release drops one for several, and the relay rings again.

The message is built here and pushed as many at a time as there are, which is why its form is pinned by a test
against Celery's own (tests/integration/test_ring.py).
"""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import orjson
from celery import Celery
from kombu import Queue as KombuQueue

from shared.jobs.job import Queue

_EMBED = {"callbacks": None, "errbacks": None, "chain": None, "chord": None}


@dataclass(frozen=True, slots=True)
class Bell:
    """One announcement of one job."""

    job_id: str
    kind: str
    queue: str


#: The Celery protocol 2 message as kombu's Redis transport stores it, written once: what varies needs no escaping.
_MESSAGE = orjson.dumps(
    {
        "body": "%(body)s",
        "content-encoding": "utf-8",
        "content-type": "application/json",
        "headers": {
            "lang": "py",
            "task": "%(kind)s",
            "id": "%(name)s",
            "shadow": None,
            "eta": None,
            "expires": None,
            "group": None,
            "group_index": None,
            "retries": 0,
            "timelimit": [None, None],
            "root_id": "%(name)s",
            "parent_id": None,
            "argsrepr": "%(told)s",
            "kwargsrepr": "{}",
            "origin": "selvage",
            "ignore_result": True,
            "replaced_task_nesting": 0,
            "stamped_headers": None,
            "stamps": {},
        },
        "properties": {
            "correlation_id": "%(name)s",
            "reply_to": "",
            "delivery_mode": 2,
            "delivery_info": {"exchange": "", "routing_key": "%(queue)s"},
            "priority": 0,
            "body_encoding": "base64",
            "delivery_tag": "%(tag)s",
        },
    }
)
#: Together they tag every message differently, whichever process sends it.
_SENDER, _numbers = uuid4().hex.encode(), count()
_BODY = orjson.dumps([["%(ids)s"], {}, _EMBED])
#: Jobs that one message announces at most. A message goes to one process, so what works the processor goes alone.
MOST_JOBS = 20
MOST_JOBS_OF = {Queue.INSIGHT.value: 1}


def message_for(*bells: Bell) -> bytes:
    """The Celery protocol 2 message for jobs of one kind and queue, as kombu's Redis transport stores it in its list.

    Celery knows it by the first job's id.
    """
    ids = [bell.job_id.encode() for bell in bells]
    return _MESSAGE % {
        b"body": base64.b64encode(_BODY % {b"ids": b'","'.join(ids)}),
        b"kind": bells[0].kind.encode(),
        b"name": ids[0],
        b"told": b"['%s']" % b"', '".join(ids),
        b"queue": bells[0].queue.encode(),
        b"tag": b"%s-%x" % (_SENDER, next(_numbers)),
    }


def messages_by_queue(bells: Iterable[Bell]) -> dict[str, list[bytes]]:
    """What to LPUSH on which list: the first job's message first."""
    alike: dict[tuple[str, str], list[Bell]] = {}
    for bell in bells:
        alike.setdefault((bell.queue, bell.kind), []).append(bell)
    lists: dict[str, list[bytes]] = {}
    for (queue, _), ringing in alike.items():
        lists.setdefault(queue, []).extend(
            message_for(*some) for some in _parts(ringing, MOST_JOBS_OF.get(queue, MOST_JOBS))
        )
    return lists


def _parts(bells: Sequence[Bell], length: int) -> Iterable[Sequence[Bell]]:
    return (bells[at : at + length] for at in range(0, len(bells), length))


def celery_app(redis_url: str) -> Celery:
    """The Celery application of the workers, without tasks.

    A message is only a bell: it is acknowledged as soon as it is heard, nothing is stored as a result, and
    Celery's own retries and countdowns are not used.
    """
    app = Celery("selvage", broker=redis_url, set_as_current=False)
    app.conf.update(
        # Unacknowledged: a bell that is lost with its worker is rung again, and the bookkeeping would cost more.
        task_queues=[KombuQueue(queue.value, no_ack=True) for queue in Queue],
        task_default_queue=Queue.DRAFTS.value,
        task_acks_late=False,
        task_ignore_result=True,
        task_store_errors_even_if_ignored=False,
        # A bell stays on its list until somebody is free to hear it: the relay sees who is busy, and a killed worker
        # takes none along.
        worker_prefetch_multiplier=1,
        worker_disable_prefetch=True,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=True,
        worker_cancel_long_running_tasks_on_connection_loss=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options={
            "socket_connect_timeout": 5,
            "socket_timeout": 10,
            "health_check_interval": 10,
            "visibility_timeout": 3600,
        },
        task_serializer="json",
        accept_content=["json"],
        timezone="UTC",
        enable_utc=True,
    )
    return app
