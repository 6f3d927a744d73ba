"""What comes through the socket is acknowledged once it is kept, and never sent again for nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from services.slackbot.socket_mode import SocketDoor
from shared.errors import Retryable
from shared.slack.at_the_door import SHOWN
from shared.slack.intake.interactions import EMPTY_COMMENT
from shared.store.deliveries import NewDelivery, Recorded
from tests.factories_slack_requests import a_click, a_command, a_comment, a_mention, a_message, an_event
from tests.fakes.slack_forms import FakeForms


@dataclass
class Told:
    """Everything around the door, remembered in the order in which it happened."""

    order: list[str] = field(default_factory=list)
    kept: dict[str, NewDelivery] = field(default_factory=dict)
    answers: list[SocketModeResponse] = field(default_factory=list)
    is_away: bool = False
    is_deaf: bool = False

    def record(self, delivery: NewDelivery) -> Recorded:
        if self.is_away:
            raise Retryable("the database is away")
        is_new = delivery.external_id not in self.kept
        self.kept.setdefault(delivery.external_id, delivery)
        self.order.append("kept")
        return Recorded("an-id", is_new)

    def push(self, messages: Mapping[str, Sequence[bytes]]) -> None:
        if self.is_deaf:
            raise Retryable("Redis is away")
        self.order.extend(f"rung {queue}" for queue in messages)

    def send_socket_mode_response(self, response: SocketModeResponse) -> None:
        self.answers.append(response)
        self.order.append("acknowledged")


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def forms(told: Told) -> FakeForms:
    return FakeForms(when_asked=lambda: told.order.append("opened"))


def hear(told: Told, forms: FakeForms, kind: str, payload: Any) -> list[Any]:
    """The bodies of the acknowledgements."""
    door = SocketDoor(told, told, SHOWN, forms.open)
    told.answers.clear()
    door.hear(told, SocketModeRequest(type=kind, envelope_id="e1", payload=payload))
    assert all(answer.envelope_id == "e1" for answer in told.answers)
    return [answer.payload for answer in told.answers]


def test_an_event_is_kept_then_rung_for_then_acknowledged(told: Told, forms: FakeForms) -> None:
    assert hear(told, forms, "events_api", an_event(a_mention())) == [None]
    assert told.order == ["kept", "rung slack", "acknowledged"]


def test_an_event_that_is_sent_again_is_acknowledged_and_not_rung_for_again(told: Told, forms: FakeForms) -> None:
    for _ in range(2):
        hear(told, forms, "events_api", an_event(a_mention()))
    assert told.order == ["kept", "rung slack", "acknowledged", "kept", "acknowledged"]
    assert len(told.kept) == 1


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", an_event(a_mention())),
        ("slash_commands", a_command()),
        ("interactive", a_click("resolve_ticket_5")),
        ("interactive", a_comment("They called back.")),
    ],
)
def test_what_could_not_be_kept_is_not_acknowledged(
    kind: str, payload: dict[str, Any], told: Told, forms: FakeForms
) -> None:
    told.is_away = True
    assert hear(told, forms, kind, payload) == []


def test_a_bell_that_nobody_hears_costs_no_acknowledgement(told: Told, forms: FakeForms) -> None:
    told.is_deaf = True
    assert hear(told, forms, "slash_commands", a_command("/tickets")) != []
    assert told.order == ["kept", "acknowledged"]


def test_a_form_is_opened_before_anything_else(told: Told, forms: FakeForms) -> None:
    assert hear(told, forms, "interactive", a_click("comment_ticket_5")) == [None]
    assert told.order == ["opened", "kept", "rung slack", "acknowledged"]
    (kept,) = told.kept.values()
    assert kept.hint["payload"]["opened_form"] == "V9"


def test_what_is_wrong_with_a_form_is_told_in_the_acknowledgement(told: Told, forms: FakeForms) -> None:
    (body,) = hear(told, forms, "interactive", a_comment(""))
    assert body == {"response_action": "errors", "errors": {"comment": EMPTY_COMMENT}}


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("events_api", an_event(a_message(bot_id="B1"))),
        ("events_api", {}),
        ("events_api", "text"),
        ("slash_commands", {"command": 5}),
        ("interactive", {"type": []}),
        ("something_new", {"a": 1}),
        ("hello", {}),
    ],
)
def test_what_nobody_can_deal_with_is_acknowledged_so_that_it_does_not_come_back(
    kind: str, payload: object, told: Told, forms: FakeForms
) -> None:
    assert hear(told, forms, kind, payload) == [None]
    assert told.kept == {}


def test_what_postgresql_cannot_keep_is_kept_without_it(told: Told, forms: FakeForms) -> None:
    hear(told, forms, "slash_commands", a_command(text="a\0b"))
    (kept,) = told.kept.values()
    assert kept.hint["payload"]["text"] == "a\N{REPLACEMENT CHARACTER}b"
