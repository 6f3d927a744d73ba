"""What a contestant of a backtest says of every customer, knowing only what was known on the cutoff day."""

from dataclasses import dataclass
from typing import Protocol

from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import Purchases


@dataclass(frozen=True, slots=True)
class Interval:
    """Where each customer's figure lies with the chance `promised`."""

    #: NaN where the contestant would not say.
    low: Floats
    high: Floats
    #: In (0, 1), as 0.8.
    promised: float


@dataclass(frozen=True, slots=True)
class TimingInterval:
    """On which days after the cutoff the next purchase comes, if it comes in time."""

    days: Interval
    #: In time is within so many days; later purchases are not judged.
    within_days: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """One figure a customer for the days after the cutoff, up to the horizon; None for what is not foretold."""

    #: Of at least one purchase.
    probability: Floats
    #: Days with a purchase.
    purchases: Floats | None = None
    #: Money of those days.
    revenue: Floats | None = None
    revenue_interval: Interval | None = None
    timing: TimingInterval | None = None
    #: Larger for who buys sooner, on any scale; the probability where this is None.
    eagerness: Floats | None = None
    #: What a reader must know to judge the figures, one sentence each.
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CannotSay:
    """The contestant has nothing to say of these purchases."""

    #: Why, in a sentence.
    reason: str


class Contestant(Protocol):
    """One way to foretell."""

    def __call__(self, known: Purchases, *, today: int, horizon: int, seed: int) -> Forecast | CannotSay:
        """The forecast for the `horizon` days after the day `today`, the last of which `known` tells all."""
