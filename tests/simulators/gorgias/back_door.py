"""Gorgias' own part of the back door: customers write, agents answer, the integration is set up."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json, json_of
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.errors import ApiError
from tests.simulators.gorgias.fields import INTERNAL_NOTE, TICKET_UPDATE, checked
from tests.simulators.gorgias.rate_limit import LeakyBucket, requests_and_seconds
from tests.simulators.gorgias.shapes import Wire
from tests.simulators.gorgias.usage import Usage
from tests.simulators.gorgias.webhook import Webhook

CUSTOMER = frozenset({"name", "email", "external_id", "meta", "integrations"})
MESSAGE = frozenset({"message", "channel", "via", "from_agent", "sender", "public", "external_id"})
STATE = frozenset({"status", "priority", "snooze_datetime", "trashed_datetime"})
TICKET = MESSAGE | STATE | {"customer", "subject", "spam", "tags", "assignee"}
SETUP = frozenset({"url", "secret", "verifier", "template"})
#: How a message comes in where the back door is not told.
VIA = {"chat": "gorgias_chat", INTERNAL_NOTE: "helpdesk"}


def gorgias_back_door(account: Account, webhook: Webhook, usage: Usage, bucket: LeakyBucket | None) -> list[Route]:
    """The routes below `/_simulator/` that only Gorgias has."""
    return [*_on_tickets(account), *_on_the_account(webhook, usage, bucket)]


def _on_tickets(account: Account) -> list[Route]:
    """What customers and agents do."""

    async def open_ticket(request: Request) -> Response:
        """A ticket with one message, by the customer unless `from_agent` is true."""
        given = await _known(request, TICKET)
        customer = account.customer(_only(given.get("customer") or {}, CUSTOMER))
        written = _written(given, channel=given.get("channel", "email"))
        about = {
            "channel": written["channel"],
            "via": written["via"],
            "from_agent": written["from_agent"],
            "subject": given.get("subject", _subject(written["body_text"])),
            "spam": given.get("spam", False),
        }
        ticket = account.open_ticket(about, customer=customer)
        account.add_tags(ticket, given.get("tags", []))
        message = account.add_message(ticket, written, sender=_sender(account, written, customer))
        changes = _changes(account, given)
        if changes:
            account.update_ticket(ticket, changes)
        return Json({"ticket_id": ticket["id"], "message_id": message["id"]}, status_code=201)

    async def add_message(request: Request) -> Response:
        """One more message, by the customer unless `from_agent` is true."""
        given = await _known(request, MESSAGE)
        ticket = account.ticket(request.path_params["id"])
        written = _written(given, channel=str(given.get("channel", ticket["channel"])))
        sender = _sender(account, written, account.customers[ticket["customer_id"]])
        message = account.add_message(ticket, written, sender=sender)
        return Json({"ticket_id": ticket["id"], "message_id": message["id"]}, status_code=201)

    async def close(request: Request) -> Response:
        """An agent closes the ticket."""
        await _known(request, set())
        account.update_ticket(account.ticket(request.path_params["id"]), {"status": "closed"})
        return Response(status_code=204)

    async def delete(request: Request) -> Response:
        """An agent deletes the ticket for good."""
        await _known(request, set())
        account.delete_ticket(account.ticket(request.path_params["id"]))
        return Response(status_code=204)

    async def merge(request: Request) -> Response:
        """The ticket is merged into another: from now on its address redirects there."""
        target = account.ticket((await _known(request, {"into"}))["into"])
        account.merged_into[account.ticket(request.path_params["id"])["id"]] = target["id"]
        return Response(status_code=204)

    return [
        Route("/_simulator/tickets", open_ticket, methods=["POST"]),
        Route("/_simulator/tickets/{id:int}/messages", add_message, methods=["POST"]),
        Route("/_simulator/tickets/{id:int}/close", close, methods=["POST"]),
        Route("/_simulator/tickets/{id:int}/delete", delete, methods=["POST"]),
        Route("/_simulator/tickets/{id:int}/merge", merge, methods=["POST"]),
    ]


def _on_the_account(webhook: Webhook, usage: Usage, bucket: LeakyBucket | None) -> list[Route]:
    """How the integration is set up and goes, how much of the API may be used, and how much was."""

    async def set_up_webhook(request: Request) -> Response:
        """What is not given stays; an integration that was switched off is on again."""
        given = await _known(request, SETUP | {"lose"})
        lost = given.pop("lose", 0)
        if given:
            webhook.set_up(replace(webhook.setup, **given))
        webhook.lose(lost)
        return Json(webhook.status())

    async def webhook_status(_: Request) -> Response:
        return Json(webhook.status())

    async def change_rate_limit(request: Request) -> Response:
        """Another limit for an account that has one."""
        if bucket is None:
            raise ApiError(400, "this account has no rate limit to change")
        bucket.change(*requests_and_seconds((await _known(request, {"limit"}))["limit"]))
        return Response(status_code=204)

    async def account_usage(_: Request) -> Response:
        return Json(usage.status())

    return [
        Route("/_simulator/account", account_usage, methods=["GET"]),
        Route("/_simulator/webhook", set_up_webhook, methods=["POST"]),
        Route("/_simulator/rate-limit", change_rate_limit, methods=["POST"]),
        Route("/_simulator/webhook", webhook_status, methods=["GET"]),
    ]


async def _known(request: Request, names: frozenset[str] | set[str]) -> Wire:
    given = await json_of(request)
    if not isinstance(given, dict):
        raise ApiError(400, "the back door wants a JSON object")
    return _only(given, names)


def _only(given: Wire, names: frozenset[str] | set[str]) -> Wire:
    unknown = sorted(given.keys() - names)
    if unknown:
        raise ApiError(400, f"the back door does not know {', '.join(unknown)}")
    return given


def _written(given: Wire, *, channel: str) -> Wire:
    """A message as the account stores it."""
    written: dict[str, Any] = {key: given[key] for key in ("sender", "public", "external_id") if key in given}
    return written | {
        "body_text": given.get("message", ""),
        "channel": channel,
        "via": given.get("via", VIA.get(channel, channel)),
        "from_agent": given.get("from_agent", False),
    }


def _changes(account: Account, given: Wire) -> Wire:
    """What an agent has done to the ticket: the API's own fields, as strictly checked, and `assignee`, an address."""
    changes = {name: given[name] for name in STATE if name in given}
    checked(changes, TICKET_UPDATE, failure="the back door wants what the API would take")
    if given.get("assignee"):
        changes["assignee_user"] = {"id": account.agent(given["assignee"])["id"]}
    return changes


def _sender(account: Account, written: Wire, customer: Wire) -> Wire:
    if not written["from_agent"]:
        return customer
    sender = written.get("sender") or {}
    return account.agent(sender.get("email"), sender.get("name"))


def _subject(text: str) -> str:
    return text.partition("\n")[0][:80]
