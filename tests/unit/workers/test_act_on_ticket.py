"""What goes with a draft: tags, priority, and the customer's standing beside the ticket."""

from dataclasses import dataclass, field
from dataclasses import replace as changed

import pytest

from services.workers.tasks.act_on_ticket import act_on_ticket
from services.workers.tasks.forget_in_helpdesk import forget_in_helpdesk
from shared.domain.churn import assess_churn
from shared.domain.tickets import Priority
from shared.errors import LeaseLost, Permanent, Retryable
from shared.jobs.job import ActOnTicket, ForgetInHelpdesk, arguments_of, job_from
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import KnownCustomer, Neighbours
from tests.factories_customers import a_profile
from tests.factories_tickets import a_customer, a_ticket
from tests.fakes.analytics import FakeAnalytics
from tests.fakes.helpdesk import FakeHelpdesk
from tests.fakes.neighbours import neighbours
from tests.fakes.rows import FakeClock, FakeLease

SARAH = a_profile("17850")
TICKET = changed(a_ticket(customer=a_customer(helpdesk_id=93)), tags=("urgent-by-agent",))
ALL = ActOnTicket(
    TICKET.id,
    tags=("churn-high", "vip"),
    priority=Priority.HIGH,
    helpdesk_customer_id=93,
    customer_id="17850",
)


@dataclass
class Desk:
    """A ticket of Sarah's, and who acts on it."""

    helpdesk: FakeHelpdesk = field(default_factory=lambda: FakeHelpdesk(TICKET))
    analytics: FakeAnalytics = field(default_factory=lambda: FakeAnalytics(KnownCustomer(SARAH, assess_churn(SARAH))))
    lease: FakeLease = field(default_factory=FakeLease)

    @property
    def at(self) -> Neighbours:
        return neighbours(helpdesk=self.helpdesk, analytics=self.analytics)

    def run(self, job: ActOnTicket = ALL) -> Outcome:
        return act_on_ticket(job, self.at, self.lease)

    @property
    def done(self) -> list[str]:
        return [name for name, _ in self.helpdesk.actions]


def test_a_ticket_is_tagged_raised_and_shown_with_its_customers_standing() -> None:
    desk = Desk()

    assert desk.run() == Finished("tagged, raised, shown")

    ticket = desk.helpdesk.tickets[TICKET.id]
    assert (ticket.tags, ticket.priority) == (("urgent-by-agent", "churn-high", "vip"), Priority.HIGH)
    data, version = desk.helpdesk.customer_data[93]
    assert data == desk.analytics.sidebar("17850")
    assert version == FakeClock().now()


def test_doing_it_again_changes_nothing() -> None:
    desk = Desk()
    desk.run()
    before = (desk.helpdesk.tickets[TICKET.id], dict(desk.helpdesk.customer_data))
    desk.run()
    assert (desk.helpdesk.tickets[TICKET.id], desk.helpdesk.customer_data) == before


@pytest.mark.parametrize(
    ("job", "done"),
    [
        (ActOnTicket(TICKET.id), []),
        (ActOnTicket(TICKET.id, tags=("vip",)), ["add_tags"]),
        (ActOnTicket(TICKET.id, priority=Priority.CRITICAL), ["set_priority"]),
        (ActOnTicket(TICKET.id, helpdesk_customer_id=93, customer_id="17850"), ["keep_customer_data"]),
        (ActOnTicket(TICKET.id, helpdesk_customer_id=93), []),
        (ActOnTicket(TICKET.id, customer_id="17850"), []),
    ],
)
def test_only_what_is_asked_for_is_done(job: ActOnTicket, done: list[str]) -> None:
    desk = Desk()
    outcome = desk.run(job)
    assert desk.done == done
    assert isinstance(outcome, Finished if done else Skipped)


@pytest.mark.parametrize("priority", Priority)
@pytest.mark.parametrize("wanted", Priority)
def test_a_priority_is_never_lowered(priority: Priority, wanted: Priority) -> None:
    desk = Desk(FakeHelpdesk(changed(TICKET, priority=priority)))
    desk.run(ActOnTicket(TICKET.id, priority=wanted))
    order = list(Priority)
    assert desk.helpdesk.tickets[TICKET.id].priority is max(priority, wanted, key=order.index)
    assert bool(desk.done) is (order.index(wanted) > order.index(priority))


def test_a_ticket_that_is_gone_is_no_failure() -> None:
    assert Desk().run(ActOnTicket(4, tags=("vip",))) == Skipped("the ticket is gone")
    assert Desk().run(ActOnTicket(4, priority=Priority.HIGH)) == Skipped("the ticket is gone")


def test_somebody_who_was_erased_meanwhile_is_shown_with_nothing() -> None:
    desk = Desk(analytics=FakeAnalytics())
    desk.run()
    assert desk.helpdesk.customer_data[93][0] == {}


def test_a_customer_whom_the_helpdesk_has_forgotten_is_no_failure() -> None:
    desk = Desk()
    outcome = desk.run(changed(ALL, helpdesk_customer_id=94))
    assert outcome == Finished("tagged, raised, not shown, since the helpdesk has forgotten the customer")


@pytest.mark.parametrize("failure", [Retryable("busy"), Permanent("no")])
def test_a_failure_is_the_retry_tables_to_judge(failure: Retryable) -> None:
    desk = Desk()
    desk.helpdesk.fail_actions(failure)
    with pytest.raises(type(failure)):
        desk.run()
    assert desk.run() == Finished("tagged, raised, shown")


def test_analytics_that_are_away_are_waited_for() -> None:
    desk = Desk()
    desk.analytics.failure = Retryable("down")
    with pytest.raises(Retryable):
        desk.run()


def test_whoever_has_lost_the_job_goes_no_further() -> None:
    desk = Desk(lease=FakeLease(lost=True))
    with pytest.raises(LeaseLost):
        desk.run()
    assert desk.done == ["add_tags"]


def test_the_job_survives_its_row() -> None:
    assert job_from("act_on_ticket", arguments_of(ALL)) == ALL
    assert job_from("act_on_ticket", {"ticket_id": 7}) == ActOnTicket(7)


def test_nothing_is_shown_of_somebody_who_was_erased() -> None:
    desk = Desk()
    desk.run()
    assert isinstance(forget_in_helpdesk(ForgetInHelpdesk(93), desk.at, desk.lease), Finished)
    assert desk.helpdesk.customer_data[93][0] == {}
    assert isinstance(forget_in_helpdesk(ForgetInHelpdesk(94), desk.at, desk.lease), Skipped)
