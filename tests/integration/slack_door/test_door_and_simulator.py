"""The door hears the simulated Slack: what people there do ends as rows, and what they see at once is the door's."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from slack_sdk import WebClient

from services.webhooks.app import create_app
from services.webhooks.slack import SlackDoor
from shared.gorgias.webhook import Verifier
from shared.settings import WebhookVerifier
from shared.slack.at_the_door import SHOWN
from shared.slack.commands import CHURN_CHECK
from shared.slack.forms_at_the_door import FormOpener
from shared.slack.intake.taken import Form
from shared.slack.signature import SlackVerifier
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger
from tests.running_api import serving
from tests.simulators.process import running_simulator
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import SlackPeople

BUTTON = {"type": "button", "action_id": "comment_ticket_5", "text": {"type": "plain_text", "text": "Comment"}}


class LaterForms:
    """Opens forms at an address that is not known yet when the door opens."""

    opener: FormOpener

    async def open_soon(self, form: Form) -> str | None:
        """As the opener does."""
        return await self.opener.open_soon(form)

    def close(self) -> None:
        """As the opener does."""
        self.opener.close()


@dataclass(frozen=True, slots=True)
class Workspace:
    people: SlackPeople
    app: WebClient
    database_url: str

    def kept(self) -> list[dict[str, Any]]:
        with psycopg.connect(self.database_url) as connection:
            found = connection.execute(
                "SELECT hint FROM deliveries JOIN jobs USING (id) ORDER BY received_at, external_id"
            )
            return [hint for (hint,) in found.fetchall()]


@pytest.fixture
def workspace(database_url: str, redis_url: str) -> Iterator[Workspace]:
    forms = LaterForms()
    app = create_app(
        DeliveryLedger(database_url),
        AsyncBell(redis_url),
        Verifier(WebhookVerifier.HMAC, ()),
        max_body_bytes=1_000_000,
        slack=SlackDoor(SlackVerifier((slack.SIGNING_SECRET,), time.time), SHOWN, forms),
    )
    with serving(app) as door:
        paths = {"events_url": "events", "commands_url": "commands", "interactions_url": "interactions"}
        urls = {flag: f"{door}/slack/{path}" for flag, path in paths.items()}
        with running_simulator("slack", **urls) as simulator:
            forms.opener = FormOpener(slack.BOT_TOKEN, base_url=f"{simulator.url}/api")
            web = WebClient(slack.BOT_TOKEN, base_url=f"{simulator.url}/api/", retry_handlers=[])
            yield Workspace(SlackPeople(simulator.url), web, database_url)


def test_a_mention_is_kept_once_though_slack_tells_of_it_twice(workspace: Workspace) -> None:
    told = workspace.people.mention("ada", "retention", "who may leave?")
    assert told["status"] == 200
    (kept,) = workspace.kept()
    assert kept["payload"]["event"]["type"] == "app_mention"
    workspace.people.message("ana", "by revenue, please", channel="retention", thread_ts=told["ts"])
    workspace.people.message("ana", "lunch?", channel="retention")
    assert [one["payload"]["event"]["text"] for one in workspace.kept()[1:]] == ["by revenue, please"]


def test_a_message_to_us_alone_and_a_look_at_the_home_tab_are_kept(workspace: Workspace) -> None:
    workspace.people.message("ada", "who may leave?")
    workspace.people.open_home("ada")
    assert [one["payload"]["event"]["type"] for one in workspace.kept()] == ["message", "app_home_opened"]


def test_what_we_write_ourselves_is_not_kept(workspace: Workspace) -> None:
    root = workspace.people.mention("ada", "retention", "who may leave?")
    workspace.app.chat_postMessage(channel=root["channel"], thread_ts=root["ts"], text="Nobody.")
    assert len(workspace.kept()) == 1


def test_whoever_types_a_command_reads_its_first_line_at_once(workspace: Workspace) -> None:
    told = workspace.people.command("ada", "/churn-check", "payload", channel="retention")
    assert told["failure"] is None
    assert json.loads(told["body"])["text"] == CHURN_CHECK.first_line
    (kept,) = workspace.kept()
    assert kept["payload"]["text"] == "payload"
    assert workspace.people.messages("retention")[-1]["ephemeral_to"] == "U0ADA"


def test_help_is_shown_and_nothing_is_kept(workspace: Workspace) -> None:
    told = workspace.people.command("vic", "/cs-help", channel="retention")
    assert told["failure"] is None
    assert "/churn-check" in workspace.people.messages("retention")[-1]["text"]
    assert workspace.kept() == []


def test_a_comment_is_written_into_a_form_that_opens_at_the_door(workspace: Workspace) -> None:
    message = workspace.app.chat_postMessage(
        channel="C0SUPPORT", text="Ticket 5", blocks=[{"type": "actions", "elements": [BUTTON]}]
    )
    told = workspace.people.click("sam", "comment_ticket_5", channel="support", ts=message["ts"])
    assert told["failure"] is None
    modal = workspace.people.modal("U0SAM")
    assert modal is not None
    assert modal["callback_id"] == "comment_modal_5"
    (kept,) = workspace.kept()
    assert kept["payload"]["opened_form"] == modal["id"]

    refused = workspace.people.submit("sam", modal["id"], {"comment": {"text": "   "}})
    assert refused["is_open"]
    assert refused["errors"].keys() == {"comment"}
    accepted = workspace.people.submit("sam", modal["id"], {"comment": {"text": "They called back."}})
    assert (accepted["failure"], accepted["is_open"]) == (None, False)
    assert workspace.kept()[-1]["payload"]["view"]["state"]["values"]["comment"]["text"]["value"] == "They called back."


def test_a_form_that_slack_does_not_open_is_kept_as_not_opened(workspace: Workspace) -> None:
    message = workspace.app.chat_postMessage(
        channel="C0SUPPORT", text="Ticket 5", blocks=[{"type": "actions", "elements": [BUTTON]}]
    )
    workspace.people.fail("/views.open", status=500, times=1)
    assert workspace.people.click("sam", "comment_ticket_5", channel="support", ts=message["ts"])["failure"] is None
    (kept,) = workspace.kept()
    assert kept["payload"]["opened_form"] is None
