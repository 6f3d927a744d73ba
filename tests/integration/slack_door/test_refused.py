"""What the door refuses of Slack, and how it says so: the unsigned, the unreadable, the odd."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.asgi import call
from tests.factories_slack_requests import a_click, a_comment, a_mention, a_message, an_event
from tests.integration.slack_door.served import with_app
from tests.signed_slack import LIMIT, NOW, a_slack_app, send_event, signed

PATHS = ["/slack/events", "/slack/commands", "/slack/interactions"]
CONTENT_TYPES = [b"application/json", b"application/x-www-form-urlencoded", b"application/x-www-form-urlencoded"]


@pytest.mark.parametrize("path", PATHS)
def test_only_fresh_requests_with_our_signature_are_read(path: str, database_url: str, redis_url: str) -> None:
    body = b"ssl_check=1&challenge=x"

    async def test(app: FastAPI) -> None:
        for headers in (
            [],
            signed(body, b"", secret="another"),
            signed(body, b"", at=NOW - 301),
            signed(body, b"", at=NOW + 301),
            signed(body + b"1", b""),
            [*signed(body, b"")[:2], (b"x-slack-request-timestamp", b"")],
            [*signed(body, b"")[:2], (b"x-slack-request-timestamp", "\N{SNOWMAN}".encode())],
        ):
            answer = await call(app, "POST", path, headers=headers, chunks=[body])
            assert answer.status == 401

    with_app(a_slack_app(database_url, redis_url), test)


@pytest.mark.parametrize("path", PATHS)
def test_a_body_that_is_no_text_is_refused_before_it_is_read(path: str, database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        headers = signed(b"\xff\xfe", b"application/json", secret="another")
        assert (await call(app, "POST", path, headers=headers, chunks=[b"\xff\xfe"])).status == 401

    with_app(a_slack_app(database_url, redis_url), test)


@pytest.mark.parametrize(("path", "content_type"), list(zip(PATHS, CONTENT_TYPES, strict=True)))
def test_bodies_are_taken_as_slack_sends_them_and_not_as_others_do(
    path: str, content_type: bytes, database_url: str, redis_url: str
) -> None:
    async def status(app: FastAPI, sent_as: bytes, *besides: tuple[bytes, bytes]) -> int:
        headers = [*signed(b"", sent_as), *besides]
        return (await call(app, "POST", path, headers=headers)).status

    async def test(app: FastAPI) -> None:
        for taken in (content_type, content_type.upper() + b"; charset=utf-8", b""):
            assert await status(app, taken) == 400
        assert await status(app, b"text/plain") == 415
        assert await status(app, content_type, (b"content-encoding", b"gzip")) == 415
        assert (await call(app, "GET", path)).status == 405
        assert (await call(app, "POST", path, chunks=[b"x" * LIMIT, b"x"])).status == 413

    with_app(a_slack_app(database_url, redis_url), test)


@pytest.mark.parametrize("path", PATHS)
def test_without_a_secret_slack_is_told_which_setting_is_missing(path: str, database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await call(app, "POST", path, headers=signed(b"{}", b"application/json"), chunks=[b"{}"])
        assert answer.status == 404
        assert "SLACK_SIGNING_SECRET" in json.loads(answer.body)["reason"]

    with_app(a_slack_app(database_url, redis_url, is_heard=False), test)


def test_what_cannot_be_read_is_not_asked_for_again(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await send_event(app, {"type": 5})
        assert (answer.status, answer.headers[b"x-slack-no-retry"]) == (400, b"1")

    with_app(a_slack_app(database_url, redis_url), test)


def test_a_door_without_any_secret_says_which_settings_are_missing() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "GORGIAS_"))}
    secrets = {"SLACK_SIGNING_SECRET": "", "GORGIAS_WEBHOOK_SECRET": ""}
    ended = subprocess.run(
        [sys.executable, "-m", "services.webhooks"],
        cwd=Path(__file__).parents[3],
        env=environment | secrets,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert secrets.keys() <= set(re.findall(r"[A-Z_]{9,}", ended.stderr))
    assert len(ended.stderr.splitlines()) == 1


HEADER_NAMES = st.sampled_from(
    [b"x-slack-signature", b"x-slack-request-timestamp", b"content-type", b"content-encoding", b"content-length", b"x"]
)
SHAPES = st.sampled_from(
    [an_event(a_mention()), an_event(a_message()), a_click("comment_ticket_5"), a_comment("x"), {"type": "x"}]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """What Slack sends with one part that is odd, or anything."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=300))
    payload = dict(draw(SHAPES))
    payload[draw(st.sampled_from(sorted(payload)))] = draw(ANY_JSON)
    text = json.dumps(payload)
    form = "payload=" + "".join(f"%{byte:02x}" for byte in text.encode())
    return draw(st.sampled_from([text.encode(), form.encode(), form.encode() + b"&command=%2Ftickets&trigger_id=1"]))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS),
    headers=st.lists(st.tuples(HEADER_NAMES, st.binary(max_size=80)), max_size=3),
    body=bodies(),
    is_signed=st.booleans(),
)
def test_any_header_and_any_body_is_answered_with_a_sentence_and_never_with_a_500(
    path: str, headers: list[tuple[bytes, bytes]], body: bytes, *, is_signed: bool, database_url: str, redis_url: str
) -> None:
    async def test(app: FastAPI) -> None:
        sent = [*signed(body, b""), *headers] if is_signed else headers
        answer = await call(app, "POST", path, headers=sent, chunks=[body])
        assert answer.status in {200, 400, 401, 413, 415}
        if answer.status != 200:
            assert json.loads(answer.body)["reason"]

    with_app(a_slack_app(database_url, redis_url), test)
