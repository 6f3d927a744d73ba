"""What every helpdesk keeps to: the fake, and the Gorgias client on the simulated account."""

from collections.abc import Iterator
from typing import Protocol

import pytest

from shared.domain.tickets import Author
from shared.errors import Denied, NotFound, NotYet, Permanent, Retryable, SelvageError, Uncertain
from shared.gorgias.client import GorgiasClient
from shared.ports import Helpdesk
from tests.factories_tickets import a_customer, a_ticket
from tests.fakes.budget import FakeBudget
from tests.fakes.helpdesk import FakeHelpdesk
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator, running_simulator

KEY = "selvage:1:2"
NO_SUCH_TICKET = 1


class World(Protocol):
    """A helpdesk, and what happens around it."""

    @property
    def helpdesk(self) -> Helpdesk:
        """The helpdesk under test."""

    def open_ticket(self, text: str) -> int:
        """Sarah Kim writes; the id of her new ticket."""

    def say(self, ticket_id: int, text: str, author: Author) -> None:
        """Somebody writes on the ticket."""

    def posted(self, ticket_id: int) -> list[str]:
        """The bodies of all notes that were posted, whether or not the poster knows."""

    def fail_read(self, error: SelvageError) -> None:
        """Reading a ticket fails once, in the way that is told as `error`."""

    def fail_note(self, error: SelvageError, *, effect: bool = False) -> None:
        """Posting a note fails once, in the way that is told as `error`; with `effect`, after it was stored."""

    def store_publicly(self) -> None:
        """Whatever is posted becomes visible to the customer."""

    def use_up_the_budget(self) -> None:
        """The account may not send for now."""


class FakeWorld:
    def __init__(self) -> None:
        self.helpdesk = FakeHelpdesk()

    def open_ticket(self, text: str) -> int:
        ticket = a_ticket(text, id=len(self.helpdesk.tickets) + 100, customer=a_customer())
        self.helpdesk.tickets[ticket.id] = ticket
        return ticket.id

    def say(self, ticket_id: int, text: str, author: Author) -> None:
        self.helpdesk.say(ticket_id, text, author=author)

    def posted(self, ticket_id: int) -> list[str]:
        return [note.text for note in self.helpdesk.notes.get(ticket_id, [])]

    def fail_read(self, error: SelvageError) -> None:
        self.helpdesk.fail_reads(error)

    def fail_note(self, error: SelvageError, *, effect: bool = False) -> None:
        self.helpdesk.fail_notes(error, effect=effect)

    def store_publicly(self) -> None:
        self.helpdesk.store_publicly()

    def use_up_the_budget(self) -> None:
        self.helpdesk.has_budget = False


#: What Gorgias answers when it fails in the way that we tell with this word.
STATUS_OF = {Uncertain: 502, Denied: 403, Permanent: 400, NotYet: 429, Retryable: 503}


class GorgiasWorld:
    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.budget = FakeBudget()
        self.helpdesk = GorgiasClient(simulator.url, (USERNAME, API_KEY), timeout_s=5, bucket=self.budget)

    def open_ticket(self, text: str) -> int:
        customer = {"name": "Sarah Kim", "email": "sarah@mail.example"}
        return self.simulator.open_ticket(text, customer=customer, subject="My order")[0]

    def say(self, ticket_id: int, text: str, author: Author) -> None:
        spoken: dict[Author, dict[str, object]] = {
            Author.CUSTOMER: {},
            Author.AGENT: {"from_agent": True, "sender": {"name": "Jo", "email": "jo@shop.example"}},
            Author.BOT: {"from_agent": True, "sender": {"name": "Gorgias Bot"}, "via": "rule"},
            Author.NOTE: {"from_agent": True, "channel": "internal-note"},
        }
        self.simulator.add_message(ticket_id, text, **spoken[author])

    def posted(self, ticket_id: int) -> list[str]:
        return [str(each["body"]) for each in self.simulator.effects("message") if each["ticket_id"] == ticket_id]

    def fail_read(self, error: SelvageError) -> None:
        self.simulator.fail(path="/api/tickets/*", **self._fault(error))

    def fail_note(self, error: SelvageError, *, effect: bool = False) -> None:
        fault = {"drop_reply": True} if effect else self._fault(error)
        self.simulator.fail(path="/api/tickets/*/messages", method="POST", **fault)

    def store_publicly(self) -> None:
        self.simulator.fail(path="/api/tickets/*/messages/*", reply={"public": True})

    def use_up_the_budget(self) -> None:
        self.budget.is_used_up = True

    @staticmethod
    def _fault(error: SelvageError) -> dict[str, object]:
        retry_after = error.retry_after if isinstance(error, Retryable) else None
        headers = {} if retry_after is None else {"Retry-after": f"{retry_after:.0f}"}
        return {"status": STATUS_OF[type(error)], "headers": headers}


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none") as running:
        yield running


@pytest.fixture(params=["fake", "gorgias"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield FakeWorld()
        return
    simulator: Simulator = request.getfixturevalue("simulator")
    simulator.reset()
    gorgias = GorgiasWorld(simulator)
    yield gorgias
    gorgias.helpdesk.close()


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
