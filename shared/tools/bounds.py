"""The numbers that a tool's parameters may take. What lies outside is refused, never quietly changed."""

from dataclasses import dataclass
from typing import Annotated

from shared.errors import InvalidPayload


@dataclass(frozen=True, slots=True)
class Within:
    """Whole numbers from `least` to `most`, both included; every door can read its schema from it."""

    least: int
    most: int

    def check(self, parameter: str, given: int) -> None:
        """InvalidPayload when `given` lies outside."""
        if not self.least <= given <= self.most:
            raise InvalidPayload(f"{parameter} must be from {self.least} to {self.most}, not {given}")


LIMIT = Within(1, 100)
MONTHS = Within(1, 36)

#: How many of a list are told; `total` beside it says how many there are.
Limit = Annotated[int, LIMIT]
#: How far to look ahead.
Months = Annotated[int, MONTHS]
