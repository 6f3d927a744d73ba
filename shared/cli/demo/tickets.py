"""What the demo's customers write: one ticket for each category, one from a stranger, one from a VIP at risk."""

from dataclasses import dataclass
from enum import StrEnum

from shared.store.showcase import Candidate, Role


class KnownBy(StrEnum):
    """Where the helpdesk has the shop's customer id."""

    EXTERNAL_ID = "external_id"
    META = "meta.shopify_customer_id"
    SHOPIFY = "integrations (Shopify)"
    EMAIL = "e-mail"


@dataclass(frozen=True, slots=True)
class Scene:
    """One ticket to be opened."""

    title: str
    #: None for somebody whom the analytics do not know.
    role: Role | None
    known_by: KnownBy
    subject: str
    #: With {order} and {product} of the customer's newest order.
    message: str
    channel: str = "email"


SCENES = (
    Scene(
        "Order status, from a VIP at risk",
        Role.VIP_AT_RISK,
        KnownBy.EXTERNAL_ID,
        "Still nothing",
        "Hello, where is my order {order}? The tracking has not moved for a week and nobody answers the phone. "
        "I have bought from you for a long time and I am starting to look elsewhere.",
    ),
    Scene(
        "Return, from a loyal VIP",
        Role.LOYAL_VIP,
        KnownBy.META,
        "Sending something back",
        "Hi there, I'd like to return the {product} from order {order}. It is lovely but the colour does not suit "
        "our kitchen. How do I send it back?",
    ),
    Scene(
        "Damaged product, from a regular buyer",
        Role.REGULAR,
        KnownBy.SHOPIFY,
        "Arrived broken",
        "The {product} arrived broken this morning, two pieces are cracked. Order {order}. I can send photos.",
        channel="chat",
    ),
    Scene(
        "Product question, from a first-time buyer",
        Role.FIRST_TIME,
        KnownBy.EMAIL,
        "A question about {product}",
        "I was wondering whether the {product} can go into the dishwasher? It is not on the label.",
    ),
    Scene(
        "Order change, from a customer of some months",
        Role.BUILDING,
        KnownBy.EXTERNAL_ID,
        "Change of address",
        "Please change order {order} before it ships: I have moved and would like it sent to my new address.",
    ),
    Scene(
        "General inquiry, from a buyer of long ago",
        Role.GONE_QUIET,
        KnownBy.EMAIL,
        "Opening hours",
        "Good morning, are you open on bank holidays? We would like to visit the shop with the children.",
    ),
    Scene(
        "Order status, from a stranger",
        None,
        KnownBy.EMAIL,
        "Parcel",
        "Hi, my parcel hasn't arrived yet. It was a present for my sister. Could you please check the tracking?",
    ),
)

STRANGER = Candidate(
    customer_id="", name="Robin Marlow", email="robin.marlow@example.net", order_id="", product_name=""
)


def written(scene: Scene, customer: Candidate) -> tuple[str, str]:
    """The ticket's subject and message."""
    facts = {"order": customer.order_id, "product": customer.product_name.strip().capitalize()}
    return scene.subject.format(**facts), scene.message.format(**facts)


def helpdesk_customer(scene: Scene, customer: Candidate) -> dict[str, object]:
    """The customer as the helpdesk has it, with the shop's id where `scene.known_by` says."""
    known: dict[str, object] = {"name": customer.name, "email": customer.email}
    match scene.known_by:
        case KnownBy.EXTERNAL_ID:
            known["external_id"] = customer.customer_id
        case KnownBy.META:
            known["meta"] = {"name_set_via": "email", "shopify_customer_id": customer.customer_id}
        case KnownBy.SHOPIFY:
            shop = {"__integration_type__": "shopify", "customer": {"id": int(customer.customer_id)}, "orders": []}
            known["integrations"] = {"40117": shop}
        case KnownBy.EMAIL:
            pass
    return known
