"""Purchase histories as columns of numbers, one row a customer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from shared.segmentation.histories import PurchaseHistory

Floats = NDArray[np.float64]

#: What a shop's customers are taken to wait between orders when none of them has come back yet.
DEFAULT_GAP_DAYS = 60.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The columns, in the order of the histories that they were made from."""

    orders: Floats
    spent: Floats
    average_order: Floats
    tenure_days: Floats
    days_silent: Floats
    #: The gap to expect between two orders: the customer's own, drawn towards the shop's median by one gap's weight.
    usual_gap_days: Floats


def figures_of(histories: Sequence[PurchaseHistory], as_of: date) -> Figures:
    """The columns for `histories`, seen from the day `as_of`."""
    orders = np.array([history.orders for history in histories], dtype=np.float64)
    spent = np.array([history.spent for history in histories], dtype=np.float64)
    tenure = np.array([(as_of - history.first_order_on).days for history in histories], dtype=np.float64)
    silent = np.array([(as_of - history.last_order_on).days for history in histories], dtype=np.float64)
    gaps = np.array([history.order_days - 1 for history in histories], dtype=np.float64)
    active_days = tenure - silent
    returned = gaps > 0
    typical = np.median(active_days[returned] / gaps[returned]) if returned.any() else DEFAULT_GAP_DAYS
    return Figures(
        orders=orders,
        spent=spent,
        average_order=spent / orders,
        tenure_days=tenure,
        days_silent=silent,
        usual_gap_days=(active_days + typical) / (gaps + 1),
    )
