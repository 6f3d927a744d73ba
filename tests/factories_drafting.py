"""What a reply is written from: a question, what is known of who asks it, and the shop that answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from shared.domain.churn import ChurnFactor, ChurnRisk, churn_level
from shared.domain.customers import Profile
from shared.domain.drafts import Completion
from shared.domain.facts import EarlierTicket, Facts, OrderedItem, OrderFact
from shared.domain.shop import Shop
from shared.domain.tickets import Message, Ticket
from shared.ports import KnownCustomer
from tests.factories_customers import AS_OF, days_ago
from tests.factories_customers import a_profile as any_profile
from tests.factories_tickets import MONDAY, a_customer, a_message, a_ticket

MARKER = "7f3a9c51d2e84b06"
SHOP = Shop(name="Thimble & Thread", signature="Customer Success Team", currency="USD")


def a_question(
    text: str = "Where is my order #12345?",
    *,
    subject: str = "My order",
    name: str | None = "Sarah Miller",
    earlier: tuple[Message, ...] = (),
) -> Ticket:
    """A ticket whose newest message is `text`."""
    messages = (*earlier, a_message(text, id=len(earlier) + 1))
    return a_ticket(subject=subject, customer=a_customer(name=name), messages=messages)


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
    return replace(
        any_profile("c-17", clv=value, orders=orders, days_silent=days_silent, tenure_days=tenure_days),
        archetype_name=archetype,
        average_days_between_orders=gap,
        first_order_on=days_ago(tenure_days),
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


def a_completion(text: str) -> Completion:
    return Completion(
        text=text,
        model="claude-haiku-5-5",
        stop_reason="end_turn",
        input_tokens=700,
        output_tokens=150,
        latency_s=1.5,
    )


def some_facts(
    *, order_ids: Sequence[str] = ("12345",), earlier: Sequence[EarlierTicket] = (), total: float | None = 84.5
) -> Facts:
    orders = tuple(
        OrderFact(
            order_id=order_id,
            ordered_on=date(2026, 10, 30),
            items=(OrderedItem("Quilt kit", 1), OrderedItem("Thread, navy", 3)),
            total=total,
            currency="USD",
        )
        for order_id in order_ids
    )
    return Facts(
        orders=orders,
        earlier_tickets=tuple(earlier),
        orders_as_of=date(2026, 11, 15) if orders else None,
        tickets_read_at=MONDAY if earlier else None,
    )


def an_earlier_ticket(
    number: int = 123,
    *,
    subject: str = "My parcel",
    excerpt: str = "Where is my parcel?",
    days_before: float = 6,
    is_open: bool = False,
) -> EarlierTicket:
    return EarlierTicket(number, subject, excerpt, is_open, MONDAY - timedelta(days=days_before))
