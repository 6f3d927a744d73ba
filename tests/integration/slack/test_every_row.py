"""Every row of the tables that say what the team may ask and do in Slack, through a real door, worker and API."""

import json
from typing import Any

import pytest

from shared.domain.questions import QueryKind
from shared.questions.suggestions import WORDINGS
from tests.integration.slack.office import ADA, RETENTION, Office

KINDS = [kind for kind in QueryKind if kind is not QueryKind.OUT_OF_SCOPE]
PNG = b"\x89PNG"


def shown(message: dict[str, Any]) -> str:
    return str(message["text"]) + json.dumps(message["blocks"], ensure_ascii=False)


def types(message: dict[str, Any]) -> list[str]:
    return [block["type"] for block in message["blocks"]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_every_kind_is_answered_in_the_thread_of_its_mention(office: Office, kind: QueryKind) -> None:
    asked = office.people.mention(ADA, RETENTION, WORDINGS[kind].query)
    office.work()
    [answer] = office.read(RETENTION, thread_ts=asked["ts"])

    assert asked["status"] == 200
    assert answer["edits"] >= 1, "the line that announced the answer should have become it"
    assert types(answer)[0] == "header"
    assert "Looking into it" not in shown(answer)
    assert "Reference:" not in shown(answer)


@pytest.mark.parametrize(
    ("command", "text", "says"),
    [
        ("/churn-check", "", "leave"),
        ("/revenue-forecast", "Q4", "evenue"),
        ("/seasonal-analysis", "halloween", "alloween"),
        ("/campaign-targets", "retention", "ampaign"),
        ("/tickets", "open", "icket"),
    ],
)
def test_every_command_is_acknowledged_in_words_and_answered_in_the_channel(
    office: Office, command: str, text: str, says: str
) -> None:
    before = len(office.read(RETENTION))
    given = office.people.command(ADA, command, text, channel=RETENTION)
    office.work()
    answers = office.read(RETENTION)[before:]

    assert given["status"] == 200
    assert json.loads(given["body"])["response_type"] == "ephemeral"
    assert len(answers) == 1
    assert says in shown(answers[0])
    assert "Reference:" not in shown(answers[0])


def test_help_is_given_at_the_door_and_leaves_nothing_to_do(office: Office) -> None:
    office.work()
    before = len(office.desk.list(limit=1000))
    given = office.people.command(ADA, "/cs-help", channel=RETENTION)

    assert "/churn-check" in given["body"]
    assert len(office.desk.list(limit=1000)) == before


def test_a_forecast_carries_its_chart_as_a_picture_and_its_numbers_as_a_table(office: Office) -> None:
    asked = office.people.mention(ADA, RETENTION, "What is the revenue forecast for the next 6 months?")
    office.work()
    [answer] = office.read(RETENTION, thread_ts=asked["ts"])
    picture = next(block for block in answer["blocks"] if block["type"] == "image")

    assert "table" in types(answer)
    assert picture["alt_text"]
    assert office.people.file(picture["slack_file"]["id"]).startswith(PNG)


def test_a_direct_message_is_answered_beside_it(office: Office) -> None:
    asked = office.people.message(ADA, "which customers are at high churn risk?")
    office.work()
    answers = [each for each in office.read(asked["channel"]) if each["ts"] > asked["ts"]]

    assert [answer.get("thread_ts") for answer in answers] == [None]
    assert "leave" in shown(answers[0])


@pytest.mark.parametrize(
    ("button", "action", "says"),
    [
        ("view_ticket_7", None, "Order 7"),
        ("resolve_ticket_7", "close", "resolved"),
        ("hold_ticket_9", "snooze", "hold"),
    ],
)
def test_every_button_beside_a_ticket_does_what_it_says(
    office: Office, button: str, action: str | None, says: str
) -> None:
    listed = tickets(office)
    before = len(office.tickets.actions)
    office.people.click(ADA, button, channel=RETENTION, ts=listed["ts"])
    office.work()
    [answer] = office.read(RETENTION, thread_ts=listed["ts"])[-1:]

    assert says in shown(answer)
    assert [name.split("_")[0] for name, _ in office.tickets.actions[before:]] == ([action] if action else [])


def test_a_comment_goes_through_its_form_onto_the_ticket_and_the_thread_says_so(office: Office) -> None:
    listed = tickets(office)
    office.people.click(ADA, "comment_ticket_8", channel=RETENTION, ts=listed["ts"])
    form = office.people.modal(ADA)
    assert form is not None, "the form opens at the door, without any worker"
    office.work()
    form = office.people.modal(ADA)
    assert form is not None
    assert "Order 8" in json.dumps(form), "the worker has filled in what the ticket is about"

    refused = office.people.submit(ADA, form["id"], {"comment": {"text": "   "}})
    assert refused["is_open"]
    sent = office.people.submit(ADA, form["id"], {"comment": {"text": "I have called her."}})
    office.work()

    assert not sent["is_open"]
    assert len([note for note in office.tickets.comments(8) if "I have called her." in note]) == 1
    assert "note" in shown(office.read(RETENTION, thread_ts=listed["ts"])[-1])


def tickets(office: Office) -> dict[str, Any]:
    """The list of all tickets, as it stands in the channel."""
    office.people.command(ADA, "/tickets", "all", channel=RETENTION)
    office.work()
    return office.read(RETENTION)[-1]
