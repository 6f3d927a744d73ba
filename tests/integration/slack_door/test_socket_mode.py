"""Socket Mode over the simulated Slack: the same rows, and no acknowledgement of what is not kept."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
import redis

from services.slackbot.socket_mode import SocketDoor, connected
from shared.errors import Permanent, Retryable
from shared.slack.at_the_door import SHOWN
from shared.slack.commands import CHURN_CHECK
from shared.store.bell import Bell
from shared.store.database import Database
from shared.store.deliveries import DeliveryStore, NewDelivery, Recorded
from tests.eventually import eventually
from tests.fakes.slack_forms import FakeForms
from tests.simulators.process import ROOT, Simulator, running_simulator
from tests.simulators.slack import app as slack
from tests.simulators.slack.people import SlackPeople

Row = tuple[str, dict[str, Any]]


class FlakyDeliveries(DeliveryStore):
    """Fails as often as told before it records."""

    def __init__(self, database: Database, failures: int) -> None:
        super().__init__(database)
        self.failures = failures

    def record(self, delivery: NewDelivery) -> Recorded:
        """As the real one, later."""
        if self.failures:
            self.failures -= 1
            raise Retryable("the database is away")
        return super().record(delivery)


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator("slack") as running:
        yield running


@pytest.fixture
def people(simulator: Simulator) -> SlackPeople:
    simulator.reset()
    return SlackPeople(simulator.url)


@contextmanager
def listening(
    simulator: Simulator, database: Database, redis_url: str, *, failures: int = 0, forms: FakeForms | None = None
) -> Iterator[None]:
    bell = Bell(redis_url)
    door = SocketDoor(FlakyDeliveries(database, failures), bell, SHOWN, (forms or FakeForms()).open)
    client = connected(slack.APP_TOKEN, base_url=simulator.url, door=door)
    try:
        yield
    finally:
        client.close()
        bell.close()


def rows(database_url: str) -> list[Row]:
    with psycopg.connect(database_url) as connection:
        return connection.execute("SELECT external_id, hint FROM deliveries JOIN jobs USING (id)").fetchall()


def test_an_event_is_kept_and_rung_for_before_it_is_acknowledged(
    simulator: Simulator, people: SlackPeople, database: Database, database_url: str, redis_url: str
) -> None:
    with listening(simulator, database, redis_url), redis.Redis.from_url(redis_url) as client:
        told = people.message("ada", "who may leave?")
        assert (told["over"], told["status"]) == ("socket", 200)
        ((key, hint),) = rows(database_url)
        assert key.startswith("event:")
        assert hint["payload"]["event"]["text"] == "who may leave?"
        assert client.llen("slack") == 1


def test_a_command_is_acknowledged_with_its_first_line(
    simulator: Simulator, people: SlackPeople, database: Database, database_url: str, redis_url: str
) -> None:
    with listening(simulator, database, redis_url):
        told = people.command("ada", "/churn-check", "high", channel="retention")
        assert json.loads(told["body"])["text"] == CHURN_CHECK.first_line
        ((key, hint),) = rows(database_url)
        assert key.startswith("command:")
        assert hint["payload"]["text"] == "high"


def test_what_is_not_kept_is_not_acknowledged_and_kept_when_it_is_sent_again(
    simulator: Simulator, people: SlackPeople, database: Database, database_url: str, redis_url: str
) -> None:
    with listening(simulator, database, redis_url, failures=1):
        told = people.message("ada", "who may leave?")
        assert (told["status"], told["error"]) == (None, "timeout")
        eventually(lambda: people.deliveries("event")[-1]["is_over"])
        assert [attempt["status"] for attempt in people.deliveries("event")[-1]["attempts"]] == [None, 200]
        assert len(rows(database_url)) == 1


def test_a_connection_that_slack_ends_is_opened_anew(
    simulator: Simulator, people: SlackPeople, database: Database, database_url: str, redis_url: str
) -> None:
    with listening(simulator, database, redis_url):
        people.disconnect()
        eventually(lambda: people.message("ada", "are you there?")["over"] == "socket")
        eventually(lambda: rows(database_url))


def test_without_redis_it_is_kept_and_acknowledged_all_the_same(
    simulator: Simulator, people: SlackPeople, database: Database, database_url: str
) -> None:
    with listening(simulator, database, "redis://127.0.0.1:1/0"):
        assert people.message("ada", "who may leave?")["status"] == 200
        assert len(rows(database_url)) == 1


@pytest.mark.parametrize("url", ["", "http://127.0.0.1:1"])
def test_a_slack_that_does_not_let_us_in_is_told_in_one_sentence(
    url: str, simulator: Simulator, database: Database
) -> None:
    door = SocketDoor(DeliveryStore(database), Bell("redis://127.0.0.1:1/0"), SHOWN, FakeForms().open)
    with pytest.raises(Permanent) as refused:
        connected("xapp-wrong", base_url=url or simulator.url, door=door)
    assert str(refused.value).endswith(".")


def program(**environment: str) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return subprocess.Popen(
        [sys.executable, "-m", "services.slackbot.socket_mode"],
        cwd=ROOT,
        env=kept | environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_without_a_token_the_program_says_which_setting_is_missing() -> None:
    with program(SLACK_APP_TOKEN="") as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith("SLACK_APP_TOKEN is not set")
    assert len(said.splitlines()) == 1


def test_the_program_listens_until_it_is_told_to_stop(
    simulator: Simulator, people: SlackPeople, database_url: str, redis_url: str
) -> None:
    told = {
        "SLACK_APP_TOKEN": slack.APP_TOKEN,
        "SLACK_BOT_TOKEN": slack.BOT_TOKEN,
        "SLACK_BASE_URL": f"{simulator.url}/api",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
    }
    with program(**told) as process:
        try:
            eventually(lambda: people.open_home("ada")["over"] == "socket")
            eventually(lambda: rows(database_url))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
