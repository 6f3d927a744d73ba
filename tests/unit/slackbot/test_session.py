from typing import Any

import pytest

from services.slackbot.session import Session
from shared.errors import LeaseLost
from shared.slack.blocks.words import note_message
from tests.factories_slack import a_click, a_delivery, a_mention
from tests.unit.slackbot.by_the_clock import Office


@pytest.fixture
def office() -> Office:
    return Office()


HOME: dict[str, Any] = {"container": {"type": "view", "view_id": "V1"}}


def test_what_is_asked_on_the_home_tab_is_answered_in_the_channel_of_direct_messages(office: Office) -> None:
    session = Session(office.at, a_delivery("interaction", a_click("ask:1", **HOME)), office.lease)

    assert session.visit.place.channel == "DU1"
    assert session.visit.is_private


def test_an_answer_whose_announcement_somebody_has_removed_is_nobodys(office: Office) -> None:
    session = Session(office.at, a_delivery("event", a_mention("who may leave?")), office.lease)
    session.begin("Looking into it …")
    office.chat.messages.clear()
    session.show([note_message("42")])

    assert office.chat.messages == []


def test_a_worker_that_has_lost_the_job_shows_nothing_beside_the_answer_of_the_other(office: Office) -> None:
    session = Session(office.at, a_delivery("event", a_mention("who may leave?")), office.lease)
    session.begin("Looking into it …")
    office.lease.lost = True

    with pytest.raises(LeaseLost):
        session.show([note_message("42")])
    assert office.chat.texts() == ["⏳ Looking into it …"]
