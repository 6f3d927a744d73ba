"""The shop that replies are written for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shop:
    """How the shop presents itself."""

    name: str
    #: The last lines of every reply.
    signature: str
    #: ISO 4217 code of the amounts in its orders.
    currency: str
