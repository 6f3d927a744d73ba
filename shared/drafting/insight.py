"""What is known when a reply is written: what the ticket is about, where its customer stands, how to sound."""

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.categories import Category, category_of
from shared.domain.facts import NO_FACTS, Facts
from shared.domain.repeats import repeat_issue
from shared.domain.sentiment import Mood, mood_of
from shared.domain.standing import Standing, standing_of
from shared.domain.tickets import Ticket
from shared.domain.tone import MOOD_TONES, Tone
from shared.ports import KnownCustomer


class Missing(StrEnum):
    """Why there are no figures, as the agent reads it."""

    UNKNOWN = "New or unknown customer: no purchase history found under this ticket's names."
    UNAVAILABLE = "Customer insights are unavailable right now; the draft was written without them."


#: How to write to somebody without figures.
TONE_WITHOUT_FIGURES = {Missing.UNKNOWN: Tone.WELCOMING, Missing.UNAVAILABLE: Tone.WARM}


@dataclass(frozen=True, slots=True)
class Insight:
    """What the agent should know, and how the reply should sound."""

    category: Category
    #: As the helpdesk has it; None when it has none.
    customer_name: str | None
    standing: Standing | Missing
    mood: Mood
    #: As "3rd ticket about delivery in 30 days (#123, #118)"; None when it is no repetition.
    repeat_issue: str | None = None

    @property
    def known_standing(self) -> Standing | None:
        """Where the customer stands; None when there are no figures."""
        return self.standing if isinstance(self.standing, Standing) else None

    @property
    def customer_id(self) -> str | None:
        """The id under which the analytics know the customer, or None."""
        return self.standing.profile.customer_id if isinstance(self.standing, Standing) else None

    @property
    def tones(self) -> tuple[Tone, ...]:
        """How the reply should sound, what the mood asks for first."""
        tones = self.standing.tones if isinstance(self.standing, Standing) else (TONE_WITHOUT_FIGURES[self.standing],)
        return (*MOOD_TONES.get(self.mood.sentiment, ()), *tones)


def describe(
    known: KnownCustomer | None, ticket: Ticket, facts: Facts = NO_FACTS, *, analytics_are_up: bool = True
) -> Insight:
    """The insight for a ticket whose customer the analytics know, do not know, or could not be asked about."""
    message = ticket.last_customer_message
    if known is not None:
        standing: Standing | Missing = standing_of(known.profile, known.churn)
    else:
        standing = Missing.UNKNOWN if analytics_are_up else Missing.UNAVAILABLE
    category = category_of(message.text if message else "", ticket.subject)
    return Insight(
        category=category,
        customer_name=ticket.customer.name,
        standing=standing,
        mood=mood_of(ticket),
        repeat_issue=repeat_issue(ticket, category, facts),
    )
