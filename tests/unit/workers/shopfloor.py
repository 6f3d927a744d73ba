"""All the fakes around one ticket, and the main job run among them."""

from dataclasses import dataclass, field

from services.workers.tasks.draft_reply import draft_reply
from shared.domain.assistant import AssistantOptions
from shared.domain.churn import assess_churn
from shared.domain.tickets import Ticket
from shared.jobs.job import DraftReply
from shared.jobs.outcome import Outcome
from shared.ports import KnownCustomer
from tests.factories_customers import a_profile
from tests.factories_tickets import a_ticket
from tests.fakes.analytics import FakeAnalytics
from tests.fakes.claude import FakeClaude
from tests.fakes.helpdesk import FakeHelpdesk
from tests.fakes.neighbours import neighbours
from tests.fakes.rows import FakeAnswers, FakeDeliveries, FakeDrafts, FakeLease


@dataclass
class Shopfloor:
    """All the fakes around one ticket."""

    ticket: Ticket = field(default_factory=a_ticket)
    customers: tuple[KnownCustomer, ...] = ()
    options: AssistantOptions = field(default_factory=AssistantOptions)

    def __post_init__(self) -> None:
        self.helpdesk = FakeHelpdesk(self.ticket)
        self.analytics = FakeAnalytics(*self.customers)
        self.claude: FakeClaude | None = FakeClaude()
        self.drafts = FakeDrafts()
        self.answers = FakeAnswers(self.drafts)
        self.deliveries = FakeDeliveries()
        self.lease = FakeLease()

    def announce(self, message_id: int | None = 1) -> DraftReply:
        return DraftReply(self.deliveries.announce(self.ticket.id, message_id))

    def run(self, job: DraftReply | None = None, lease: FakeLease | None = None) -> Outcome:
        at = neighbours(
            deliveries=self.deliveries,
            helpdesk=self.helpdesk,
            analytics=self.analytics,
            claude=self.claude,
            drafts=self.drafts,
            answers=self.answers,
            options=self.options,
        )
        return draft_reply(job or self.announce(), at, lease or self.lease)

    @property
    def notes(self) -> list[str]:
        return [note.text for note in self.helpdesk.notes.get(self.ticket.id, [])]


def known(customer_id: str = "12748") -> KnownCustomer:
    profile = a_profile(customer_id)
    return KnownCustomer(profile, assess_churn(profile))
