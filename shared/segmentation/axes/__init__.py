"""The axes of behaviour: what each is measured by, and the words for its segments."""

from shared.segmentation.axes.axis import Axis
from shared.segmentation.axes.baskets import BASKET_SIZE, DISCOUNT_SENSITIVITY, VALUE
from shared.segmentation.axes.rhythm import ENGAGEMENT, ENGAGEMENT_TREND, FREQUENCY
from shared.segmentation.axes.taste import CATEGORY_EXPLORATION, REPURCHASE_BEHAVIOR, SEASONALITY

__all__ = ["AXES", "Axis"]

#: What matters most to a shop comes first; archetypes are made of the first axes.
AXES = (
    FREQUENCY,
    VALUE,
    ENGAGEMENT,
    ENGAGEMENT_TREND,
    REPURCHASE_BEHAVIOR,
    DISCOUNT_SENSITIVITY,
    CATEGORY_EXPLORATION,
    BASKET_SIZE,
    SEASONALITY,
)
