"""What the client does besides posting notes: it takes them back, tags, raises, looks back and reads the feed."""

from datetime import UTC, datetime, timedelta

import pytest
import requests

from shared.domain.tickets import Priority
from shared.errors import NotYet, Permanent, Retryable
from shared.gorgias.client import GorgiasClient
from shared.gorgias.feed import MOST_PAGES
from tests.fakes.budget import FakeBudget
from tests.integration.simulators.account import SARAH
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator

KEY = "selvage:1:2"


def customer_of(client: GorgiasClient, ticket_id: int) -> int:
    identity = client.ticket(ticket_id).customer.helpdesk_id
    assert identity is not None
    return identity


def a_note(client: GorgiasClient, ticket_id: int) -> int:
    return client.add_note(ticket_id, "draft", key=KEY, after_doubt=False).id


def test_earlier_tickets_cost_one_request_that_is_not_waited_for(
    client: GorgiasClient, simulator: Simulator, budget: FakeBudget, ticket_id: int
) -> None:
    customer = customer_of(client, ticket_id)
    before = simulator.usage()["requests"]
    client.earlier_tickets(customer, before=ticket_id + 1, limit=3)
    assert simulator.usage()["requests"] - before == 1
    assert budget.patience[-1] == 0


def test_tickets_in_the_trash_are_no_earlier_tickets(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    later, _ = simulator.open_ticket("Hello?", customer=SARAH)
    path = f"{simulator.url}/api/tickets/{ticket_id}"
    requests.put(path, json={"trashed_datetime": "2026-11-16T09:00:00"}, auth=(USERNAME, API_KEY), timeout=10)
    assert client.earlier_tickets(customer_of(client, later), before=later, limit=5) == ()


def test_a_note_that_is_taken_back_changes_its_text_and_html_and_nothing_else(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    note_id = a_note(client, ticket_id)
    client.retract_note(ticket_id, note_id, "taken <back>\nnow")

    path = f"{simulator.url}/api/tickets/{ticket_id}/messages/{note_id}"
    stored = requests.get(path, auth=(USERNAME, API_KEY), timeout=10).json()
    assert (stored["body_text"], stored["body_html"]) == ("taken <back>\nnow", "<div>taken &lt;back&gt;<br>now</div>")
    assert (stored["public"], stored["channel"], stored["via"]) == (False, "internal-note", "api")
    assert (stored["from_agent"], stored["external_id"]) == (True, KEY)


def test_taking_back_what_was_taken_back_only_looks(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    note_id = a_note(client, ticket_id)
    client.retract_note(ticket_id, note_id, "taken back")
    before = simulator.usage()["requests"]
    client.retract_note(ticket_id, note_id, "taken back")
    assert simulator.usage()["requests"] - before == 1
    assert len(simulator.effects("message-update")) == 1


def test_a_note_that_became_public_is_not_touched_but_cried_over(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    note_id = a_note(client, ticket_id)
    simulator.fail(path="/api/tickets/*/messages/*", method="GET", reply={"public": True})
    with pytest.raises(Permanent, match="the customer may see it"):
        client.retract_note(ticket_id, note_id, "taken back")
    assert simulator.effects("message-update") == []


def test_a_change_that_does_not_show_is_made_again(client: GorgiasClient, simulator: Simulator, ticket_id: int) -> None:
    note_id = a_note(client, ticket_id)
    simulator.fail(path="/api/tickets/*/messages/*", method="PUT", status=202, body={}, effect=False)
    with pytest.raises(Retryable, match="does not show"):
        client.retract_note(ticket_id, note_id, "taken back")
    client.retract_note(ticket_id, note_id, "taken back")
    assert client.ticket(ticket_id).note_with(KEY).text == "taken back"  # type: ignore[union-attr]  # it is there


def test_actions_follow_a_ticket_to_where_it_was_merged(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    other, _ = simulator.open_ticket("Hello?", customer=SARAH)
    simulator.merge(ticket_id, into=other)
    client.add_tags(ticket_id, ["vip"])
    client.set_priority(ticket_id, Priority.HIGH)
    ticket = client.ticket(other)
    assert (ticket.tags, ticket.priority) == (("vip",), Priority.HIGH)


def test_each_action_takes_a_turn_and_sends_nothing_but_itself(
    client: GorgiasClient, simulator: Simulator, budget: FakeBudget, ticket_id: int
) -> None:
    customer = customer_of(client, ticket_id)
    budget.turns.clear()
    client.add_tags(ticket_id, ["vip", "vip"])
    client.set_priority(ticket_id, Priority.HIGH)
    client.keep_customer_data(customer, {"churn": "HIGH"}, version=datetime(2026, 11, 16, 9, tzinfo=UTC))

    assert budget.turns == [1, 1, 1]
    tags, priority, data = simulator.effects()
    assert tags["names"] == ["vip", "vip"]
    assert priority["changes"] == {"priority": "high"}
    assert (data["data"], data["version"]) == ({"churn": "HIGH"}, "2026-11-16T09:00:00+00:00")
    budget.is_used_up = True
    with pytest.raises(NotYet):
        client.add_tags(ticket_id, ["vip"])


def test_the_feed_tells_every_message_since_a_moment_oldest_first(
    client: GorgiasClient, simulator: Simulator, budget: FakeBudget, ticket_id: int
) -> None:
    note_id = a_note(client, ticket_id)
    client.retract_note(ticket_id, note_id, "taken back")
    client.add_tags(ticket_id, ["vip"])
    said = [simulator.add_message(ticket_id, f"message {number}") for number in range(120)]
    budget.turns.clear()

    happened = list(client.messages_since(datetime(2020, 1, 1, tzinfo=UTC)))

    first = client.ticket(ticket_id).messages[0].id
    assert [(one.ticket_id, one.message_id) for one in happened] == [
        (ticket_id, message_id) for message_id in (first, note_id, *said)
    ]
    assert budget.turns[:2] == [1, 1]
    assert list(client.messages_since(happened[-1].at)) == happened[-1:]
    assert list(client.messages_since(happened[-1].at + timedelta(seconds=1))) == []


def test_a_feed_that_has_no_end_is_left_after_a_while(
    client: GorgiasClient, simulator: Simulator, budget: FakeBudget
) -> None:
    simulator.fail(path="/api/events", times=None, status=200, body={"data": [], "meta": {"next_cursor": "b24="}})
    assert list(client.messages_since(datetime(2020, 1, 1, tzinfo=UTC))) == []
    assert budget.turns == [1] * MOST_PAGES


@pytest.mark.parametrize("fault", [{"status": 503}, {"drop_reply": True}, {"status": 200, "body": {"maintenance": 1}}])
def test_a_feed_that_cannot_be_read_may_be_better_next_time(
    client: GorgiasClient, simulator: Simulator, fault: dict[str, object]
) -> None:
    simulator.fail(path="/api/events", **fault)
    with pytest.raises(Retryable):
        list(client.messages_since(datetime(2020, 1, 1, tzinfo=UTC)))
