"""Whether a customer meets a condition: the meaning that the store's SQL must have too."""

from dataclasses import dataclass

from shared.domain.customers import Profile
from shared.domain.predictions import BuyingForecast
from shared.domain.search import (
    AllOf,
    AnyOf,
    AtChurnLevel,
    Between,
    Condition,
    CustomerCard,
    FavouriteCategory,
    InArchetype,
    InRfmGroup,
    InSegment,
    Named,
    Not,
)


@dataclass(frozen=True, slots=True)
class KeptCustomer:
    """All that a snapshot keeps of a customer."""

    profile: Profile
    card: CustomerCard
    forecast: BuyingForecast | None = None


def meets(kept: KeptCustomer, condition: Condition) -> bool:
    """Whether the condition holds; a metric that is not known lies within no bounds, and nobody is in ""."""
    match condition:
        case AllOf(conditions):
            return all(meets(kept, part) for part in conditions)
        case AnyOf(conditions):
            return any(meets(kept, part) for part in conditions)
        case Not(part):
            return not meets(kept, part)
        case _:
            return _meets_one(kept, condition)


def _meets_one(kept: KeptCustomer, condition: Condition) -> bool:
    card = kept.card
    match condition:
        case Between(metric, least, most):
            figure = card.figures[metric]
            return figure is not None and (least is None or figure >= least) and (most is None or figure <= most)
        case InSegment(axis, segment, strength):
            place = kept.profile.on(axis)
            return place is not None and place.segment == segment and strength in {None, place.strength}
        case InArchetype(archetype_id):
            return bool(archetype_id) and card.archetype_id == archetype_id
        case InRfmGroup(group):
            return card.rfm_group == group
        case AtChurnLevel(levels):
            return card.churn_level in levels
        case FavouriteCategory(category):
            return bool(category) and card.favourite_category == category
        case Named(text):
            wanted = text.lower()
            return any(wanted in (named or "").lower() for named in (card.customer_id, card.name, card.email))
    raise AssertionError(condition)
