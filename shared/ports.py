"""What the core needs of the world, as Protocols, and the bundle of them that a handler is given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from shared.domain.assistant import AssistantOptions
from shared.domain.churn import ChurnRisk
from shared.domain.customers import Profile
from shared.domain.drafts import Completion, Prompt
from shared.domain.facts import EarlierTicket, OrderFact
from shared.domain.shop import Shop
from shared.domain.tickets import Message, Priority, Ticket, TicketCustomer
from shared.draft_ports import Answers, Drafts


@dataclass(frozen=True, slots=True)
class Delivery:
    """A webhook that we answered with 202: a hint where to look, no more."""

    id: UUID
    source: str
    #: The ticket that it speaks of.
    ticket_id: int
    #: The message that it speaks of, when the merchant's template names one.
    message_id: int | None


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """What the analytics answered about a customer."""

    profile: Profile
    churn: ChurnRisk


class Clock(Protocol):
    """The present."""

    def now(self) -> datetime:
        """The present moment, with a time zone."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A message that the helpdesk's own list of events speaks of."""

    ticket_id: int
    message_id: int
    at: datetime


class Deliveries(Protocol):
    """The deliveries that the door has recorded."""

    def get(self, delivery_id: UUID) -> Delivery:
        """The delivery; NotFound when there is none."""

    def record_missing(self, announced: Sequence[Announced], *, source: str, kind: str, queue: str) -> int:
        """Make a delivery, and a job of this kind, of each message that no webhook told of; how many there were."""


class Helpdesk(Protocol):
    """The shop's helpdesk, as one account."""

    def ticket(self, ticket_id: int) -> Ticket:
        """The ticket with all its messages, read now; NotFound when it is gone."""

    def reserve_note(self) -> None:
        """Take the account's budget for one note, so that no draft is paid for that could not be posted.

        Raises NotYet when there is none for now.
        """

    def earlier_tickets(self, customer_id: int, *, before: int, limit: int) -> tuple[EarlierTicket, ...]:
        """The customer's newest tickets that are older than the ticket `before`.

        Raises NotYet at once when the account's budget has no room for a read that a note can do without.
        """

    def add_note(self, ticket_id: int, body: str, *, key: str, after_doubt: bool) -> Message:
        """The internal note that now carries `key`, read back from the helpdesk.

        With `after_doubt`, an earlier attempt may have posted it: look for the key first, and post only when it
        is not there. Raises Uncertain when it cannot be known whether the note was posted, and Permanent when
        what the helpdesk stored is not internal.
        """

    def retract_note(self, ticket_id: int, note_id: int, body: str) -> None:
        """Put `body` in place of what our own note says; NotFound when it is gone."""

    def add_tags(self, ticket_id: int, names: Sequence[str]) -> None:
        """Put these tags on the ticket, beside those that it has. Doing it again changes nothing."""

    def set_priority(self, ticket_id: int, priority: Priority) -> None:
        """Give the ticket this priority. Doing it again changes nothing."""

    def keep_customer_data(self, customer_id: int, data: Mapping[str, object], *, version: datetime) -> None:
        """Show `data` beside the customer's tickets; the helpdesk drops it when it has a newer version."""


class Feed(Protocol):
    """The helpdesk's own list of what happened: whatever webhook was lost stands in it."""

    def messages_since(self, moment: datetime) -> Iterator[Announced]:
        """Every message created from `moment` on, oldest first, read a page at a time."""


class Feeds(Protocol):
    """How far the helpdesk's own list of events was read."""

    def read_until(self, source: str) -> datetime | None:
        """Everything created before this moment was read; None when nothing ever was."""

    def advance(self, source: str, moment: datetime) -> None:
        """Keep that everything before `moment` was read; it never goes back."""


class Analytics(Protocol):
    """The analytics API."""

    def find(self, customer: TicketCustomer) -> KnownCustomer | None:
        """What is known of the first candidate id that the analytics know, or None when they know none.

        Raises Retryable when the analytics are down.
        """

    def orders(self, customer_id: str, *, limit: int) -> tuple[OrderFact, ...]:
        """The newest orders of the customer whom the analytics know under this id; none for somebody unknown.

        Raises Retryable when the analytics are down.
        """

    def sidebar(self, customer_id: str) -> Mapping[str, object] | None:
        """What the helpdesk's sidebar shows of the customer with this id, flat; None for somebody unknown.

        Raises Retryable when the analytics are down.
        """


class Profiles(Protocol):
    """The customers of the newest snapshot."""

    def find(self, key: str) -> Profile | None:
        """The customer whose id, or else e-mail address in any case, is `key`; None when there is none.

        Raises Retryable when the store is away.
        """


class Claude(Protocol):
    """The model that writes."""

    def complete(self, prompt: Prompt) -> Completion:
        """The model's reply within the draft deadline, own retries included; its `stop_reason` tells of a refusal.

        Raises Retryable when it was too slow or overloaded, Permanent when the request or our key is not accepted.
        """


class Lease(Protocol):
    """A worker's hold on its job."""

    @property
    def job_id(self) -> UUID:
        """The job that is held."""

    @property
    def attempt(self) -> int:
        """Which attempt this is, from 1."""

    def renew(self) -> None:
        """Hold the job for one more lease from now; LeaseLost when another worker has taken it."""


class Discovery(Protocol):
    """Orders in, a new snapshot of segments out."""

    def run(self, *, as_of: date | None, tell: Callable[[str], None]) -> str:
        """What was discovered, in one sentence; as of the newest order when no day is given.

        `tell` hears of every step, with what is being done.
        """


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Everything outside that a handler may talk to."""

    clock: Clock
    deliveries: Deliveries
    helpdesk: Helpdesk
    feed: Feed
    feeds: Feeds
    analytics: Analytics
    claude: Claude | None
    drafts: Drafts
    answers: Answers
    discovery: Discovery
    shop: Shop
    options: AssistantOptions
