"""Opens the demo's tickets: in the simulated Gorgias through its back door, in a real account through its API."""

import hashlib
import hmac
import json
from typing import Protocol

import requests

from shared.errors import Permanent
from shared.gorgias.client import GorgiasClient

TIMEOUT_S = 20


class Desk(Protocol):
    """A helpdesk in which a customer can be made to write."""

    def open_ticket(self, customer: dict[str, object], *, subject: str, message: str, channel: str) -> int:
        """The id of the new ticket, whose webhook is on its way to our door."""


class SimulatedDesk:
    """The simulator sends the signed webhook itself, as Gorgias would."""

    def __init__(self, gorgias: str) -> None:
        self._back_door = f"{gorgias}/_simulator"
        self._address = f"{self._back_door}/tickets"

    def open_ticket(self, customer: dict[str, object], *, subject: str, message: str, channel: str) -> int:
        """The id of the new ticket."""
        ticket = {"customer": customer, "subject": subject, "message": message, "channel": channel}
        reply = requests.post(self._address, json=ticket, timeout=TIMEOUT_S)
        if not reply.ok:
            raise Permanent(f"the simulated Gorgias refused a ticket: {reply.text[:200]}")
        return int(reply.json()["ticket_id"])

    def add_message(self, ticket_id: int, message: str, **more: object) -> None:
        """One more message on the ticket, by the customer unless `from_agent` is true."""
        reply = requests.post(
            f"{self._address}/{ticket_id}/messages", json={"message": message, **more}, timeout=TIMEOUT_S
        )
        if not reply.ok:
            raise Permanent(f"the simulated Gorgias refused a message: {reply.text[:200]}")

    def has_changed(self, note_id: int) -> bool:
        """Whether the note has been given other words; asking costs the account nothing."""
        effects = requests.get(f"{self._back_door}/effects?kind=message-update", timeout=TIMEOUT_S).json()
        return any(effect["id"] == note_id for effect in effects)


class RealDesk:
    """A real account cannot reach a door on this machine, so the webhook is signed and sent here."""

    def __init__(self, helpdesk: GorgiasClient, door: str, secret: str) -> None:
        self._helpdesk = helpdesk
        self._door = door
        self._secret = secret

    def open_ticket(self, customer: dict[str, object], *, subject: str, message: str, channel: str) -> int:
        """The id of the new ticket."""
        ticket = self._helpdesk.open_ticket(customer, subject=subject, message=message, channel=channel)
        question = ticket.last_customer_message
        send_webhook(self._door, self._secret, ticket.id, question.id if question else None)
        return ticket.id


def send_webhook(door: str, secret: str, ticket_id: int, message_id: int | None) -> requests.Response:
    """The door's answer to a webhook about the message, signed with `secret`."""
    hint = {"ticket_id": str(ticket_id), "message_id": str(message_id or ""), "event": "ticket-message-created"}
    body = json.dumps(hint).encode()
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Gorgias-Signature": f"sha256={signature}"}
    return requests.post(f"{door}/webhooks/gorgias", data=body, headers=headers, timeout=TIMEOUT_S)
