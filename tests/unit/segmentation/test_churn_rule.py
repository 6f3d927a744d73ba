from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.churn import assess_churn, churn_level
from shared.domain.customers import AxisProfile, Strength
from shared.segmentation.churn_rule import LEVELS, churn_levels, rule_scores
from tests.factories_customers import a_discovery, a_profile

SEGMENTS = ("one_time", "occasional", "regular", "frequent")


def on_frequency(segment: str, strength: Strength) -> AxisProfile:
    return AxisProfile("purchase_frequency", segment, strength, dict.fromkeys(SEGMENTS, 0.25))


def test_all_customers_at_once_get_the_scores_that_each_gets_alone() -> None:
    kinds = product(SEGMENTS, Strength, (0, 89, 90, 91, 400), (0, 1, 89, 90, 91))
    profiles = [
        a_profile(
            f"c{number:04}",
            axes=(on_frequency(segment, strength),),
            days_silent=silent,
            tenure_days=silent + more,
        )
        for number, (segment, strength, silent, more) in enumerate(kinds)
    ]

    scores = rule_scores(a_discovery(profiles))

    alone = [assess_churn(profile) for profile in profiles]
    assert scores.tolist() == [risk.rule_score for risk in alone]
    assert [LEVELS[level] for level in churn_levels(scores)] == [risk.level for risk in alone]
    assert {risk.level for risk in alone} == set(LEVELS)


def test_where_frequency_was_left_out_the_rule_goes_by_days_alone() -> None:
    profiles = [a_profile(f"c{days}", axes=(), days_silent=days, tenure_days=days) for days in (10, 91)]

    assert rule_scores(a_discovery(profiles)).tolist() == [assess_churn(profile).rule_score for profile in profiles]


@given(st.lists(st.floats(0, 1) | st.sampled_from([0.3, 0.5, 0.7, 1 - 0.7, 1 - 0.5, 1 - 0.3]), min_size=1))
def test_levels_change_where_one_score_s_level_changes(scores: list[float]) -> None:
    levels = churn_levels(np.array(scores))

    assert [LEVELS[level] for level in levels] == [churn_level(score) for score in scores]
