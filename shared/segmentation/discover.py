"""Discovery: from the purchase histories of a whole shop to a profile of every customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from shared.domain.customers import Archetype, AxisProfile, Profile
from shared.segmentation.archetypes import archetype_id, archetype_name, archetypes_of, signature_of
from shared.segmentation.axes import AXES, Axis
from shared.segmentation.choice import choose_segments
from shared.segmentation.figures import Figures, Floats, figures_of
from shared.segmentation.fuzzy import memberships
from shared.segmentation.histories import PurchaseHistory
from shared.segmentation.scaling import Scaling, scaling_of
from shared.segmentation.strength import StrengthCuts, clarity, cuts_for

#: Fewer customers do not show what is usual.
FEWEST_CUSTOMERS = 30


@dataclass(frozen=True, slots=True)
class AxisModel:
    """How customers are placed on one axis: all that is needed to place one more."""

    axis: str
    #: Names of the measurements, anchor first.
    features: tuple[str, ...]
    scaling: Scaling
    #: Names of the segments, in the order of `centres`.
    segments: tuple[str, ...]
    #: Scaled centres, one a segment.
    centres: tuple[tuple[float, ...], ...]
    cuts: StrengthCuts
    xie_beni: float
    agreement: float

    def place(self, measured: Floats) -> list[AxisProfile]:
        """Where customers with these measurements (one row each) stand."""
        degrees = memberships(self.scaling.apply(measured), np.array(self.centres))
        return [
            AxisProfile(
                axis=self.axis,
                segment=self.segments[row.index(max(row))],
                strength=self.cuts.strength(clear),
                memberships=dict(zip(self.segments, row, strict=True)),
            )
            for row, clear in zip(degrees.tolist(), clarity(degrees).tolist(), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An axis that these orders do not support."""

    axis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one run found."""

    as_of: date
    seed: int
    currency: str
    axes: tuple[AxisModel, ...]
    left_out: tuple[LeftOut, ...]
    #: Sorted by customer id; without names and addresses, which segmentation never sees.
    profiles: tuple[Profile, ...]
    #: Largest first.
    archetypes: tuple[Archetype, ...]


def discover(histories: Sequence[PurchaseHistory], *, as_of: date, currency: str, seed: int) -> Discovery:
    """The segments and archetypes of all customers, seen from the day `as_of`.

    The order of `histories` does not matter, and the same seed gives the same answer.
    """
    ordered = sorted(histories, key=lambda history: history.customer_id)
    places: list[tuple[AxisProfile, ...]] = [()] * len(ordered)
    models: list[AxisModel] = []
    left_out: list[LeftOut] = []
    if len(ordered) < FEWEST_CUSTOMERS:
        reason = f"{len(ordered)} customers are too few; {FEWEST_CUSTOMERS} are needed"
        left_out = [LeftOut(axis.name, reason) for axis in AXES]
    else:
        figures = figures_of(ordered, as_of)
        for number, axis in enumerate(AXES):
            measured = _measure(axis, figures)
            model = _learn(axis, measured, np.random.default_rng([seed, number]))
            if isinstance(model, LeftOut):
                left_out.append(model)
                continue
            models.append(model)
            places = [(*before, place) for before, place in zip(places, model.place(measured), strict=True)]
    profiles = tuple(_profile(history, place, as_of, currency) for history, place in zip(ordered, places, strict=True))
    return Discovery(
        as_of=as_of,
        seed=seed,
        currency=currency,
        axes=tuple(models),
        left_out=tuple(left_out),
        profiles=profiles,
        archetypes=archetypes_of(profiles),
    )


def _measure(axis: Axis, figures: Figures) -> Floats:
    return np.column_stack([axis.anchor.of(figures), axis.other.of(figures)])


def _learn(axis: Axis, measured: Floats, rng: np.random.Generator) -> AxisModel | LeftOut:
    scaling = scaling_of(measured)
    if scaling.spread[0] == 0:
        return LeftOut(axis.name, "the customers hardly differ on it")
    points = scaling.apply(measured)
    found = choose_segments(points, rng)
    if found is None:
        return LeftOut(axis.name, "the customers do not fall into segments that come out the same again")
    return AxisModel(
        axis=axis.name,
        features=(axis.anchor.name, axis.other.name),
        scaling=scaling,
        segments=axis.vocabulary[len(found.centres)],
        centres=tuple(tuple(centre) for centre in found.centres.tolist()),
        cuts=cuts_for(clarity(memberships(points, found.centres))),
        xie_beni=found.xie_beni,
        agreement=found.agreement,
    )


def _profile(history: PurchaseHistory, axes: tuple[AxisProfile, ...], as_of: date, currency: str) -> Profile:
    signature = signature_of(axes)
    return Profile(
        customer_id=history.customer_id,
        name=None,
        email=None,
        archetype_id=archetype_id(signature) if signature else None,
        archetype_name=archetype_name(signature) if signature else None,
        axes=axes,
        historic_clv=history.spent,
        historic_number_of_orders=history.orders,
        average_order_value=history.average_order_value,
        average_days_between_orders=history.average_days_between_orders,
        first_order_on=history.first_order_on,
        last_order_on=history.last_order_on,
        as_of=as_of,
        currency=currency,
    )
