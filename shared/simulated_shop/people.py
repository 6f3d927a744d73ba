"""The kinds of people who buy quilting supplies. What is planted here, segmentation should find again."""

from dataclasses import dataclass

#: January to December, for people who do not mind the season.
ALL_YEAR = (0.9, 0.9, 1.0, 0.9, 0.8, 0.8, 0.8, 0.8, 1.0, 1.1, 1.3, 1.2)
FOR_THE_HOLIDAYS = (0.02, 0.02, 0.05, 0.02, 0.02, 0.02, 0.05, 0.1, 0.5, 1.0, 1.0, 0.8)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of customer buys."""

    name: str
    #: Share of all customers.
    share: float
    #: Mean days between two visits, and how regular they are: 1 is pure chance, 9 nearly a clock.
    gap_days: float
    regularity: float
    #: Mean days until a customer stops for good.
    lifetime_days: float
    #: Category to its weight; what is not named has little.
    taste: dict[str, float]
    #: Chance that a line is one of the customer's few staples.
    staples: float
    #: Mean units of a line.
    units: float
    #: Mean lines of an order, as a multiple of the shop's.
    lines: float
    #: Chance that an order has a discount, that a discounted order has a coupon, that a line comes back.
    discounted: float
    coupon: float
    returned: float
    #: Chance, by month, that a visit ends in an order.
    season: tuple[float, ...] = ALL_YEAR
    #: Gaps grow by this factor from visit to visit: above 1 is losing interest.
    slowing: float = 1.0


_MAKER = {"Fabric": 4.0, "Precuts": 2.0, "Thread": 2.0, "Notions": 2.0, "Batting": 1.0, "Patterns": 1.5, "Tools": 0.7}

_HOLIDAYS = {"Christmas": 9.0, "Halloween": 4.0, "Fabric": 1.0}
_SUPPLIES = {"Thread": 5.0, "Notions": 4.0, "Batting": 2.0}
_TRADE = {"Fabric": 5.0, "Thread": 4.0, "Batting": 3.0}

# fmt: off
KINDS = (
    Kind("gift buyer", 0.26, 260, 1, 120, {"Precuts": 3, "Tools": 2, "Patterns": 1}, 0.0, 1.1, 0.7, 0.15, 0.3, 0.02),
    Kind("hobby quilter", 0.22, 75, 1.5, 700, _MAKER, 0.15, 1.8, 1.0, 0.2, 0.4, 0.03),
    Kind("routine maker", 0.12, 30, 6, 1100, _SUPPLIES, 0.75, 1.6, 0.8, 0.1, 0.2, 0.01),
    Kind("fabric collector", 0.10, 45, 1.5, 900, {"Fabric": 20, "Precuts": 2}, 0.1, 2.6, 1.4, 0.15, 0.3, 0.02),
    Kind("bargain hunter", 0.11, 60, 1, 650, _MAKER, 0.05, 2.2, 1.2, 0.92, 0.8, 0.04),
    Kind("holiday maker", 0.08, 22, 1.5, 1100, _HOLIDAYS, 0.1, 1.7, 1.1, 0.25, 0.4, 0.02, season=FOR_THE_HOLIDAYS),
    Kind("fading quilter", 0.07, 20, 2, 600, _MAKER, 0.2, 1.7, 1.0, 0.2, 0.4, 0.05, slowing=1.35),
    Kind("wholesaler", 0.04, 28, 3, 1300, _TRADE, 0.5, 24.0, 2.2, 0.3, 0.0, 0.02),
)
# fmt: on
