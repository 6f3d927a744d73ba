"""Where a customer stands, in the few flat fields that the helpdesk's sidebar shows beside a ticket.

What is shown there is kept by the helpdesk too: no name, address or id, and no figure beyond a percentage.
"""

from dataclasses import dataclass
from datetime import date

from shared.domain.churn import ChurnLevel, ChurnRisk
from shared.domain.customers import Profile
from shared.domain.predictions import NextPurchase
from shared.domain.standing import standing_of
from shared.domain.value import ValueTier


@dataclass(frozen=True, slots=True)
class Sidebar:
    """What an agent sees at a glance."""

    churn: ChurnLevel
    #: Chance of no purchase within 90 days, in whole percent; None when the models do not say.
    churn_percent: int | None
    value: ValueTier
    archetype: str | None
    orders: int
    last_purchase: date
    #: The expected day; None where naming one would mislead.
    next_purchase: date | None
    #: What to do so that the customer stays, in one line; None when nothing special is called for.
    advice: str | None
    as_of: date


def sidebar_of(profile: Profile, churn: ChurnRisk, coming: NextPurchase) -> Sidebar:
    """What is shown of the customer."""
    standing = standing_of(profile, churn)
    return Sidebar(
        churn=churn.level,
        churn_percent=None if churn.churn_probability is None else round(churn.churn_probability * 100),
        value=standing.tier,
        archetype=profile.archetype_name,
        orders=profile.historic_number_of_orders,
        last_purchase=profile.last_order_on,
        next_purchase=coming.expected_date_of_next_order,
        advice=standing.advice.headline if standing.advice else None,
        as_of=profile.as_of,
    )
