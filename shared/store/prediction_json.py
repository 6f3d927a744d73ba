"""What the arrays of predictions in `profiles` stand for, as JSON kept with the snapshot."""

from dataclasses import asdict

from shared.segmentation.models.lifetime import TAIL
from shared.segmentation.models.predict import Predictions
from shared.segmentation.models.timing import HIGH, LOW
from shared.store.model_json import finite_json
from shared.store.prediction_arrays import PredictionArrays


def prediction_json(predictions: Predictions) -> str:
    """How to read the arrays, and what the models rest on."""
    arrays = PredictionArrays(
        horizons=tuple(sorted(predictions.probability)),
        days_coverage=round(HIGH - LOW, 4),
        clv_months=tuple(sorted(predictions.clv)),
        clv_coverage=round(1 - 2 * TAIL, 4),
    )
    return finite_json({"arrays": asdict(arrays), "card": asdict(predictions.card)})
