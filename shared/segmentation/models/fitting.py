"""Most likely parameters of a model of repeat buying, found the same way each time and finite whatever the customers.

Parameters are positive and of unknown size, so all is done on their logarithms. A wide prior keeps them from running
off to zero or infinity where the customers do not say: with nobody to learn from, it is the answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from shared.segmentation.features.columns import Floats
from shared.segmentation.purchases import BuyingSummary

#: Standard deviation of each parameter's logarithm before any customer was seen: a factor of 400 either way.
PRIOR_SPREAD = 3.0
#: How far from the middle of the prior a logarithm may go.
REACH = 10.0
#: Searches start at the middle of the prior and at smaller values of all parameters.
OFFSETS = (0.0, -1.0)
#: Middle of the prior of all times, in days, and of all shapes.
TYPICAL_DAYS, TYPICAL_SHAPE = 60.0, 1.0
#: Fitted to at most this many customers of a large shop.
LEARN_FROM = 25_000
#: Different histories in the first, rough search.
ROUGHLY = 1_000


@dataclass(frozen=True, slots=True)
class Histories:
    """The different rows of a summary, sorted, and how many customers have each."""

    repeats: Floats
    recency: Floats
    age: Floats
    customers: Floats

    def thinned(self, rows: int) -> "Histories":
        """About `rows` of the rows, evenly many of all kinds, or all when there are no more."""
        step = max(len(self.repeats) // rows, 1)
        return Histories(self.repeats[::step], self.recency[::step], self.age[::step], self.customers[::step])


def to_learn_from(*columns: Floats) -> NDArray[np.intp]:
    """The customers (rows) that a model is fitted to, sorted: all, or evenly many of all kinds of a large shop."""
    order: NDArray[np.intp] = np.lexsort(columns[::-1])
    if len(order) > LEARN_FROM:
        order = order[np.linspace(0, len(order) - 1, LEARN_FROM).astype(np.intp)]
    return order


def histories(summary: BuyingSummary, chosen: NDArray[np.intp]) -> Histories:
    """The different histories of the chosen customers, of whom many often share one."""
    columns = np.stack([summary.repeats[chosen], summary.recency[chosen], summary.age[chosen]], axis=1)
    rows, counts = np.unique(columns, axis=0, return_counts=True)
    repeats, recency, age = np.ascontiguousarray(rows.T)
    return Histories(repeats, recency, age, customers=counts.astype(np.float64))


def fit_to_histories(
    log_likelihood: Callable[[Floats, Histories], float], known: Histories, middle: Sequence[float]
) -> Floats:
    """The most likely parameters of a model of when customers buy; see `most_likely` for `middle`.

    The way there is gone with few of the histories, for speed; the answer is that of all.
    """
    few = known.thinned(ROUGHLY)
    rough = most_likely(lambda parameters: log_likelihood(parameters, few), middle, few.customers.sum())
    return most_likely(
        lambda parameters: log_likelihood(parameters, known), middle, known.customers.sum(), starts=[rough]
    )


def most_likely(
    log_likelihood: Callable[[Floats], float],
    middle: Sequence[float],
    customers: float,
    starts: Sequence[Floats] | None = None,
) -> Floats:
    """The parameters with the highest `log_likelihood` times prior.

    The prior is ln(parameter / middle) ~ N(0, PRIOR_SPREAD^2), each alone. `customers` scales the rule of when to
    stop and nothing else. Of the searches from all `starts`, the best end counts; unless given, they are two.
    """
    middles = np.log(middle)
    scale = max(customers, 1.0)

    def unlikelihood(logs: Floats) -> float:
        prior = -0.5 * float(np.square((logs - middles) / PRIOR_SPREAD).sum())
        return -(log_likelihood(np.exp(logs)) + prior) / scale

    bounds = [(low, low + 2 * REACH) for low in middles - REACH]
    ends = [
        minimize(unlikelihood, start, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-11, "gtol": 1e-6})
        for start in ([middles + offset for offset in OFFSETS] if starts is None else np.log(starts))
    ]
    best: Floats = np.exp(min(ends, key=lambda end: float(end.fun)).x)
    return best
