"""Tickets for tests: sensible throughout, and different in the one thing that a test is about."""

from datetime import UTC, datetime, timedelta

from shared.domain.ticket_summaries import TicketStatus, TicketSummary
from shared.domain.tickets import Author, Message, Priority, Ticket, TicketCustomer

#: When the first message of every ticket arrives; each further one comes a minute later.
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def a_customer(
    *,
    name: str | None = "Sarah Kim",
    email: str | None = "sarah@mail.example",
    helpdesk_id: int | None = 387705374,
    external_id: str | None = None,
    shopify_ids: tuple[str, ...] = (),
) -> TicketCustomer:
    return TicketCustomer(
        helpdesk_id=helpdesk_id, external_id=external_id, shopify_ids=shopify_ids, email=email, name=name
    )


def a_message(
    text: str = "Where is my parcel?",
    *,
    id: int = 1,  # noqa: A002  the field's own name
    author: Author = Author.CUSTOMER,
    external_id: str | None = None,
    sent_at: datetime | None = None,
) -> Message:
    return Message(
        id=id,
        author=author,
        text=text,
        sent_at=sent_at or MONDAY + timedelta(minutes=id),
        external_id=external_id,
        public=author is not Author.NOTE,
    )


def a_ticket(
    text: str = "Where is my parcel?",
    *,
    id: int = 86538298,  # noqa: A002  the field's own name
    messages: tuple[Message, ...] | None = None,
    customer: TicketCustomer | None = None,
    subject: str = "My order",
    channel: str = "email",
    spam: bool = False,
) -> Ticket:
    """A ticket with one customer message, `text`, unless `messages` are given."""
    return Ticket(
        id=id,
        subject=subject,
        channel=channel,
        spam=spam,
        customer=customer or a_customer(),
        messages=(a_message(text),) if messages is None else messages,
    )


def a_summary(
    subject: str = "My order",
    *,
    id: int = 86538298,  # noqa: A002  the field's own name
    status: TicketStatus = TicketStatus.OPEN,
    priority: Priority = Priority.NORMAL,
    snoozed_until: datetime | None = None,
    assignee_name: str | None = None,
    tags: tuple[str, ...] = (),
    changed_at: datetime = MONDAY,
) -> TicketSummary:
    """Sarah Kim's ticket as a list shows it."""
    return TicketSummary(
        id=id,
        subject=subject,
        status=status,
        priority=priority,
        snoozed_until=snoozed_until,
        customer_name="Sarah Kim",
        channel="email",
        assignee_name=assignee_name,
        tags=tags,
        created_at=MONDAY,
        last_message_at=changed_at,
        web_url=f"https://shop.gorgias.com/app/ticket/{id}",
    )
