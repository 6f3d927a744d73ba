"""Clicks under messages of ours that are old: by others, by those who may no more, where we may no more."""

import json
from uuid import UUID

import pytest

from shared.domain.access import Role
from shared.domain.questions import QueryKind
from shared.domain.slack import Place, SlackMessage, SlackOptions
from shared.jobs.outcome import Skipped
from tests.factories_slack import CHANNEL, a_click
from tests.unit.slackbot.by_the_clock import Office
from tests.unit.slackbot.visiting import come, keep_answer, seen_by_all, seen_by_one

NAME = "Ann Number"


@pytest.fixture
def office() -> Office:
    office = Office()
    office.chat.post(Place(CHANNEL), SlackMessage("an answer"), key="before")
    office.chat.messages[0].ts = "1700000000.000004"
    return office


def next_page(answer: UUID, number: object = 1) -> tuple[str, str]:
    return "page:next", json.dumps({"a": str(answer), "p": number})


def buttons(answer: UUID) -> list[tuple[str, str]]:
    return [next_page(answer), ("csv", str(answer)), ("feedback", f"good:{answer}")]


@pytest.mark.parametrize("which", range(3))
def test_nobody_without_a_role_is_served_by_the_buttons_of_an_old_message(office: Office, which: int) -> None:
    office.people.default = None
    answer = keep_answer(office, QueryKind.CHURN_RISK, CHANNEL)

    assert isinstance(come(office, "interaction", a_click(*buttons(answer)[which])), Skipped)
    assert office.analyst.asked == []
    assert office.answers.verdicts == {}
    assert "may not ask me yet" in seen_by_one(office)[0]


@pytest.mark.parametrize("which", range(3))
def test_a_channel_that_is_allowed_no_more_is_served_by_none(office: Office, which: int) -> None:
    office.options = SlackOptions("GBP", channels=frozenset({"C0ELSE"}))
    answer = keep_answer(office, QueryKind.CHURN_RISK, CHANNEL)

    assert isinstance(come(office, "interaction", a_click(*buttons(answer)[which])), Skipped)
    assert office.analyst.asked == []
    assert "do not answer in this channel" in seen_by_one(office)[0]


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("channel", ["D9", "C0ELSE"])
def test_an_answer_that_was_given_elsewhere_is_not_shown_here(office: Office, which: int, channel: str) -> None:
    answer = keep_answer(office, QueryKind.CUSTOMER_LOOKUP, channel, slots={"customer": "c5"})

    assert isinstance(come(office, "interaction", a_click(*buttons(answer)[which])), Skipped)
    assert office.analyst.asked == []
    assert "I do not know that answer any more" in seen_by_one(office)[0]
    assert office.answers.verdicts == {}


def test_an_answer_that_nobody_gave_is_told_in_the_same_words(office: Office) -> None:
    come(office, "interaction", a_click("csv", str(UUID(int=7))))
    assert "I do not know that answer any more" in seen_by_one(office)[0]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST])
def test_a_page_and_a_file_show_what_whoever_clicks_may_see(office: Office, role: Role) -> None:
    office.people.roles = {"U1": role}
    answer = keep_answer(office, QueryKind.CHURN_RISK, CHANNEL)
    come(office, "interaction", a_click(*next_page(answer)))
    come(office, "interaction", a_click("csv", str(answer)))
    [(_, _, file)] = office.chat.files

    assert (NAME in seen_by_all(office)) is (role is Role.ANALYST)
    assert (NAME in file.decode()) is (role is Role.ANALYST)
    assert "@" not in file.decode()


def test_support_gets_no_figures_by_paging_in_an_analysts_answer(office: Office) -> None:
    office.people.roles = {"U1": Role.SUPPORT}
    answer = keep_answer(office, QueryKind.REVENUE_FORECAST, CHANNEL)
    come(office, "interaction", a_click(*next_page(answer)))

    assert "an answer" in seen_by_all(office)
    assert "does not include the figures of the shop" in seen_by_one(office)[0]


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("csv", "not an id"),
        ("page:next", "[1, 2]"),
        ("page:next", json.dumps({"a": "x", "p": 1})),
        ("page:next", json.dumps({"a": str(UUID(int=7)), "p": "canary"})),
        ("page:next", "[" * 2000),
        ("ask:1", json.dumps({"q": "canary", "k": "a_kind_of_another_release"})),
        ("ask:1", json.dumps({"q": "canary"})),
        ("ask:1", "canary" * 300),
        ("feedback", "good:canary"),
        ("stop_report", "canary"),
    ],
)
def test_a_button_of_another_release_is_told_in_words_and_names_nothing(
    office: Office, action: str, value: str
) -> None:
    outcome = come(office, "interaction", a_click(action, value))

    assert outcome == Skipped("the button does not say what it is for")
    assert seen_by_one(office) == ["🔒 That button is of another time. Please ask again."]
