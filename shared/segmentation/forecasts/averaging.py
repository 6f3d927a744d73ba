"""What exponential smoothing expects, averaged over its models by how well each explains the past.

A. E. Raftery, D. Madigan and J. A. Hoeting, "Bayesian model averaging for linear regression models", Journal of the
American Statistical Association 92(437), 1997. Start values have normal priors and the error's variance an inverse
gamma prior, so that each model's evidence is known in closed form, as in a linear regression (A. Gelman et al.,
"Bayesian Data Analysis", 3rd edition, CRC Press, 2013, chapter 14).
"""

from dataclasses import dataclass

import numpy as np

from shared.segmentation.features.columns import Floats
from shared.segmentation.forecasts.smoothing import MONTHS, Smoothed, smooth

#: A yearly shape shows in the first month that comes round again.
SEASONAL_FROM = MONTHS + 1
#: Before a shop was seen: odds of a yearly shape, to none.
SEASONAL_ODDS = np.e
#: Prior precisions, in those of one month's error. A level may be anywhere; a slope is a tenth of an error a month;
#: a yearly shape may be ten times as large as the errors, three times, or equal.
LEVEL, SLOPE, SHAPES = 1e-3, 100.0, (0.01, 0.1, 1.0)
#: The error's variance is believed beforehand as much as one month shows it, to be a fifth of the median squared
#: change from month to month, and never that of changes under one in a hundred.
BELIEF, SHARE, LEAST_CHANGE = 0.5, 0.2, 1e-4


@dataclass(frozen=True, slots=True)
class Outlook:
    """One entry a month to come."""

    mean: Floats
    #: Standard deviation, in which all the models' doubts and their disagreement are.
    spread: Floats
    #: How much of the weight lies on models with a yearly shape, in [0, 1].
    seasonal: float


@dataclass(frozen=True, slots=True)
class _Belief:
    """What one family of models says, a row a model."""

    log_evidence: Floats
    mean: Floats
    variance: Floats
    is_seasonal: bool


def outlook(values: Floats, steps: int) -> Outlook:
    """The `steps` months after `values`, of which there are two or more, near 1 in size or the logarithms of such."""
    middle = values.mean()
    around = values - middle
    likely = SHARE * BELIEF * max(float(np.median(np.square(np.diff(values)))), LEAST_CHANGE)
    beliefs = []
    for has_trend in (False, True):
        plain = smooth(around, steps, has_trend=has_trend, has_season=False)
        beliefs.append(_believe(plain, likely, has_trend=has_trend, shape=None))
        if len(values) >= SEASONAL_FROM:
            shaped = smooth(around, steps, has_trend=has_trend, has_season=True)
            beliefs += [_believe(shaped, likely, has_trend=has_trend, shape=shape) for shape in SHAPES]
    weights = np.concatenate([belief.log_evidence for belief in beliefs])
    weights = np.exp(weights - weights.max())
    weights /= weights.sum()
    means = np.concatenate([belief.mean for belief in beliefs])
    mean = weights @ means
    variance = weights @ (np.concatenate([belief.variance for belief in beliefs]) + np.square(means - mean))
    seasonal = np.concatenate([np.full(len(belief.mean), belief.is_seasonal) for belief in beliefs])
    return Outlook(middle + mean, np.sqrt(variance), float(weights[seasonal].sum()))


def _believe(seen: Smoothed, likely: float, *, has_trend: bool, shape: float | None) -> _Belief:
    """The regression of what a start of zeros fails to foresee on what each start value would have added."""
    models, months, _ = seen.errors.shape
    precisions = np.array([LEVEL, *([SLOPE] if has_trend else []), *([shape] * MONTHS if shape else [])])
    unforeseen, added = seen.errors[:, :, 0], -seen.errors[:, :, 1:]
    information = added.transpose(0, 2, 1) @ added + np.diag(precisions)
    moments = (added.transpose(0, 2, 1) @ unforeseen[:, :, np.newaxis])[:, :, 0]
    doubt = np.linalg.inv(information)
    starts = np.einsum("mij,mj->mi", doubt, moments)
    squares = np.square(unforeseen).sum(axis=1) - (starts * moments).sum(axis=1)
    degrees, scale = BELIEF + months / 2, likely + np.maximum(squares, 0.0) / 2
    evidence = (np.log(precisions).sum() - np.linalg.slogdet(information)[1]) / 2 - degrees * np.log(scale)
    prior = np.log((SEASONAL_ODDS / len(SHAPES)) if shape else 1.0) - np.log(models)
    effects = seen.ahead[:, :, 1:]
    mean = seen.ahead[:, :, 0] + np.einsum("msi,mi->ms", effects, starts)
    growth = seen.growth + np.einsum("msi,mij,msj->ms", effects, doubt, effects, optimize=True)
    return _Belief(evidence + prior, mean, growth * (scale / degrees)[:, np.newaxis], shape is not None)
