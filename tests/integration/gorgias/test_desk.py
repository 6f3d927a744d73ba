"""What only the real desk has to get right: pages, turns of the account's budget, the bin."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from shared.domain.ticket_filters import TicketFilter
from shared.errors import NotFound, NotYet, Retryable
from shared.gorgias.desk import LOOK_WITHIN_S, MOST_PAGES, GorgiasTicketDesk
from shared.gorgias.tickets import PAGE_LENGTH
from shared.settings import Settings
from shared.ticket_ports import Changed
from shared.wiring import DESK_TURN_S, ticket_desk
from tests.fakes.budget import FakeBudget
from tests.integration.simulators.account import SARAH
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator

KEY = "selvage:slack:V1"


@pytest.fixture
def desk(simulator: Simulator, budget: FakeBudget) -> Iterator[GorgiasTicketDesk]:
    with closing(GorgiasTicketDesk(simulator.url, (USERNAME, API_KEY), timeout_s=5, bucket=budget)) as desk:
        yield desk


class ImpatientAfter(FakeBudget):
    """A budget that is used up after so many turns."""

    def __init__(self, turns: int) -> None:
        super().__init__()
        self._left = turns

    def wait(self, within_s: float, *, turns: int = 1) -> None:
        self.is_used_up = self._left < turns
        super().wait(within_s, turns=turns)
        self._left -= turns


def open_tickets(simulator: Simulator, count: int) -> list[int]:
    return [simulator.open_ticket(f"question {place}", customer=SARAH)[0] for place in range(count)]


def test_urgent_tickets_are_found_behind_pages_of_others_and_stay_in_order(
    simulator: Simulator, desk: GorgiasTicketDesk, budget: FakeBudget
) -> None:
    older = simulator.open_ticket("Help!", customer=SARAH, priority="critical")[0]
    open_tickets(simulator, PAGE_LENGTH)
    newer = simulator.open_ticket("Help!", customer=SARAH, priority="high")[0]

    found = desk.list_tickets(TicketFilter.URGENT, limit=10)

    assert [ticket.id for ticket in found.tickets] == [newer, older]
    assert (found.looked_through, found.has_more, found.reached_end) == (PAGE_LENGTH + 2, False, True)
    assert budget.turns == [1, 1]


def test_no_more_pages_are_read_than_the_answer_needs(
    simulator: Simulator, desk: GorgiasTicketDesk, budget: FakeBudget
) -> None:
    open_tickets(simulator, PAGE_LENGTH + 1)
    found = desk.list_tickets(TicketFilter.OPEN, limit=10)
    assert (len(found.tickets), found.has_more, found.looked_through) == (10, True, PAGE_LENGTH)
    assert budget.turns == [1]


def test_an_answer_looks_through_so_many_pages_and_says_that_there_may_be_more(
    simulator: Simulator, desk: GorgiasTicketDesk, budget: FakeBudget
) -> None:
    simulator.open_ticket("Help!", customer=SARAH, priority="critical")
    open_tickets(simulator, PAGE_LENGTH * MOST_PAGES)

    found = desk.list_tickets(TicketFilter.URGENT, limit=10)

    assert (found.tickets, found.has_more, found.reached_end) == ((), False, False)
    assert found.looked_through == PAGE_LENGTH * MOST_PAGES
    assert len(budget.turns) == MOST_PAGES


def test_what_was_found_stands_when_the_budget_ends_between_two_pages(simulator: Simulator) -> None:
    open_tickets(simulator, PAGE_LENGTH + 1)
    urgent = simulator.open_ticket("Help!", customer=SARAH, priority="high")[0]
    account = (simulator.url, (USERNAME, API_KEY))

    with closing(GorgiasTicketDesk(*account, timeout_s=5, bucket=ImpatientAfter(1))) as desk:
        found = desk.list_tickets(TicketFilter.URGENT, limit=10)
        assert [ticket.id for ticket in found.tickets] == [urgent]
        assert (found.looked_through, found.reached_end) == (PAGE_LENGTH, False)
        with pytest.raises(NotYet):
            desk.list_tickets(TicketFilter.URGENT, limit=10)


def test_nobody_waits_for_the_next_page_of_a_slow_account(simulator: Simulator) -> None:
    open_tickets(simulator, PAGE_LENGTH + 1)
    ticks = iter([0.0, LOOK_WITHIN_S + 1])
    account = (simulator.url, (USERNAME, API_KEY))

    with closing(GorgiasTicketDesk(*account, timeout_s=5, monotonic=lambda: next(ticks))) as desk:
        found = desk.list_tickets(TicketFilter.URGENT, limit=10)

    assert (found.looked_through, found.reached_end) == (PAGE_LENGTH, False)


def test_a_list_never_shows_what_lies_in_the_bin(simulator: Simulator, desk: GorgiasTicketDesk) -> None:
    binned = simulator.open_ticket("Spam?", customer=SARAH, trashed_datetime="2026-11-16T09:00:00")[0]
    kept = open_tickets(simulator, 1)

    assert [ticket.id for ticket in desk.list_tickets(TicketFilter.ALL, limit=10).tickets] == kept
    for act in (desk.ticket_details, desk.close_ticket, desk.reopen_ticket):
        with pytest.raises(NotFound):
            act(binned)
    with pytest.raises(NotFound):
        desk.add_comment(binned, "hi", author="Sam", key=KEY)


def test_each_request_waits_a_moment_for_its_turn_and_no_longer(
    simulator: Simulator, desk: GorgiasTicketDesk, budget: FakeBudget
) -> None:
    ticket_id = open_tickets(simulator, 1)[0]
    desk.close_ticket(ticket_id)
    assert budget.patience == [3, 3]


def test_a_comment_takes_no_turn_that_was_promised_to_a_draft(
    simulator: Simulator, desk: GorgiasTicketDesk, budget: FakeBudget
) -> None:
    ticket_id = open_tickets(simulator, 1)[0]
    budget.promised = 2

    assert desk.add_comment(ticket_id, "hi", author="Sam", key=KEY) is Changed.DONE
    assert (budget.promised, sum(budget.turns)) == (2, 4)
    # One that is there already costs two looks, and leaves no promise behind.
    assert desk.add_comment(ticket_id, "hi", author="Sam", key=KEY) is Changed.ALREADY
    assert (budget.promised, sum(budget.turns)) == (2, 6)


def test_a_comment_that_got_ready_too_late_is_not_posted(simulator: Simulator) -> None:
    ticket_id = open_tickets(simulator, 1)[0]
    ticks = iter([0.0, 61.0])
    account = (simulator.url, (USERNAME, API_KEY))

    with (
        closing(GorgiasTicketDesk(*account, timeout_s=5, monotonic=lambda: next(ticks))) as desk,
        pytest.raises(Retryable, match="too long"),
    ):
        desk.add_comment(ticket_id, "hi", author="Sam", key=KEY)

    assert simulator.effects("message") == []


def test_a_ticket_is_held_as_gorgias_own_pages_hold_it(simulator: Simulator, desk: GorgiasTicketDesk) -> None:
    ticket_id = open_tickets(simulator, 1)[0]
    desk.snooze_ticket(ticket_id, datetime(2126, 11, 16, 9, 0, 0, 5, tzinfo=UTC))
    desk.close_ticket(ticket_id)
    desk.reopen_ticket(ticket_id)
    assert [effect["changes"] for effect in simulator.effects("ticket-update")] == [
        {"status": "closed", "snooze_datetime": "2126-11-16T09:00:00+00:00"},
        {"status": "closed", "snooze_datetime": None},
        {"status": "open", "snooze_datetime": None},
    ]


def test_people_are_told_when_gorgias_is_free_again_instead_of_waiting(simulator: Simulator, redis_url: str) -> None:
    settings = Settings.model_construct(
        gorgias_base_url=simulator.url,
        gorgias_username=USERNAME,
        gorgias_api_key=SecretStr(API_KEY),
        gorgias_rate_limit="2/200",
        redis_url=redis_url,
    )
    with closing(ticket_desk(settings)) as desk:
        desk.list_tickets(TicketFilter.OPEN, limit=10)
        with pytest.raises(NotYet) as told:
            desk.list_tickets(TicketFilter.OPEN, limit=10)
    assert told.value.retry_after is not None
    assert DESK_TURN_S < told.value.retry_after <= 200
