"""How clearly a customer belongs to a segment, in words."""

from dataclasses import dataclass

import numpy as np

from shared.domain.customers import Strength
from shared.segmentation.figures import Floats


@dataclass(frozen=True, slots=True)
class StrengthCuts:
    """Where weak ends and strong begins, on the scale of `clarity`."""

    weak_below: float
    strong_from: float

    def strength(self, clarity: float) -> Strength:
        """The word for a clarity in [0, 1]."""
        if clarity < self.weak_below:
            return Strength.WEAK
        return Strength.STRONG if clarity >= self.strong_from else Strength.MODERATE


#: The least clear fifth is weak and the clearest two fifths are strong, as far as these bounds allow: a membership
#: that is nearly evenly spread is never called strong, and one that is nearly certain never weak.
WEAK_QUANTILE, WEAK_BOUNDS = 0.2, (0.25, 0.5)
STRONG_QUANTILE, STRONG_BOUNDS = 0.6, (0.6, 0.8)


def clarity(degrees: Floats) -> Floats:
    """The largest membership of each row, scaled: 0 when all segments fit alike, 1 when only one does.

    (u_max - 1/c) / (1 - 1/c): raw memberships of few segments cannot be small, so fixed cuts on them never say weak.
    """
    even = 1.0 / degrees.shape[1]
    scaled: Floats = np.clip((degrees.max(axis=1) - even) / (1.0 - even), 0.0, 1.0)
    return scaled


def cuts_for(clarities: Floats) -> StrengthCuts:
    """The cuts that suit these customers."""
    return StrengthCuts(
        weak_below=float(np.clip(np.quantile(clarities, WEAK_QUANTILE), *WEAK_BOUNDS)),
        strong_from=float(np.clip(np.quantile(clarities, STRONG_QUANTILE), *STRONG_BOUNDS)),
    )
