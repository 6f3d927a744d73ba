"""Tickets in Slack: who may see them, who may act on them, and how often."""

from typing import Any

import pytest

from shared.domain.access import Counted, Role
from shared.jobs.outcome import Finished, Skipped
from tests.factories_slack import CHANNEL, a_click, a_command, a_sent_form
from tests.factories_tickets import a_summary
from tests.fakes.keys import FakeLimits
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.unit.slackbot.by_the_clock import Office
from tests.unit.slackbot.visiting import come, seen_by_all, seen_by_one

SUBJECT = "Where is my quilt"
SEEING: list[tuple[str, dict[str, Any]]] = [
    ("command", a_command("/tickets", "all")),
    ("interaction", a_click("view_ticket_7", "7")),
]
FORM = a_click("comment_ticket_7", "7", opened_form="V1")
ACTING: list[tuple[str, dict[str, Any]]] = [
    ("interaction", a_click("resolve_ticket_7", "7")),
    ("interaction", a_click("hold_ticket_7", "7")),
    ("interaction", FORM),
    ("interaction", a_sent_form(7, "I have called her")),
]


@pytest.fixture
def office() -> Office:
    office = Office()
    office.tickets = FakeTicketDesk(a_summary(SUBJECT, id=7), now=office.clock.now)
    office.chat.forms["V1"] = {}
    return office


@pytest.mark.parametrize("role", [Role.VIEWER, None])
@pytest.mark.parametrize("come_with", [*SEEING, *ACTING])
def test_who_may_not_see_tickets_sees_nothing_of_them(
    office: Office, role: Role | None, come_with: tuple[str, dict[str, Any]]
) -> None:
    office.people.default = role
    assert isinstance(come(office, *come_with), Skipped)
    assert SUBJECT not in seen_by_all(office) + str(office.chat.forms) + "".join(seen_by_one(office))
    assert changes(office) == []


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPPORT, Role.ADMIN])
def test_who_may_see_them_does(office: Office, role: Role) -> None:
    office.people.default = role
    for kind, payload in SEEING:
        assert isinstance(come(office, kind, payload), Finished)
    assert SUBJECT in seen_by_all(office)


@pytest.mark.parametrize("come_with", ACTING)
def test_an_analyst_acts_on_none(office: Office, come_with: tuple[str, dict[str, Any]]) -> None:
    office.people.default = Role.ANALYST
    assert isinstance(come(office, *come_with), Skipped)
    assert changes(office) == []
    assert SUBJECT not in str(office.chat.forms)


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.ADMIN])
@pytest.mark.parametrize("come_with", [*SEEING, *ACTING])
def test_what_people_do_with_tickets_is_counted_and_told_with_the_time(
    office: Office, role: Role, come_with: tuple[str, dict[str, Any]]
) -> None:
    office.people.default, office.limits = role, FakeLimits(2)
    for _ in range(2):
        come(office, *come_with)
    assert office.limits.taken == {("slack:U1", Counted.QUERY): 2}
    before = changes(office)

    assert isinstance(come(office, *come_with), Skipped)
    assert changes(office) == before
    assert seen_by_one(office)[-1] == "💡 Nothing is left. Ask again in 1 minute."


def test_refreshing_the_home_tab_is_counted_too(office: Office) -> None:
    # Shared by the whole process, a picture that this workspace holds must not be shown in another.
    office.people.default, office.limits = Role.SUPPORT, FakeLimits(1)
    home = a_click("refresh_home", "refresh", container={"type": "view", "view_id": "V9"}, response_url=None)
    assert isinstance(come(office, "interaction", home), Finished)
    assert isinstance(come(office, "interaction", home), Skipped)
    assert office.chat.messages[-1].place.channel == "DU1"


def test_a_second_attempt_is_not_counted_again(office: Office) -> None:
    office.limits, office.lease.attempt = FakeLimits(0), 2
    assert isinstance(come(office, *SEEING[0]), Finished)


def changes(office: Office) -> list[tuple[str, int]]:
    assert office.tickets is not None
    return list(office.tickets.actions)


def test_the_channel_of_a_form_is_one_that_people_are_answered_in(office: Office) -> None:
    office.options = type(office.options)("GBP", channels=frozenset({"C0ELSE"}))
    for kind, payload in [*SEEING, *ACTING]:
        assert isinstance(come(office, kind, payload), Skipped)
    assert changes(office) == []
    assert CHANNEL not in office.options.channels
