"""What the arrays of predictions in `profiles` stand for, as JSON kept with the snapshot."""

from dataclasses import asdict, dataclass
from typing import Any

from shared.segmentation.models.lifetime import TAIL
from shared.segmentation.models.predict import Predictions
from shared.segmentation.models.timing import HIGH, LOW
from shared.store.model_json import finite_json


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


def prediction_json(predictions: Predictions) -> str:
    """How to read the arrays, and what the models rest on."""
    arrays = PredictionArrays(
        horizons=tuple(sorted(predictions.probability)),
        days_coverage=round(HIGH - LOW, 4),
        clv_months=tuple(sorted(predictions.clv)),
        clv_coverage=round(1 - 2 * TAIL, 4),
    )
    return finite_json({"arrays": asdict(arrays), "card": asdict(predictions.card)})


def prediction_arrays(prediction: dict[str, Any]) -> PredictionArrays:
    """How to read the arrays, from the JSON."""
    arrays = prediction["arrays"]
    return PredictionArrays(
        horizons=tuple(arrays["horizons"]),
        days_coverage=arrays["days_coverage"],
        clv_months=tuple(arrays["clv_months"]),
        clv_coverage=arrays["clv_coverage"],
    )
