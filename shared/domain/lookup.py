"""The customers whom a few words may mean."""

from dataclasses import dataclass
from datetime import date

from shared.domain.customers import Profile
from shared.domain.search import CustomerCard


@dataclass(frozen=True, slots=True)
class CustomerMatches:
    """Who is meant, or who may be."""

    #: The one customer with this id or e-mail address, or the only one whose name fits; None when it is not clear.
    profile: Profile | None
    #: Everybody whose id, name or e-mail address holds the words, most valuable first; empty with an exact hit.
    candidates: tuple[CustomerCard, ...]
    #: How many candidates there are, whatever the limit.
    total: int
    #: Why there is no single customer.
    because: str | None
    as_of: date
