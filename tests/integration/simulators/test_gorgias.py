"""The simulated account is as strict as the real one."""

from typing import Any

import pytest
import requests

from tests.integration.simulators.account import NOTE, SARAH, Api
from tests.simulators.gorgias import app as gorgias
from tests.simulators.process import Simulator, running_simulator


def complaints(answer: requests.Response) -> dict[str, list[str]]:
    assert answer.status_code == 400
    data: dict[str, list[str]] = answer.json()["error"]["data"]
    return data


@pytest.mark.parametrize("auth", [None, ("somebody", gorgias.API_KEY), (gorgias.USERNAME, "wrong")])
def test_gorgias_serves_only_its_api_user(simulator: Simulator, auth: tuple[str, str] | None) -> None:
    answer = requests.get(f"{simulator.url}/api/tickets", auth=auth, timeout=10)
    assert answer.status_code == 401
    assert "msg" in answer.json()["error"]


def test_gorgias_refuses_the_note_of_the_analysis(api: Api, simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    of_the_analysis = {"channel": "api", "via": "api", "body_text": "LTV $3,450", "is_note": True}
    answer = api("POST", f"/api/tickets/{ticket_id}/messages", of_the_analysis)
    assert complaints(answer) == {
        "from_agent": ["Missing data for required field."],
        "is_note": ["Unknown field."],
    }
    assert simulator.effects() == []


def test_what_is_written_through_the_api_channel_is_public_by_default(api: Api, simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    stored = api("POST", f"/api/tickets/{ticket_id}/messages", NOTE | {"channel": "api"}).json()
    assert stored["public"] is True
    assert stored["receiver"]["email"] == SARAH["email"]


def test_an_internal_note_is_never_public(api: Api, simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    stored = api("POST", f"/api/tickets/{ticket_id}/messages", NOTE | {"public": True, "external_id": "key"})
    assert stored.status_code == 201
    note = stored.json()
    assert (note["public"], note["channel"], note["via"], note["receiver"]) == (False, "internal-note", "api", None)
    assert api("GET", f"/api/tickets/{ticket_id}/messages/{note['id']}").json() == note
    assert api("GET", f"/api/tickets/{ticket_id}").json()["messages"][-1] == note
    effect = simulator.effects("message")[0]
    assert (effect["id"], effect["external_id"], effect["body"]) == (note["id"], "key", "draft")
    assert effect["public"] is False


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"channel": "note"}, "channel"),
        ({"via": "robot"}, "via"),
        ({"from_agent": "true"}, "from_agent"),
        ({"from_agent": False}, "from_agent"),
        ({"external_id": "x" * 256}, "external_id"),
        ({"sender": {"email": "stranger@shop.example"}}, "sender"),
        ({"source": {"type": "api", "from": {"mail": "x"}}}, "source"),
        ({"body_text": 5}, "body_text"),
        ({"attachments": {}}, "attachments"),
        ({"sent_datetime": "yesterday"}, "sent_datetime"),
        ({"via": None}, "via"),
    ],
)
def test_gorgias_minds_every_field(api: Api, simulator: Simulator, change: dict[str, Any], field: str) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    answer = api("POST", f"/api/tickets/{ticket_id}/messages", NOTE | change)
    assert list(complaints(answer)) == [field]


def test_gorgias_reads_json_only(simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    url, auth = f"{simulator.url}/api/tickets/{ticket_id}/messages", (gorgias.USERNAME, gorgias.API_KEY)
    for body, kind in (
        ("a=b", "application/x-www-form-urlencoded"),
        ("{", "application/json"),
        ("[]", "application/json"),
    ):
        answer = requests.post(url, data=body, headers={"Content-Type": kind}, auth=auth, timeout=10)
        assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/api/tickets/7", "/api/tickets/7/messages/8", "/api/nothing"])
def test_what_is_not_there_is_not_found(api: Api, path: str) -> None:
    answer = api("GET", path)
    assert answer.status_code == 404
    assert answer.json() == {"error": {"msg": "Resource not found."}}


def test_unknown_query_parameters_are_refused(api: Api) -> None:
    assert complaints(api("GET", "/api/tickets?status=open")) == {"status": ["Unknown field."]}
    assert list(complaints(api("GET", "/api/messages?limit=101"))) == ["limit"]
    assert list(complaints(api("GET", "/api/messages?cursor=%21"))) == ["cursor"]


def test_tickets_are_opened_changed_and_tagged(api: Api, simulator: Simulator) -> None:
    message = NOTE | {"channel": "email", "from_agent": False, "sender": SARAH}
    opened = api("POST", "/api/tickets", {"messages": [message], "subject": "Help", "external_id": "T1"})
    assert opened.status_code == 201
    path = f"/api/tickets/{opened.json()['id']}"
    assert complaints(api("PUT", path, {"status": "hold"})) == {"status": ["Must be one of: closed, open."]}
    assert list(complaints(api("PUT", path, {"priority": "urgent"}))) == ["priority"]
    assert api("PUT", path, {"status": "closed", "priority": "critical"}).status_code == 202
    tagged = api("POST", f"{path}/tags", {"names": ["vip", "vip"]})
    assert (tagged.status_code, tagged.content) == (201, b"")

    ticket = api("GET", path).json()
    assert (ticket["status"], ticket["priority"], ticket["subject"]) == ("closed", "critical", "Help")
    assert [tag["name"] for tag in ticket["tags"]] == ["vip"]
    assert api("GET", "/api/tickets?external_id=T1").json()["data"][0]["messages_count"] == 1
    assert api("GET", "/api/customers?email=sarah@mail.example").json()["data"][0]["name"] == "Sarah Kim"
    assert [effect["kind"] for effect in simulator.effects()] == ["ticket", "message", "ticket-update", "tags"]


def test_a_closed_ticket_says_since_when_and_was_changed_then(api: Api, simulator: Simulator) -> None:
    closed, _ = simulator.open_ticket("one", customer=SARAH)
    simulator.open_ticket("two", customer=SARAH)
    simulator.close(closed)

    newest = api("GET", "/api/tickets?order_by=updated_datetime:desc&trashed=false").json()["data"][0]
    assert (newest["id"], newest["status"]) == (closed, "closed")
    assert newest["closed_datetime"] == newest["updated_datetime"]
    api("PUT", f"/api/tickets/{closed}", {"status": "open"})
    assert api("GET", f"/api/tickets/{closed}").json()["closed_datetime"] is None


def test_a_note_is_changed_only_in_what_gorgias_lets_change(api: Api, simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    note = api("POST", f"/api/tickets/{ticket_id}/messages", NOTE | {"external_id": "key"}).json()
    path, told_again = f"/api/tickets/{ticket_id}/messages/{note['id']}", {**NOTE, "body_text": "taken back"}
    assert complaints(api("PUT", path, {"body_text": "taken back"})) == {
        name: ["Missing data for required field."] for name in ("channel", "from_agent", "via")
    }
    assert list(complaints(api("PUT", path, told_again | {"public": True}))) == ["public"]
    assert api("PUT", f"{path}1", told_again).status_code == 404

    changed = api("PUT", path, told_again)

    assert changed.status_code == 202
    assert changed.json() == api("GET", path).json()
    assert changed.json() | {"public": False, "channel": "internal-note", "external_id": "key"} == changed.json()
    assert (changed.json()["body_text"], changed.json()["body_html"]) == ("taken back", note["body_html"])
    effect = simulator.effects("message-update")[0]
    assert (effect["id"], effect["body"], effect["public"]) == (note["id"], "taken back", False)


def test_a_customers_data_is_replaced_unless_a_newer_version_is_there(api: Api, simulator: Simulator) -> None:
    simulator.open_ticket("Where is my parcel?", customer=SARAH)
    customer = api("GET", "/api/customers").json()["data"][0]["id"]
    path = f"/api/customers/{customer}"
    assert list(complaints(api("PUT", f"{path}/data", {"version": "2026-11-16T09:00:00"}))) == ["data"]
    assert list(complaints(api("PUT", f"{path}/data", {"data": 1, "version": "yesterday"}))) == ["version"]

    for data, version in (
        (1, "2026-11-16T09:00:00+00:00"),
        (2, "2026-11-16T09:30:00"),
        (3, "2026-11-16T10:00:00+01:00"),
    ):
        kept = api("PUT", f"{path}/data", {"data": data, "version": version})
        assert (kept.status_code, kept.content) == (202, b"")

    assert api("GET", path).json()["data"] == 2
    assert [effect["data"] for effect in simulator.effects("customer-data")] == [1, 2]


def test_the_back_door_tells_how_much_of_the_api_was_used(api: Api, simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    api("GET", f"/api/tickets/{ticket_id}")
    api("GET", "/api/events")
    assert simulator.usage() == {
        "requests": 2,
        "refused": 0,
        "by_endpoint": {"GET /api/tickets/*": 1, "GET /api/events": 1},
    }


def test_a_merged_ticket_sends_on_to_the_other(api: Api, simulator: Simulator) -> None:
    old, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    new, _ = simulator.open_ticket("Hello?", customer=SARAH)
    simulator.merge(old, into=new)
    answer = api("GET", f"/api/tickets/{old}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/api/tickets/{new}")


def test_events_can_be_asked_for_by_time(api: Api, simulator: Simulator) -> None:
    simulator.open_ticket("one", customer=SARAH)
    since = api("GET", "/api/events").json()["data"][0]["created_datetime"]
    _, message_id = simulator.open_ticket("two", customer=SARAH)
    query = {"created_datetime[gt]": since, "types": "ticket-message-created"}
    assert [event["object_id"] for event in api("GET", "/api/events", params=query).json()["data"]] == [message_id]
    query = {"created_datetime[lte]": since}
    assert len(api("GET", "/api/events", params=query).json()["data"]) == 2


def test_a_full_bucket_answers_429_with_a_wait_and_every_answer_tells_the_usage() -> None:
    with running_simulator("gorgias", rate_limit="2/60") as simulator:
        api = Api(simulator)
        answers = [api("GET", "/api/tickets") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        usage = [answer.headers["X-Gorgias-Account-Api-Call-Limit"] for answer in answers]
        assert usage == ["1/2", "2/2", "2/2"]
        assert 25 <= int(answers[2].headers["Retry-after"]) <= 30
        assert simulator.effects() == []
        assert (simulator.usage()["requests"], simulator.usage()["refused"]) == (2, 1)


def test_ids_go_on_rising_after_a_reset(simulator: Simulator) -> None:
    before, _ = simulator.open_ticket("one", customer=SARAH)
    simulator.reset()
    after, _ = simulator.open_ticket("two", customer=SARAH)
    assert after > before
    assert simulator.effects() == []


def test_a_fault_that_is_none_is_refused(simulator: Simulator) -> None:
    answer = requests.post(f"{simulator.url}/_simulator/faults", data=b'{"pahts":"/"}', timeout=10)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("fault", "status", "is_stored"),
    [({"status": 503}, 503, False), ({"status": 504, "effect": True}, 504, True), ({"delay_s": 0.01}, 201, True)],
)
def test_a_fault_says_whether_the_request_is_carried_out(
    api: Api, simulator: Simulator, fault: dict[str, Any], status: int, *, is_stored: bool
) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    simulator.fail(path="/api/tickets/*/messages", method="POST", **fault)
    assert api("POST", f"/api/tickets/{ticket_id}/messages", NOTE).status_code == status
    assert len(simulator.effects()) == is_stored
    assert api("POST", f"/api/tickets/{ticket_id}/messages", NOTE).status_code == 201


@pytest.mark.parametrize("way", ["drop_reply", "cut_reply"])
def test_a_reply_can_be_lost_after_the_effect(api: Api, simulator: Simulator, way: str) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    simulator.fail(path="/api/tickets/*/messages", **{way: True})
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        api("POST", f"/api/tickets/{ticket_id}/messages", NOTE)
    assert len(simulator.effects()) == 1


@pytest.mark.parametrize(
    "parameters", ["status=open", "priority=high", "tag=vip", "trashed=maybe", "customer_id=sarah", "order_by=priority"]
)
def test_tickets_cannot_be_listed_by_what_gorgias_does_not_know(api: Api, parameters: str) -> None:
    assert complaints(api("GET", f"/api/tickets?{parameters}"))


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "hold"},
        {"status": "snoozed"},
        {"priority": "urgent"},
        {"snooze_datetime": "tomorrow"},
        {"snoozed_until": "2126-11-16T09:00:00"},
        {"assignee_user": 7},
        {"assignee_user": {"id": 7}},
    ],
)
def test_a_ticket_is_not_put_into_a_state_that_gorgias_does_not_know(
    api: Api, simulator: Simulator, changes: dict[str, Any]
) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer=SARAH)
    assert complaints(api("PUT", f"/api/tickets/{ticket_id}", changes)).keys() == changes.keys()
    assert simulator.effects() == []
