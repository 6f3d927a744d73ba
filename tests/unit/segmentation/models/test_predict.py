"""Predictions for whole shops: what they promise, how good they are, and when there are none."""

import numpy as np
import pytest

from shared.segmentation.models.bg_nbd import fit_bg_nbd
from shared.segmentation.models.predict import HORIZONS, MONTHS, NotPredictable, Predictions, predict
from shared.segmentation.purchases import Purchases, summarise
from tests.unit.segmentation.models.processes import TODAY, purchases_on
from tests.unit.segmentation.models.shops import a_shop

LATER = 90


@pytest.fixture(scope="module")
def lives() -> Purchases:
    """A shop of fairly regular customers, with the 90 days that nobody knows yet."""
    return a_shop(700, seed=4, rhythm=4.0, later=LATER)


@pytest.fixture(scope="module")
def shop(lives: Purchases) -> Purchases:
    known, _ = lives.until(TODAY)
    return known


@pytest.fixture(scope="module")
def predictions(shop: Purchases) -> Predictions:
    return _predicted(shop)


def _predicted(purchases: Purchases, *, horizons: tuple[int, ...] = HORIZONS) -> Predictions:
    said = predict(purchases, today=TODAY, horizons=horizons, seed=1)
    assert isinstance(said, Predictions), said
    return said


def _bought(lives: Purchases) -> np.ndarray:
    return np.bincount(lives.customer[lives.day > TODAY], minlength=lives.customers).astype(np.float64)


def test_more_days_hold_no_fewer_purchases_and_no_smaller_chance(predictions: Predictions) -> None:
    chances = np.array([predictions.probability[days] for days in HORIZONS])
    counts = np.array([predictions.expected_purchases[days] for days in HORIZONS])

    assert ((chances >= 0) & (chances <= 1)).all()
    assert (np.diff(chances, axis=0) >= 0).all()
    assert (np.diff(counts, axis=0) >= 0).all()
    assert (counts >= chances).all()


def test_probabilities_come_true_and_beat_bg_nbd_where_customers_have_a_rhythm(
    predictions: Predictions, shop: Purchases, lives: Purchases
) -> None:
    happened = _bought(lives) > 0
    summary = summarise(shop, TODAY)
    bg_nbd = fit_bg_nbd(summary).probability_of_purchase(summary, LATER)
    ours = predictions.probability[LATER].astype(np.float64)

    assert ours.mean() == pytest.approx(happened.mean(), abs=0.05)
    assert np.square(ours - happened).mean() < 0.9 * np.square(bg_nbd - happened).mean()


def test_counts_come_true(predictions: Predictions, lives: Purchases) -> None:
    happened = _bought(lives)
    expected = predictions.expected_purchases[LATER].astype(np.float64)

    assert expected.sum() == pytest.approx(happened.sum(), rel=0.15)
    assert np.corrcoef(expected, happened)[0, 1] > 0.6


def test_most_who_buy_do_so_within_their_interval(predictions: Predictions, lives: Purchases) -> None:
    later = lives.day > TODAY
    next_day = np.full(lives.customers, np.inf)
    np.minimum.at(next_day, lives.customer[later], (lives.day[later] - TODAY).astype(np.float64))
    bought, timing = np.isfinite(next_day), predictions.next_purchase

    within = (next_day >= np.floor(timing.low_days)) & (next_day <= np.ceil(timing.high_days))

    assert within[bought].mean() > 0.75


def test_money_grows_with_the_months_and_lies_in_its_interval_for_most(
    predictions: Predictions, lives: Purchases
) -> None:
    later = lives.day > TODAY
    spent = np.bincount(lives.customer[later], weights=lives.value[later], minlength=lives.customers)
    quarter = predictions.clv[3]

    assert (np.diff([predictions.clv[months].mean for months in MONTHS], axis=0) >= 0).all()
    assert ((spent >= quarter.low) & (spent <= quarter.high)).mean() > 0.75
    assert (spent > quarter.high).mean() > 0.02


def test_the_card_tells_what_was_learned_and_from_when(predictions: Predictions) -> None:
    quarter = next(card for card in predictions.card.horizons if card.horizon_days == 90)

    assert quarter.learned_horizon_days == 90
    assert quarter.not_learned_because is None
    assert max(quarter.learned_from) == TODAY - 90
    assert sum(quarter.weights.values()) == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_predictions(predictions: Predictions, shop: Purchases) -> None:
    again = _predicted(shop)

    assert (again.probability[30] == predictions.probability[30]).all()
    assert (again.clv[12].high == predictions.clv[12].high).all()


def test_a_history_too_short_for_the_horizon_is_corrected_by_a_shorter_one() -> None:
    young = _predicted(a_shop(250, seed=5, days=120), horizons=(300,))

    (card,) = young.card.horizons
    assert card.learned_horizon_days == 60
    assert card.not_learned_because == "too little history for 300 days: corrected by what was learned for 60 days"
    assert np.isfinite(young.probability[300]).all()


def test_with_hardly_any_customers_the_models_of_repeat_buying_are_left_alone() -> None:
    new = _predicted(a_shop(45, seed=6, days=200))

    assert {card.learned_horizon_days for card in new.card.horizons} == {None}
    assert {card.weights["learned"] for card in new.card.horizons} == {0.0}


def test_where_all_come_every_month_to_the_day_they_are_due_then_and_not_before() -> None:
    monthly = _predicted(purchases_on(*(200 * [[30 * times for times in range(12)]])))

    assert monthly.probability[7].max() < 0.05
    assert monthly.probability[30].min() > 0.8


def test_returns_and_gifts_leave_the_money_finite_and_not_below_nothing(shop: Purchases) -> None:
    rng = np.random.default_rng(7)
    few, _ = shop.until(TODAY - 300)
    odd = Purchases(few.customers, few.customer, few.day, rng.choice([-50.0, 0.0, 20.0], len(few.day)))

    said = predict(odd, today=TODAY - 300, horizons=(30,), seed=1)

    assert isinstance(said, Predictions)
    assert np.isfinite(said.expected_value).all()
    assert (said.expected_value >= 0).all()
    assert all(np.isfinite(money.high).all() and (money.low >= 0).all() for money in said.clv.values())


@pytest.mark.parametrize(
    ("purchases", "reason"),
    [
        (purchases_on(), "Nobody has bought anything yet."),
        (purchases_on([90, 5]), "Only 1 customers have bought; predictions need 40."),
        (purchases_on(*(50 * [[3, 1]])), "The orders go back 3 days; predictions need 30."),
        (purchases_on(*(50 * [[90]])), "Only 0 customers have bought on more than one day; predictions need 10."),
        (
            purchases_on(*(50 * [[900, 400]])),
            "Nobody has bought for 400 days; the orders seem to end on 2025-12-15.",
        ),
    ],
)
def test_where_too_little_is_known_a_sentence_says_so(purchases: Purchases, reason: str) -> None:
    assert predict(purchases, today=TODAY, seed=1) == NotPredictable(reason)


def test_the_future_is_not_to_be_learned_from(lives: Purchases) -> None:
    with pytest.raises(ValueError, match="after the day"):
        predict(lives, today=TODAY, seed=1)


def test_a_horizon_of_no_days_is_refused(shop: Purchases) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        predict(shop, today=TODAY, horizons=(0,), seed=1)
