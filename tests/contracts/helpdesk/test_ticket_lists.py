"""Tickets are listed and looked at: the same of the fake, and of the Gorgias desk on the simulated account."""

import pytest

from shared.domain.ticket_filters import TicketFilter
from shared.domain.ticket_summaries import CUT, LONGEST_TEXT, TicketStatus
from shared.domain.tickets import Author, Priority
from shared.errors import NotFound, NotYet, Retryable, SelvageError
from tests.contracts.helpdesk.desks import DeskWorld

NO_SUCH_TICKET = 1


def listed(world: DeskWorld, which: TicketFilter) -> list[int]:
    return [ticket.id for ticket in world.desk.list_tickets(which, limit=10).tickets]


def test_each_filter_lists_its_tickets_those_that_changed_last_first(desk_world: DeskWorld) -> None:
    plain = desk_world.open_ticket(assigned=True)
    high = desk_world.open_ticket(priority=Priority.HIGH, assigned=True)
    nobodys = desk_world.open_ticket()
    critical = desk_world.open_ticket(priority=Priority.CRITICAL)
    held, done = desk_world.open_ticket(priority=Priority.CRITICAL), desk_world.open_ticket(priority=Priority.HIGH)
    desk_world.open_ticket(spam=True)
    desk_world.desk.snooze_ticket(held, desk_world.in_hours(24))
    desk_world.desk.close_ticket(done)
    desk_world.say(plain, "Hello?", Author.CUSTOMER)

    assert listed(desk_world, TicketFilter.OPEN) == [plain, critical, nobodys, high]
    assert listed(desk_world, TicketFilter.URGENT) == [critical, high]
    assert listed(desk_world, TicketFilter.UNASSIGNED) == [critical, nobodys]
    assert listed(desk_world, TicketFilter.HOLD) == [held]
    assert listed(desk_world, TicketFilter.CLOSED) == [done]
    assert listed(desk_world, TicketFilter.ALL) == [plain, done, held, critical, nobodys, high]


def test_a_list_says_what_people_need_to_know_of_each_ticket(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket(priority=Priority.HIGH, assigned=True, tags=("vip", "refund"))

    (ticket,) = desk_world.desk.list_tickets(TicketFilter.OPEN, limit=10).tickets

    assert (ticket.id, ticket.subject, ticket.channel) == (ticket_id, "My order", "email")
    assert (ticket.status, ticket.priority, ticket.snoozed_until) == (TicketStatus.OPEN, Priority.HIGH, None)
    assert (ticket.customer_name, ticket.assignee_name, ticket.tags) == ("Sarah Kim", "jo", ("vip", "refund"))
    assert ticket.web_url == f"{desk_world.base_url}/app/ticket/{ticket_id}"
    assert ticket.created_at.utcoffset() is not None
    assert ticket.last_message_at is not None
    assert ticket.last_message_at >= ticket.created_at


def test_a_list_says_how_far_it_was_looked_and_whether_there_is_more(desk_world: DeskWorld) -> None:
    nothing = desk_world.desk.list_tickets(TicketFilter.OPEN, limit=2)
    assert (nothing.tickets, nothing.looked_through, nothing.has_more, nothing.reached_end) == ((), 0, False, True)

    tickets = [desk_world.open_ticket() for _ in range(3)]
    desk_world.desk.close_ticket(desk_world.open_ticket())

    some = desk_world.desk.list_tickets(TicketFilter.OPEN, limit=2)
    assert [ticket.id for ticket in some.tickets] == [tickets[2], tickets[1]]
    assert (some.looked_through, some.has_more) == (4, True)
    everything = desk_world.desk.list_tickets(TicketFilter.OPEN, limit=3)
    assert (len(everything.tickets), everything.has_more, everything.reached_end) == (3, False, True)


def test_a_ticket_on_hold_says_until_when(desk_world: DeskWorld) -> None:
    ticket_id, until = desk_world.open_ticket(), desk_world.in_hours(24)
    desk_world.desk.snooze_ticket(ticket_id, until)

    (ticket,) = desk_world.desk.list_tickets(TicketFilter.HOLD, limit=10).tickets
    assert (ticket.status, ticket.snoozed_until) == (TicketStatus.HOLD, until)


def test_somebody_who_looks_at_a_ticket_sees_its_last_messages_and_which_are_internal(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket("Where is my parcel?")
    desk_world.say(ticket_id, "On its way", Author.AGENT)
    desk_world.say(ticket_id, "word " * 1_000, Author.NOTE)

    details = desk_world.desk.ticket_details(ticket_id, last=2)

    assert details.summary == desk_world.desk.list_tickets(TicketFilter.OPEN, limit=1).tickets[0]
    assert details.earlier_messages == 1
    answer, note = details.messages
    assert (answer.author, answer.is_internal, answer.text) == (Author.AGENT, False, "On its way")
    assert (note.author, note.is_internal) == (Author.NOTE, True)
    assert note.text.startswith("word word")
    assert note.text.endswith(CUT)
    assert len(note.text) <= LONGEST_TEXT + len(CUT)
    assert answer.sent_at.utcoffset() is not None
    assert len(desk_world.desk.ticket_details(ticket_id).messages) == 3


def test_a_ticket_that_is_gone_cannot_be_looked_at(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.delete(ticket_id)
    for gone in (ticket_id, NO_SUCH_TICKET):
        with pytest.raises(NotFound):
            desk_world.desk.ticket_details(gone)
    assert listed(desk_world, TicketFilter.ALL) == []


def test_a_merged_ticket_stands_for_the_other_one(desk_world: DeskWorld) -> None:
    merged, other = desk_world.open_ticket(), desk_world.open_ticket("Is it lost?")
    desk_world.merge(merged, into=other)
    details = desk_world.desk.ticket_details(merged)
    assert (details.summary.id, details.messages[0].text) == (other, "Is it lost?")


@pytest.mark.parametrize("error", [NotYet("slow down", retry_after=7), Retryable("down")])
def test_a_look_that_fails_may_be_tried_again_and_says_when(desk_world: DeskWorld, error: SelvageError) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.fail_read(error)
    with pytest.raises(type(error)) as told:
        desk_world.desk.ticket_details(ticket_id)
    assert isinstance(told.value, Retryable)
    assert told.value.retry_after == (7 if isinstance(error, NotYet) else None)


def test_a_list_that_fails_says_when_to_ask_again(desk_world: DeskWorld) -> None:
    desk_world.open_ticket()
    desk_world.fail_read(NotYet("slow down", retry_after=7))
    with pytest.raises(Retryable) as told:
        desk_world.desk.list_tickets(TicketFilter.OPEN, limit=10)
    assert told.value.retry_after == 7
    assert len(desk_world.desk.list_tickets(TicketFilter.OPEN, limit=10).tickets) == 1


def test_without_budget_nobody_is_kept_waiting(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.use_up_the_budget()
    with pytest.raises(NotYet):
        desk_world.desk.list_tickets(TicketFilter.OPEN, limit=10)
    with pytest.raises(NotYet):
        desk_world.desk.ticket_details(ticket_id)
