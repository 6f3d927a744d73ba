"""What Slack sends is taken and kept at the door, over a real Postgres and a real Valkey, and without them."""

import asyncio
import json

import pytest
import redis
from fastapi import FastAPI

from shared.slack.commands import CHURN_CHECK
from shared.slack.intake.commands import NOT_TAKEN
from shared.slack.intake.interactions import NOT_SAVED
from tests.asgi import call
from tests.factories_slack_requests import a_click, a_command, a_comment, a_mention, a_message, an_event
from tests.fakes.slack_forms import FakeForms
from tests.integration.slack_door.served import rows, with_app
from tests.signed_slack import a_slack_app, send_command, send_event, send_form, send_interaction

NOWHERE_REDIS = "redis://127.0.0.1:1/0"
NOWHERE_POSTGRES = "postgresql://nobody@127.0.0.1:1/none"


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


@pytest.mark.parametrize("path", ["/slack/commands", "/slack/interactions"])
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
