"""The webhooks service over a real Postgres and a real Valkey, and without them."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Coroutine
from typing import Any

import psycopg
import pytest
import redis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.webhooks.app import create_app
from shared.gorgias.webhook import Verifier
from shared.settings import WebhookVerifier
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger
from tests.asgi import Answer, call, running

SECRET = "it is woven"
NOWHERE_REDIS = "redis://127.0.0.1:1/0"
NOWHERE_POSTGRES = "postgresql://nobody@127.0.0.1:1/none"
LIMIT = 10_000


def an_app(database_url: str, redis_url: str, secrets: tuple[str, ...] = (SECRET,)) -> FastAPI:
    verifier = Verifier(WebhookVerifier.HMAC, secrets)
    return create_app(DeliveryLedger(database_url), AsyncBell(redis_url), verifier, max_body_bytes=LIMIT)


def signed(body: bytes, secret: str = SECRET) -> list[tuple[bytes, bytes]]:
    signature = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return [(b"content-type", b"application/json"), (b"x-gorgias-signature", signature.encode())]


def a_body(ticket_id: int = 1, message_id: int = 2) -> bytes:
    return json.dumps({"ticket": {"id": ticket_id}, "message": {"id": message_id}}).encode()


async def post(app: FastAPI, body: bytes, headers: list[tuple[bytes, bytes]] | None = None) -> Answer:
    return await call(
        app, "POST", "/webhooks/gorgias", headers=signed(body) if headers is None else headers, chunks=[body]
    )


def with_app(app: FastAPI, test: Callable[[FastAPI], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        async with asyncio.timeout(30), running(app):
            await test(app)

    asyncio.run(run())


def count(database_url: str, table: str) -> int:
    with psycopg.connect(database_url) as connection:
        statement = {"deliveries": "SELECT count(*) FROM deliveries", "jobs": "SELECT count(*) FROM jobs"}[table]
        row = connection.execute(statement).fetchone()
    assert row is not None
    return int(row[0])


def test_a_signed_webhook_becomes_a_row_a_job_and_a_bell(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await post(app, a_body())
        assert answer.status == 202
        assert json.loads(answer.body)["status"] == "accepted"
        with redis.Redis.from_url(redis_url) as client:
            while not client.llen("drafts"):
                await asyncio.sleep(0)

    with_app(an_app(database_url, redis_url), test)
    assert (count(database_url, "deliveries"), count(database_url, "jobs")) == (1, 1)


def test_the_same_message_announced_twice_is_a_duplicate_with_the_first_id(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        first = json.loads((await post(app, a_body())).body)
        again = await post(app, a_body())
        assert again.status == 200
        assert json.loads(again.body) == {"status": "duplicate", "delivery_id": first["delivery_id"]}

    with_app(an_app(database_url, redis_url), test)


def test_the_same_webhook_fifty_times_at_once_is_one_job(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answers = await asyncio.gather(*[post(app, a_body()) for _ in range(50)])
        assert sorted(answer.status for answer in answers) == [200] * 49 + [202]

    with_app(an_app(database_url, redis_url), test)
    assert count(database_url, "jobs") == 1


def test_with_redis_down_the_answer_is_still_202_and_the_row_is_there(database_url: str) -> None:
    async def test(app: FastAPI) -> None:
        assert (await post(app, a_body())).status == 202
        assert (await call(app, "GET", "/health/ready")).status == 200

    with_app(an_app(database_url, NOWHERE_REDIS), test)
    assert count(database_url, "jobs") == 1


def test_with_postgres_down_the_sender_is_asked_to_come_back(redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        answer = await post(app, a_body())
        assert (answer.status, answer.headers[b"retry-after"]) == (503, b"5")
        assert (await call(app, "GET", "/health/ready")).status == 503
        assert (await call(app, "GET", "/health/live")).status == 200

    with_app(an_app(NOWHERE_POSTGRES, redis_url), test)


def test_old_and_new_secret_are_accepted_while_a_secret_is_rotated(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        for message_id, secret in enumerate(("new", "old"), start=1):
            body = a_body(message_id=message_id)
            assert (await post(app, body, signed(body, secret))).status == 202
        assert (await post(app, a_body(), signed(a_body(), "older"))).status == 401

    with_app(an_app(database_url, redis_url, ("new", "old")), test)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[]", 400),
        (b'{"message": {"id": 1}}', 400),
        (b'{"ticket_id": "12; DROP TABLE jobs"}', 400),
        (b"[" * 9_000, 400),
        (b'{"ticket": {"id": ' + b"9" * 5_000 + b"}}", 400),
        (b"x" * (LIMIT + 1), 413),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(
    body: bytes, status: int, database_url: str, redis_url: str
) -> None:
    async def test(app: FastAPI) -> None:
        answer = await post(app, body)
        assert answer.status == status
        assert json.loads(answer.body)["status"] == "refused"

    with_app(an_app(database_url, redis_url), test)
    assert count(database_url, "deliveries") == 0


@pytest.mark.parametrize(
    "header", [(b"content-type", b"text/plain"), (b"content-type", b""), (b"content-encoding", b"gzip")]
)
def test_only_plain_json_is_taken(header: tuple[bytes, bytes], database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        headers = [pair for pair in signed(a_body()) if pair[0] != header[0]]
        assert (await post(app, a_body(), [*headers, header])).status == 415

    with_app(an_app(database_url, redis_url), test)


def test_a_body_that_grows_past_the_limit_is_cut_off_while_it_arrives(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        chunks = [b"x" * 1_000] * 1_000
        answer = await call(app, "POST", "/webhooks/gorgias", headers=signed(b"".join(chunks)), chunks=chunks)
        assert answer.status == 413

    with_app(an_app(database_url, redis_url), test)


HEADER_NAMES = st.sampled_from([b"x-gorgias-signature", b"content-type", b"content-encoding", b"content-length", b"x"])


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ticket", "message", "id"]), inner),
).map(lambda value: json.dumps(value).encode())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    headers=st.lists(st.tuples(HEADER_NAMES, st.binary(max_size=80)), max_size=5),
    body=st.binary(max_size=300) | ANY_JSON,
    is_signed=st.booleans(),
)
def test_any_header_and_any_body_is_answered_with_a_sentence_and_never_with_a_500(
    headers: list[tuple[bytes, bytes]], body: bytes, *, is_signed: bool, database_url: str, redis_url: str
) -> None:
    async def test(app: FastAPI) -> None:
        answer = await post(app, body, [*signed(body), *headers] if is_signed else headers)
        assert answer.status in {200, 202, 400, 401, 413, 415}
        if answer.status in {400, 401, 415}:
            assert json.loads(answer.body)["reason"].endswith(("e", "d", "s", "."))

    with_app(an_app(database_url, redis_url), test)


def test_an_operator_can_count_the_answers(database_url: str, redis_url: str) -> None:
    async def test(app: FastAPI) -> None:
        await post(app, a_body())
        metrics = await call(app, "GET", "/metrics")
        assert b'selvage_deliveries_total{answer="accepted",source="gorgias"}' in metrics.body

    with_app(an_app(database_url, redis_url), test)
