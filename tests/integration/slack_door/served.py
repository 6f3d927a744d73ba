"""The door for Slack, served for the time of a test, and what it keeps."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import psycopg
from fastapi import FastAPI

from tests.asgi import running


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
