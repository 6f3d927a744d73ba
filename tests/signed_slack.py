"""Requests with Slack's signature, and the door that takes them."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI

from services.webhooks.app import create_app
from services.webhooks.slack import SlackDoor
from shared.gorgias.webhook import Verifier
from shared.settings import WebhookVerifier
from shared.slack.at_the_door import SHOWN
from shared.slack.signature import SlackVerifier
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger
from tests.asgi import Answer, call
from tests.fakes.slack_forms import FakeForms

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1531420618
LIMIT = 20_000

Headers = list[tuple[bytes, bytes]]


def a_slack_app(database_url: str, redis_url: str, forms: FakeForms | None = None, *, is_heard: bool = True) -> FastAPI:
    """The door as Slack sees it, at the moment NOW; one that does not hear Slack when told so."""
    slack = SlackDoor(SlackVerifier((SECRET,), lambda: NOW), SHOWN, forms or FakeForms())
    return create_app(
        DeliveryLedger(database_url),
        AsyncBell(redis_url),
        Verifier(WebhookVerifier.HMAC, ()),
        max_body_bytes=LIMIT,
        slack=slack if is_heard else None,
    )


def signed(body: bytes, content_type: bytes, *, at: int = NOW, secret: str = SECRET) -> Headers:
    """The headers that Slack sends with the body."""
    signature = hmac.new(secret.encode(), b"v0:%d:" % at + body, hashlib.sha256).hexdigest()
    return [
        (b"content-type", content_type),
        (b"x-slack-signature", b"v0=" + signature.encode()),
        (b"x-slack-request-timestamp", b"%d" % at),
    ]


async def send_event(app: FastAPI, payload: dict[str, Any], *besides: tuple[bytes, bytes]) -> Answer:
    """The answer to an event."""
    body = json.dumps(payload).encode()
    headers = [*signed(body, b"application/json"), *besides]
    return await call(app, "POST", "/slack/events", headers=headers, chunks=[body])


async def send_command(app: FastAPI, fields: dict[str, str]) -> Answer:
    """The answer to a slash command."""
    return await send_form(app, "/slack/commands", urlencode(fields).encode())


async def send_interaction(app: FastAPI, payload: dict[str, Any]) -> Answer:
    """The answer to a click or a form."""
    return await send_form(app, "/slack/interactions", urlencode({"payload": json.dumps(payload)}).encode())


async def send_form(app: FastAPI, path: str, body: bytes) -> Answer:
    """The answer to a form."""
    headers = signed(body, b"application/x-www-form-urlencoded")
    return await call(app, "POST", path, headers=headers, chunks=[body])
