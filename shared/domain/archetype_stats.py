"""An archetype in figures."""

from dataclasses import dataclass
from datetime import date

from shared.domain.customers import Archetype
from shared.domain.search import GroupFigures


@dataclass(frozen=True, slots=True)
class ArchetypeStats:
    """One archetype beside the whole shop."""

    archetype: Archetype
    #: Its place by size: 1 is the largest.
    number: int
    figures: GroupFigures
    #: The same figures of all customers.
    everybody: GroupFigures
    #: Its members by churn level, RFM group and favourite category, most first.
    by_churn_level: tuple[GroupFigures, ...]
    by_rfm_group: tuple[GroupFigures, ...]
    by_favourite_category: tuple[GroupFigures, ...]
    #: What it is, in one sentence.
    reason: str
    currency: str
    as_of: date
