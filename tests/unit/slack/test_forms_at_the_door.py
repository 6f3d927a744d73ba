"""Forms are opened in time, once, or not at all; never is anybody kept waiting for them."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from shared.slack.blocks.forms import comment_form
from shared.slack.forms_at_the_door import FormOpener
from shared.slack.intake.taken import Form

FORM = Form("398.474.803b", comment_form(5, channel="C1", thread_ts="1.1"))
OPENED = json.dumps({"ok": True, "view": {"id": "V1"}}).encode()


@dataclass
class Slack:
    """A Web API that remembers what it was asked, and answers what it is told to."""

    url: str = ""
    status: int = 200
    body: bytes = OPENED
    calls: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    #: Answers wait for it.
    let_go: Event = field(default_factory=Event)


@contextmanager
def a_slack() -> Iterator[Slack]:
    slack = Slack()
    slack.let_go.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            slack.calls.append((self.path, self.headers["authorization"], json.loads(body)))
            slack.let_go.wait(20)
            with suppress(ConnectionError):  # whoever asked has gone
                self.send_response(slack.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(slack.body)))
                self.end_headers()
                self.wfile.write(slack.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    slack.url = f"http://127.0.0.1:{server.server_port}/api"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield slack
    finally:
        slack.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def slack() -> Iterator[Slack]:
    with a_slack() as slack:
        yield slack


def test_a_form_is_opened_for_whoever_clicked(slack: Slack) -> None:
    assert FormOpener("xoxb-1", base_url=slack.url).open(FORM) == "V1"
    ((path, authorization, sent),) = slack.calls
    assert (path, authorization, sent["trigger_id"]) == ("/api/views.open", "Bearer xoxb-1", "398.474.803b")
    assert sent["view"] == FORM.view


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"ok":false,"error":"expired_trigger_id"}'),
        (200, b'{"ok":true}'),
        (200, b'{"ok":true,"view":null}'),
        (200, b"[]"),
        (200, b"not json"),
        (429, b'{"ok":false,"error":"ratelimited"}'),
        (500, b"oops"),
        (503, b""),
    ],
)
def test_whatever_slack_answers_instead_there_is_no_form_and_it_is_asked_once(
    status: int, body: bytes, slack: Slack
) -> None:
    slack.status, slack.body = status, body
    assert FormOpener("xoxb-1", base_url=slack.url).open(FORM) is None
    assert len(slack.calls) == 1


def test_a_slack_that_is_away_and_a_token_that_is_missing_open_no_form() -> None:
    assert FormOpener("xoxb-1", base_url="http://127.0.0.1:1/api").open(FORM) is None
    assert FormOpener("", base_url="http://127.0.0.1:1/api").open(FORM) is None


def test_a_slow_slack_keeps_nobody_waiting_and_takes_up_no_more_than_its_places(slack: Slack) -> None:
    slack.let_go.clear()
    opener = FormOpener("xoxb-1", base_url=slack.url, deadline_s=1, places=2)

    async def test() -> list[str | None]:
        return await asyncio.gather(*[opener.open_soon(FORM) for _ in range(20)])

    assert asyncio.run(test()) == [None] * 20
    slack.let_go.set()
    opener.close()
    assert len(slack.calls) == 2


def test_a_place_is_free_again_once_its_form_is_open(slack: Slack) -> None:
    opener = FormOpener("xoxb-1", base_url=slack.url, places=1)

    async def test() -> list[str | None]:
        return [await opener.open_soon(FORM) for _ in range(5)]

    assert asyncio.run(test()) == ["V1"] * 5
    opener.close()
