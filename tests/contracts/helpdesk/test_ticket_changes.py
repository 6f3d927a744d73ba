"""Tickets are closed, put on hold and commented on: the same of the fake, and of the Gorgias desk on the simulator."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from shared.domain.ticket_summaries import TicketStatus
from shared.domain.tickets import Author
from shared.errors import Denied, InvalidPayload, NotFound, NotYet, Permanent, Retryable, SelvageError, Uncertain
from shared.ticket_ports import Changed
from tests.contracts.helpdesk.desks import DeskWorld

KEY = "selvage:slack:V1"
NO_SUCH_TICKET = 1


def status(world: DeskWorld, ticket_id: int) -> TicketStatus:
    return world.desk.ticket_details(ticket_id).summary.status


def comment(world: DeskWorld, ticket_id: int, text: str = "Refund it", key: str = KEY) -> Changed:
    return world.desk.add_comment(ticket_id, text, author="Sam Weaver", key=key)


def test_closing_twice_is_no_error_and_changes_nothing_more(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()

    assert desk_world.desk.close_ticket(ticket_id) is Changed.DONE
    assert status(desk_world, ticket_id) is TicketStatus.CLOSED
    assert desk_world.desk.close_ticket(ticket_id) is Changed.ALREADY
    assert desk_world.changes() == [ticket_id]


def test_a_ticket_is_put_on_hold_until_a_moment_that_can_be_moved(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    tomorrow, later = desk_world.in_hours(24), desk_world.in_hours(48)

    assert desk_world.desk.snooze_ticket(ticket_id, tomorrow) is Changed.DONE
    assert desk_world.desk.snooze_ticket(ticket_id, tomorrow) is Changed.ALREADY
    assert desk_world.desk.snooze_ticket(ticket_id, later) is Changed.DONE

    summary = desk_world.desk.ticket_details(ticket_id).summary
    assert (summary.status, summary.snoozed_until) == (TicketStatus.HOLD, later)
    assert desk_world.changes() == [ticket_id, ticket_id]


def test_no_ticket_is_put_on_hold_until_a_moment_that_is_past(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    with pytest.raises(InvalidPayload):
        desk_world.desk.snooze_ticket(ticket_id, desk_world.in_hours(0) - timedelta(seconds=1))
    assert desk_world.changes() == []


def test_a_ticket_on_hold_is_closed_for_good(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.desk.snooze_ticket(ticket_id, desk_world.in_hours(24))

    assert desk_world.desk.close_ticket(ticket_id) is Changed.DONE

    summary = desk_world.desk.ticket_details(ticket_id).summary
    assert (summary.status, summary.snoozed_until) == (TicketStatus.CLOSED, None)


def test_a_ticket_is_opened_again_whether_it_was_closed_or_on_hold(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    assert desk_world.desk.reopen_ticket(ticket_id) is Changed.ALREADY

    desk_world.desk.close_ticket(ticket_id)
    assert desk_world.desk.reopen_ticket(ticket_id) is Changed.DONE
    desk_world.desk.snooze_ticket(ticket_id, desk_world.in_hours(24))
    assert desk_world.desk.reopen_ticket(ticket_id) is Changed.DONE

    summary = desk_world.desk.ticket_details(ticket_id).summary
    assert (summary.status, summary.snoozed_until) == (TicketStatus.OPEN, None)


def test_nothing_else_of_a_ticket_is_changed(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket(assigned=True, tags=("vip",))
    before = desk_world.desk.ticket_details(ticket_id)
    desk_world.desk.snooze_ticket(ticket_id, desk_world.in_hours(24))
    desk_world.desk.reopen_ticket(ticket_id)
    assert desk_world.desk.ticket_details(ticket_id) == before


def test_a_comment_is_internal_and_says_who_wrote_it(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()

    assert comment(desk_world, ticket_id, "Refund it.\nPlease") is Changed.DONE

    note = desk_world.desk.ticket_details(ticket_id).messages[-1]
    assert (note.author, note.is_internal) == (Author.NOTE, True)
    assert note.text == "Sam Weaver, from Slack:\nRefund it.\nPlease"


def test_a_comment_is_left_once(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    assert comment(desk_world, ticket_id) is Changed.DONE
    assert comment(desk_world, ticket_id) is Changed.ALREADY
    assert comment(desk_world, ticket_id, "And say sorry", key="selvage:slack:V2") is Changed.DONE
    assert desk_world.comments(ticket_id) == [
        "Sam Weaver, from Slack:\nRefund it",
        "Sam Weaver, from Slack:\nAnd say sorry",
    ]


@pytest.mark.parametrize("effect", [True, False])
def test_after_a_lost_answer_a_comment_stands_there_once(desk_world: DeskWorld, *, effect: bool) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.fail_comment(Uncertain("lost"), effect=effect)

    with pytest.raises(Uncertain):
        comment(desk_world, ticket_id)

    assert comment(desk_world, ticket_id) is (Changed.ALREADY if effect else Changed.DONE)
    assert len(desk_world.comments(ticket_id)) == 1


def test_a_comment_without_words_is_refused(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    with pytest.raises(InvalidPayload):
        comment(desk_world, ticket_id, " \n")
    assert desk_world.comments(ticket_id) == []


def test_a_comment_that_the_customer_may_see_is_an_alarm(desk_world: DeskWorld) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.store_publicly()
    with pytest.raises(Permanent, match="the customer may see it"):
        comment(desk_world, ticket_id)


def test_what_is_done_to_a_merged_ticket_is_done_to_the_other_one(desk_world: DeskWorld) -> None:
    merged, other = desk_world.open_ticket(), desk_world.open_ticket()
    desk_world.merge(merged, into=other)

    assert comment(desk_world, merged) is Changed.DONE
    assert comment(desk_world, merged) is Changed.ALREADY
    assert desk_world.desk.close_ticket(merged) is Changed.DONE

    assert len(desk_world.comments(other)) == 1
    assert status(desk_world, other) is TicketStatus.CLOSED


def all_changes(world: DeskWorld, ticket_id: int) -> dict[str, Callable[[], Changed]]:
    until = world.in_hours(24)
    return {
        "close": lambda: world.desk.close_ticket(ticket_id),
        "snooze": lambda: world.desk.snooze_ticket(ticket_id, until),
        "comment": lambda: comment(world, ticket_id),
    }


@pytest.mark.parametrize("name", ["close", "snooze", "comment"])
def test_nothing_is_done_to_a_ticket_that_is_gone(desk_world: DeskWorld, name: str) -> None:
    ticket_id = desk_world.open_ticket()
    desk_world.delete(ticket_id)
    for gone in (ticket_id, NO_SUCH_TICKET):
        with pytest.raises(NotFound):
            all_changes(desk_world, gone)[name]()


@pytest.mark.parametrize("name", ["close", "snooze", "comment"])
def test_without_budget_nobody_is_kept_waiting_and_nothing_is_done(desk_world: DeskWorld, name: str) -> None:
    ticket_id = desk_world.open_ticket()
    change = all_changes(desk_world, ticket_id)[name]
    desk_world.use_up_the_budget()
    with pytest.raises(NotYet):
        change()
    assert (desk_world.changes(), desk_world.comments(ticket_id)) == ([], [])


def fail(world: DeskWorld, name: str, error: SelvageError, *, effect: bool = False) -> None:
    (world.fail_comment if name == "comment" else world.fail_change)(error, effect=effect)


@pytest.mark.parametrize("name", ["close", "snooze", "comment"])
def test_a_rate_limit_says_how_long_to_wait_and_nothing_is_done(desk_world: DeskWorld, name: str) -> None:
    ticket_id = desk_world.open_ticket()
    change = all_changes(desk_world, ticket_id)[name]
    fail(desk_world, name, NotYet("slow down", retry_after=7))
    with pytest.raises(Retryable) as told:
        change()
    assert told.value.retry_after == 7
    assert (desk_world.changes(), desk_world.comments(ticket_id)) == ([], [])


@pytest.mark.parametrize("word", [Denied, Permanent])
@pytest.mark.parametrize("name", ["close", "snooze", "comment"])
def test_what_cannot_be_cured_by_waiting_is_told_as_such(
    desk_world: DeskWorld, name: str, word: type[Permanent]
) -> None:
    ticket_id = desk_world.open_ticket()
    change = all_changes(desk_world, ticket_id)[name]
    fail(desk_world, name, word("no"))
    with pytest.raises(word):
        change()


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("name", ["close", "snooze"])
def test_a_change_whose_answer_is_lost_is_simply_asked_for_again(
    desk_world: DeskWorld, name: str, *, effect: bool
) -> None:
    ticket_id = desk_world.open_ticket()
    change = all_changes(desk_world, ticket_id)[name]
    fail(desk_world, name, Retryable("lost"), effect=effect)

    with pytest.raises(Retryable) as told:
        change()
    assert not isinstance(told.value, Uncertain)
    assert change() is (Changed.ALREADY if effect else Changed.DONE)
