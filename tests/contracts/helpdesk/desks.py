"""Ticket desks and what happens around them: the fake, and the Gorgias desk on the simulated account."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from shared.domain.tickets import Author, Priority
from shared.errors import Retryable, SelvageError
from shared.gorgias.desk import GorgiasTicketDesk
from shared.ticket_ports import TicketDesk
from tests.contracts.helpdesk.worlds import STATUS_OF
from tests.factories_tickets import a_summary
from tests.fakes.budget import FakeBudget
from tests.fakes.ticket_desk import FakeTicketDesk
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator
from tests.simulators.serving import clock

SARAH = {"name": "Sarah Kim", "email": "sarah@mail.example"}
JO = "jo@shop.example"


class DeskWorld(Protocol):
    """A desk, and what happens around it."""

    @property
    def desk(self) -> TicketDesk:
        """The desk under test."""

    @property
    def base_url(self) -> str:
        """Where people see the helpdesk."""

    def in_hours(self, hours: float) -> datetime:
        """So many hours from now, to the second."""

    def open_ticket(
        self,
        text: str = "Where is my parcel?",
        *,
        priority: Priority = Priority.NORMAL,
        assigned: bool = False,
        spam: bool = False,
        tags: tuple[str, ...] = (),
    ) -> int:
        """Sarah Kim writes; the id of her new ticket, which Jo has when it is assigned."""

    def say(self, ticket_id: int, text: str, author: Author) -> None:
        """Somebody writes on the ticket."""

    def delete(self, ticket_id: int) -> None:
        """The ticket is gone."""

    def merge(self, ticket_id: int, *, into: int) -> None:
        """The ticket is merged into another."""

    def comments(self, ticket_id: int) -> list[str]:
        """The comments that stand on the ticket, whether or not whoever left them knows."""

    def changes(self) -> list[int]:
        """The tickets whose state was changed, oldest first, whether or not whoever asked knows."""

    def fail_read(self, error: SelvageError) -> None:
        """The next look at a ticket or at the list fails, in the way that is told as `error`."""

    def fail_change(self, error: SelvageError, *, effect: bool = False) -> None:
        """The next change of a ticket's state fails; with `effect`, after it was made."""

    def fail_comment(self, error: SelvageError, *, effect: bool = False) -> None:
        """The next comment fails; with `effect`, after it was stored."""

    def store_publicly(self) -> None:
        """Whatever is posted becomes visible to the customer."""

    def use_up_the_budget(self) -> None:
        """The account may not send for now."""


class FakeDeskWorld:
    base_url = "https://shop.gorgias.com"

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
        self.desk = FakeTicketDesk(now=lambda: self.now)

    def in_hours(self, hours: float) -> datetime:
        return self.now + timedelta(hours=hours)

    def open_ticket(
        self,
        text: str = "Where is my parcel?",
        *,
        priority: Priority = Priority.NORMAL,
        assigned: bool = False,
        spam: bool = False,
        tags: tuple[str, ...] = (),
    ) -> int:
        identity = len(self.desk.tickets) + 100
        summary = a_summary(id=identity, priority=priority, assignee_name="jo" if assigned else None, tags=tags)
        more = FakeTicketDesk(replace(summary, spam=spam), now=lambda: self.now)
        self.desk.tickets |= more.tickets
        self.desk.say(identity, text)
        return identity

    def say(self, ticket_id: int, text: str, author: Author) -> None:
        self.desk.say(ticket_id, text, author=author)

    def delete(self, ticket_id: int) -> None:
        del self.desk.tickets[ticket_id]

    def merge(self, ticket_id: int, *, into: int) -> None:
        del self.desk.tickets[ticket_id]
        self.desk.merged_into[ticket_id] = into

    def comments(self, ticket_id: int) -> list[str]:
        return self.desk.comments(ticket_id)

    def changes(self) -> list[int]:
        return [ticket_id for name, ticket_id in self.desk.actions if name != "add_comment"]

    def fail_read(self, error: SelvageError) -> None:
        self.desk.fail_reads(error)

    def fail_change(self, error: SelvageError, *, effect: bool = False) -> None:
        self.desk.fail_changes(error, effect=effect)

    def fail_comment(self, error: SelvageError, *, effect: bool = False) -> None:
        self.desk.fail_changes(error, effect=effect)

    def store_publicly(self) -> None:
        self.desk.store_publicly()

    def use_up_the_budget(self) -> None:
        self.desk.has_budget = False


class GorgiasDeskWorld:
    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.base_url = simulator.url
        self.budget = FakeBudget()
        self.desk = GorgiasTicketDesk(simulator.url, (USERNAME, API_KEY), timeout_s=5, bucket=self.budget)

    def in_hours(self, hours: float) -> datetime:
        return clock().replace(microsecond=0) + timedelta(hours=hours)

    def open_ticket(
        self,
        text: str = "Where is my parcel?",
        *,
        priority: Priority = Priority.NORMAL,
        assigned: bool = False,
        spam: bool = False,
        tags: tuple[str, ...] = (),
    ) -> int:
        more: dict[str, Any] = {"assignee": JO} if assigned else {}
        about = {"subject": "My order", "priority": priority.value, "spam": spam, "tags": list(tags)}
        return self.simulator.open_ticket(text, customer=SARAH, **about, **more)[0]

    def say(self, ticket_id: int, text: str, author: Author) -> None:
        spoken: dict[Author, dict[str, object]] = {
            Author.CUSTOMER: {},
            Author.AGENT: {"from_agent": True, "sender": {"email": JO}},
            Author.NOTE: {"from_agent": True, "channel": "internal-note"},
        }
        self.simulator.add_message(ticket_id, text, **spoken[author])

    def delete(self, ticket_id: int) -> None:
        self.simulator.delete(ticket_id)

    def merge(self, ticket_id: int, *, into: int) -> None:
        self.simulator.merge(ticket_id, into=into)

    def comments(self, ticket_id: int) -> list[str]:
        return [str(each["body"]) for each in self.simulator.effects("message") if each["ticket_id"] == ticket_id]

    def changes(self) -> list[int]:
        return [int(each["ticket_id"]) for each in self.simulator.effects("ticket-update")]

    def fail_read(self, error: SelvageError) -> None:
        for path in ("/api/tickets", "/api/tickets/*"):
            self.simulator.fail(path=path, method="GET", **fault(error))

    def fail_change(self, error: SelvageError, *, effect: bool = False) -> None:
        self.simulator.fail(path="/api/tickets/*", method="PUT", **({"drop_reply": True} if effect else fault(error)))

    def fail_comment(self, error: SelvageError, *, effect: bool = False) -> None:
        self.simulator.fail(
            path="/api/tickets/*/messages", method="POST", **({"drop_reply": True} if effect else fault(error))
        )

    def store_publicly(self) -> None:
        self.simulator.fail(path="/api/tickets/*/messages/*", reply={"public": True})

    def use_up_the_budget(self) -> None:
        self.budget.is_used_up = True


def fault(error: SelvageError) -> dict[str, Any]:
    """What Gorgias answers when it fails in the way that is told as `error`."""
    retry_after = error.retry_after if isinstance(error, Retryable) else None
    headers = {} if retry_after is None else {"Retry-after": f"{retry_after:.0f}"}
    return {"status": STATUS_OF[type(error)], "headers": headers}
