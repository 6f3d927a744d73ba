"""Gorgias' REST endpoints, as many of them as an integration like ours can need."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json
from tests.simulators.gorgias import fields
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.customers import Customers
from tests.simulators.gorgias.errors import ApiError
from tests.simulators.gorgias.messages import Messages, record_message, sender_of
from tests.simulators.gorgias.paging import PAGING_PARAMETERS, page_of
from tests.simulators.gorgias.reading import (
    as_it_is,
    body_of,
    matching,
    moment_of,
    parameters_of,
    ticket_of,
    truth_of,
    whole_number,
)
from tests.simulators.gorgias.shapes import Wire
from tests.simulators.ledger import Ledger

TICKET_FILTERS = frozenset({"customer_id", "external_id", "ticket_ids", "trashed"})
EVENT_BOUNDS = {f"created_datetime[{bound}]": bound for bound in ("gt", "gte", "lt", "lte")}
EVENT_FILTERS = frozenset({"types", "object_type", "object_id"})


class Api:
    """The endpoints over one account; what clients changed goes into the ledger."""

    def __init__(self, account: Account, ledger: Ledger) -> None:
        self.account = account
        self.ledger = ledger

    @property
    def routes(self) -> list[Route]:
        """All endpoints."""
        ticket = "/api/tickets/{id:int}"
        return [
            Route(ticket, self.ticket, methods=["GET"]),
            Route("/api/tickets", self.tickets, methods=["GET"]),
            Route("/api/tickets", self.open_ticket, methods=["POST"]),
            Route(ticket, self.update_ticket, methods=["PUT"]),
            Route(f"{ticket}/tags", self.add_tags, methods=["POST"]),
            Route("/api/events", self.events, methods=["GET"]),
            *Messages(self.account, self.ledger).routes,
            *Customers(self.account, self.ledger).routes,
        ]

    async def ticket(self, request: Request) -> Response:
        """One ticket with all its messages."""
        parameters_of(request, ())
        return Json(self.account.whole(ticket_of(self.account, request)))

    async def tickets(self, request: Request) -> Response:
        """A page of tickets, without their messages."""
        parameters = parameters_of(request, TICKET_FILTERS | PAGING_PARAMETERS)
        self.account.wake()
        rows: Iterable[Wire] = self.account.tickets.values()
        if "customer_id" in parameters:
            whole_number(parameters, "customer_id")
            # Looking through thousands of tickets would take longer than all that a benchmark measures.
            rows = self.account.tickets_of.get(parameters["customer_id"], ())
        if "ticket_ids" in parameters:
            wanted = parameters["ticket_ids"].split(",")
            rows = [row for row in rows if str(row["id"]) in wanted]
        if not truth_of(parameters, "trashed", unsaid=True):
            rows = [row for row in rows if row["trashed_datetime"] is None]
        rows = matching(rows, parameters, ("customer_id", "external_id"))
        return Json(page_of(rows, parameters, uri="/api/tickets", render=self.account.listed))

    async def open_ticket(self, request: Request) -> Response:
        """A new ticket with its messages."""
        failure = "Failed to create ticket"
        body = fields.checked(await body_of(request), fields.TICKET, required=("messages",), failure=failure)
        given = [
            fields.checked(one, fields.MESSAGE, required=fields.MESSAGE_REQUIRED, failure=failure)
            for one in body["messages"]
        ]
        if not given:
            raise ApiError(400, failure, {"messages": ["Shorter than minimum length 1."]})
        first = given[0]
        named = body.get("customer") or (first.get("receiver") if first["from_agent"] else first.get("sender"))
        if not named:
            raise ApiError(400, failure, {"customer": ["Missing data for required field."]})
        customer = self.account.customer(named)
        about = {key: first[key] for key in ("channel", "via", "from_agent")}
        senders = [sender_of(self.account, one, request, customer, failure) for one in given]
        ticket = self.account.open_ticket(about | body, customer=customer)
        self._record("ticket", ticket, ticket_id=ticket["id"], external_id=ticket["external_id"])
        for one, sender in zip(given, senders, strict=True):
            record_message(self.ledger, self.account.add_message(ticket, one, sender=sender))
        return Json(self.account.whole(ticket), status_code=201)

    async def update_ticket(self, request: Request) -> Response:
        """Change some fields of a ticket."""
        parameters_of(request, ())
        ticket = ticket_of(self.account, request)
        changes = fields.checked(await body_of(request), fields.TICKET_UPDATE, failure="Failed to update ticket")
        self.account.update_ticket(ticket, changes)
        self._record("ticket-update", ticket, ticket_id=ticket["id"], changes=changes)
        return Json(self.account.whole(ticket), status_code=202)

    async def add_tags(self, request: Request) -> Response:
        """Put tags on a ticket; the answer is empty."""
        parameters_of(request, ())
        ticket, failure = ticket_of(self.account, request), "Failed to add tags"
        body = fields.checked(await body_of(request), fields.TAGS, failure=failure)
        if not body.get("names"):
            raise ApiError(400, failure, {"names": ["Missing data for required field."]})
        self.account.add_tags(ticket, body["names"])
        self._record("tags", ticket, ticket_id=ticket["id"], names=body["names"])
        return Response(status_code=201)

    async def events(self, request: Request) -> Response:
        """A page of events: the only list with a time filter."""
        parameters = parameters_of(request, EVENT_BOUNDS.keys() | EVENT_FILTERS | PAGING_PARAMETERS)
        bounds = {bound: moment_of(parameters, name) for name, bound in EVENT_BOUNDS.items() if name in parameters}
        rows: Iterable[Wire] = self.account.events_between(bounds)
        if "types" in parameters:
            rows = [row for row in rows if row["type"] in parameters["types"].split(",")]
        rows = matching(rows, parameters, ("object_type", "object_id"))
        return Json(page_of(rows, parameters, uri="/api/events", render=as_it_is))

    def _record(self, kind: str, written: Wire, **facts: Any) -> None:
        self.ledger.record(kind, id=written["id"], **facts)
