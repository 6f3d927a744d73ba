"""The rule of the analysis, read as a probability: a customer buys again with 1 - score.

The rule was made to rank customers; its scores take a handful of values and are no probabilities. Its frequency
axis is made here of what a purchase log has: days with a purchase, and how many of them a year.
"""

from datetime import date, timedelta
from itertools import product

import numpy as np
from numpy.typing import NDArray

from shared.domain.churn import (
    NEW_WITHIN_DAYS,
    OCCASIONAL_SEGMENTS,
    PURCHASE_FREQUENCY,
    SILENT_AFTER_DAYS,
    assess_churn,
)
from shared.domain.customers import AxisProfile, Profile, Strength
from shared.segmentation.axes.rhythm import DAYS_A_YEAR, SHORTEST_TENURE_DAYS
from shared.segmentation.backtest.forecast import Forecast
from shared.segmentation.features.columns import Floats
from shared.segmentation.fuzzy import fit, memberships
from shared.segmentation.purchases import BuyingSummary, Purchases, summarise
from shared.segmentation.scaling import scaling_of
from shared.segmentation.strength import clarity, cuts_for

Flags = NDArray[np.bool_]

#: Occasional, regular and frequent buyers.
SEGMENTS, STARTS = 3, 4
#: The segments are learned from at most this many customers.
LEARN_FROM = 20_000


def rule(known: Purchases, *, today: int, horizon: int, seed: int) -> Forecast:  # noqa: ARG001  a Contestant
    """1 - score of each customer, whatever the horizon; the rule expects no number of purchases."""
    summary = summarise(known, today)
    place = _frequency_axis(summary, np.random.default_rng(seed))
    nowhere = np.zeros(known.customers, dtype=np.bool_)
    weak, occasional = place or (nowhere, nowhere)
    silent = summary.age - summary.recency > SILENT_AFTER_DAYS
    new = summary.age < NEW_WITHIN_DAYS
    note = "it goes without purchase frequency, in which these customers do not fall into segments"
    return Forecast(
        probability=1.0 - _SCORES[weak * 1, silent * 1, occasional * 1, new * 1],
        notes=() if place else (note,),
    )


def _frequency_axis(summary: BuyingSummary, rng: np.random.Generator) -> tuple[Flags, Flags] | None:
    """Who belongs to a segment weakly, and who to the occasional one; None when there are no segments."""
    purchases = summary.repeats + 1
    years = np.maximum(summary.age, SHORTEST_TENURE_DAYS) / DAYS_A_YEAR
    measured = np.column_stack([np.log(purchases), np.log(purchases / years)])
    points = scaling_of(measured).apply(measured)
    some = points[rng.choice(len(points), min(LEARN_FROM, len(points)), replace=False)]
    if len(np.unique(some, axis=0)) < SEGMENTS:
        return None
    centres = fit(some, SEGMENTS, rng, starts=STARTS)
    degrees = memberships(points, centres[np.argsort(centres[:, 0])])
    clear = clarity(degrees)
    return clear < cuts_for(clear).weak_below, degrees.argmax(axis=1) == 0


def _score(weak: bool, silent: bool, occasional: bool, new: bool) -> float:
    """What `assess_churn` says of a customer of whom just this is so."""
    as_of = date(2000, 6, 30)
    segment = min(OCCASIONAL_SEGMENTS) if occasional else "regular"
    strength = Strength.WEAK if weak else Strength.STRONG
    profile = Profile(
        customer_id="",
        name=None,
        email=None,
        archetype_id=None,
        archetype_name=None,
        axes=(AxisProfile(PURCHASE_FREQUENCY, segment, strength, {segment: 1.0}),),
        historic_clv=0.0,
        historic_number_of_orders=1,
        average_order_value=0.0,
        average_days_between_orders=None,
        first_order_on=as_of - timedelta(days=NEW_WITHIN_DAYS - new),
        last_order_on=as_of - timedelta(days=SILENT_AFTER_DAYS + silent),
        as_of=as_of,
        currency="",
    )
    return assess_churn(profile).rule_score


#: The score by whether a customer is weak, silent, occasional and new. Asking the rule for each of the sixteen cases
#: keeps its weights in one place and a million customers quick.
_SCORES: Floats = np.array([_score(*case) for case in product((False, True), repeat=4)]).reshape(2, 2, 2, 2)
