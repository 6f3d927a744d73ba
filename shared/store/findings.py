"""All that is found out about the customers of a shop as of one day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shared.domain.churn import HORIZON_DAYS
from shared.segmentation.churn_rule import churn_levels, rule_scores
from shared.segmentation.discovery import Discovery
from shared.segmentation.features.columns import Floats
from shared.segmentation.models.predict import NotPredictable, Predictions
from shared.store.profile_columns import SHARES


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """A discovery, and what the models say of the same customers in the same order."""

    discovery: Discovery
    predictions: Predictions | NotPredictable

    def __post_init__(self) -> None:
        predicted = self.predicted
        if predicted and len(predicted.expected_value) != len(self.discovery):
            raise ValueError("discovery and predictions are of different customers")

    @property
    def predicted(self) -> Predictions | None:
        """The predictions, if there are any."""
        return self.predictions if isinstance(self.predictions, Predictions) else None

    def churn_probability(self) -> Floats | None:
        """The chance of no purchase within HORIZON_DAYS, made of the probability as it is kept."""
        if self.predicted is None:
            return None
        bought = np.round(self.predicted.probability[HORIZON_DAYS].astype(np.float64), SHARES)
        missed: Floats = np.subtract(1.0, bought)
        return missed

    def churn_levels(self) -> NDArray[np.int8]:
        """Numbers in LEVELS, as `assess_churn` gives each customer: of the rule where the models give no number."""
        rule, probability = rule_scores(self.discovery), self.churn_probability()
        return churn_levels(rule if probability is None else np.where(np.isnan(probability), rule, probability))
