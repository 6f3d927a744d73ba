"""Gorgias' REST endpoints, as many of them as an integration like ours can need."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json, json_of
from tests.simulators.gorgias import fields
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.errors import ApiError, Moved
from tests.simulators.gorgias.paging import PAGING_PARAMETERS, page_of
from tests.simulators.gorgias.shapes import Wire
from tests.simulators.ledger import Ledger

TICKET_FILTERS = frozenset({"customer_id", "external_id", "ticket_ids", "trashed"})
CUSTOMER_FILTERS = frozenset({"email", "external_id", "name", "language", "timezone"})
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
        ticket, messages = "/api/tickets/{id:int}", "/api/tickets/{id:int}/messages"
        return [
            Route(ticket, self.ticket, methods=["GET"]),
            Route(messages, self.add_message, methods=["POST"]),
            Route(f"{messages}/{{message_id:int}}", self.message, methods=["GET"]),
            Route("/api/messages", self.messages, methods=["GET"]),
            Route(messages, self.messages_of_ticket, methods=["GET"]),
            Route("/api/tickets", self.tickets, methods=["GET"]),
            Route("/api/tickets", self.open_ticket, methods=["POST"]),
            Route(ticket, self.update_ticket, methods=["PUT"]),
            Route(f"{ticket}/tags", self.add_tags, methods=["POST"]),
            Route("/api/customers", self.customers, methods=["GET"]),
            Route("/api/events", self.events, methods=["GET"]),
        ]

    async def ticket(self, request: Request) -> Response:
        """One ticket with all its messages."""
        _parameters(request, ())
        return Json(self.account.whole(self._ticket(request)))

    async def tickets(self, request: Request) -> Response:
        """A page of tickets, without their messages."""
        parameters = _parameters(request, TICKET_FILTERS | PAGING_PARAMETERS)
        rows: Iterable[Wire] = self.account.tickets.values()
        if "ticket_ids" in parameters:
            wanted = parameters["ticket_ids"].split(",")
            rows = [row for row in rows if str(row["id"]) in wanted]
        if parameters.get("trashed") == "false":
            rows = [row for row in rows if row["trashed_datetime"] is None]
        rows = _matching(rows, parameters, ("customer_id", "external_id"))
        return Json(page_of(rows, parameters, uri="/api/tickets", render=self.account.listed))

    async def open_ticket(self, request: Request) -> Response:
        """A new ticket with its messages."""
        failure = "Failed to create ticket"
        body = fields.checked(await _body(request), fields.TICKET, required=("messages",), failure=failure)
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
        senders = [self._sender(one, request, customer, failure) for one in given]
        ticket = self.account.open_ticket(about | body, customer=customer)
        self._record("ticket", ticket, ticket_id=ticket["id"], external_id=ticket["external_id"])
        for one, sender in zip(given, senders, strict=True):
            self._record_message(self.account.add_message(ticket, one, sender=sender))
        return Json(self.account.whole(ticket), status_code=201)

    async def update_ticket(self, request: Request) -> Response:
        """Change some fields of a ticket."""
        _parameters(request, ())
        ticket = self._ticket(request)
        changes = fields.checked(await _body(request), fields.TICKET_UPDATE, failure="Failed to update ticket")
        self.account.update_ticket(ticket, changes)
        self._record("ticket-update", ticket, ticket_id=ticket["id"], changes=changes)
        return Json(self.account.whole(ticket), status_code=202)

    async def add_tags(self, request: Request) -> Response:
        """Put tags on a ticket; the answer is empty."""
        _parameters(request, ())
        ticket, failure = self._ticket(request), "Failed to add tags"
        body = fields.checked(await _body(request), fields.TAGS, failure=failure)
        if not body.get("names"):
            raise ApiError(400, failure, {"names": ["Missing data for required field."]})
        self.account.add_tags(ticket, body["names"])
        self._record("tags", ticket, ticket_id=ticket["id"], names=body["names"])
        return Response(status_code=201)

    async def add_message(self, request: Request) -> Response:
        """A new message on a ticket: public unless it is an internal note or says otherwise."""
        parameters = _parameters(request, {"action"})
        if parameters.get("action", "force") not in fields.ACTIONS:
            raise ApiError(400, "Invalid query parameters.", {"action": ["Not a valid choice."]})
        ticket, failure = self._ticket(request), "Failed to create message"
        body = fields.checked(await _body(request), fields.MESSAGE, required=fields.MESSAGE_REQUIRED, failure=failure)
        customer = self.account.customers[ticket["customer_id"]]
        sender = self._sender(body, request, customer, failure)
        message = self.account.add_message(ticket, body, sender=sender)
        self._record_message(message)
        return Json(message, status_code=201)

    async def message(self, request: Request) -> Response:
        """One message."""
        _parameters(request, ())
        messages = self.account.messages[self._ticket(request)["id"]]
        wanted = request.path_params["message_id"]
        message = next((one for one in messages if one["id"] == wanted), None)
        if message is None:
            raise ApiError(404)
        return Json(message)

    async def messages(self, request: Request) -> Response:
        """A page of messages, of one ticket or of all."""
        parameters = _parameters(request, {"ticket_id"} | PAGING_PARAMETERS)
        if "ticket_id" in parameters:
            rows = self.account.messages.get(_whole_number(parameters, "ticket_id"), [])
        else:
            rows = sorted(
                (one for some in self.account.messages.values() for one in some), key=lambda one: int(one["id"])
            )
        return Json(page_of(rows, parameters, uri="/api/messages", render=_as_it_is))

    async def messages_of_ticket(self, request: Request) -> Response:
        """A page of the ticket's messages."""
        parameters = _parameters(request, PAGING_PARAMETERS)
        rows = self.account.messages[self._ticket(request)["id"]]
        return Json(page_of(rows, parameters, uri=request.url.path, render=_as_it_is))

    async def customers(self, request: Request) -> Response:
        """A page of customers."""
        parameters = _parameters(request, CUSTOMER_FILTERS | PAGING_PARAMETERS)
        rows = _matching(self.account.customers.values(), parameters, CUSTOMER_FILTERS)
        return Json(page_of(rows, parameters, uri="/api/customers", render=_as_it_is))

    async def events(self, request: Request) -> Response:
        """A page of events: the only list with a time filter."""
        parameters = _parameters(request, EVENT_BOUNDS.keys() | EVENT_FILTERS | PAGING_PARAMETERS)
        bounds = {bound: _moment(parameters, name) for name, bound in EVENT_BOUNDS.items() if name in parameters}
        rows: Iterable[Wire] = self.account.events_between(bounds)
        if "types" in parameters:
            rows = [row for row in rows if row["type"] in parameters["types"].split(",")]
        rows = _matching(rows, parameters, ("object_type", "object_id"))
        return Json(page_of(rows, parameters, uri="/api/events", render=_as_it_is))

    def _ticket(self, request: Request) -> Wire:
        identity = request.path_params["id"]
        target = self.account.merged_into.get(identity)
        if target is not None:
            raise Moved(request.url.path.replace(str(identity), str(target), 1))
        return self.account.ticket(identity)

    def _sender(self, given: Wire, request: Request, customer: Wire, failure: str) -> Wire:
        """Who wrote a message: an agent that the account knows, or a customer."""
        sender = given.get("sender")
        if given["from_agent"]:
            agent = self.account.known_agent(sender) if sender else self.account.agent(request.scope["user_email"])
            if agent is None:
                raise ApiError(400, failure, {"sender": ["User not found."]})
            return agent
        if given["channel"] == fields.INTERNAL_NOTE:
            raise ApiError(400, failure, {"from_agent": ["Internal notes are always outgoing."]})
        if given.get("receiver"):
            raise ApiError(400, failure, {"receiver": ["Incoming messages have no receiver."]})
        return self.account.customer(sender) if sender else customer

    def _record_message(self, message: Wire) -> None:
        text = message["body_text"]
        self._record("message", message, ticket_id=message["ticket_id"], body=text, **_told(message))

    def _record(self, kind: str, written: Wire, **facts: Any) -> None:
        self.ledger.record(kind, id=written["id"], **facts)


def _told(message: Wire) -> Wire:
    names = ("external_id", "public", "channel", "via", "from_agent", "created_datetime")
    return {name: message[name] for name in names}


def _parameters(request: Request, known: Collection[str]) -> Mapping[str, str]:
    unknown = request.query_params.keys() - set(known)
    if unknown:
        complaints = {name: ["Unknown field."] for name in sorted(unknown)}
        raise ApiError(400, "Invalid query parameters.", complaints)
    return request.query_params


async def _body(request: Request) -> Any:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise ApiError(400, "The request's content type must be application/json.")
    body = await json_of(request)
    if body is None:
        raise ApiError(400, "The request's body is not valid JSON.")
    return body


def _matching(rows: Iterable[Wire], parameters: Mapping[str, str], names: Collection[str]) -> list[Wire]:
    wanted = {name: parameters[name] for name in names if name in parameters}
    return [row for row in rows if all(str(row[name]) == value for name, value in wanted.items())]


def _whole_number(parameters: Mapping[str, str], name: str) -> int:
    if not parameters[name].isdecimal():
        raise ApiError(400, "Invalid query parameters.", {name: ["Not a valid integer."]})
    return int(parameters[name])


def _moment(parameters: Mapping[str, str], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(parameters[name].replace(" ", "+"))
    except ValueError as error:
        raise ApiError(400, "Invalid query parameters.", {name: ["Not a valid datetime."]}) from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _as_it_is(row: Wire) -> Wire:
    return row
