"""A support ticket, as much of it as the product needs, whatever helpdesk it comes from."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Priority(StrEnum):
    """How urgent a ticket is, lowest first."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class Author(StrEnum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    AGENT = "agent"
    #: The helpdesk's own robot, as the "Gorgias Bot" line under a chat.
    BOT = "bot"
    #: An internal note, whoever wrote it.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Message:
    """One message on a ticket."""

    id: int
    author: Author
    #: Without quoted replies and signature where the helpdesk strips them.
    text: str
    #: With a time zone, UTC.
    sent_at: datetime
    #: The key that an integration gave it, if any.
    external_id: str | None
    #: False only for what customers can never see.
    public: bool
    #: The helpdesk's number of whoever wrote it, and their name there.
    sender_id: int | None = None
    sender_name: str | None = None


@dataclass(frozen=True, slots=True)
class TicketCustomer:
    """Whoever wrote to the shop, by all the names that the helpdesk knows them under."""

    helpdesk_id: int | None
    external_id: str | None
    #: Shopify customer ids, from `meta` first, then from the connected shops.
    shopify_ids: tuple[str, ...]
    email: str | None
    name: str | None

    @property
    def candidate_ids(self) -> tuple[str, ...]:
        """What to look the customer up by, most reliable first, without repeats (analysis, section 4 step 2)."""
        helpdesk = (str(self.helpdesk_id),) if self.helpdesk_id is not None else ()
        external = (self.external_id,) if self.external_id else ()
        email = (self.email,) if self.email else ()
        return tuple(dict.fromkeys((*external, *self.shopify_ids, *helpdesk, *email)))

    def may_be(self, email: str | None, *, found_by: str) -> bool:
        """Whether the shop's customer with this e-mail address, found by one of the candidate ids, may be this one.

        The helpdesk numbers its customers itself, and such a number may be a stranger's id in the shop: whoever is
        found by it must not have another address.
        """
        is_only_helpdesks = found_by == str(self.helpdesk_id) and found_by not in (self.external_id, *self.shopify_ids)
        return not (is_only_helpdesks and self.email and email) or self.email.lower() == email.lower()


@dataclass(frozen=True, slots=True)
class Ticket:
    """One conversation with one customer."""

    id: int
    subject: str
    channel: str
    spam: bool
    customer: TicketCustomer
    #: Oldest first.
    messages: tuple[Message, ...]
    is_open: bool = True
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()

    @property
    def last_customer_message(self) -> Message | None:
        """The newest message that the customer wrote, or None."""
        return next((m for m in reversed(self.messages) if m.author is Author.CUSTOMER), None)

    @property
    def last_spoken(self) -> Message | None:
        """The newest message that is part of the conversation: notes and robots are not."""
        spoken = (Author.CUSTOMER, Author.AGENT)
        return next((m for m in reversed(self.messages) if m.author in spoken), None)

    def message(self, message_id: int | None) -> Message | None:
        """The message with this id, or None."""
        return next((m for m in self.messages if m.id == message_id), None)

    def note_with(self, key: str) -> Message | None:
        """The message on the ticket that carries our key, or None."""
        return next((m for m in self.messages if m.external_id == key), None)
