"""Helpdesks and what happens around them: the fake, and the Gorgias client on the simulated account."""

from typing import Protocol

import requests

from shared.domain.tickets import Author
from shared.errors import Denied, NotYet, Permanent, Retryable, SelvageError, Uncertain
from shared.gorgias.client import GorgiasClient
from shared.ports import Helpdesk
from tests.factories_tickets import a_customer, a_ticket
from tests.fakes.budget import FakeBudget
from tests.fakes.helpdesk import FakeHelpdesk
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator


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
