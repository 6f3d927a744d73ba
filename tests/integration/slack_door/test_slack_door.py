"""Slack at the door, over a real Postgres and a real Valkey, and without them."""

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.slack.commands import CHURN_CHECK
from shared.slack.intake.commands import NOT_TAKEN
from shared.slack.intake.interactions import NOT_SAVED
from tests.asgi import call, running
from tests.factories_slack_requests import a_click, a_command, a_comment, a_mention, a_message, an_event
from tests.fakes.slack_forms import FakeForms
from tests.signed_slack import LIMIT, NOW, a_slack_app, send_command, send_event, send_form, send_interaction, signed

NOWHERE_REDIS = "redis://127.0.0.1:1/0"
NOWHERE_POSTGRES = "postgresql://nobody@127.0.0.1:1/none"
PATHS = ["/slack/events", "/slack/commands", "/slack/interactions"]
CONTENT_TYPES = [b"application/json", b"application/x-www-form-urlencoded", b"application/x-www-form-urlencoded"]


def with_app(app: FastAPI, test: Callable[[FastAPI], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(60), running(app):
            await test(app)

    asyncio.run(run())


def rows(database_url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database_url) as connection:
        return connection.execute(
            "SELECT d.external_id, d.source, d.hint, j.kind, j.queue FROM deliveries d JOIN jobs j USING (id)"
        ).fetchall()


def test_an_event_becomes_a_row_a_job_and_a_bell(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await send_event(app, an_event(a_mention()))
        assert (answer.status, answer.body) == (200, b"")
        with redis.Redis.from_url(redis_url) as client:
            while not client.llen("slack"):
                await asyncio.sleep(0)

    with_app(a_slack_app(database_url, redis_url), test)
    kept = {name: value for name, value in an_event(a_mention()).items() if name != "token"}
    assert rows(database_url) == [
        ("event:Ev0001", "slack", {"kind": "event", "payload": kept}, "answer_slack", "slack")
    ]


def test_three_deliveries_of_one_event_are_one_job(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        for number in range(3):
            retry = [(b"x-slack-retry-num", b"%d" % number), (b"x-slack-retry-reason", b"http_timeout")]
            assert (await send_event(app, an_event(a_mention()), *(retry if number else []))).status == 200

    with_app(a_slack_app(database_url, redis_url), test)
    assert len(rows(database_url)) == 1


def test_an_event_whose_first_delivery_was_not_recorded_is_taken_when_it_is_sent_again(
    database_url: str, redis_url: str
) -> None:
    async def without_postgres(app: FastAPI) -> None:
        answer = await send_event(app, an_event(a_mention()))
        assert answer.status == 503
        assert answer.headers[b"retry-after"] == b"5"
        assert b"x-slack-no-retry" not in answer.headers

    async def with_postgres(app: FastAPI) -> None:
        assert (await send_event(app, an_event(a_mention()), (b"x-slack-retry-num", b"1"))).status == 200

    with_app(a_slack_app(NOWHERE_POSTGRES, redis_url), without_postgres)
    with_app(a_slack_app(database_url, redis_url), with_postgres)
    assert len(rows(database_url)) == 1


def test_two_hundred_requests_at_once_are_two_hundred_jobs(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        sent = [send_command(app, a_command(trigger_id=f"t{number}")) for number in range(100)]
        sent += [send_event(app, an_event(a_message(), f"Ev{number}")) for number in range(100)]
        assert {answer.status for answer in await asyncio.gather(*sent)} == {200}

    with_app(a_slack_app(database_url, redis_url), test)
    assert len(rows(database_url)) == 200


def test_a_command_is_answered_with_its_first_line(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await send_command(app, a_command(text="payload=%5B&x"))
        assert json.loads(answer.body) == {"response_type": "ephemeral", "text": CHURN_CHECK.first_line}

    with_app(a_slack_app(database_url, redis_url), test)
    ((key, _, hint, _, _),) = rows(database_url)
    assert (key, hint["kind"], hint["payload"]["text"]) == ("command:398.474.803a", "command", "payload=%5B&x")


def test_without_postgres_people_are_told_and_nothing_that_they_typed_is_lost(redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        command = await send_command(app, a_command())
        assert (command.status, json.loads(command.body)["text"]) == (200, NOT_TAKEN)
        form = await send_interaction(app, a_comment("They called back."))
        assert (form.status, json.loads(form.body)["errors"]) == (200, {"comment": NOT_SAVED})
        assert (await send_interaction(app, a_click("resolve_ticket_5"))).status == 503

    with_app(a_slack_app(NOWHERE_POSTGRES, redis_url), test)


def test_with_redis_down_the_rows_are_there_all_the_same(database_url: str) -> None:
    async def test(app: FastAPI) -> None:
        assert (await send_command(app, a_command())).status == 200

    with_app(a_slack_app(database_url, NOWHERE_REDIS), test)
    assert len(rows(database_url)) == 1


@pytest.mark.parametrize("view_id", ["V9", None])
def test_a_form_is_opened_here_and_the_worker_is_told_which(
    view_id: str | None, database_url: str, redis_url: str
) -> None:
    forms = FakeForms(view_id)

    async def test(app: FastAPI) -> None:
        answer = await send_interaction(app, a_click("comment_ticket_5"))
        assert (answer.status, answer.body) == (200, b"")

    with_app(a_slack_app(database_url, redis_url, forms), test)
    assert [form.trigger_id for form in forms.opened] == ["398.474.803b"]
    assert forms.is_closed
    ((_, _, hint, _, _),) = rows(database_url)
    assert hint["payload"]["opened_form"] == view_id


def test_an_empty_comment_is_told_on_the_form_and_not_recorded(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await send_interaction(app, a_comment("  "))
        assert json.loads(answer.body)["response_action"] == "errors"

    with_app(a_slack_app(database_url, redis_url), test)
    assert rows(database_url) == []


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


@pytest.mark.parametrize("path", PATHS[1:])
def test_slack_may_look_whether_an_address_is_there(path: str, database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await send_form(app, path, b"ssl_check=1&token=x")
        assert (answer.status, answer.body) == (200, b"")

    with_app(a_slack_app(database_url, redis_url), test)


def test_the_challenge_is_given_back(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await send_event(app, {"type": "url_verification", "challenge": "3eZbrw1a"})
        assert (answer.status, json.loads(answer.body)) == (200, {"challenge": "3eZbrw1a"})

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


def test_what_postgresql_cannot_keep_is_kept_without_it(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        assert (await send_event(app, an_event(a_message("\0 who may leave?")))).status == 200
        assert (await send_command(app, a_command(text="\0"))).status == 200

    with_app(a_slack_app(database_url, redis_url), test)
    assert len(rows(database_url)) == 2


def test_an_operator_can_count_the_answers(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        await send_event(app, an_event(a_mention()))
        await send_event(app, an_event(a_mention()))
        await call(app, "POST", "/slack/events")
        metrics = (await call(app, "GET", "/metrics")).body
        for answer in (b"accepted", b"duplicate", b"401"):
            assert b'selvage_deliveries_total{answer="%s",source="slack"}' % answer in metrics

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
