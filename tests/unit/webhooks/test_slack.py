"""Slack waits 3 seconds, however slow PostgreSQL is."""

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from services.webhooks.door import Door
from services.webhooks.slack import SlackDoor, slack_requests
from shared.jobs.ring import Bell
from shared.slack.at_the_door import SHOWN
from shared.slack.intake.commands import NOT_TAKEN
from shared.slack.signature import SlackVerifier
from tests.asgi import Answer, call
from tests.factories_slack_requests import a_click, a_command, a_mention, an_event
from tests.fakes.slack_forms import FakeForms
from tests.signed_slack import LIMIT, NOW, SECRET, signed
from tests.unit.webhooks.test_door import FakeLedger, with_door

FORM = b"application/x-www-form-urlencoded"


async def post(door: Door, path: str, body: bytes, content_type: bytes = FORM, *, within_s: float = 5) -> Answer:
    slack = SlackDoor(SlackVerifier((SECRET,), lambda: NOW), SHOWN, FakeForms(), within_s)
    app: Any = slack_requests(door, slack, max_body_bytes=LIMIT)[path]
    return await call(app, "POST", path, headers=signed(body, content_type), chunks=[body])


def test_whoever_typed_a_command_is_told_in_time_that_it_may_not_have_been_kept() -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        ledger.let_go.clear()
        answer = await post(door, "/slack/commands", urlencode(a_command()).encode(), within_s=0.01)
        assert (answer.status, json.loads(answer.body)["text"]) == (200, NOT_TAKEN)
        ledger.let_go.set()

    with_door(test)


def test_an_event_that_takes_too_long_is_asked_for_again_and_then_a_duplicate() -> None:
    body = json.dumps(an_event(a_mention())).encode()

    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        ledger.let_go.clear()
        assert (await post(door, "/slack/events", body, b"application/json", within_s=0.01)).status == 503
        ledger.let_go.set()
        assert (await post(door, "/slack/events", body, b"application/json")).status == 200
        assert list(ledger.known) == ["event:Ev0001"]

    with_door(test)


def test_a_click_that_takes_too_long_is_told_to_whoever_clicked() -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        ledger.let_go.clear()
        body = urlencode({"payload": json.dumps(a_click("comment_ticket_5"))}).encode()
        assert (await post(door, "/slack/interactions", body, within_s=0.01)).status == 503
        ledger.let_go.set()

    with_door(test)


def test_requests_of_one_moment_share_their_commits() -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        bodies = [urlencode(a_command(trigger_id=f"t{number}")).encode() for number in range(200)]
        answers = await asyncio.gather(*[post(door, "/slack/commands", body) for body in bodies])
        assert {answer.status for answer in answers} == {200}
        assert len(ledger.known) == 200
        assert len(ledger.batches) < 10

    with_door(test)
