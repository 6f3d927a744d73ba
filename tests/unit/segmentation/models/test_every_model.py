"""What must hold of each model of repeat buying, for any customers and any parameters."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.segmentation.models.bg_nbd import BgNbd, fit_bg_nbd
from shared.segmentation.models.mbg_cnbd_k import MbgCnbdK, fit_mbg_cnbd_k
from shared.segmentation.models.pareto_nbd import ParetoNbd, fit_pareto_nbd
from shared.segmentation.purchases import BuyingSummary, Purchases, summarise
from tests.unit.segmentation.models.processes import TODAY, a_summary, purchases_on

Model = BgNbd | ParetoNbd | MbgCnbdK


def logs(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(np.log(low), np.log(high)).map(lambda value: float(np.exp(value)))


shapes, times = logs(1e-3, 300.0), logs(0.1, 1e4)
models = st.one_of(
    st.builds(BgNbd, shapes, times, shapes, shapes, st.just(0.0)),
    st.builds(ParetoNbd, shapes, times, shapes, times, st.just(0.0)),
    st.builds(MbgCnbdK, shapes, times, shapes, shapes, st.integers(1, 4), st.just(0.0)),
)
#: Repeats, days between the first and the last beyond one a repeat, and days since the last.
customers = st.tuples(st.integers(0, 400), st.integers(0, 2000), st.integers(0, 2000)).map(
    lambda row: (
        float(row[0]),
        float(row[0] + row[1]) if row[0] else 0.0,
        float((row[0] + row[1] if row[0] else 0) + row[2]),
    )
)
summaries = st.lists(customers, max_size=8).map(lambda rows: a_summary(*rows))
horizons = st.floats(0.0, 2000.0)
#: Days ago, of each customer.
shops = st.lists(st.lists(st.integers(0, 900), min_size=1, max_size=6), max_size=6)

STRANGE_SHOPS: dict[str, Sequence[Sequence[int]]] = {
    "nobody": [],
    "one customer, one purchase, today": [[0]],
    "one customer, one purchase, long ago": [[2000]],
    "one customer, twice": [[10, 0]],
    "all on one day": [[5]] * 50,
    "all today": [[0]] * 50,
    "one purchase each": [[ago] for ago in range(200)],
    "everyone every day": [list(range(301))] * 30,
    "one every day, the others once": [list(range(301)), *([ago] for ago in range(100))],
}


def fits(purchases: Purchases) -> list[Model]:
    summary = summarise(purchases, TODAY)
    return [fit_bg_nbd(summary), fit_pareto_nbd(summary), fit_mbg_cnbd_k(purchases, TODAY)]


def parameters(model: Model) -> list[float]:
    return [float(getattr(model, name)) for name in type(model).__dataclass_fields__]


@given(models, summaries, horizons)
def test_figures_are_finite_and_chances_are_chances(model: Model, summary: BuyingSummary, days: float) -> None:
    alive = model.probability_alive(summary)
    chance = model.probability_of_purchase(summary, days)
    expected = model.expected_purchases(summary, days)

    assert alive.shape == chance.shape == expected.shape == summary.repeats.shape
    assert ((alive >= 0) & (alive <= 1)).all()
    assert ((chance >= 0) & (chance <= alive)).all()
    assert (np.isfinite(expected) & (expected >= 0)).all()


@given(models, summaries, horizons, horizons)
def test_more_days_never_make_a_purchase_less_likely(
    model: Model, summary: BuyingSummary, days: float, more: float
) -> None:
    sooner, later = (model.probability_of_purchase(summary, horizon) for horizon in (days, days + more))

    assert (later >= sooner - 1e-9).all()


@given(models, summaries, horizons, horizons)
def test_more_days_never_bring_fewer_purchases(model: Model, summary: BuyingSummary, days: float, more: float) -> None:
    sooner, later = (model.expected_purchases(summary, horizon) for horizon in (days, days + more))

    assert (later >= sooner * (1 - 1e-6) - 1e-9).all()


@given(models, summaries)
def test_nobody_buys_within_no_time(model: Model, summary: BuyingSummary) -> None:
    assert not model.probability_of_purchase(summary, 0.0).any()
    assert not model.expected_purchases(summary, 0.0).any()


@pytest.mark.parametrize("shop", STRANGE_SHOPS.values(), ids=STRANGE_SHOPS)
def test_a_strange_shop_still_gets_a_model_and_figures(shop: Sequence[Sequence[int]]) -> None:
    purchases = purchases_on(*shop)
    summary = summarise(purchases, TODAY)

    for model in fits(purchases):
        assert np.isfinite(parameters(model)).all()
        chance = model.probability_of_purchase(summary, 90.0)
        assert ((chance >= 0) & (chance <= 1)).all()
        assert np.isfinite(model.expected_purchases(summary, 90.0)).all()


# A dozen fits take a while: fewer examples than usual.
@settings(max_examples=8, deadline=None)
@given(shops)
def test_any_shop_gets_a_model_and_the_same_one_again(shop: list[list[int]]) -> None:
    purchases = purchases_on(*shop)

    found = fits(purchases)

    assert np.isfinite([value for model in found for value in parameters(model)]).all()
    assert found == fits(purchases_on(*reversed(shop)))
