"""The simulated account's tickets by themselves: assigned, snoozed, deleted."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.errors import ApiError
from tests.simulators.gorgias.shapes import Wire


class Present:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def present() -> Present:
    return Present()


@pytest.fixture
def account(present: Present) -> Account:
    return Account(lambda: present.now, first_id=1, fire=lambda *_: None)


@pytest.fixture
def ticket(account: Account) -> Wire:
    about = {"channel": "email", "via": "email", "from_agent": False}
    return account.open_ticket(about, customer=account.customer({"email": "sarah@mail.example"}))


def test_a_snoozed_ticket_opens_when_its_time_has_come(account: Account, ticket: Wire, present: Present) -> None:
    account.update_ticket(ticket, {"status": "closed", "snooze_datetime": "2026-11-16T10:00:00"})
    assert (ticket["status"], ticket["closed_datetime"]) == ("closed", None)

    present.now += timedelta(minutes=59)
    account.wake()
    assert ticket["status"] == "closed"
    present.now += timedelta(minutes=1)
    account.wake()
    assert (ticket["status"], ticket["snooze_datetime"]) == ("open", None)


def test_a_ticket_that_is_closed_for_good_stays_closed(account: Account, ticket: Wire, present: Present) -> None:
    account.update_ticket(ticket, {"status": "closed", "snooze_datetime": "2026-11-16T10:00:00"})
    account.update_ticket(ticket, {"status": "closed", "snooze_datetime": None})
    present.now += timedelta(days=1)
    account.wake()
    assert (ticket["status"], ticket["closed_datetime"]) == ("closed", "2026-11-16T09:00:00.000000+00:00")


def test_only_an_agent_is_assigned(account: Account, ticket: Wire) -> None:
    jo = account.agent("jo@shop.example")

    account.update_ticket(ticket, {"assignee_user": {"id": jo["id"]}})
    assert (ticket["assignee_user"], ticket["assignee_user_id"]) == (jo, jo["id"])
    with pytest.raises(ApiError):
        account.update_ticket(ticket, {"assignee_user": {"id": ticket["customer_id"]}, "subject": "changed"})
    assert ticket["subject"] != "changed"
    account.update_ticket(ticket, {"assignee_user": {"id": None}})
    assert (ticket["assignee_user"], ticket["assignee_user_id"]) == (None, None)


def test_a_deleted_ticket_is_gone(account: Account, ticket: Wire, present: Present) -> None:
    account.update_ticket(ticket, {"status": "closed", "snooze_datetime": "2026-11-16T10:00:00"})
    account.delete_ticket(ticket)
    present.now += timedelta(days=1)
    account.wake()
    with pytest.raises(ApiError):
        account.ticket(ticket["id"])
