"""How to read the arrays of predictions in `profiles`. Apart from writing them, so that readers load no models."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PredictionArrays:
    """How to read the arrays."""

    #: Days of `purchase_probability`.
    horizons: tuple[int, ...]
    #: Chance that a purchase which comes lies within `next_purchase_days`.
    days_coverage: float
    #: Months of `clv`, `clv_low` and `clv_high`.
    clv_months: tuple[int, ...]
    #: Chance that the money lies between `clv_low` and `clv_high`.
    clv_coverage: float


def prediction_arrays(prediction: dict[str, Any]) -> PredictionArrays:
    """How to read the arrays, from the JSON that is kept with the snapshot."""
    arrays = prediction["arrays"]
    return PredictionArrays(
        horizons=tuple(arrays["horizons"]),
        days_coverage=arrays["days_coverage"],
        clv_months=tuple(arrays["clv_months"]),
        clv_coverage=arrays["clv_coverage"],
    )
