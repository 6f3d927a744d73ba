"""The slackbot's neighbours for what it does by the clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from shared.domain.slack import SlackOptions
from shared.slack_ports import SlackNeighbours
from tests.fakes.audit import FakeAudit
from tests.fakes.by_the_clock import FakeHomes, FakeSubscriptions, ShopAnalyst
from tests.fakes.chat import FakeChat
from tests.fakes.keys import FakeLimits
from tests.fakes.rows import FakeLease
from tests.fakes.slack import FakeConversations, FakeKeptAnswers, FakePeople, FakePosts, FakeSlackDeliveries
from tests.fakes.ticket_desk import FakeTicketDesk


@dataclass
class Clock:
    present: datetime = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.present


@dataclass
class Office:
    """A workspace, its shop, and all that the slackbot keeps."""

    clock: Clock = field(default_factory=Clock)
    chat: FakeChat = field(default_factory=FakeChat)
    analyst: ShopAnalyst = field(default_factory=ShopAnalyst)
    posts: FakePosts = field(default_factory=FakePosts)
    people: FakePeople = field(default_factory=FakePeople)
    answers: FakeKeptAnswers = field(default_factory=FakeKeptAnswers)
    deliveries: FakeSlackDeliveries = field(default_factory=FakeSlackDeliveries)
    subscriptions: FakeSubscriptions = field(default_factory=FakeSubscriptions)
    homes: FakeHomes = field(default_factory=FakeHomes)
    conversations: FakeConversations = field(default_factory=FakeConversations)
    audit: FakeAudit = field(default_factory=FakeAudit)
    limits: FakeLimits = field(default_factory=FakeLimits)
    tickets: FakeTicketDesk | None = None
    options: SlackOptions = field(default_factory=lambda: SlackOptions("GBP"))
    lease: FakeLease = field(default_factory=FakeLease)

    @property
    def at(self) -> SlackNeighbours:
        return SlackNeighbours(
            clock=self.clock,
            deliveries=self.deliveries,
            chat=self.chat,
            analyst=self.analyst,
            tickets=self.tickets or FakeTicketDesk(now=self.clock.now),
            posts=self.posts,
            answers=self.answers,
            conversations=self.conversations,
            people=self.people,
            subscriptions=self.subscriptions,
            homes=self.homes,
            audit=self.audit,
            limits=self.limits,
            options=self.options,
        )
