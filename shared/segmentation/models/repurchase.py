"""Whether customers buy again within a horizon, learned from how they did after earlier days."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from shared.segmentation.features.columns import Floats
from shared.segmentation.models.members import NAMES, SUREST
from shared.segmentation.models.rhythm import FEW_SIGNS, Singles
from shared.segmentation.models.snapshots import Snapshot, surprise

#: Inverse strength of the regressions' penalty, for columns scaled to a standard deviation of 1.
LOOSENESS = 0.1
REGRESSION_STEPS = 1_000
#: Few small trees: they add what bends to the regressions' straight lines.
TREES, LEAVES, LEAST_IN_LEAF, SHRINKAGE, RATE = 40, 8, 80, 10.0, 0.1
#: Columns of a snapshot that stay telling when only a few dozen customers bought.
FEW_COLUMNS = (*range(len(NAMES)), *(len(NAMES) + sign for sign in FEW_SIGNS))


@dataclass(frozen=True, slots=True)
class Stage:
    """What is learned from a number of buyers, or of others if these are fewer, in the mean snapshot."""

    each: int
    #: Whether regressions are learned, from few columns; and whether also from all, and trees.
    regressions: bool
    all_columns: bool
    #: What was learned counts this much in the ensemble, the models of repeat buying the rest.
    weight: float


#: Most buyers first; with fewer than the last but one, only how many buy is learned, not who. The weights are fixed
#: in advance: one that is fitted to the last window follows its season into the next.
STAGES = (
    Stage(each=2_000, regressions=True, all_columns=True, weight=0.8),
    Stage(each=250, regressions=True, all_columns=True, weight=0.75),
    Stage(each=25, regressions=True, all_columns=False, weight=0.5),
    Stage(each=0, regressions=False, all_columns=False, weight=0.5),
)
#: Customers, buying as the models of repeat buying foresee, that are added to those seen where only a level is learned.
FORESEEN = 25


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression on some scaled columns."""

    columns: tuple[int, ...]
    centre: Floats
    scale: Floats
    fitted: LogisticRegression

    def log_odds(self, known: Singles) -> Floats:
        """Log-odds of a purchase for each row."""
        odds: Floats = self.fitted.decision_function((known[:, self.columns] - self.centre) / self.scale)
        return odds


@dataclass(frozen=True, slots=True)
class Repurchase:
    """A learned model of one horizon: the mean of its parts, in log-odds; or a level, where nothing else is learned."""

    horizon: int
    stage: Stage
    #: The days that were looked from; how many rows, and how many of these bought.
    days: tuple[int, ...]
    rows: int
    buyers: int
    #: What is added to the log-odds of the models of repeat buying when there are no regressions.
    level: float
    regressions: tuple[Regression, ...]
    trees: HistGradientBoostingClassifier | None

    def log_odds(self, known: Singles) -> Floats:
        """Log-odds of a purchase within the horizon for each row of `known`, the columns of a snapshot."""
        if not self.regressions:
            foreseen: Floats = known[:, : len(NAMES)].mean(axis=1, dtype=np.float64)
            return foreseen + self.level
        parts = [regression.log_odds(known) for regression in self.regressions]
        if self.trees is not None:
            parts.append(logit(np.clip(self.trees.predict_proba(known)[:, 1], SUREST, 1.0 - SUREST)))
        mean: Floats = np.mean(parts, axis=0)
        return mean


def learn(snapshots: Sequence[Snapshot], horizon: int, seed: int) -> Repurchase | None:
    """The model that past `snapshots` teach, or None when there are none."""
    if not snapshots:
        return None
    known = np.concatenate([snapshot.known for snapshot in snapshots])
    bought = np.concatenate([snapshot.bought for snapshot in snapshots])
    each = min(bought.sum(), len(bought) - bought.sum()) / len(snapshots)
    stage = next(stage for stage in STAGES if each >= stage.each)
    weights = np.concatenate([np.full(len(snapshot.bought), snapshot.weight) for snapshot in snapshots])
    regressions, trees = [], None
    if stage.regressions:
        regressions.append(_regression(known, bought, weights, FEW_COLUMNS))
    if stage.all_columns:
        regressions.append(_regression(known, bought, weights, tuple(range(known.shape[1]))))
        # A row that weighs twice as much is there twice: trees that are told weights spend most of their time on them.
        copies = np.repeat(np.arange(len(bought)), np.maximum(np.round(weights / weights.min()), 1).astype(np.intp))
        trees = HistGradientBoostingClassifier(
            max_iter=TREES,
            learning_rate=RATE,
            max_leaf_nodes=LEAVES,
            min_samples_leaf=LEAST_IN_LEAF,
            l2_regularization=SHRINKAGE,
            early_stopping=False,
            random_state=seed,
        ).fit(known[copies], bought[copies])
    return Repurchase(
        horizon=horizon,
        stage=stage,
        days=tuple(snapshot.day for snapshot in snapshots),
        rows=len(bought),
        buyers=int(bought.sum()),
        level=0.0 if regressions else _level(known, bought, len(snapshots)),
        regressions=tuple(regressions),
        trees=trees,
    )


def _regression(known: Singles, bought: NDArray[np.bool_], weights: Floats, columns: tuple[int, ...]) -> Regression:
    chosen = known[:, columns]
    centre, scale = chosen.mean(axis=0, dtype=np.float64), chosen.std(axis=0, dtype=np.float64)
    scale[scale == 0] = 1.0
    fitted = LogisticRegression(C=LOOSENESS, max_iter=REGRESSION_STEPS)
    fitted.fit((chosen - centre) / scale, bought, sample_weight=weights)
    return Regression(columns, centre, scale, fitted)


def _level(known: Singles, bought: NDArray[np.bool_], snapshots: int) -> float:
    """By how much more customers bought than foreseen, in log-odds, drawn towards nothing where few were seen."""
    odds = known[:, : len(NAMES)].mean(axis=1, dtype=np.float64)
    seen, foreseen = len(bought) / snapshots, float(expit(odds).mean())
    return surprise(odds, (bought.mean() * seen + foreseen * FORESEEN) / (seen + FORESEEN))
