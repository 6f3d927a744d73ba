"""Tickets are read and noted on: the same of the fake, and of the Gorgias client on the simulated account."""

import pytest

from shared.domain.tickets import Author
from shared.errors import Denied, NotFound, NotYet, Permanent, Retryable, Uncertain
from tests.contracts.helpdesk.worlds import World

KEY = "selvage:1:2"
NO_SUCH_TICKET = 1


def test_a_ticket_is_read_with_its_customer_and_all_messages_oldest_first(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    for author in (Author.BOT, Author.AGENT, Author.NOTE, Author.CUSTOMER):
        world.say(ticket_id, f"the {author}'s words", author)

    ticket = world.helpdesk.ticket(ticket_id)

    assert (ticket.id, ticket.subject, ticket.channel, ticket.spam) == (ticket_id, "My order", "email", False)
    assert (ticket.customer.name, ticket.customer.email) == ("Sarah Kim", "sarah@mail.example")
    assert [(message.author, message.text) for message in ticket.messages] == [
        (Author.CUSTOMER, "Where is my parcel?"),
        (Author.BOT, "the bot's words"),
        (Author.AGENT, "the agent's words"),
        (Author.NOTE, "the note's words"),
        (Author.CUSTOMER, "the customer's words"),
    ]
    assert [message.public for message in ticket.messages] == [True, True, True, False, True]
    assert all(message.sent_at.utcoffset() is not None for message in ticket.messages)


def test_a_ticket_that_is_gone_is_told_so(world: World) -> None:
    with pytest.raises(NotFound):
        world.helpdesk.ticket(NO_SUCH_TICKET)


def test_a_note_is_internal_and_carries_its_key(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")

    note = world.helpdesk.add_note(ticket_id, "Draft:\nHi Sarah", key=KEY, after_doubt=False)

    assert (note.author, note.public, note.external_id) == (Author.NOTE, False, KEY)
    assert note.text == "Draft:\nHi Sarah"
    assert world.helpdesk.ticket(ticket_id).note_with(KEY) == note
    assert world.posted(ticket_id) == ["Draft:\nHi Sarah"]


def test_a_note_on_a_ticket_that_is_gone_is_told_so(world: World) -> None:
    with pytest.raises(NotFound):
        world.helpdesk.add_note(NO_SUCH_TICKET, "draft", key=KEY, after_doubt=False)


def test_after_doubt_a_note_that_is_there_is_found_and_not_posted_again(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    first = world.helpdesk.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    world.say(ticket_id, "Hello?", Author.CUSTOMER)

    found = world.helpdesk.add_note(ticket_id, "another draft", key=KEY, after_doubt=True)

    assert found == first
    assert world.posted(ticket_id) == ["draft"]


def test_after_doubt_a_note_that_is_not_there_is_posted(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.helpdesk.add_note(ticket_id, "another message's draft", key="selvage:1:1", after_doubt=False)

    world.helpdesk.add_note(ticket_id, "draft", key=KEY, after_doubt=True)

    assert world.posted(ticket_id) == ["another message's draft", "draft"]


@pytest.mark.parametrize("effect", [True, False])
def test_when_the_answer_is_lost_the_next_attempt_leaves_exactly_one_note(world: World, *, effect: bool) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.fail_note(Uncertain("lost"), effect=effect)

    with pytest.raises(Uncertain):
        world.helpdesk.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    note = world.helpdesk.add_note(ticket_id, "draft", key=KEY, after_doubt=True)

    assert note.external_id == KEY
    assert world.posted(ticket_id) == ["draft"]


def test_a_rate_limit_says_how_long_to_wait_and_posts_nothing(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.fail_note(NotYet("slow down", retry_after=7))

    with pytest.raises(NotYet) as told:
        world.helpdesk.add_note(ticket_id, "draft", key=KEY, after_doubt=False)

    assert told.value.retry_after == 7
    assert world.posted(ticket_id) == []


@pytest.mark.parametrize("word", [Denied, Permanent])
def test_what_cannot_be_cured_by_waiting_is_told_as_such(world: World, word: type[Permanent]) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.fail_note(word("no"))

    with pytest.raises(word):
        world.helpdesk.add_note(ticket_id, "draft", key=KEY, after_doubt=False)

    assert world.posted(ticket_id) == []


def test_a_note_that_the_customer_may_see_is_an_alarm(world: World) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.store_publicly()

    with pytest.raises(Permanent, match="the customer may see it"):
        world.helpdesk.add_note(ticket_id, "LTV $3,450", key=KEY, after_doubt=False)


@pytest.mark.parametrize("word", [Retryable, NotYet])
def test_a_read_that_fails_may_be_tried_again(world: World, word: type[Retryable]) -> None:
    ticket_id = world.open_ticket("Where is my parcel?")
    world.fail_read(word("slow down", retry_after=3))

    with pytest.raises(word):
        world.helpdesk.ticket(ticket_id)

    assert world.helpdesk.ticket(ticket_id).id == ticket_id


def test_a_note_is_reserved_only_while_there_is_budget(world: World) -> None:
    world.helpdesk.reserve_note()
    world.use_up_the_budget()
    with pytest.raises(NotYet):
        world.helpdesk.reserve_note()
