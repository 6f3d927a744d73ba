"""What a discovery finds: how customers are placed on each axis, where they all stand, and their archetypes."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shared.domain.customers import Archetype, AxisProfile, Profile, Strength
from shared.segmentation.features.columns import Features, Floats
from shared.segmentation.fuzzy import Degrees, memberships_in_blocks
from shared.segmentation.rfm import RfmScores
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import STRENGTHS, StrengthCuts, clarity

#: Memberships are told to this many decimals.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class AxisModel:
    """How customers are placed on one axis: all that is needed to place one more."""

    axis: str
    #: Names of the measurements, anchor first.
    features: tuple[str, ...]
    scaling: Scaling
    #: Names of the segments, in the order of `centres`; on some axes one more, without a centre, for the customers who
    #: cannot be told: their anchor is NaN.
    segments: tuple[str, ...]
    #: Scaled centres, one a segment, lowest anchor first.
    centres: tuple[tuple[float, ...], ...]
    cuts: StrengthCuts
    #: How well the segments are apart; lower is better.
    xie_beni: float
    #: Share of customers that kept their segment when the centres were learned from other customers.
    agreement: float

    def place(self, measured: Floats) -> "AxisPlaces":
        """Where customers with these measurements (one row each, one column a feature) stand.

        Who cannot be told belongs to that segment wholly; otherwise a NaN counts as the shop's mean.
        """
        degrees = memberships_in_blocks(self.scaling.apply(measured), np.array(self.centres))
        strength = self.cuts.numbers(clarity(degrees))
        if len(self.segments) > len(self.centres):
            untold = np.isnan(measured[:, 0])
            degrees[untold] = 0.0
            degrees = np.column_stack([degrees, untold.astype(np.float32)])
            strength[untold] = STRENGTHS.index(Strength.STRONG)
        return AxisPlaces(self, degrees, degrees.argmax(axis=1).astype(np.int8), strength)


@dataclass(frozen=True, slots=True, eq=False)
class AxisPlaces:
    """Where all customers stand on one axis; arrays have one entry (row) a customer."""

    model: AxisModel
    #: Membership in each segment, in [0, 1]; rows sum to 1. Shape (customers, segments).
    memberships: Degrees
    #: Number of the segment with the largest membership.
    dominant: NDArray[np.int8]
    #: Number in STRENGTHS.
    strength: NDArray[np.int8]
    #: Share of customers whose segment would have another name had the previous discovery's model placed them: moved
    #: by learning anew, not by what they did. None without a previous model.
    renamed: float | None = None

    def of(self, number: int) -> AxisProfile:
        """One customer's place."""
        degrees = self.memberships[number].astype(np.float64).round(DECIMALS).tolist()
        return AxisProfile(
            axis=self.model.axis,
            segment=self.model.segments[self.dominant[number]],
            strength=STRENGTHS[self.strength[number]],
            memberships=dict(zip(self.model.segments, degrees, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An axis that these orders do not support."""

    axis: str
    #: A clause without a full stop, as "no order has a discount".
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Discovery:
    """What one run found. Customers are numbered as in `features`, which are sorted by customer id."""

    as_of: date
    seed: int
    currency: str
    features: Features
    axes: tuple[AxisPlaces, ...]
    left_out: tuple[LeftOut, ...]
    #: Largest first.
    archetypes: tuple[Archetype, ...]
    #: Position in `archetypes` of each customer, -1 for none.
    archetype: NDArray[np.int32]
    #: The axes whose segments make an archetype's signature.
    archetype_axes: tuple[str, ...]
    #: Share of customers who keep their archetype when all is learned again from 80 % of them; None without archetypes.
    agreement: float | None
    rfm: RfmScores

    def __len__(self) -> int:
        """How many customers there are."""
        return len(self.features)

    def on(self, axis: str) -> AxisPlaces | None:
        """Where all customers stand on the axis, or None when it was left out."""
        return next((places for places in self.axes if places.model.axis == axis), None)

    def profile(self, number: int) -> Profile:
        """One customer, without name and address, which segmentation never sees."""
        features, position = self.features, int(self.archetype[number])
        archetype = self.archetypes[position] if position >= 0 else None
        gap = float(features.mean_gap_days[number])
        return Profile(
            customer_id=str(features.customer_id[number]),
            name=None,
            email=None,
            archetype_id=archetype.id if archetype else None,
            archetype_name=archetype.name if archetype else None,
            axes=tuple(places.of(number) for places in self.axes),
            historic_clv=round(float(features.spent[number]), 2),
            historic_number_of_orders=int(features.orders[number]),
            average_order_value=round(float(features.average_order_value[number]), 2),
            average_days_between_orders=None if np.isnan(gap) else round(gap, 1),
            first_order_on=_day(features.first_order_on[number]),
            last_order_on=_day(features.last_order_on[number]),
            as_of=self.as_of,
            currency=self.currency,
        )


def _day(moment: np.datetime64) -> date:
    day: date = moment.astype("datetime64[D]").astype(date)
    return day
