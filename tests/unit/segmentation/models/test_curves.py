"""Horizons between those that are worked out."""

import numpy as np
import pytest
from scipy.special import expit

from shared.segmentation.models.curves import Curve, nodes_among
from shared.segmentation.purchases import summarise
from tests.unit.segmentation.models.processes import TODAY
from tests.unit.segmentation.models.shops import a_shop, some_members


def test_all_that_is_asked_for_is_worked_out_and_of_the_rest_what_is_far_from_it() -> None:
    assert nodes_among((91,), (7, 30, 60, 90, 183, 365, 1096)) == (7, 30, 91, 365, 1096)
    assert nodes_among((7, 30, 60, 90), (30, 91)) == (7, 30, 60, 90, 91)


def test_a_curve_passes_through_its_nodes() -> None:
    chances = [np.array([0.1, 0.5]), np.array([0.4, 0.99])]

    curve = Curve.of_chances((7, 90), chances)

    assert curve.at(7) == pytest.approx(chances[0])
    assert curve.at(90) == pytest.approx(chances[1])


def test_what_is_read_off_is_close_to_what_the_models_say() -> None:
    shop = a_shop(100, seed=3)
    summary, members = summarise(shop, TODAY), some_members()
    nodes = nodes_among((30, 90), (183, 365, 731, 1096))
    chances = Curve.of_chances(nodes, [expit(members.log_odds(summary, days).mean(axis=1)) for days in nodes])
    counts = Curve.of_counts(nodes, [members.expected_purchases(summary, days) for days in nodes])

    for days in (60, 183, 731):
        assert days not in nodes
        assert chances.at(days) == pytest.approx(expit(members.log_odds(summary, days).mean(axis=1)), abs=0.03)
        assert counts.at(days) == pytest.approx(members.expected_purchases(summary, days), rel=0.05)
