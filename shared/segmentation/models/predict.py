"""What each customer of a shop will do: buy again, when, how often, and for how much."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it has no types

from shared.segmentation.models.card import ModelCard, card_of
from shared.segmentation.models.ensemble import Ensemble, fit_ensemble, to_learn
from shared.segmentation.models.gamma_gamma import GammaGamma, fit_gamma_gamma
from shared.segmentation.models.lifetime import Money, days_of, money
from shared.segmentation.models.rhythm import Singles
from shared.segmentation.models.sampling import in_batches, some_customers
from shared.segmentation.models.timing import LADDER, NextPurchase, next_purchase
from shared.segmentation.purchases import Purchases, summarise

HORIZONS = (7, 30, 60, 90)
MONTHS = (1, 3, 6, 12, 24, 36)
#: Customers that the models learn from; the others of a large shop are only predicted.
LEARN_FROM = 25_000
#: Customers predicted at once; the memory that predicting takes grows with it.
AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Least:
    """What a shop must have to be predicted at all, each for what goes wrong below it."""

    #: A model of repeat buying has four parameters: below about ten customers for each, its prior decides.
    customers: int = 40
    #: Customers who came back: nothing else says how long customers take to.
    returned: int = 10
    #: A month from the first purchase to today: below it, hardly anybody has had the time to return.
    history_days: int = 30
    #: Silence of the whole shop after which its orders are taken to be out of date, not its customers to have left.
    shop_silence_days: int = 180


LEAST = Least()


@dataclass(frozen=True, slots=True)
class Grid:
    """What is asked for: horizons in days, and months of money, each rising."""

    horizons: tuple[int, ...]
    months: tuple[int, ...]

    @property
    def also(self) -> tuple[int, ...]:
        """What a forecast needs besides, in days: for the next purchase, and for the months."""
        return (*LADDER, *(days_of(month) for month in self.months))


@dataclass(frozen=True, slots=True)
class Reasons:
    """What moved the probability of each customer (rows): figures to make a sentence of."""

    repeats: Singles
    tenure_days: Singles
    silence_days: Singles
    #: The customer's own usual gap, drawn towards the shop's by one gap's weight.
    usual_gap_days: Singles
    #: Silence over the usual gap: above 1 the customer is later than usual.
    silence_in_gaps: Singles


@dataclass(frozen=True, slots=True)
class Predictions:
    """Columns with one row a customer of the purchases."""

    #: By horizon in days: P(at least one purchase within (today, today + horizon]). Never falls with the horizon.
    probability: dict[int, Singles]
    #: By horizon in days: days with a purchase to expect.
    expected_purchases: dict[int, Singles]
    #: Money of a day with a purchase to expect; at least 0.
    expected_value: Singles
    next_purchase: NextPurchase
    #: By months: money of the months to come.
    clv: dict[int, Money]
    reasons: Reasons
    card: ModelCard


@dataclass(frozen=True, slots=True)
class NotPredictable:
    """Why nothing can be said, in a sentence."""

    reason: str


def predict(
    purchases: Purchases,
    *,
    today: int,
    horizons: Sequence[int] = HORIZONS,
    seed: int,
    months: Sequence[int] = MONTHS,
) -> Predictions | NotPredictable:
    """What to expect of every customer after the end of `today`, learned from `purchases` and nothing else.

    `today` is a day as `date.toordinal` counts; purchases after it are an error.

    Raises:
        ValueError: A purchase lies after `today`, or a horizon or month is below 1.
    """
    if min((*horizons, *months), default=0) < 1:
        raise ValueError("Horizons and months are at least 1.")
    if len(purchases.day) and int(purchases.day.max()) > today:
        raise ValueError("A purchase lies after the day that is predicted from.")
    cause = cannot_be_predicted(purchases, today)
    if cause is not None:
        return NotPredictable(cause)
    grid = Grid(horizons=tuple(sorted(set(horizons))), months=tuple(sorted(set(months))))
    # Many small steps: threads that wait for each other take longer than one, most of all beside other work.
    with threadpool_limits(limits=1):
        return _predict(purchases, today, grid, seed)


def _predict(purchases: Purchases, today: int, grid: Grid, seed: int) -> Predictions:
    learned = to_learn(grid.horizons, LADDER)
    ensemble = fit_ensemble(purchases, today, learned, learn_from=LEARN_FROM, seed=seed)
    some = some_customers(purchases, LEARN_FROM, np.random.default_rng(seed))
    summary = summarise(some, today)
    worth = fit_gamma_gamma(summary.repeats + 1.0, summary.value)
    return _predicted(purchases, ensemble, worth, grid)


def cannot_be_predicted(purchases: Purchases, today: int) -> str | None:
    """Why these purchases tell too little, in a sentence; None when they tell enough."""
    if not purchases.customers:
        return "Nobody has bought anything yet."
    if purchases.customers < LEAST.customers:
        return f"Only {purchases.customers} customers have bought; predictions need {LEAST.customers}."
    history = today - int(purchases.day.min())
    if history < LEAST.history_days:
        return f"The orders go back {history} days; predictions need {LEAST.history_days}."
    silence = today - int(purchases.day.max())
    if silence > LEAST.shop_silence_days:
        latest = date.fromordinal(int(purchases.day.max())).isoformat()
        return f"Nobody has bought for {silence} days; the orders seem to end on {latest}."
    returned = len(np.unique(purchases.customer[1:][np.diff(purchases.customer) == 0]))
    if returned < LEAST.returned:
        return f"Only {returned} customers have bought on more than one day; predictions need {LEAST.returned}."
    return None


def _predicted(
    purchases: Purchases,
    ensemble: Ensemble,
    worth: GammaGamma,
    grid: Grid,
) -> Predictions:
    size = purchases.customers

    def column() -> Singles:
        return np.empty(size, dtype=np.float32)

    probability = {days: column() for days in grid.horizons}
    expected = {days: column() for days in grid.horizons}
    value = column()
    timing = NextPurchase(column(), column(), column(), column(), column())
    clv = {month: Money(column(), column(), column()) for month in grid.months}
    reasons = Reasons(column(), column(), column(), column(), column())
    for rows, batch in in_batches(purchases, AT_ONCE):
        summary = summarise(batch, ensemble.today)
        forecast = ensemble.forecast(batch, grid.horizons, grid.also)
        for days in grid.horizons:
            probability[days][rows], expected[days][rows] = forecast.at(days)
        value[rows] = worth.expected_value(summary.repeats + 1.0, summary.value)
        _fill(timing, rows, next_purchase(forecast))
        for month in grid.months:
            chance, count = forecast.at(days_of(month))
            _fill(clv[month], rows, money(chance, count, summary, worth, ensemble.members.pareto_nbd.r))
        rhythm = forecast.rhythm
        reasons.repeats[rows] = rhythm.repeats
        reasons.tenure_days[rows] = rhythm.tenure_days
        reasons.silence_days[rows] = rhythm.silence_days
        reasons.usual_gap_days[rows] = rhythm.usual_gap_days
        reasons.silence_in_gaps[rows] = rhythm.silence_in_gaps
    return Predictions(probability, expected, value, timing, clv, reasons, card_of(ensemble, grid.horizons))


def _fill(whole: NextPurchase | Money, rows: slice, part: NextPurchase | Money) -> None:
    for column in fields(whole):
        getattr(whole, column.name)[rows] = getattr(part, column.name)
