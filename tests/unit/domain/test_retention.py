import pytest

from shared.domain.churn import ChurnLevel
from shared.domain.retention import CHURN_WORDS, retention_advice


@pytest.mark.parametrize(
    ("value", "level", "headline"),
    [
        (2000, ChurnLevel.CRITICAL, "⚠️ RETENTION PRIORITY"),
        (5000, ChurnLevel.CRITICAL, "⚠️ RETENTION PRIORITY"),
        (2000, ChurnLevel.HIGH, "💡 RETENTION STRATEGY"),
        (1999, ChurnLevel.CRITICAL, "⚠️ RETENTION ALERT"),
        (-5, ChurnLevel.CRITICAL, "⚠️ RETENTION ALERT"),
        (2000, ChurnLevel.LOW, "✨ VIP CUSTOMER"),
        (9000, ChurnLevel.LOW, "✨ VIP CUSTOMER"),
    ],
)
def test_the_table_of_retention_advice(value: float, level: ChurnLevel, headline: str) -> None:
    advice = retention_advice(value, level)
    assert advice is not None
    assert advice.headline.startswith(headline)


@pytest.mark.parametrize(
    ("value", "level"),
    [(2000, ChurnLevel.MEDIUM), (1999, ChurnLevel.HIGH), (100, ChurnLevel.MEDIUM), (1999, ChurnLevel.LOW)],
)
def test_where_the_table_of_retention_advice_has_no_row_there_is_none(value: float, level: ChurnLevel) -> None:
    assert retention_advice(value, level) is None


def test_every_level_has_its_words_for_the_agent() -> None:
    assert {level: words.split(" - ")[0] for level, words in CHURN_WORDS.items()} == {
        ChurnLevel.LOW: "LOW",
        ChurnLevel.MEDIUM: "MODERATE",
        ChurnLevel.HIGH: "ELEVATED",
        ChurnLevel.CRITICAL: "CRITICAL",
    }
