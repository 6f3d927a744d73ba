"""Customers with a single order: who may still come back, and who probably does not."""

from dataclasses import dataclass

from shared.domain.listings import CustomerList

#: As long as the churn rule waits: who has not come back by then probably does not.
MAY_COME_BACK_DAYS = 90


@dataclass(frozen=True, slots=True)
class OneTimeBuyers:
    """Customers with exactly one order."""

    who: CustomerList
    #: Share of all customers, in [0, 1]; None without customers.
    share: float | None
    #: Whose order is at most MAY_COME_BACK_DAYS old.
    may_come_back: int
    probably_gone: int
