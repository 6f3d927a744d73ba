"""The churn rule against the table of the analysis, boundaries exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.churn import RECOMMENDATIONS, ChurnLevel, assess_churn, churn_level
from shared.domain.customers import Strength
from tests.factories_customers import a_place, a_profile

STRONG, MODERATE, WEAK = Strength.STRONG, Strength.MODERATE, Strength.WEAK
SEGMENTS = ("one_time", "occasional", "regular", "frequent")


@pytest.mark.parametrize(
    ("segment", "strength", "days_silent", "tenure_days", "score", "level"),
    [
        ("regular", STRONG, 10, 400, 0.0, ChurnLevel.LOW),
        ("regular", MODERATE, 10, 400, 0.0, ChurnLevel.LOW),
        ("regular", WEAK, 10, 400, 0.3, ChurnLevel.MEDIUM),
        ("regular", STRONG, 90, 400, 0.0, ChurnLevel.LOW),
        ("regular", STRONG, 91, 400, 0.3, ChurnLevel.MEDIUM),
        ("one_time", STRONG, 10, 400, 0.2, ChurnLevel.LOW),
        ("occasional", STRONG, 10, 400, 0.2, ChurnLevel.LOW),
        ("frequent", STRONG, 10, 90, 0.0, ChurnLevel.LOW),
        ("frequent", STRONG, 10, 89, 0.2, ChurnLevel.LOW),
        ("occasional", STRONG, 10, 89, 0.4, ChurnLevel.MEDIUM),
        ("occasional", WEAK, 10, 400, 0.5, ChurnLevel.HIGH),
        ("occasional", STRONG, 91, 400, 0.5, ChurnLevel.HIGH),
        ("regular", WEAK, 91, 400, 0.6, ChurnLevel.HIGH),
        ("occasional", WEAK, 10, 89, 0.7, ChurnLevel.CRITICAL),
        ("occasional", WEAK, 91, 400, 0.8, ChurnLevel.CRITICAL),
    ],
)
def test_each_reason_of_the_analysis_adds_its_weight(
    segment: str, strength: Strength, days_silent: int, tenure_days: int, score: float, level: ChurnLevel
) -> None:
    profile = a_profile(
        axes=(a_place(segment=segment, strength=strength),), days_silent=days_silent, tenure_days=tenure_days
    )

    risk = assess_churn(profile)

    assert (risk.rule_score, risk.level) == (score, level)
    assert risk.recommendations == RECOMMENDATIONS[level]
    assert sum(round(factor.weight * 10) for factor in risk.factors) == round(score * 10)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0.0, ChurnLevel.LOW),
        (0.29, ChurnLevel.LOW),
        (0.3, ChurnLevel.MEDIUM),
        (0.49, ChurnLevel.MEDIUM),
        (0.5, ChurnLevel.HIGH),
        (0.69, ChurnLevel.HIGH),
        (0.7, ChurnLevel.CRITICAL),
        (1.0, ChurnLevel.CRITICAL),
    ],
)
def test_a_score_on_a_boundary_belongs_to_the_level_above(score: float, level: ChurnLevel) -> None:
    assert churn_level(score) is level


def test_without_a_frequency_axis_only_dates_count() -> None:
    risk = assess_churn(a_profile(axes=(), days_silent=91))

    assert [factor.name for factor in risk.factors] == ["silent"]


def test_each_factor_says_in_words_what_raised_the_score() -> None:
    risk = assess_churn(a_profile(axes=(a_place(segment="one_time", strength=WEAK),), days_silent=113))

    assert [factor.explanation for factor in risk.factors] == [
        "buys without a clear rhythm",
        "last purchase 113 days ago",
        "belongs to the one-time buyers",
    ]


def test_a_rule_is_not_passed_off_as_a_probability() -> None:
    risk = assess_churn(a_profile())

    assert risk.churn_probability is None
    assert risk.no_probability_because


@given(
    segment=st.sampled_from(SEGMENTS),
    strength=st.sampled_from(Strength),
    days_silent=st.integers(0, 5000),
    longer=st.integers(0, 5000),
    tenure_before=st.integers(0, 5000),
)
def test_the_score_stays_in_bounds_and_never_falls_as_silence_grows(
    segment: str, strength: Strength, days_silent: int, longer: int, tenure_before: int
) -> None:
    axes = (a_place(segment=segment, strength=strength),)
    tenure = days_silent + longer + tenure_before

    now = assess_churn(a_profile(axes=axes, days_silent=days_silent, tenure_days=tenure))
    later = assess_churn(a_profile(axes=axes, days_silent=days_silent + longer, tenure_days=tenure))

    assert 0 <= now.rule_score <= later.rule_score <= 1
