"""The churn rule against the table of the analysis, boundaries exact, and the probability of the models beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.churn import PURCHASE_FREQUENCY, RECOMMENDATIONS, ChurnLevel, assess_churn, churn_level
from shared.domain.customers import AxisProfile, Profile, Strength
from tests.factories_shop import a_customer, a_forecast, a_place

STRONG, MODERATE, WEAK = Strength.STRONG, Strength.MODERATE, Strength.WEAK
LOW, MEDIUM, HIGH, CRITICAL = ChurnLevel.LOW, ChurnLevel.MEDIUM, ChurnLevel.HIGH, ChurnLevel.CRITICAL
SEGMENTS = ("one_time", "occasional", "regular", "frequent")


def a_frequency(segment: str = "regular", strength: Strength = STRONG) -> AxisProfile:
    return a_place(PURCHASE_FREQUENCY, segment, strength)


def a_profile(*axes: AxisProfile, days_silent: int = 10, tenure_days: int = 400) -> Profile:
    return a_customer("c", *axes, days_since_last_order=days_silent, tenure_days=tenure_days).profile


@pytest.mark.parametrize(
    ("segment", "strength", "days_silent", "tenure_days", "score", "level"),
    [
        # Every combination of the four reasons; 90 days and 90 days are the last that count for nothing.
        ("regular", STRONG, 90, 90, 0.0, LOW),
        ("regular", STRONG, 10, 89, 0.2, LOW),
        ("occasional", STRONG, 90, 90, 0.2, LOW),
        ("occasional", STRONG, 10, 89, 0.4, MEDIUM),
        ("regular", STRONG, 91, 400, 0.3, MEDIUM),
        ("regular", STRONG, 91, 89, 0.5, HIGH),
        ("occasional", STRONG, 91, 400, 0.5, HIGH),
        ("occasional", STRONG, 91, 89, 0.7, CRITICAL),
        ("regular", WEAK, 90, 90, 0.3, MEDIUM),
        ("regular", WEAK, 10, 89, 0.5, HIGH),
        ("occasional", WEAK, 90, 90, 0.5, HIGH),
        ("occasional", WEAK, 10, 89, 0.7, CRITICAL),
        ("regular", WEAK, 91, 400, 0.6, HIGH),
        ("regular", WEAK, 91, 89, 0.8, CRITICAL),
        ("occasional", WEAK, 91, 400, 0.8, CRITICAL),
        ("occasional", WEAK, 91, 89, 1.0, CRITICAL),
        # The other words for frequency and strength.
        ("one_time", STRONG, 10, 400, 0.2, LOW),
        ("one_time", WEAK, 91, 400, 0.8, CRITICAL),
        ("frequent", STRONG, 10, 400, 0.0, LOW),
        ("very_frequent", MODERATE, 10, 400, 0.0, LOW),
        ("regular", MODERATE, 91, 400, 0.3, MEDIUM),
        # The days alone.
        ("frequent", STRONG, 0, 0, 0.2, LOW),
        ("frequent", STRONG, 5000, 5000, 0.3, MEDIUM),
    ],
)
def test_each_reason_of_the_analysis_adds_its_weight(
    segment: str, strength: Strength, days_silent: int, tenure_days: int, score: float, level: ChurnLevel
) -> None:
    profile = a_profile(a_frequency(segment, strength), days_silent=days_silent, tenure_days=tenure_days)

    risk = assess_churn(profile)

    assert (risk.rule_score, risk.level) == (score, level)
    assert risk.recommendations == RECOMMENDATIONS[level]
    assert sum(round(factor.weight * 10) for factor in risk.factors) == round(score * 10)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (0.0, LOW),
        (0.29, LOW),
        (0.3, MEDIUM),
        (0.49, MEDIUM),
        (0.5, HIGH),
        (0.69, HIGH),
        (0.7, CRITICAL),
        (1.0, CRITICAL),
    ],
)
def test_a_score_on_a_boundary_belongs_to_the_level_above(score: float, level: ChurnLevel) -> None:
    assert churn_level(score) is level


def test_without_a_frequency_axis_only_dates_count() -> None:
    risk = assess_churn(a_profile(days_silent=91))

    assert [factor.name for factor in risk.factors] == ["silent"]


def test_each_factor_says_in_words_what_raised_the_score() -> None:
    risk = assess_churn(a_profile(a_frequency("one_time", WEAK), days_silent=113))

    assert [factor.explanation for factor in risk.factors] == [
        "buys without a clear rhythm",
        "last purchase 113 days ago",
        "belongs to the one-time buyers",
    ]


def test_a_rule_is_not_passed_off_as_a_probability() -> None:
    risk = assess_churn(a_profile(a_frequency()))

    assert (risk.churn_probability, risk.horizon_days) == (None, None)
    assert risk.no_probability_because == "no calibrated model has been trained on this shop's orders yet"


def test_the_cause_that_the_models_give_is_passed_on() -> None:
    risk = assess_churn(a_profile(), because="the orders span 12 days")

    assert risk.no_probability_because == "the orders span 12 days"


@pytest.mark.parametrize(
    ("bought_within_90", "left", "level"),
    [
        (1.0, 0.0, LOW),
        (0.71, 0.29, LOW),
        (0.7, 0.3, MEDIUM),
        (0.5, 0.5, HIGH),
        (0.3, 0.7, CRITICAL),
        (0.0, 1.0, CRITICAL),
    ],
)
def test_where_there_is_a_model_the_level_is_read_from_its_probability(
    bought_within_90: float, left: float, level: ChurnLevel
) -> None:
    by_rule = a_profile(a_frequency("regular", WEAK))

    risk = assess_churn(by_rule, a_forecast(bought_within_90))

    assert risk.churn_probability == pytest.approx(left)
    assert (risk.rule_score, risk.level) == (0.3, level)
    assert risk.recommendations == RECOMMENDATIONS[level]
    assert (risk.horizon_days, risk.no_probability_because) == (90, None)


def test_the_reason_of_the_model_stands_after_those_of_the_rule_and_adds_nothing_to_the_score() -> None:
    risk = assess_churn(a_profile(a_frequency(), days_silent=113), a_forecast(0.2, gap=48.0))

    assert [(factor.name, factor.weight) for factor in risk.factors] == [("silent", 0.3), ("silence_in_usual_gaps", 0)]
    assert risk.factors[-1].explanation == "usually buys every 48 days and has been silent for 113: 2.4 times as long"
    assert risk.rule_score == 0.3


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
    frequency, tenure = a_frequency(segment, strength), days_silent + longer + tenure_before

    now = assess_churn(a_profile(frequency, days_silent=days_silent, tenure_days=tenure))
    later = assess_churn(a_profile(frequency, days_silent=days_silent + longer, tenure_days=tenure))

    assert 0 <= now.rule_score <= later.rule_score <= 1


@given(st.floats(0, 1))
def test_a_probability_stays_one_and_the_level_follows_it(bought_within_90: float) -> None:
    risk = assess_churn(a_profile(), a_forecast(bought_within_90))

    assert risk.churn_probability is not None
    assert 0 <= risk.churn_probability <= 1
    assert risk.level is churn_level(risk.churn_probability)
