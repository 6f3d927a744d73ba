"""Gorgias' endpoints of messages."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json
from tests.simulators.gorgias import fields
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.errors import ApiError
from tests.simulators.gorgias.paging import PAGING_PARAMETERS, page_of
from tests.simulators.gorgias.reading import as_it_is, body_of, parameters_of, ticket_of, whole_number
from tests.simulators.gorgias.shapes import Wire
from tests.simulators.ledger import Ledger


class Messages:
    """The endpoints over one account; what clients changed goes into the ledger."""

    def __init__(self, account: Account, ledger: Ledger) -> None:
        self.account = account
        self.ledger = ledger

    @property
    def routes(self) -> list[Route]:
        """All endpoints."""
        messages, message = "/api/tickets/{id:int}/messages", "/api/tickets/{id:int}/messages/{message_id:int}"
        return [
            Route(messages, self.add_message, methods=["POST"]),
            Route(message, self.message, methods=["GET"]),
            Route(message, self.update_message, methods=["PUT"]),
            Route("/api/messages", self.messages, methods=["GET"]),
            Route(messages, self.messages_of_ticket, methods=["GET"]),
        ]

    async def add_message(self, request: Request) -> Response:
        """A new message on a ticket: public unless it is an internal note or says otherwise."""
        parameters = parameters_of(request, {"action"})
        _check_action(parameters)
        ticket, failure = ticket_of(self.account, request), "Failed to create message"
        body = fields.checked(await body_of(request), fields.MESSAGE, required=fields.MESSAGE_REQUIRED, failure=failure)
        customer = self.account.customers[ticket["customer_id"]]
        sender = sender_of(self.account, body, request, customer, failure)
        message = self.account.add_message(ticket, body, sender=sender)
        record_message(self.ledger, message)
        return Json(message, status_code=201)

    async def message(self, request: Request) -> Response:
        """One message."""
        parameters_of(request, ())
        return Json(self._message(request))

    async def update_message(self, request: Request) -> Response:
        """Change some fields of a message. Nobody can make a note public, and the HTML is not made anew."""
        _check_action(parameters_of(request, {"action"}))
        message, failure = self._message(request), "Failed to update message"
        told = await body_of(request)
        changes = fields.checked(told, fields.MESSAGE_UPDATE, required=fields.MESSAGE_REQUIRED, failure=failure)
        self.account.update_message(message, changes)
        facts = {"ticket_id": message["ticket_id"], "body": message["body_text"]}
        self.ledger.record("message-update", id=message["id"], **facts, **_told(message))
        return Json(message, status_code=202)

    async def messages(self, request: Request) -> Response:
        """A page of messages, of one ticket or of all."""
        parameters = parameters_of(request, {"ticket_id"} | PAGING_PARAMETERS)
        if "ticket_id" in parameters:
            rows = self.account.messages.get(whole_number(parameters, "ticket_id"), [])
        else:
            rows = sorted(
                (one for some in self.account.messages.values() for one in some), key=lambda one: int(one["id"])
            )
        return Json(page_of(rows, parameters, uri="/api/messages", render=as_it_is))

    async def messages_of_ticket(self, request: Request) -> Response:
        """A page of the ticket's messages."""
        parameters = parameters_of(request, PAGING_PARAMETERS)
        rows = self.account.messages[ticket_of(self.account, request)["id"]]
        return Json(page_of(rows, parameters, uri=request.url.path, render=as_it_is))

    def _message(self, request: Request) -> Wire:
        messages = self.account.messages[ticket_of(self.account, request)["id"]]
        wanted = request.path_params["message_id"]
        message = next((one for one in messages if one["id"] == wanted), None)
        if message is None:
            raise ApiError(404)
        return message


def sender_of(account: Account, given: Wire, request: Request, customer: Wire, failure: str) -> Wire:
    """Who wrote a message: an agent that the account knows, or a customer."""
    sender = given.get("sender")
    if given["from_agent"]:
        agent = account.known_agent(sender) if sender else account.agent(request.scope["user_email"])
        if agent is None:
            raise ApiError(400, failure, {"sender": ["User not found."]})
        return agent
    if given["channel"] == fields.INTERNAL_NOTE:
        raise ApiError(400, failure, {"from_agent": ["Internal notes are always outgoing."]})
    if given.get("receiver"):
        raise ApiError(400, failure, {"receiver": ["Incoming messages have no receiver."]})
    return account.customer(sender) if sender else customer


def record_message(ledger: Ledger, message: Wire) -> None:
    """Keep that a client wrote a message."""
    facts = {"ticket_id": message["ticket_id"], "body": message["body_text"]}
    ledger.record("message", id=message["id"], **facts, **_told(message))


def _check_action(parameters: Mapping[str, str]) -> None:
    if parameters.get("action", "force") not in fields.ACTIONS:
        raise ApiError(400, "Invalid query parameters.", {"action": ["Not a valid choice."]})


def _told(message: Wire) -> Wire:
    names = ("external_id", "public", "channel", "via", "from_agent", "created_datetime")
    return {name: message[name] for name in names}
