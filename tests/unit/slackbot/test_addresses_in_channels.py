"""E-mail addresses where others read along: none of them is shown, not even the beginning of one that is cut."""

from dataclasses import replace

import pytest

from shared.domain.access import Asker
from shared.domain.questions import Clarification, Earlier, Option, QueryKind, QuestionAnswer
from shared.errors import NotAllowed, Permanent
from tests.factories_slack import CHANNEL, DIRECT, a_click, a_command, a_direct_message, a_mention, an_answer
from tests.factories_tickets import a_summary
from tests.fakes.by_the_clock import ShopAnalyst
from tests.fakes.slack import FakePeople
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.unit.slackbot.by_the_clock import Office
from tests.unit.slackbot.visiting import come, seen_by_all

#: As long as the first part of an address may be.
LOCAL = "quilla.canary-of-the-very-long-name.and.all.her.sisters.in.law12"
ADDRESS = f"{LOCAL}@canary.example"
CUTS = (40, 60, 80, 100, 110, 120, 140, 150, 200)


class Asks(ShopAnalyst):
    """An analyst who asks back."""

    def ask(
        self, asker: Asker, question: str, *, kind: QueryKind | None = None, earlier: Earlier | None = None
    ) -> QuestionAnswer:
        """See Analyst."""
        options = (Option(1, f"{ADDRESS} (5)", "Show customer 5", QueryKind.CUSTOMER_LOOKUP),)
        return an_answer(clarification=Clarification(f"Is {ADDRESS} meant?", options))


class Named(FakePeople):
    """People who are called by their addresses."""

    def name_of(self, user: str) -> str:
        """See People."""
        del user
        return ADDRESS


@pytest.fixture
def office() -> Office:
    office = Office()
    subjects = (f"{'word ' * (before // 5)}{ADDRESS}" for before in CUTS)
    tickets = [
        replace(a_summary(subject, id=number, assignee_name=ADDRESS, tags=(ADDRESS,)), customer_name=ADDRESS)
        for number, subject in enumerate(subjects, 1)
    ]
    office.tickets = FakeTicketDesk(*tickets, now=office.clock.now)
    office.chat.forms["V1"] = {}
    return office


@pytest.mark.parametrize("channel", [CHANNEL, "G0GROUP"])
def test_nothing_of_an_address_stands_in_a_list_of_tickets_or_in_one(office: Office, channel: str) -> None:
    assert office.tickets is not None
    for number in range(1, len(CUTS) + 1):
        office.tickets.say(number, f"{'x' * (760 + number)} {ADDRESS}")
    come(office, "command", a_command("/tickets", "all", channel=channel))
    for number in range(1, len(CUTS) + 1):
        come(office, "interaction", a_click(f"view_ticket_{number}", channel=channel))
        come(office, "interaction", a_click(f"comment_ticket_{number}", channel=channel, opened_form="V1"))
        assert "quilla" not in str(office.chat.forms)
    assert "word" in seen_by_all(office)
    assert "quilla" not in seen_by_all(office)


def test_in_private_they_stand_there(office: Office) -> None:
    come(office, "command", a_command("/tickets", "all", channel=DIRECT))
    assert ADDRESS in seen_by_all(office)


def test_nor_in_what_is_asked_back_or_on_its_buttons(office: Office) -> None:
    office.analyst = Asks()
    come(office, "event", a_mention("who is it?"))
    assert "Choose one" in seen_by_all(office)
    assert "quilla" not in seen_by_all(office)
    come(office, "event", a_direct_message("who is it?"))
    assert ADDRESS in seen_by_all(office)


def test_nor_in_a_refusal_that_takes_the_place_of_the_answer(office: Office) -> None:
    office.analyst.failures["ask"] = NotAllowed(f"you may not see {ADDRESS}")
    come(office, "event", a_mention("who is it?"))
    assert "you may not see q•••@canary.example" in seen_by_all(office).lower()


def test_nor_in_why_there_is_no_answer(office: Office) -> None:
    office.analyst.failures["ask"] = Permanent(f"{ADDRESS} cannot be read")
    with pytest.raises(Permanent):
        come(office, "event", a_mention("who is it?"))
    assert "quilla" not in seen_by_all(office)


def test_nor_in_the_name_of_a_colleague_who_acts(office: Office) -> None:
    office.people = Named()
    come(office, "interaction", a_click("resolve_ticket_1"))
    assert "was resolved by q•••@canary.example" in seen_by_all(office)
