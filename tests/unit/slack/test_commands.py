"""Each command asks what its name says, in words that the analytics are certain of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.campaigns import Goal
from shared.domain.questions import QueryKind
from shared.questions.rules import by_rules
from shared.slack.commands import (
    CAMPAIGN_TARGETS,
    CHURN_CHECK,
    COMMANDS,
    HELP,
    REVENUE_FORECAST,
    SEASONAL_ANALYSIS,
    TICKETS,
    Command,
)

#: What Slack takes in a manifest.
LONGEST_NAME = 32
LONGEST_HINT = 1000
TODAY = date(2026, 11, 1)


def asked(command: Command, text: str) -> str:
    assert command.question is not None
    return command.question(text)


@pytest.mark.parametrize(
    ("command", "text", "question"),
    [
        (CHURN_CHECK, "", "which customers are at high churn risk"),
        (CHURN_CHECK, " Critical ", "which customers are at critical churn risk"),
        (CHURN_CHECK, "4412", "churn risk of customer 4412"),
        (CHURN_CHECK, "anna@example.com", "churn risk of customer anna@example.com"),
        (CHURN_CHECK, "Anna Smith", "churn risk of Anna Smith"),
        (CHURN_CHECK, "how many may leave?", "how many may leave?"),
        (REVENUE_FORECAST, "Q4", "revenue forecast for Q4"),
        (REVENUE_FORECAST, "for the  next month", "revenue forecast for next month"),
        (REVENUE_FORECAST, "\n", "revenue forecast"),
        (SEASONAL_ANALYSIS, "halloween", "which customers engaged during halloween"),
        (SEASONAL_ANALYSIS, "for Christmas", "which customers engaged during Christmas"),
        (SEASONAL_ANALYSIS, "", "Which events and seasons do our customers buy for?"),
        (CAMPAIGN_TARGETS, "retention", "who should we target for retention campaign"),
        (CAMPAIGN_TARGETS, "a cross-sell campaign", "who should we target for cross-sell campaign"),
        (CAMPAIGN_TARGETS, "", "who should we target for a campaign"),
        (CAMPAIGN_TARGETS, "campaign", "who should we target for a campaign"),
    ],
)
def test_a_command_and_its_text_make_a_question(command: Command, text: str, question: str) -> None:
    assert asked(command, text) == question


@pytest.mark.parametrize(
    ("command", "text", "kind"),
    [
        (CHURN_CHECK, "", QueryKind.CHURN_RISK),
        (CHURN_CHECK, "C-4412", QueryKind.CHURN_RISK),
        (REVENUE_FORECAST, "", QueryKind.REVENUE_FORECAST),
        (REVENUE_FORECAST, "next 3 months", QueryKind.REVENUE_FORECAST),
        (SEASONAL_ANALYSIS, "halloween", QueryKind.SEASONAL_RECOMMENDATIONS),
        *((CAMPAIGN_TARGETS, goal.replace("_", "-"), QueryKind.CAMPAIGN_TARGETING) for goal in Goal),
    ],
)
def test_the_usual_ways_to_type_it_are_read_with_certainty(command: Command, text: str, kind: QueryKind) -> None:
    reading = by_rules(asked(command, text), today=TODAY)
    assert reading is not None
    assert reading.kind is kind


@given(text=st.text(max_size=200))
def test_any_text_makes_one_line_that_asks_something(text: str) -> None:
    for command in COMMANDS.values():
        if command.question is not None:
            question = command.question(text)
            assert question.strip() == question != ""
            assert len(question.splitlines()) == 1


def test_tickets_and_help_ask_the_analytics_nothing() -> None:
    assert [command for command in COMMANDS.values() if command.question is None] == [TICKETS, HELP]


def test_every_command_fits_a_manifest() -> None:
    for name, command in COMMANDS.items():
        assert name == command.name
        assert name.startswith("/")
        assert len(name) <= LONGEST_NAME
        assert command.description
        assert len(command.usage_hint) <= LONGEST_HINT
