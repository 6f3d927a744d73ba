import pytest

from shared.domain.cues import Sentiment
from shared.domain.sentiment import Mood
from shared.domain.standing import Standing, standing_of
from shared.domain.tickets import Priority
from shared.domain.urgency import priority_for
from tests.factories_drafting import a_churn_risk, a_profile


def a_standing(*, value: float = 5000, score: float = 0.5) -> Standing:
    return standing_of(a_profile(value=value), a_churn_risk(score))


VIP_AT_RISK = a_standing()
PLEASED, CALM, UNHAPPY, FRUSTRATED, ANGRY = (Mood(sentiment) for sentiment in Sentiment)


@pytest.mark.parametrize(
    ("standing", "mood", "priority"),
    [
        (VIP_AT_RISK, CALM, Priority.HIGH),
        (VIP_AT_RISK, PLEASED, Priority.HIGH),
        (VIP_AT_RISK, FRUSTRATED, Priority.HIGH),
        (VIP_AT_RISK, ANGRY, Priority.CRITICAL),
        (a_standing(score=0.7), ANGRY, Priority.CRITICAL),
        (a_standing(score=0.49), CALM, None),
        (a_standing(score=0.49), ANGRY, Priority.HIGH),
        (a_standing(value=4999), CALM, None),
        (a_standing(value=4999), ANGRY, Priority.HIGH),
        (None, CALM, None),
        (None, UNHAPPY, None),
        (None, FRUSTRATED, Priority.HIGH),
        (None, ANGRY, Priority.HIGH),
    ],
)
def test_the_table_of_urgency(standing: Standing | None, mood: Mood, priority: Priority | None) -> None:
    assert priority_for(standing, mood) is priority


@pytest.mark.parametrize(
    ("present", "raised"),
    [
        (Priority.LOW, Priority.HIGH),
        (Priority.NORMAL, Priority.HIGH),
        (Priority.HIGH, None),
        (Priority.CRITICAL, None),
    ],
)
def test_a_priority_is_never_lowered(present: Priority, raised: Priority | None) -> None:
    assert priority_for(VIP_AT_RISK, CALM, present=present) is raised


def test_a_high_priority_is_raised_further_for_an_angry_vip_at_risk() -> None:
    assert priority_for(VIP_AT_RISK, ANGRY, present=Priority.HIGH) is Priority.CRITICAL
