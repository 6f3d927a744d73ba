"""The Gorgias client on the wire: what it sends, where it looks, and what it makes of bad answers."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest

from shared.errors import Denied, NotFound, NotYet, Permanent, Retryable, Uncertain
from shared.gorgias.client import GorgiasClient
from tests.fakes.budget import FakeBudget
from tests.integration.simulators.account import SARAH
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator

KEY = "selvage:1:2"


def note_ids(simulator: Simulator) -> list[int]:
    return [effect["id"] for effect in simulator.effects("message")]


def test_the_note_is_sent_by_our_user_with_our_key(client: GorgiasClient, simulator: Simulator, ticket_id: int) -> None:
    note = client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)

    stored = simulator.effects("message")[0]
    assert (stored["id"], stored["external_id"], stored["body"]) == (note.id, KEY, "draft")
    assert (stored["channel"], stored["via"], stored["public"]) == ("internal-note", "api", False)


def test_the_turns_of_a_note_are_promised_before_it_is_written_and_redeemed_when_it_is_sent(
    client: GorgiasClient, budget: FakeBudget, ticket_id: int
) -> None:
    client.reserve_note()
    assert (budget.turns, budget.promised) == ([2], 2)
    budget.is_used_up = True
    client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    assert budget.promised == 0
    with pytest.raises(NotYet):
        client.reserve_note()


def test_the_budget_is_told_of_the_accounts_counter_and_of_a_429(
    client: GorgiasClient, simulator: Simulator, budget: FakeBudget, ticket_id: int
) -> None:
    client.ticket(ticket_id)
    assert budget.usage == [(1, 1000)]
    simulator.fail(status=429, headers={"Retry-after": "7"})
    with pytest.raises(NotYet):
        client.ticket(ticket_id)
    assert budget.pauses == [7]


def test_a_write_that_is_answered_without_a_body_is_found_by_its_key(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    simulator.fail(path="/api/tickets/*/messages", status=201, effect=True, body={})
    note = client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    assert [note.id] == note_ids(simulator)


@pytest.mark.parametrize("fault", [{"status": 503}, {"status": 404}, {"status": 429}, {"drop_reply": True}])
def test_a_note_that_was_posted_but_not_read_back_is_in_doubt(
    client: GorgiasClient, simulator: Simulator, ticket_id: int, fault: dict[str, object]
) -> None:
    simulator.fail(path="/api/tickets/*/messages/*", **fault)
    with pytest.raises(Uncertain, match="was posted, but not read back"):
        client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    note = client.add_note(ticket_id, "draft", key=KEY, after_doubt=True)
    assert [note.id] == note_ids(simulator)


def test_after_doubt_the_key_is_looked_for_on_every_page(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    note = client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    for number in range(120):
        simulator.add_message(ticket_id, f"message {number}")
    # A ticket that does not show all its messages.
    simulator.fail(path="/api/tickets/*", reply={"messages": []})

    assert client.add_note(ticket_id, "draft", key=KEY, after_doubt=True) == note
    assert [note.id] == note_ids(simulator)


@pytest.mark.parametrize(
    ("reply", "alarm"),
    [
        ({"public": True}, "the customer may see it"),
        ({"channel": "email"}, "the customer may see it"),
        ({"public": None}, "the customer may see it"),
        ({"external_id": None}, "did not keep our key"),
    ],
)
def test_what_is_stored_must_be_an_internal_note_with_our_key(
    client: GorgiasClient, simulator: Simulator, ticket_id: int, reply: dict[str, object], alarm: str
) -> None:
    simulator.fail(path="/api/tickets/*/messages/*", reply=reply)
    with pytest.raises(Permanent, match=alarm):
        client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)


def test_a_merged_ticket_is_read_from_where_it_went(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    other, _ = simulator.open_ticket("Hello?", customer=SARAH)
    last, _ = simulator.open_ticket("Anybody?", customer=SARAH)
    simulator.merge(ticket_id, into=other)
    simulator.merge(other, into=last)
    assert client.ticket(ticket_id).id == last
    with pytest.raises(Retryable, match="merged"):
        client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)


def test_a_redirect_to_anything_but_a_ticket_is_not_followed(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    simulator.fail(status=302, headers={"location": "https://elsewhere.example/login"})
    with pytest.raises(Permanent):
        client.ticket(ticket_id)


def test_tickets_that_are_merged_in_a_circle_have_an_end(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    other, _ = simulator.open_ticket("Hello?", customer=SARAH)
    simulator.merge(ticket_id, into=other)
    simulator.merge(other, into=ticket_id)
    with pytest.raises(Permanent, match="on and on"):
        client.ticket(ticket_id)


@pytest.mark.parametrize("fault", [{"status": 200, "body": {"maintenance": True}}, {"cut_reply": True}])
def test_an_answer_that_cannot_be_read_may_be_better_next_time(
    client: GorgiasClient, simulator: Simulator, ticket_id: int, fault: dict[str, object]
) -> None:
    simulator.fail(path="/api/tickets/*", **fault)
    with pytest.raises(Retryable):
        client.ticket(ticket_id)


def test_a_refusal_tells_the_field_but_not_the_person(
    client: GorgiasClient, simulator: Simulator, ticket_id: int
) -> None:
    body = {"error": {"msg": "No such user jo@shop.example", "data": {"sender": ["jo@shop.example is unknown"]}}}
    simulator.fail(status=400, body=body)
    with pytest.raises(Permanent) as told:
        client.add_note(ticket_id, "the draft", key=KEY, after_doubt=False)
    assert str(told.value) == (
        f"Gorgias answered 400 to POST /api/tickets/{ticket_id}/messages: No such user [address] (sender)"
    )


def test_wrong_credentials_are_denied(simulator: Simulator, ticket_id: int) -> None:
    client = GorgiasClient(simulator.url, (USERNAME, "n\N{LATIN SMALL LETTER O WITH DIAERESIS}"), timeout_s=5)
    with closing(client), pytest.raises(Denied):
        client.ticket(ticket_id)


def test_a_helpdesk_that_cannot_be_reached_has_certainly_stored_nothing() -> None:
    client = GorgiasClient("http://127.0.0.1:9", (USERNAME, API_KEY), timeout_s=5)
    with closing(client), pytest.raises(Retryable) as told:
        client.add_note(7, "draft", key=KEY, after_doubt=False)
    assert not isinstance(told.value, Uncertain)


def test_a_note_that_comes_too_late_is_not_posted(simulator: Simulator, ticket_id: int) -> None:
    times = iter([0.0, 61.0])
    client = GorgiasClient(simulator.url, (USERNAME, API_KEY), timeout_s=5, monotonic=lambda: next(times))
    with closing(client), pytest.raises(Retryable, match="too long"):
        client.add_note(ticket_id, "draft", key=KEY, after_doubt=False)
    assert simulator.effects() == []


def test_many_threads_share_one_client(client: GorgiasClient, simulator: Simulator) -> None:
    tickets = [simulator.open_ticket(f"message {number}", customer=SARAH)[0] for number in range(100)]
    with ThreadPoolExecutor(50) as pool:
        notes = list(
            pool.map(lambda each: client.add_note(each, f"draft {each}", key=f"key {each}", after_doubt=False), tickets)
        )
    assert [note.text for note in notes] == [f"draft {each}" for each in tickets]
    assert sorted(note.id for note in notes) == note_ids(simulator)


@contextmanager
def dripping_server() -> Iterator[str]:
    """A server that sends its body one byte at a time, without end."""
    stopped = Event()

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n")
            while not stopped.wait(0.01):
                connection.sendall(b" ")

    def ignore_hang_up(listener: socket.socket) -> None:
        try:
            drip(listener)
        except OSError:
            stopped.set()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=ignore_hang_up, args=(listener,))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        stopped.set()
        thread.join()


def test_an_answer_that_drips_in_has_a_deadline_too() -> None:
    with (
        dripping_server() as url,
        closing(GorgiasClient(url, (USERNAME, API_KEY), timeout_s=0.2)) as client,
        pytest.raises(Retryable, match="did not answer"),
    ):
        client.ticket(7)


def test_a_ticket_that_is_gone_is_not_found_while_looking_for_the_note(client: GorgiasClient) -> None:
    with pytest.raises(NotFound):
        client.add_note(7, "draft", key=KEY, after_doubt=True)


def test_an_account_can_be_tried_out_with_a_ticket_of_our_own(client: GorgiasClient) -> None:
    ticket = client.open_ticket(SARAH, subject="My order", message="Where is my parcel?", channel="email")
    assert (ticket.customer.name, ticket.customer.email) == ("Sarah Kim", "sarah@mail.example")
    question = client.ticket(ticket.id).last_customer_message
    assert question is not None
    assert question.text == "Where is my parcel?"
