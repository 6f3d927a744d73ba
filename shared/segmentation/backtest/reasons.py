"""Why figures of a backtest are missing, and what else must be known to judge them: one sentence each."""

from collections.abc import Iterator

import numpy as np

from shared.segmentation.backtest.forecast import CannotSay, Forecast
from shared.segmentation.backtest.holdout import Holdout


def of_the_holdout(holdout: Holdout, *, has_values: bool) -> Iterator[str]:
    """What holds for every contestant."""
    if not holdout.bought.any():
        yield "nobody bought after the cutoff: auc, c_index, correlation and bias are undefined"
    elif holdout.bought.all():
        yield "every customer bought after the cutoff: auc is undefined"
    if not has_values:
        yield "the file does not say what was paid: revenue is not judged"


def of_a_contestant(name: str, forecast: Forecast | CannotSay, holdout: Holdout) -> Iterator[str]:
    """What holds for one, whose name each sentence begins with."""
    if isinstance(forecast, CannotSay):
        yield f"{name}: {forecast.reason.removesuffix('.')}"
        return
    yield from (f"{name}: {note}" for note in forecast.notes)
    if forecast.purchases is None:
        yield f"{name}: it foretells no number of purchases: mae, rmse, correlation and bias are undefined"
    elif holdout.bought.any() and np.ptp(forecast.purchases) == 0:
        yield f"{name}: it says the same of every customer: correlation is undefined"
    timing = forecast.timing
    if timing and timing.within_days > holdout.horizon:
        yield (
            f"{name}: its intervals are for purchases within {timing.within_days} days, more than the horizon's"
            f" {holdout.horizon}: coverage is undefined"
        )
    elif timing:
        within = f"first purchases within {timing.within_days} days"
        yield f"{name}: its intervals should cover {timing.days.promised:.0%} of {within}"
