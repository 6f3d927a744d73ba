"""A helpdesk whose webhooks come through a real door into real stores, and a worker that is asked to work."""

import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic, sleep
from typing import Any

import requests

from services.webhooks.app import create_app
from services.workers.handlers import HANDLERS
from shared.gorgias.client import GorgiasClient
from shared.gorgias.webhook import Verifier
from shared.jobs.job import Job, ReadFeed, arguments_of
from shared.ports import Claude, Clock
from shared.settings import WebhookVerifier
from shared.store.bell import AsyncBell
from shared.store.database import Database
from shared.store.deliveries import DeliveryStore
from shared.store.drafts import DraftStore
from shared.store.feeds import FeedStore
from shared.store.job_desk import JobDesk, JobRow
from shared.store.jobs import JobStore
from shared.store.ledger import DeliveryLedger
from shared.work.worker import Worker
from tests.fakes.claude import FakeClaude
from tests.fakes.neighbours import neighbours
from tests.running_api import NO_REDIS, serving
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator

SECRET = "whsec"
#: More than any test here makes.
MOST_JOBS = 1_000
SARAH = {"name": "Sarah Kim", "email": "sarah@mail.example"}


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """Gorgias as the shop's customers and agents see it, and our side of it."""

    simulator: Simulator
    client: GorgiasClient
    jobs: JobStore
    desk: JobDesk
    worker: Worker
    #: Where the door listens.
    door: str

    def has_delivered(self, count: int) -> None:
        """Wait until the door has answered so many webhooks."""
        _until(lambda: self.simulator.webhook()["delivered"] >= count)

    def has_lost(self, count: int) -> None:
        """Wait until so many webhooks were lost."""
        _until(lambda: self.simulator.webhook()["lost"] >= count)

    def work(self) -> list[JobRow]:
        """Do all jobs that are due, those that follow from them too; every job that there is, oldest first."""
        while ready := self.desk.list(state="ready", limit=MOST_JOBS):
            for job in ready:
                self.worker.hear(job.id)
        return sorted(self.desk.list(limit=MOST_JOBS), key=lambda job: job.created_at)

    def announce(self, ticket_id: int, message_id: int) -> requests.Response:
        """What the door answers to one more webhook about the message."""
        body = json.dumps({"ticket_id": str(ticket_id), "message_id": str(message_id)}).encode()
        signature = hmac.digest(SECRET.encode(), body, "sha256").hex()
        headers = {"Content-Type": "application/json", "X-Gorgias-Signature": f"sha256={signature}"}
        return requests.post(f"{self.door}/webhooks/gorgias", data=body, headers=headers, timeout=10)

    def enqueue(self, job: Job) -> None:
        """One more job."""
        assert self.jobs.enqueue(job.kind, job.queue.value, arguments_of(job))

    def read_feed(self) -> str | None:
        """What a reading of the feed says."""
        self.enqueue(ReadFeed())
        return next(job.outcome for job in reversed(self.work()) if job.kind == ReadFeed.kind)

    def notes(self) -> list[dict[str, Any]]:
        """Every note that was posted, oldest first."""
        return self.simulator.effects("message")


@contextmanager
def a_helpdesk(
    database_url: str, simulator: Simulator, clock: Clock, claude: Claude | None = None
) -> Iterator[Helpdesk]:
    """The helpdesk over this database, with the door's address told to it; a fake model writes unless one is given."""
    with ExitStack() as stack:
        database = Database(database_url)
        database.open()
        stack.callback(database.close)
        ledger, bell = DeliveryLedger(database_url), AsyncBell(NO_REDIS)
        verifier = Verifier(WebhookVerifier.HMAC, [SECRET])
        door = stack.enter_context(serving(create_app(ledger, bell, verifier, max_body_bytes=1_000_000)))
        client = stack.enter_context(closing(GorgiasClient(simulator.url, (USERNAME, API_KEY), timeout_s=5)))
        at = neighbours(
            clock=clock,
            deliveries=DeliveryStore(database),
            helpdesk=client,
            feed=client,
            feeds=FeedStore(database),
            drafts=DraftStore(database),
            claude=claude or FakeClaude(),
        )
        jobs = JobStore(database)
        worker = Worker(jobs, at, lease=timedelta(seconds=60), max_attempts=3, handlers=HANDLERS)
        simulator.reset()
        simulator.webhook(url=f"{door}/webhooks/gorgias", secret=SECRET)
        yield Helpdesk(simulator, client, jobs, JobDesk(database), worker, door)


def _until(condition: Callable[[], bool], within_s: float = 10) -> None:
    deadline = monotonic() + within_s
    while not condition():
        assert monotonic() < deadline, "the condition was not met in time"
        sleep(0.01)
