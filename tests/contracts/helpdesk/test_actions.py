"""Whatever else is done to tickets: the same of the fake, and of the Gorgias client on the simulated account."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.tickets import Author, Priority
from shared.errors import Denied, NotFound, NotYet, Permanent, Retryable, SelvageError, Uncertain
from tests.contracts.helpdesk.worlds import DATA_PATH, METHOD_OF, NOTE_PATH, PRIORITY_PATH, TAGS_PATH, World

KEY = "selvage:1:2"
NO_SUCH_TICKET = 1


def customer_of(world: World, ticket_id: int) -> int:
    identity = world.helpdesk.ticket(ticket_id).customer.helpdesk_id
    assert identity is not None
    return identity


def test_the_customers_earlier_tickets_are_listed_newest_first(world: World) -> None:
    first, second = world.open_ticket("Where is my parcel?"), world.open_ticket("Is it lost?")
    third, fourth = world.open_ticket("Hello?"), world.open_ticket("Thank you")
    customer = customer_of(world, third)

    earlier = world.helpdesk.earlier_tickets(customer, before=third, limit=5)

    assert [ticket.id for ticket in earlier] == [second, first]
    assert [(ticket.subject, ticket.excerpt, ticket.is_open) for ticket in earlier] == [
        ("My order", "Is it lost?", True),
        ("My order", "Where is my parcel?", True),
    ]
    assert [ticket.id for ticket in world.helpdesk.earlier_tickets(customer, before=fourth, limit=1)] == [third]
    assert world.helpdesk.earlier_tickets(customer, before=first, limit=5) == ()


@pytest.mark.parametrize("author", [Author.AGENT, Author.NOTE, Author.BOT])
def test_what_somebody_else_said_last_is_no_excerpt_of_the_customers(world: World, author: Author) -> None:
    earlier, ticket_id = world.open_ticket("Where is my parcel?"), world.open_ticket("Hello?")
    world.say(earlier, "LTV $3,450", author)

    listed = world.helpdesk.earlier_tickets(customer_of(world, ticket_id), before=ticket_id, limit=5)

    assert [(ticket.id, ticket.excerpt) for ticket in listed] == [(earlier, "")]


def test_earlier_tickets_are_not_waited_for(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    customer = customer_of(world, ticket_id)
    world.use_up_the_budget()
    with pytest.raises(NotYet):
        world.helpdesk.earlier_tickets(customer, before=ticket_id, limit=5)


def a_note(world: World) -> tuple[int, int]:
    ticket_id = world.open_ticket("Where is my parcel?")
    return ticket_id, world.helpdesk.add_note(ticket_id, "Draft:\nHi Sarah", key=KEY, after_doubt=False).id


def test_a_note_that_is_taken_back_says_so_and_stays_internal(world: World) -> None:
    ticket_id, note_id = a_note(world)

    for _ in range(2):
        world.helpdesk.retract_note(ticket_id, note_id, "Taken back:\nthe customer <b>wrote</b> again")

    note = world.helpdesk.ticket(ticket_id).note_with(KEY)
    assert note is not None
    assert (note.id, note.text) == (note_id, "Taken back:\nthe customer <b>wrote</b> again")
    assert (note.author, note.public) == (Author.NOTE, False)


def test_a_note_that_is_gone_cannot_be_taken_back(world: World) -> None:
    ticket_id, note_id = a_note(world)
    with pytest.raises(NotFound):
        world.helpdesk.retract_note(ticket_id, note_id + 1, "taken back")
    with pytest.raises(NotFound):
        world.helpdesk.retract_note(NO_SUCH_TICKET, note_id, "taken back")


@pytest.mark.parametrize("author", [Author.CUSTOMER, Author.AGENT, Author.NOTE])
def test_nobody_elses_message_is_taken_back(world: World, author: Author) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.say(ticket_id, "somebody's words", author)
    message = world.helpdesk.ticket(ticket_id).messages[-1]

    with pytest.raises(Permanent, match="not our note"):
        world.helpdesk.retract_note(ticket_id, message.id, "taken back")

    assert world.helpdesk.ticket(ticket_id).messages[-1] == message


def test_tags_are_put_beside_those_that_are_there(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")

    world.helpdesk.add_tags(ticket_id, ["vip", "where-is-it"])
    world.helpdesk.add_tags(ticket_id, ["churn-high", "vip"])

    assert world.helpdesk.ticket(ticket_id).tags == ("vip", "where-is-it", "churn-high")


def test_a_priority_is_set_and_nothing_else_is_changed(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.helpdesk.add_tags(ticket_id, ["vip"])
    before = world.helpdesk.ticket(ticket_id)
    assert before.priority is Priority.NORMAL

    world.helpdesk.set_priority(ticket_id, Priority.CRITICAL)

    after = world.helpdesk.ticket(ticket_id)
    assert (after.priority, after.tags, after.messages) == (Priority.CRITICAL, ("vip",), before.messages)


def test_a_newer_version_of_a_customers_data_stays(world: World) -> None:
    customer = customer_of(world, world.open_ticket("Where is my parcel?"))
    now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)

    world.helpdesk.keep_customer_data(customer, {"churn": "HIGH"}, version=now)
    assert world.data_of(customer) == {"churn": "HIGH"}
    world.helpdesk.keep_customer_data(customer, {"churn": "LOW"}, version=now - timedelta(hours=1))
    assert world.data_of(customer) == {"churn": "HIGH"}
    world.helpdesk.keep_customer_data(customer, {}, version=now + timedelta(hours=1))
    assert world.data_of(customer) == {}


def all_actions(world: World) -> dict[str, Callable[[], None]]:
    """Every write that may be done again, by the path that it is sent to."""
    ticket_id, note_id = a_note(world)
    customer = customer_of(world, ticket_id)
    version = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    helpdesk = world.helpdesk
    return {
        NOTE_PATH: lambda: helpdesk.retract_note(ticket_id, note_id, "taken back"),
        TAGS_PATH: lambda: helpdesk.add_tags(ticket_id, ["vip"]),
        PRIORITY_PATH: lambda: helpdesk.set_priority(ticket_id, Priority.HIGH),
        DATA_PATH: lambda: helpdesk.keep_customer_data(customer, {"churn": "HIGH"}, version=version),
    }


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("path", METHOD_OF)
def test_an_action_whose_answer_is_lost_is_simply_done_again(world: World, path: str, *, effect: bool) -> None:
    act = all_actions(world)[path]
    world.fail_action(path, Retryable("lost"), effect=effect)

    with pytest.raises(Retryable) as told:
        act()
    assert not isinstance(told.value, Uncertain)
    act()


@pytest.mark.parametrize("word", [NotYet, Denied, Permanent])
@pytest.mark.parametrize("path", METHOD_OF)
def test_an_action_that_is_refused_is_told_as_such(world: World, path: str, word: type[SelvageError]) -> None:
    act = all_actions(world)[path]
    world.fail_action(path, word("no"))
    with pytest.raises(word):
        act()


def test_what_is_gone_cannot_be_acted_on(world: World) -> None:
    with pytest.raises(NotFound):
        world.helpdesk.add_tags(NO_SUCH_TICKET, ["vip"])
    with pytest.raises(NotFound):
        world.helpdesk.set_priority(NO_SUCH_TICKET, Priority.HIGH)
    with pytest.raises(NotFound):
        world.helpdesk.keep_customer_data(NO_SUCH_TICKET, {}, version=datetime(2026, 11, 16, tzinfo=UTC))
