"""Tickets, customers and insights to write replies for."""

from datetime import UTC, date, datetime, timedelta

from shared.domain.churn import ChurnFactor, ChurnRisk, churn_level
from shared.domain.customers import Profile
from shared.domain.shop import Shop
from shared.domain.tickets import Author, Message, Ticket, TicketCustomer
from shared.ports import KnownCustomer

AS_OF = date(2025, 10, 28)
MARKER = "7f3a9c51d2e84b06"
SHOP = Shop(name="Thimble & Thread", signature="Customer Success Team", currency="USD")


def a_profile(
    *,
    value: float = 3450,
    orders: int = 12,
    gap: float | None = 45,
    days_silent: int = 45,
    tenure_days: int = 400,
    archetype: str | None = None,
    currency: str = "USD",
) -> Profile:
    return Profile(
        customer_id="c-17",
        name="Sarah Miller",
        email="sarah@example.com",
        archetype_id="a-1" if archetype else None,
        archetype_name=archetype,
        axes=(),
        historic_clv=value,
        historic_number_of_orders=orders,
        average_order_value=value / orders if orders else 0,
        average_days_between_orders=gap,
        first_order_on=AS_OF - timedelta(days=tenure_days),
        last_order_on=AS_OF - timedelta(days=days_silent),
        as_of=AS_OF,
        currency=currency,
    )


def a_churn_risk(score: float = 0.65, *, reasons: tuple[str, ...] = (), probability: float | None = None) -> ChurnRisk:
    return ChurnRisk(
        customer_id="c-17",
        rule_score=score,
        level=churn_level(score if probability is None else probability),
        factors=tuple(ChurnFactor(f"factor_{number}", 0.3, reason) for number, reason in enumerate(reasons)),
        churn_probability=probability,
        horizon_days=None if probability is None else 90,
        no_probability_because=None,
        recommendations=(),
        as_of=AS_OF,
    )


def a_known_customer(profile: Profile | None = None, churn: ChurnRisk | None = None) -> KnownCustomer:
    return KnownCustomer(profile or a_profile(), churn or a_churn_risk())


def a_message(
    text: str, *, author: Author = Author.CUSTOMER, number: int = 1, public: bool = True, external_id: str | None = None
) -> Message:
    sent_at = datetime(2025, 10, 28, 9, number, tzinfo=UTC)
    return Message(number, author, text, sent_at, external_id, public)


def a_ticket(
    text: str = "Where is my order #12345?",
    *,
    subject: str = "My order",
    name: str | None = "Sarah Miller",
    earlier: tuple[Message, ...] = (),
) -> Ticket:
    return Ticket(
        id=42,
        subject=subject,
        channel="email",
        spam=False,
        customer=TicketCustomer(helpdesk_id=7, external_id="c-17", shopify_ids=(), email="sarah@example.com", name=name),
        messages=(*earlier, a_message(text, number=len(earlier) + 1)),
    )
