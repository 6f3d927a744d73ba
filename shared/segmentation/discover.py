"""Discovery: from the features of a whole shop to where every customer stands."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from shared.segmentation.archetypes import archetypes_of
from shared.segmentation.axes import AXES
from shared.segmentation.discovery import AxisModel, Discovery, LeftOut
from shared.segmentation.features.columns import Features
from shared.segmentation.learning import FEWEST_CUSTOMERS, LearnedAxis, learn_axis
from shared.segmentation.rfm import rfm_scores
from shared.segmentation.samples import Samples, draw_samples, in_order
from shared.segmentation.signature import choose_signature


def discover(
    features: Features, *, as_of: date, currency: str, seed: int, before: Sequence[AxisModel] = ()
) -> Discovery:
    """The segments and archetypes of all customers, seen from the day `as_of`, the day that the features were.

    The order of the rows does not matter, and the same seed gives the same answer. `before` are the axes of the
    previous discovery: where the customers still fall into as many segments, there are as many, by the same names.
    """
    features = in_order(features)
    axes, left_out, samples = _learn(features, seed, {model.axis: model for model in before})
    signature = choose_signature(axes, samples)
    chosen = [axis.places for axis in signature.axes] if signature else []
    others = [axis.places for axis in axes if axis.places not in chosen]
    return Discovery(
        as_of=as_of,
        seed=seed,
        currency=currency,
        features=features,
        axes=tuple(axis.places for axis in axes),
        left_out=tuple(left_out),
        archetypes=archetypes_of(signature.groups, chosen, others, features.spent) if signature else (),
        archetype=signature.groups.member_of if signature else np.full(len(features), -1, dtype=np.int32),
        archetype_axes=tuple(places.model.axis for places in chosen),
        agreement=signature.agreement if signature else None,
        rfm=rfm_scores(features),
    )


def _learn(
    features: Features, seed: int, before: dict[str, AxisModel]
) -> tuple[list[LearnedAxis], list[LeftOut], Samples]:
    samples = draw_samples(len(features), np.random.default_rng(seed))
    if len(features) < FEWEST_CUSTOMERS:
        reason = f"it takes {FEWEST_CUSTOMERS} customers to see what is usual, and the shop has {len(features)}"
        return [], [LeftOut(axis.name, reason) for axis in AXES], samples
    axes: list[LearnedAxis] = []
    left_out: list[LeftOut] = []
    for number, axis in enumerate(AXES):
        found = learn_axis(axis, features, samples, np.random.default_rng([seed, number]), before.get(axis.name))
        if isinstance(found, LeftOut):
            left_out.append(found)
        else:
            axes.append(found)
    return axes, left_out, samples
