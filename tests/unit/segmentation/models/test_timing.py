"""When the next purchase comes, read off rising chances."""

import numpy as np
import pytest

from shared.segmentation.models.ensemble import Forecast
from shared.segmentation.models.rhythm import rhythm_of, shop_rhythm
from shared.segmentation.models.timing import LADDER, next_purchase
from tests.unit.segmentation.models.processes import TODAY, purchases_on


def _forecast(*chances: tuple[float, ...]) -> Forecast:
    purchases = purchases_on(*([0] for _ in chances))
    table = np.array(chances).T
    return Forecast(LADDER, table, table, rhythm_of(purchases, TODAY, shop_rhythm(purchases)))


def test_dates_are_those_of_customers_who_do_buy() -> None:
    likely, unlikely = (0.07, 0.30, 0.60, 0.90), (0.007, 0.030, 0.060, 0.090)

    timing = next_purchase(_forecast(likely, unlikely))

    assert timing.probability == pytest.approx([0.9, 0.09])
    assert timing.median_days == pytest.approx([45, 45])
    assert timing.low_days == pytest.approx([9, 9], abs=0.5)
    assert timing.high_days == pytest.approx([81, 81])


def test_who_is_likelier_to_buy_waits_less() -> None:
    timing = next_purchase(_forecast((0.3, 0.6, 0.8, 0.9), (0.01, 0.02, 0.04, 0.05)))

    often, seldom = timing.wait_days
    assert often < seldom < 90


def test_a_certain_purchase_within_the_week_has_no_day_before_tomorrow() -> None:
    timing = next_purchase(_forecast((1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 0.0)))

    assert (timing.low_days >= 1).all()
    assert (timing.low_days <= timing.median_days).all()
    assert (timing.median_days <= timing.high_days).all()
    assert (timing.high_days <= 90).all()
