"""Our own predictions, as every customer's forecast shows them."""

import numpy as np

from shared.segmentation.backtest.forecast import CannotSay, Forecast, Interval, TimingInterval
from shared.segmentation.features.columns import Floats
from shared.segmentation.models.lifetime import DAYS_PER_MONTH, TAIL, days_of
from shared.segmentation.models.predict import NotPredictable, Predictions, predict
from shared.segmentation.models.rhythm import Singles
from shared.segmentation.models.timing import HIGH, LOW, WITHIN_DAYS
from shared.segmentation.purchases import Purchases

#: Money is foretold for whole months; a month's days may differ from the horizon by so many.
DAYS_APART = 1


def selvage(known: Purchases, *, today: int, horizon: int, seed: int) -> Forecast | CannotSay:
    """The probability, purchases and money of the horizon, when the next purchase comes, and intervals of both."""
    months = max(1, round(horizon / DAYS_PER_MONTH))
    said = predict(known, today=today, horizons=(horizon,), seed=seed, months=(months,))
    if isinstance(said, NotPredictable):
        return CannotSay(said.reason)
    purchases = _floats(said.expected_purchases[horizon])
    money = said.clv[months]
    return Forecast(
        probability=_floats(said.probability[horizon]),
        purchases=purchases,
        revenue=purchases * _floats(said.expected_value),
        timing=TimingInterval(
            Interval(_floats(said.next_purchase.low_days), _floats(said.next_purchase.high_days), HIGH - LOW),
            within_days=WITHIN_DAYS,
        ),
        revenue_interval=Interval(_floats(money.low), _floats(money.high), 1.0 - 2.0 * TAIL)
        if abs(days_of(months) - horizon) <= DAYS_APART
        else None,
        eagerness=-_floats(said.next_purchase.wait_days),
        notes=_notes(said),
    )


def _notes(said: Predictions) -> tuple[str, ...]:
    return tuple(card.not_learned_because for card in said.card.horizons if card.not_learned_because)


def _floats(column: Singles) -> Floats:
    """Single precision is enough to show, and too little to sum up a million customers."""
    return column.astype(np.float64)
