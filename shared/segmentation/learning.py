"""One axis: what is learned from a shop's customers, and learned again from fewer of them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.axes import Axis
from shared.segmentation.choice import Refit, Segments, choose_segments
from shared.segmentation.discovery import AxisModel, AxisPlaces, LeftOut
from shared.segmentation.features.columns import Features, Floats
from shared.segmentation.fuzzy import memberships_in_blocks
from shared.segmentation.matching import names_for, share_renamed
from shared.segmentation.samples import Samples, take
from shared.segmentation.scaling import scaling_of
from shared.segmentation.strength import clarity, cuts_for

#: Fewer customers do not show what is usual.
FEWEST_CUSTOMERS = 30


@dataclass(frozen=True, slots=True)
class LearnedAxis:
    """An axis and where the customers stand on it."""

    #: All customers.
    places: AxisPlaces
    #: For each refit, where its customers stand when all is learned from them; None where it found no segments.
    again: tuple[AxisPlaces | None, ...]


def learn_axis(
    axis: Axis, features: Features, samples: Samples, rng: np.random.Generator, before: AxisModel | None
) -> LearnedAxis | LeftOut:
    """The axis as these customers show it, or why they do not.

    `before` is the model of the previous discovery: its number of segments is kept while that is stable, and its
    names stay with the segments that they were given to.
    """
    if reason := axis.unsupported(features):
        return LeftOut(axis.name, reason)
    if before and before.features != axis.features:
        before = None
    measured = axis.measure(features)
    shown = measured[samples.learned_from]
    shown = shown[_told(shown)]
    if len(shown) < FEWEST_CUSTOMERS:
        return LeftOut(
            axis.name, f"it takes {FEWEST_CUSTOMERS} customers of whom it can be told, and the shop has {len(shown)}"
        )
    if scaling_of(shown).spread[0] == 0:
        return LeftOut(axis.name, "the customers hardly differ on it")
    anew = [axis.measure(take(features, rows)) for rows in samples.again]
    refits = [
        Refit(before=measured[rows][_told(measured[rows])], anew=sample[_told(sample)])
        for rows, sample in zip(samples.again, anew, strict=True)
    ]
    choice = choose_segments(shown, refits, rng, usual_count=len(before.centres) if before else axis.usual_count)
    if choice is None:
        return LeftOut(axis.name, "the customers do not fall into segments that come out the same again")
    model = _model(axis, choice.segments, shown, choice.agreement, before)
    return LearnedAxis(
        places=_places(model, measured, before),
        again=tuple(
            _model(axis, found, refit.anew, choice.agreement, before).place(sample) if found else None
            for found, refit, sample in zip(choice.refits, refits, anew, strict=True)
        ),
    )


def _told(measured: Floats) -> NDArray[np.bool_]:
    told: NDArray[np.bool_] = ~np.isnan(measured[:, 0])
    return told


def _model(axis: Axis, found: Segments, shown: Floats, agreement: float, before: AxisModel | None) -> AxisModel:
    names = names_for(found.scaling, found.centres, axis.vocabulary, before)
    return AxisModel(
        axis=axis.name,
        features=axis.features,
        scaling=found.scaling,
        segments=(*names, axis.untold) if axis.untold else names,
        centres=tuple(tuple(centre) for centre in found.centres.tolist()),
        cuts=cuts_for(clarity(memberships_in_blocks(found.scaling.apply(shown), found.centres))),
        xie_beni=found.xie_beni,
        agreement=agreement,
    )


def _places(model: AxisModel, measured: Floats, before: AxisModel | None) -> AxisPlaces:
    places = model.place(measured)
    return replace(places, renamed=share_renamed(places, measured, before)) if before else places
