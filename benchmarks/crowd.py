"""A million made-up customers, as a discovery and the models would leave them: to measure the store, not the models."""

from dataclasses import fields
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shared.domain.customers import Archetype, Trait
from shared.segmentation.axes import AXES
from shared.segmentation.discovery import AxisModel, AxisPlaces, Discovery
from shared.segmentation.features.columns import MONTHS, Features
from shared.segmentation.models.card import ModelCard
from shared.segmentation.models.lifetime import Money
from shared.segmentation.models.predict import HORIZONS, Predictions, Reasons
from shared.segmentation.models.predict import MONTHS as CLV_MONTHS
from shared.segmentation.models.timing import NextPurchase
from shared.segmentation.naming import archetype_id, archetype_name
from shared.segmentation.rfm import rfm_scores
from shared.segmentation.scaling import Scaling
from shared.segmentation.strength import STRENGTHS, StrengthCuts
from shared.store.findings import Findings

AS_OF = date(2026, 6, 30)
CATEGORIES = np.array([f"Category {number}" for number in range(20)], dtype=object)
#: Segments of every axis.
SEGMENTS = 4
#: Axes that make archetypes: 64 of them.
SIGNATURE = 3


def crowd(customers: int, *, seed: int = 1) -> Findings:
    """So many customers with every figure, place and prediction, independent of each other."""
    rng = np.random.default_rng(seed)
    features = _features(customers, rng)
    axes = tuple(_places(axis.name, axis.vocabulary[SEGMENTS], customers, rng) for axis in AXES)
    archetypes, of = _archetypes(axes[:SIGNATURE], features)
    found = Discovery(
        as_of=AS_OF,
        seed=seed,
        currency="GBP",
        features=features,
        axes=axes,
        left_out=(),
        archetypes=archetypes,
        archetype=of,
        archetype_axes=tuple(places.model.axis for places in axes[:SIGNATURE]),
        agreement=0.95,
        rfm=rfm_scores(features),
    )
    return Findings(found, _predictions(customers, rng))


def _features(customers: int, rng: np.random.Generator) -> Features:
    columns: dict[str, NDArray[np.generic]] = {
        field.name: rng.lognormal(0, 1, customers).round(4) for field in fields(Features)
    }
    recency = rng.integers(0, 700, customers)
    tenure = recency + rng.integers(0, 700, customers)
    today = np.datetime64(AS_OF)
    columns |= {
        "customer_id": np.array([f"{number:08}" for number in range(customers)], dtype=object),
        "orders": rng.geometric(0.2, customers).astype(np.float64),
        "recency_days": recency.astype(np.float64),
        "tenure_days": tenure.astype(np.float64),
        "first_order_on": today - tenure,
        "last_order_on": today - recency,
        "spent": rng.lognormal(5, 1.5, customers).round(2),
        "month_shares": np.full((customers, MONTHS), 1 / MONTHS),
        "favourite_category": CATEGORIES[rng.integers(0, len(CATEGORIES), customers)],
    }
    return Features(**columns)  # type: ignore[arg-type]  # the columns have one type each, the dictionary one for all


def _places(axis: str, segments: tuple[str, ...], customers: int, rng: np.random.Generator) -> AxisPlaces:
    degrees = rng.random((customers, len(segments)), dtype=np.float32)
    degrees /= degrees.sum(axis=1, keepdims=True)
    model = AxisModel(
        axis=axis,
        features=("anchor",),
        scaling=Scaling((-1.0,), (1.0,), (0.0,), (1.0,)),
        segments=segments,
        centres=tuple((float(number),) for number in range(len(segments))),
        cuts=StrengthCuts(0.4, 0.7),
        xie_beni=0.1,
        agreement=0.95,
    )
    return AxisPlaces(
        model=model,
        memberships=degrees,
        dominant=degrees.argmax(axis=1).astype(np.int8),
        strength=rng.integers(0, len(STRENGTHS), customers).astype(np.int8),
    )


def _archetypes(axes: tuple[AxisPlaces, ...], features: Features) -> tuple[tuple[Archetype, ...], NDArray[np.int32]]:
    shape = (SEGMENTS,) * len(axes)
    codes = np.ravel_multi_index([places.dominant for places in axes], shape).astype(np.int32)
    members = np.bincount(codes, minlength=SEGMENTS ** len(axes))
    revenue = np.bincount(codes, weights=features.spent, minlength=len(members))
    names = [
        [places.model.segments[at] for places, at in zip(axes, np.unravel_index(code, shape), strict=True)]
        for code in range(len(members))
    ]
    return tuple(
        Archetype(
            id=archetype_id(segments),
            name=archetype_name(segments),
            signature=tuple(
                Trait(places.model.axis, segment, STRENGTHS[-1]) for places, segment in zip(axes, segments, strict=True)
            ),
            member_count=int(members[code]),
            population_share=int(members[code]) / len(features),
            average_clv=round(float(revenue[code] / max(members[code], 1)), 2),
            total_revenue=round(float(revenue[code]), 2),
        )
        for code, segments in enumerate(names)
    ), codes


def _predictions(customers: int, rng: np.random.Generator) -> Predictions:
    def column(high: float) -> NDArray[np.float32]:
        return rng.random(customers, dtype=np.float32) * np.float32(high)

    chance, value, median = column(1), column(500), column(60)
    probability = {days: chance * np.float32(days / max(HORIZONS)) for days in HORIZONS}
    return Predictions(
        probability=probability,
        expected_purchases=probability,
        expected_value=value,
        next_purchase=NextPurchase(chance, median, median, median, median),
        clv=dict.fromkeys(CLV_MONTHS, Money(value, value, value)),
        reasons=Reasons(*(column(100) for _ in fields(Reasons))),
        card=ModelCard(AS_OF.toordinal(), {}, ()),
    )
