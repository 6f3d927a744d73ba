"""The simulated account's webhooks: signed, once, in time, and switched off when nobody answers."""

import hashlib
import hmac
import json

import pytest

from tests.fakes.door import FakeDoor
from tests.integration.simulators.account import NOTE, SARAH, Api, until
from tests.simulators.process import Simulator


def test_a_first_message_fires_both_triggers_with_the_whole_context(simulator: Simulator, door: FakeDoor) -> None:
    simulator.webhook(url=door.url)
    ticket_id, message_id = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    until(lambda: simulator.webhook()["delivered"] == 2)

    for call in door.calls:
        assert (
            call.headers["x-gorgias-signature"] == "sha256=" + hmac.new(b"whsec", call.body, hashlib.sha256).hexdigest()
        )
        payload = json.loads(call.body)
        assert (payload["ticket"]["id"], payload["message"]["id"]) == (ticket_id, message_id)
        assert payload["ticket"]["customer"]["email"] == SARAH["email"]


def test_our_own_note_comes_back_as_a_webhook(simulator: Simulator, door: FakeDoor, api: Api) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    simulator.webhook(url=door.url, template="fields")
    note = api("POST", f"/api/tickets/{ticket_id}/messages", NOTE).json()
    until(lambda: door.calls)
    assert [json.loads(call.body) for call in door.calls] == [
        {"ticket_id": str(ticket_id), "message_id": str(note["id"]), "event": "ticket-message-created"}
    ]


def test_webhooks_can_be_lost_without_a_trace(simulator: Simulator, door: FakeDoor) -> None:
    simulator.webhook(url=door.url, template="fields", lose=2)
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    last = simulator.add_message(ticket_id, "Hello?")
    until(lambda: simulator.webhook()["delivered"] == 1)

    assert [json.loads(call.body)["message_id"] for call in door.calls] == [str(last)]
    status = simulator.webhook()
    assert (status["fired"], status["lost"], status["failed"], status["enabled"]) == (3, 2, 0, True)


@pytest.mark.parametrize("verifier", ["static_header", "url_token"])
def test_a_webhook_can_prove_itself_by_a_plain_secret(simulator: Simulator, door: FakeDoor, verifier: str) -> None:
    simulator.webhook(url=door.url, verifier=verifier)
    simulator.open_ticket("Where is my parcel?", customer=SARAH)
    until(lambda: door.calls)
    call = door.calls[0]
    assert "x-gorgias-signature" not in call.headers
    assert "whsec" in (call.headers.get("x-gorgias-secret"), call.path.partition("?token=")[2])


def test_a_hundred_failures_in_a_row_switch_webhooks_off(simulator: Simulator, door: FakeDoor) -> None:
    simulator.webhook(url=door.url, template="fields")
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    until(lambda: simulator.webhook()["delivered"] == 2)
    door.status = 500
    for number in range(99):
        simulator.add_message(ticket_id, f"message {number}")
    until(lambda: simulator.webhook()["failed"] == 99)
    door.status = 202
    simulator.add_message(ticket_id, "one success resets the row")
    until(lambda: simulator.webhook()["delivered"] == 3)
    assert simulator.webhook()["failures_in_a_row"] == 0

    door.status = 500
    for number in range(100):
        simulator.add_message(ticket_id, f"message {number}")
    until(lambda: not simulator.webhook()["enabled"])
    door.calls.clear()
    simulator.add_message(ticket_id, "nobody is told")
    until(lambda: simulator.webhook()["waiting"] == 0)
    assert simulator.webhook()["skipped"] == 1
    assert door.calls == []
    assert simulator.webhook(url=door.url)["enabled"] is True


def test_a_door_that_is_away_does_not_hold_up_the_api(simulator: Simulator) -> None:
    simulator.webhook(url="http://127.0.0.1:9/webhooks")
    simulator.open_ticket("Where is my parcel?", customer=SARAH)
    until(lambda: simulator.webhook()["failed"] == 2)
    assert "ConnectionRefusedError" in simulator.webhook()["latest_failures"][0]
