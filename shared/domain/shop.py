"""The shop that replies are written for."""

from dataclasses import dataclass

from shared.domain.policy import NO_POLICY, Policy


@dataclass(frozen=True, slots=True)
class Shop:
    """How the shop presents itself, and what it has decided."""

    name: str
    #: The last lines of every reply.
    signature: str
    #: ISO 4217 code of the amounts in its orders.
    currency: str
    policy: Policy = NO_POLICY
