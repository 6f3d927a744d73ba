"""A workspace whose requests come through a real door into real stores, with a real API and a worker to be told."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from time import time
from typing import Any

from services.slackbot.handlers import HANDLERS
from services.slackbot.home import home_tabs
from services.webhooks.app import create_app
from services.webhooks.slack import SlackDoor
from shared.analytics.asking import Asking
from shared.domain.access import Counted, Role
from shared.domain.slack import SlackOptions
from shared.embedded.valkey import free_port
from shared.gorgias.webhook import Verifier
from shared.settings import WebhookVerifier
from shared.slack.at_the_door import SHOWN
from shared.slack.client import SlackClient
from shared.slack.forms_at_the_door import FormOpener
from shared.slack.people import RoleBook, Rules
from shared.slack.signature import SlackVerifier
from shared.slack_ports import SlackNeighbours
from shared.store.audit import AuditStore
from shared.store.bell import AsyncBell
from shared.store.conversations import RedisConversations
from shared.store.database import Database
from shared.store.job_desk import JobDesk, JobRow
from shared.store.jobs import JobStore
from shared.store.ledger import DeliveryLedger
from shared.store.rate_limits import RateLimits
from shared.store.slack_answers import KeptAnswerStore
from shared.store.slack_deliveries import SlackDeliveryStore
from shared.store.slack_homes import HomeStore
from shared.store.slack_posts import PostStore
from shared.store.subscriptions import SubscriptionStore
from shared.wiring import SystemClock
from shared.work.worker import Worker
from tests.factories_full_shop import keep_full_shop
from tests.factories_tickets import a_summary
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.running_api import API_KEY, NO_REDIS, running_api, serving
from tests.simulators.process import running_simulator
from tests.simulators.slack.app import BOT_TOKEN, SIGNING_SECRET
from tests.simulators.slack.people import SlackPeople

ADA, SAM, ANA, VIC = "U0ADA", "U0SAM", "U0ANA", "U0VIC"
RETENTION = "C0RETENTION"
MOST_JOBS = 1_000
#: As the demo's workspace has it.
RULES = Rules(
    {Role.ADMIN: ["ada@shop.example"], Role.SUPPORT: ["sam@shop.example"], Role.ANALYST: ["ana@shop.example"]},
    Role.VIEWER,
)


@dataclass(frozen=True, slots=True)
class Office:
    """The people of a workspace, and our side of it."""

    people: SlackPeople
    worker: Worker
    desk: JobDesk
    at: SlackNeighbours
    tickets: FakeTicketDesk
    audit: AuditStore
    database: Database

    def work(self) -> list[JobRow]:
        """Do all jobs that are due; every job that there is, newest first."""
        while ready := self.desk.list(state="ready", limit=MOST_JOBS):
            for job in ready:
                self.worker.hear(job.id)
        return list(self.desk.list(limit=MOST_JOBS))

    def read(self, channel: str, *, thread_ts: str | None = None) -> list[dict[str, Any]]:
        """What the app has written there that everybody sees, oldest first."""
        messages = self.people.messages(channel, thread_ts=thread_ts)
        return [each for each in messages if each["user"] == "U0SELVAGE" and not each.get("ephemeral_to")]

    def whispered(self, channel: str) -> list[dict[str, Any]]:
        """What one person alone sees there."""
        return [each for each in self.people.messages(channel) if each.get("ephemeral_to")]


@contextmanager
def an_office(
    database_url: str,
    redis_url: str,
    *,
    options: SlackOptions | None = None,
    limits: dict[Counted, str] | None = None,
    tickets: Sequence[int] = (7, 8, 9),
) -> Iterator[Office]:
    """The office over this database, which it fills with a shop."""
    home_tabs.cache_clear()  # another office's workspace holds other pictures
    with ExitStack() as stack:
        database = Database(database_url)
        database.open()
        stack.callback(database.close)
        keep_full_shop(database)
        api = stack.enter_context(running_api(database_url, redis_url=redis_url, limits=limits))
        port = free_port()
        urls = {
            f"{kind}_url": f"http://127.0.0.1:{port}/slack/{kind}" for kind in ("events", "commands", "interactions")
        }
        simulator = stack.enter_context(running_simulator("slack", **urls))
        door = SlackDoor(
            SlackVerifier([SIGNING_SECRET], time),
            SHOWN,
            FormOpener(BOT_TOKEN, base_url=simulator.url),
        )
        app = create_app(
            DeliveryLedger(database_url),
            AsyncBell(NO_REDIS),
            Verifier(WebhookVerifier.HMAC, ["whsec"]),
            max_body_bytes=1_000_000,
            slack=door,
        )
        stack.enter_context(serving(app, port=port))
        clock, chat = SystemClock(), SlackClient(BOT_TOKEN, simulator.url, timeout_s=5)
        desk = FakeTicketDesk(*(a_summary(f"Order {number}", id=number) for number in tickets), now=clock.now)
        asking = stack.enter_context(closing(Asking(api, API_KEY, 20)))
        conversations = stack.enter_context(closing(RedisConversations(redis_url, ttl_s=600)))
        at = SlackNeighbours(
            clock=clock,
            deliveries=SlackDeliveryStore(database),
            chat=chat,
            analyst=asking,
            tickets=desk,
            posts=PostStore(database),
            answers=KeptAnswerStore(database),
            conversations=conversations,
            people=RoleBook(chat, RULES),
            subscriptions=SubscriptionStore(database),
            homes=HomeStore(database),
            audit=AuditStore(database),
            limits=RateLimits(redis_url, limits or {}),
            options=options or SlackOptions(currency="GBP"),
        )
        worker = Worker(JobStore(database), at, lease=timedelta(seconds=60), max_attempts=3, handlers=HANDLERS)
        yield Office(SlackPeople(simulator.url), worker, JobDesk(database), at, desk, AuditStore(database), database)


def with_options(office: Office, **changes: Any) -> Office:
    """The same office under other options."""
    at = replace(office.at, options=replace(office.at.options, **changes))
    worker = Worker(JobStore(office.database), at, lease=timedelta(seconds=60), max_attempts=3, handlers=HANDLERS)
    return replace(office, at=at, worker=worker)
