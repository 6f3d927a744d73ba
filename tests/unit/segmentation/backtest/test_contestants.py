import numpy as np
import pytest

from shared.segmentation.backtest.contestants.bg_nbd import bg_nbd
from shared.segmentation.backtest.contestants.constant import constant
from shared.segmentation.backtest.contestants.rule import rule
from shared.segmentation.backtest.contestants.selvage import selvage
from shared.segmentation.backtest.forecast import CannotSay, Forecast
from shared.segmentation.features.columns import Floats
from tests.unit.segmentation.backtest.shop import OPENED_ON, a_shop, purchases_on

#: Ten who bought on the first day: enough to tell a rate by.
ONCE = [[0]] * 10


def forecast_of(said: Forecast | CannotSay) -> Forecast:
    assert isinstance(said, Forecast)
    return said


def of_all(column: Floats | None) -> Floats:
    assert column is not None
    return column


def test_the_constant_says_of_everybody_what_was_so_in_the_window_before() -> None:
    # Two of the ten bought in the last 30 days, one of them twice; who came in these days tells no rate.
    known = purchases_on(*ONCE[:8], [0, 40, 41], [0, 60], [50], [51])

    said = forecast_of(constant(known, today=OPENED_ON + 60, horizon=30, seed=1))

    assert said.probability == pytest.approx(np.full(12, 0.2))
    assert of_all(said.purchases) == pytest.approx(np.full(12, 0.3))
    assert said.notes == ()


def test_where_the_history_is_short_the_constant_draws_out_a_shorter_window_and_says_so() -> None:
    known = purchases_on(*ONCE[:5], *[[0, 18]] * 5)

    said = forecast_of(constant(known, today=OPENED_ON + 20, horizon=30, seed=1))

    # Half of them within 15 days: three quarters within 30.
    assert said.probability == pytest.approx(np.full(10, 0.75))
    assert of_all(said.purchases) == pytest.approx(np.full(10, 1.0))
    assert said.notes == ("it is the rate of the last 15 days, drawn out to 30, because the history is short",)


def test_customers_who_all_came_today_tell_no_rate() -> None:
    assert isinstance(constant(purchases_on(*ONCE), today=OPENED_ON, horizon=30, seed=1), CannotSay)


def test_the_rule_knows_silence_and_novelty_to_the_day() -> None:
    # All bought on one day alone, so frequency does not tell them apart.
    known = purchases_on([0], [9], [10], [11], [12])

    said = forecast_of(rule(known, today=OPENED_ON + 100, horizon=91, seed=1))

    # Silent for 100, 91, 90, 89 and 88 days: more than 90 is silent, less than 90 is new.
    assert said.probability == pytest.approx([0.7, 0.7, 1.0, 0.8, 0.8])
    assert said.notes == ("it goes without purchase frequency, in which these customers do not fall into segments",)


def test_the_rule_takes_a_handful_of_values_and_expects_no_number_of_purchases() -> None:
    known = a_shop(300, 400)

    said = forecast_of(rule(known, today=OPENED_ON + 400, horizon=91, seed=1))

    assert set((said.probability * 10).round().astype(int).tolist()) <= {0, 2, 3, 5, 7, 8, 10} | {4, 6}
    assert len(np.unique(said.probability)) > 3
    assert said.purchases is None


def test_the_rule_calls_who_bought_once_occasional() -> None:
    known = a_shop(300, 400)
    once = np.bincount(known.customer) == 1

    said = forecast_of(rule(known, today=OPENED_ON + 400, horizon=91, seed=1))

    # Silent (0.3) and occasional (0.2); some are weak as well (0.3).
    assert said.probability[once].max() <= 0.8


def test_bg_nbd_foretells_probabilities_purchases_and_money() -> None:
    known = a_shop(300, 400)

    said = bg_nbd(known, today=OPENED_ON + 400, horizon=91, seed=1)

    assert ((said.probability > 0) & (said.probability < 1)).all()
    # Somebody who buys at all buys at least once, for ten as always.
    assert (of_all(said.purchases) >= said.probability).all()
    assert of_all(said.revenue) == pytest.approx(10 * of_all(said.purchases), rel=0.01)


def test_our_own_model_says_in_a_sentence_that_too_few_have_bought() -> None:
    said = selvage(purchases_on([0, 5], [1, 9]), today=OPENED_ON + 60, horizon=30, seed=1)

    assert isinstance(said, CannotSay)
    assert "2 customers" in said.reason
