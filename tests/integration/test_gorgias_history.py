"""Walking the account's closed tickets on the wire: which are given, in what order, and what may fail."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from shared.errors import Denied, InvalidPayload, NotYet, Retryable
from shared.gorgias.account import Account
from shared.gorgias.history import ATTEMPTS, TicketHistory
from tests.fakes.budget import FakeBudget
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator, running_simulator


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none") as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.reset()
    return running


@pytest.fixture
def budget() -> FakeBudget:
    return FakeBudget()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def history(simulator: Simulator, budget: FakeBudget, slept: list[float]) -> Iterator[TicketHistory]:
    account = Account(
        simulator.url, (USERNAME, API_KEY), timeout_s=5, budget=budget, turn_s=1, connections=1, now=lambda: 0.0
    )
    with closing(TicketHistory(account, sleep=slept.append)) as history:
        yield history


def a_closed_ticket(simulator: Simulator, text: str = "Where is it?", **more: object) -> int:
    ticket_id, _ = simulator.open_ticket(text, **more)
    simulator.close(ticket_id)
    return ticket_id


def ids(history: TicketHistory, last: int = 10) -> list[int]:
    return [ticket.id for ticket in history.closed_tickets(last)]


def test_closed_tickets_come_newest_change_first_and_whole(history: TicketHistory, simulator: Simulator) -> None:
    first, second = (a_closed_ticket(simulator) for _ in range(2))
    simulator.add_message(first, "It has come.", from_agent=True, sender={"name": "Jo"})

    tickets = list(history.closed_tickets(10))

    assert [ticket.id for ticket in tickets] == [first, second]
    assert [message.text for message in tickets[0].messages] == ["Where is it?", "It has come."]
    assert not tickets[0].is_open


def test_open_tickets_and_spam_are_passed_over_and_counted(history: TicketHistory, simulator: Simulator) -> None:
    closed = a_closed_ticket(simulator)
    simulator.open_ticket("Hello?")
    a_closed_ticket(simulator, "Buy now", spam=True)

    assert ids(history) == [closed]
    assert history.passed_over == {"still open": 1, "spam": 1}


def test_no_more_is_read_than_is_asked_for(history: TicketHistory, simulator: Simulator, budget: FakeBudget) -> None:
    newest = [a_closed_ticket(simulator) for _ in range(5)][::-1]

    assert ids(history, last=2) == newest[:2]
    assert len(budget.turns) == 3


def test_pages_lead_from_one_to_the_next(history: TicketHistory, simulator: Simulator) -> None:
    closed = [a_closed_ticket(simulator) for _ in range(3)]
    for _ in range(120):
        simulator.open_ticket("Hello?")

    assert ids(history) == closed[::-1]


def test_a_ticket_that_was_merged_is_passed_over(history: TicketHistory, simulator: Simulator) -> None:
    old, new = (a_closed_ticket(simulator) for _ in range(2))
    simulator.merge(old, into=new)

    assert ids(history) == [new]
    assert history.passed_over == {"merged into another one": 1}


def test_a_ticket_that_is_gone_or_unreadable_is_passed_over(history: TicketHistory, simulator: Simulator) -> None:
    for _ in range(3):
        a_closed_ticket(simulator)
    simulator.fail(path="/api/tickets/*", status=404)
    simulator.fail(path="/api/tickets/*", status=200, body="what?")

    assert len(ids(history)) == 1
    assert history.passed_over == {"gone meanwhile": 1, "unreadable": 1}


@pytest.mark.parametrize(
    ("fault", "waits"), [({"status": 502}, [1.0]), ({"status": 429, "headers": {"Retry-after": "7"}}, [7.0])]
)
def test_what_fails_for_a_moment_is_tried_again(
    history: TicketHistory, simulator: Simulator, slept: list[float], fault: dict[str, object], waits: list[float]
) -> None:
    closed = a_closed_ticket(simulator)
    simulator.fail(path="/api/tickets/*", **fault)

    assert ids(history) == [closed]
    assert slept == waits


def test_what_goes_on_failing_is_told(history: TicketHistory, simulator: Simulator, slept: list[float]) -> None:
    simulator.fail(status=503, times=None)

    with pytest.raises(Retryable):
        ids(history)
    assert len(slept) == ATTEMPTS - 1


def test_a_key_that_is_not_accepted_is_told_at_once(
    history: TicketHistory, simulator: Simulator, slept: list[float]
) -> None:
    simulator.fail(status=401)

    with pytest.raises(Denied):
        ids(history)
    assert slept == []


def test_without_budget_it_waits_its_turn_and_then_says_so(history: TicketHistory, budget: FakeBudget) -> None:
    budget.is_used_up = True

    with pytest.raises(NotYet):
        ids(history)


@pytest.mark.parametrize("body", ["what?", "{}", '{"data": 1, "meta": {}}', '{"data": [], "meta": null}'])
def test_a_list_that_cannot_be_read_is_told(history: TicketHistory, simulator: Simulator, body: str) -> None:
    simulator.fail(status=200, body=body)

    with pytest.raises(InvalidPayload):
        ids(history)
