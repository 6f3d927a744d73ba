"""Deliveries and jobs, with everything that a test does not care about filled in."""

from itertools import count

from shared.store.deliveries import NewDelivery

_numbers = count(1)


def a_delivery(*, external_id: str | None = None, ticket_id: int | None = None) -> NewDelivery:
    number = next(_numbers)
    return NewDelivery(
        source="gorgias",
        external_id=external_id or f"ticket:{number}:message:{number}",
        hint={"ticket_id": ticket_id or number, "message_id": number, "event": None},
        kind="draft_reply",
        queue="drafts",
    )
