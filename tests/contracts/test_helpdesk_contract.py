"""What every helpdesk keeps to: the fake, and the Gorgias client on the simulated account."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest
import requests

from shared.domain.tickets import Author, Priority
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

    def fail_action(self, path: str, error: SelvageError, *, effect: bool = False) -> None:
        """The next write below `path` fails once; with `effect`, after it was carried out."""

    def data_of(self, customer_id: int) -> object:
        """What is shown beside the customer's tickets."""

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

    def fail_action(self, path: str, error: SelvageError, *, effect: bool = False) -> None:
        self.helpdesk.fail_actions(error, effect=effect)

    def data_of(self, customer_id: int) -> object:
        return self.helpdesk.customer_data[customer_id][0]

    def store_publicly(self) -> None:
        self.helpdesk.store_publicly()

    def use_up_the_budget(self) -> None:
        self.helpdesk.has_budget = False


NOTE_PATH, TAGS_PATH = "/api/tickets/*/messages/*", "/api/tickets/*/tags"
PRIORITY_PATH, DATA_PATH = "/api/tickets/*", "/api/customers/*/data"
METHOD_OF = {NOTE_PATH: "PUT", TAGS_PATH: "POST", PRIORITY_PATH: "PUT", DATA_PATH: "PUT"}

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

    def fail_action(self, path: str, error: SelvageError, *, effect: bool = False) -> None:
        fault = {"drop_reply": True} if effect else self._fault(error)
        self.simulator.fail(path=path, method=METHOD_OF[path], **fault)

    def data_of(self, customer_id: int) -> object:
        path = f"{self.simulator.url}/api/customers/{customer_id}"
        answer = requests.get(path, auth=(USERNAME, API_KEY), timeout=10)
        return answer.json()["data"]

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
