"""The models of repeat buying and what was learned from the past, weighed against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.curves import Curve, nodes_among
from shared.segmentation.models.members import Members, fit_members
from shared.segmentation.models.past import Past
from shared.segmentation.models.repurchase import Repurchase
from shared.segmentation.models.rhythm import Rhythm, ShopRhythm, rhythm_of, shop_rhythm, signs
from shared.segmentation.models.sampling import some_customers
from shared.segmentation.models.snapshots import columns
from shared.segmentation.purchases import Purchases, summarise

#: What was learned for one horizon stands for others that differ by at most this share.
ALIKE = 0.1
#: For a longer horizon than any that could be learned, the correction of the longest that could is taken whole: the
#: models of repeat buying then tell only what more days add.
CARRIED_WEIGHT = 1.0
#: Of the correction of the probability (a factor), this power is taken over by the number of purchases.
COUNT_POWER = 0.5


@dataclass(frozen=True, slots=True)
class Correction:
    """What was learned, and how much it counts; the models of repeat buying count the rest."""

    learned: Repurchase
    weight: float
    #: Whether it was learned for a shorter horizon than it is used for.
    carried: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """Rows are horizons, columns customers; nothing falls from one horizon to the next."""

    horizons: tuple[int, ...]
    probability: Floats
    expected_purchases: Floats
    rhythm: Rhythm

    def at(self, days: int) -> tuple[Floats, Floats]:
        """P(at least one purchase) and purchases to expect within `days`, one of the horizons."""
        row = self.horizons.index(days)
        return self.probability[row], self.expected_purchases[row]


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Everything fitted to a shop at the end of `today`."""

    today: int
    members: Members
    shop: ShopRhythm
    #: What was learned, by horizon in days.
    learned: Mapping[int, Repurchase]

    def correction(self, days: int) -> Correction | None:
        """What corrects the probabilities of `days`: what was learned for it, or for the next shorter horizon.

        None when nothing was: a longer horizon tells who buys, but not that they do so within a few days.
        """
        if not self.learned:
            return None
        nearest = min(self.learned, key=lambda horizon: abs(horizon - days))
        if abs(nearest - days) <= ALIKE * days:
            return Correction(self.learned[nearest], self.learned[nearest].stage.weight, carried=False)
        shorter = max((horizon for horizon in self.learned if horizon < days), default=None)
        if shorter is None:
            return None
        stage = self.learned[shorter].stage
        return Correction(self.learned[shorter], CARRIED_WEIGHT if stage.all_columns else stage.weight, carried=True)

    def forecast(self, purchases: Purchases, asked: Sequence[int], also: Sequence[int]) -> Forecast:
        """What to expect of the customers of `purchases` within each of the horizons `asked` and `also`, in days.

        The models of repeat buying are asked for the former, and for as few of the latter as show the course of
        the chances and counts; between these, they are read off.
        """
        summary, rhythm = summarise(purchases, self.today), rhythm_of(purchases, self.today, self.shop)
        nodes = nodes_among(asked, also)
        odds = {days: self.members.log_odds(summary, days) for days in {*nodes, *self.learned}}
        chances = Curve.of_chances(nodes, [expit(odds[days].mean(axis=1)) for days in nodes])
        counts = Curve.of_counts(nodes, [self.members.expected_purchases(summary, days) for days in nodes])
        more = {
            horizon: model.log_odds(columns(odds[horizon], signs(purchases, self.today, horizon, rhythm)))
            - odds[horizon].mean(axis=1)
            for horizon, model in self.learned.items()
        }
        horizons = tuple(sorted({*asked, *also}))
        probability, expected = np.empty((2, len(horizons), purchases.customers))
        for row, days in enumerate(horizons):
            foreseen = chances.at(days)
            probability[row], expected[row] = foreseen, counts.at(days)
            correction = self.correction(days)
            if correction is not None:
                probability[row] = expit(logit(foreseen) + correction.weight * more[correction.learned.horizon])
                expected[row] *= (probability[row] / foreseen) ** COUNT_POWER
        # More days cannot hold fewer purchases, nor a purchase be less likely than it is.
        np.maximum.accumulate(probability, axis=0, out=probability)
        np.maximum.accumulate(np.maximum(expected, probability), axis=0, out=expected)
        return Forecast(horizons, probability, expected, rhythm)


def fit_ensemble(purchases: Purchases, today: int, horizons: Sequence[int], *, learn_from: int, seed: int) -> Ensemble:
    """Models of repeat buying fitted at the end of `today`, and a learned one for each of `horizons` the past allows.

    At most `learn_from` customers, drawn at random by `seed`, are learned from.
    """
    some = some_customers(purchases, learn_from, np.random.default_rng(seed))
    members = fit_members(some, today)
    past = Past(some, today, horizons, k=members.mbg_cnbd_k.k, seed=seed)
    learned = {horizon: past.learn(horizon) for horizon in horizons}
    return Ensemble(
        today=today,
        members=members,
        shop=shop_rhythm(some),
        learned={horizon: model for horizon, model in learned.items() if model is not None},
    )


def to_learn(asked: Sequence[int], also: Sequence[int]) -> tuple[int, ...]:
    """The horizons to learn: all that are asked for, and the others that none of these stands for."""
    missing = (days for days in also if all(abs(days - horizon) > ALIKE * days for horizon in asked))
    return tuple(sorted({*asked, *missing}))
