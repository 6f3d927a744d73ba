"""A comment form that somebody has sent or closed before a worker could fill it in."""

from dataclasses import replace

import pytest

from services.slackbot.tasks.answer_slack import answer_slack
from shared.domain.access import Role
from shared.domain.slack import SlackDelivery
from shared.jobs.job import AnswerSlack
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.slack.intake.taken import OPENED_FORM
from tests.factories_slack import a_click, a_delivery
from tests.factories_tickets import a_summary
from tests.fakes.slack import FakePeople
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.unit.slackbot.by_the_clock import Office

TICKET = a_summary()


def clicked(office: Office, view_id: str) -> Outcome:
    """What comes of a click on the ticket's Comment button, for which the door has opened this form."""
    payload = a_click(f"comment_ticket_{TICKET.id}") | {OPENED_FORM: view_id}
    delivery: SlackDelivery = a_delivery("interaction", payload)
    office.deliveries.kept[delivery.id] = delivery
    at = replace(office.at, tickets=FakeTicketDesk(TICKET, now=office.clock.now))
    return answer_slack(AnswerSlack(delivery.id), at, office.lease)


def test_a_form_that_is_there_shows_its_ticket() -> None:
    office = Office()
    office.chat.forms["V1"] = {}
    assert isinstance(clicked(office, "V1"), Finished)
    assert str(TICKET.id) in str(office.chat.forms["V1"])


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.VIEWER])
def test_a_form_that_is_gone_is_nobodys_failure(role: Role) -> None:
    office = Office(people=FakePeople(default=role))
    assert isinstance(clicked(office, "V1"), Skipped)
    assert not [message for message in office.chat.messages if message.only_for is None]
    assert not office.deliveries.kept, "what was clicked should be forgotten"
