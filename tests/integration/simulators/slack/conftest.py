"""One simulated workspace and one app that it tells for each file, both as new for each test."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tests.integration.simulators.slack.listening import App, listening_app
from tests.simulators.process import Simulator, running_simulator
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import SlackPeople


@pytest.fixture(scope="module")
def listening() -> Iterator[App]:
    with listening_app() as app:
        yield app


@pytest.fixture(scope="module")
def running(listening: App) -> Iterator[Simulator]:
    urls = {f"{kind}_url": f"{listening.url}/{kind}" for kind in ("events", "commands", "interactions")}
    with running_simulator("slack", **urls) as simulator:
        yield simulator


@pytest.fixture
def people(running: Simulator, app: App) -> SlackPeople:
    running.reset()
    app.heard.clear()
    return SlackPeople(running.url)


@pytest.fixture
def app(listening: App) -> App:
    listening.status, listening.body, listening.headers = 200, "", {}
    listening.first = lambda _: None
    listening.awake.set()
    return listening


@pytest.fixture
def client(running: Simulator) -> WebClient:
    return WebClient(slack.BOT_TOKEN, base_url=running.url)
