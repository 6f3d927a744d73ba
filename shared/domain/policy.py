"""What the shop has decided and published: a draft may say this, and promise nothing beyond it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Topic(StrEnum):
    """What a statement of the policy is about."""

    RETURNS = "returns"
    DISCOUNTS = "discounts"
    SHIPPING = "shipping"
    ORDERS = "orders"
    PRODUCTS = "products"


@dataclass(frozen=True, slots=True)
class Policy:
    """The shop's own sentences, and the figures in them that are checked by themselves."""

    #: Sentences that a draft may repeat and rely on, by topic.
    statements: Mapping[Topic, tuple[str, ...]] = field(default_factory=dict)
    #: Days after delivery within which an item may be sent back; None: nothing is said about it.
    return_window_days: int | None = None
    #: The largest discount that an agent may offer, in percent; 0: none.
    most_discount_percent: float = 0
    discount_codes: tuple[str, ...] = ()
    #: How the shop sounds, in its own words, as "cheerful, first names, British spelling".
    voice: str = ""
    #: The language that the team reads and writes, ISO 639-1.
    language: str = "en"
    #: The day that the shop last looked it over; None when it does not say.
    as_of: date | None = None

    def about(self, topic: Topic) -> tuple[str, ...]:
        """The statements about a topic; none when the policy is silent."""
        return self.statements.get(topic, ())

    @property
    def text(self) -> str:
        """All statements, a line each."""
        return "\n".join(sentence for topic in Topic for sentence in self.about(topic))


#: A shop that has not told its policy: drafts promise nothing.
NO_POLICY = Policy()
