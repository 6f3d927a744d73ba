from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.alerts import News, look
from shared.domain.standing_reports import standing_reports
from shared.domain.subscriptions import Rhythm
from shared.errors import InvalidPayload
from shared.thresholds import AlertMetric, Condition, condition_in_words, condition_told

ABOVE = Condition(AlertMetric.CRITICAL_CUSTOMERS, is_above=True, threshold=100)
BELOW = Condition(AlertMetric.DRAFTS_ACCEPTED, is_above=False, threshold=0.6)
AMOUNTS = st.floats(0, 1e9)
CONDITIONS = st.builds(Condition, st.sampled_from(AlertMetric), st.booleans(), AMOUNTS)


def told(condition: Condition, values: list[float]) -> list[News | None]:
    last, news = None, []
    for value in values:
        found = look(condition, last, value)
        last = found.last_value
        news.append(found.news)
    return news


def test_an_alert_is_told_once_when_it_is_crossed_and_once_when_it_is_back() -> None:
    values = [90.0, 101.0, 120.0, 80.0, 70.0]
    assert told(ABOVE, values) == [None, News.CROSSED, None, News.BACK, None]


def test_a_first_look_that_finds_the_threshold_crossed_tells_of_it() -> None:
    assert told(ABOVE, [101.0]) == [News.CROSSED]
    assert told(ABOVE, [100.0]) == [None]


def test_a_figure_that_trembles_about_the_threshold_is_told_of_once() -> None:
    assert told(ABOVE, [101.0, 99.0, 101.0, 98.0, 102.0]) == [News.CROSSED, None, None, None, None]
    assert told(BELOW, [0.59, 0.61, 0.58, 0.64]) == [News.CROSSED, None, None, News.BACK]


@given(CONDITIONS, st.lists(AMOUNTS, max_size=20))
def test_crossed_and_back_are_told_in_turn(condition: Condition, values: list[float]) -> None:
    news = [each for each in told(condition, values) if each]
    assert news == [(News.CROSSED, News.BACK)[place % 2] for place in range(len(news))]


@given(CONDITIONS, AMOUNTS, AMOUNTS)
def test_doing_a_look_again_after_it_was_kept_tells_nothing(condition: Condition, last: float, value: float) -> None:
    kept = look(condition, last, value).last_value
    assert look(condition, kept, value).news is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("critical_customers>100", ABOVE),
        (" critical_customers > 100.0 ", ABOVE),
        ("drafts_accepted<60%", BELOW),
        ("drafts_accepted<0.6", BELOW),
        ("revenue_at_risk>50000", Condition(AlertMetric.REVENUE_AT_RISK, is_above=True, threshold=50_000)),
    ],
)
def test_a_condition_is_read_from_the_setting(text: str, condition: Condition) -> None:
    assert condition_told(text) == condition


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("critical_customers", "write it as"),
        ("critical_customers=100", "write it as"),
        ("criticals>100", "one of critical_customers"),
        ("critical_customers>-1", "write it as"),
        ("critical_customers>5%", "is no share"),
        ("drafts_accepted<60", "write 60% or 0.6"),
        ("", "write it as"),
    ],
)
def test_what_is_no_condition_is_refused_with_what_to_write(text: str, because: str) -> None:
    with pytest.raises(InvalidPayload, match=because):
        condition_told(text)


@given(CONDITIONS)
def test_a_condition_in_words_is_read_as_itself(condition: Condition) -> None:
    try:
        again = condition_told(condition_in_words(condition))
    except InvalidPayload:
        assert condition.threshold > 1
        return
    assert (again.metric, again.is_above) == (condition.metric, condition.is_above)
    assert again.threshold == pytest.approx(condition.threshold, abs=1e-6)


def test_the_settings_ask_for_three_reports_and_each_alert_once() -> None:
    asked = standing_reports("C1", (ABOVE, ABOVE, BELOW), at=time(7, 30), time_zone="Europe/London")
    assert [(each.name, each.timing.rhythm, each.timing.day) for each in asked] == [
        ("daily churn summary", Rhythm.DAILY, None),
        ("weekly revenue forecast", Rhythm.WEEKLY, 1),
        ("monthly segment growth", Rhythm.MONTHLY, 1),
        ("alert critical_customers>100", Rhythm.DAILY, None),
        ("alert drafts_accepted<0.6", Rhythm.DAILY, None),
    ]
    assert {each.user for each in asked} == {None}
    assert standing_reports("", (ABOVE,), at=time(8), time_zone="UTC") == ()
