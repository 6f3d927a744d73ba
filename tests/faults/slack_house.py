"""What Slack's scenarios stand on: a workspace, an analyst who takes their time, and the slackbot."""

import os
import secrets
import signal
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from xmlrpc.client import Error

import requests

from shared.embedded.supervisor import Supervisor
from shared.embedded.valkey import free_port
from tests.faults.processes import START_DEADLINE_S
from tests.faults.scene import Scene, Wire
from tests.faults.slack_oracle import SlackOracle
from tests.faults.slack_people import Asked, People
from tests.faults.waiting import wait_for
from tests.faults.world import LISTENS, answers
from tests.simulators.process import Simulator, running_simulator
from tests.simulators.slack.app import BOT_TOKEN, SIGNING_SECRET

BOT = "slackbot"
ADA, SAM, ANA, VIC = "U0ADA", "U0SAM", "U0ANA", "U0VIC"
#: Where people ask; None: us alone.
PLACES = ("C0RETENTION", "C0SUPPORT", None)
ROLES = {"SLACK_ADMINS": ADA, "SLACK_SUPPORT": SAM, "SLACK_ANALYSTS": ANA}
#: Of the simulated Web API.
POST, UPDATE = "/chat.postMessage", "/chat.update"


class SlackHouse:
    """Slack's part of a scene. All that it starts ends with the scene."""

    def __init__(self, scene: Scene, *, analyst_s: float, rate_limits: str = "none", retry_scale: float = 1.0) -> None:
        """`analyst_s` is how long each question takes the analytics; `retry_scale` shortens Slack's own pauses."""
        self.scene = scene
        door = f"http://127.0.0.1:{scene.entrance.port}/slack"
        self.slack = scene.stack.enter_context(
            running_simulator(
                "slack",
                events_url=f"{door}/events",
                commands_url=f"{door}/commands",
                interactions_url=f"{door}/interactions",
                rate_limits=rate_limits,
                retry_scale=retry_scale,
            )
        )
        self.analyst = self._analyst(analyst_s)
        scene.told_too |= ROLES | {
            "SLACK_BASE_URL": self.slack.url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        }
        self.people = People(self.slack)
        self.oracle = SlackOracle(scene.database, self.people)
        scene.witnesses.append(self.oracle)
        self._numbers = count()
        self._bot: Supervisor | None = None

    def open(self, *wires: Wire, **told: str) -> None:
        """A door, a beat and a slackbot; the slackbot reaches the neighbours in `wires` over their lines."""
        self.scene.door()
        self.scene.beat()
        self.start_bot(*wires, **told)

    def start_bot(self, *wires: Wire, **told: str) -> None:
        """The slackbot, which listens when this returns, and is started again whenever it dies."""
        self._bot = self.scene.supervised(BOT, "services.slackbot", wires=wires, **told)
        self.wait_for_bot()

    def wait_for_bot(self, *, times: int = 1) -> None:
        """Return once the slackbot has begun to listen so many times."""
        log = self._log
        wait_for(lambda: _said(log).count(LISTENS) >= times, f"the slackbot, see {log}", within_s=START_DEADLINE_S)

    def kill_bot(self) -> None:
        """SIGKILL to the slackbot; nothing when it is just being started again."""
        if self._bot is None:
            return
        with suppress(OSError, Error):
            if pid := self._bot.pid(BOT):
                os.kill(pid, signal.SIGKILL)

    def ask(self, number: int, *, at_once: int = 50) -> list[Asked]:
        """So many commands, by everybody, in channels and to us alone; the door has answered each."""
        asked = self.people.all_at_once([self.next_command() for _ in range(number)], at_once=at_once)
        assert all(each.is_kept for each in asked), f"not taken: {[each for each in asked if not each.is_kept][:3]}"
        return asked

    def questions(self) -> int:
        """How often the analytics were asked."""
        return len(self.analyst.effects("question"))

    def begun_without_place(self) -> int:
        """Messages that were to be sent, and of which no row says where they stand."""
        return int(self.scene.sql("SELECT count(*) FROM slack_posts WHERE ts IS NULL")[0][0])

    def waiting(self) -> int:
        """Slack's jobs that nobody has begun."""
        waiting = "SELECT count(*) FROM jobs WHERE queue = 'slack' AND state = 'ready'"
        return int(self.scene.sql(waiting)[0][0])

    def change_pace(self, seconds: float) -> None:
        """From now on a question takes the analytics so long."""
        requests.post(f"{self.analyst.url}/_simulator/pace", json={"seconds": seconds}, timeout=10).raise_for_status()

    def nobody_was_sent_away(self) -> None:
        """Fail when a message says that there is no answer."""
        apologies = self.oracle.apologies()
        assert not apologies, f"{len(apologies)} got an apology: {apologies[0]}"

    def command(self) -> Asked:
        """One more command."""
        return self.next_command()()

    def submit(self, user: str, view_id: str, **values: Any) -> None:
        """Somebody sends a form, which the door takes and a worker tells of where it was asked for."""
        told = self.people.submit(user, view_id, **values)
        assert told["status"] == 200, f"the form was answered {told['status']}"

    def next_command(self) -> Callable[[], Asked]:
        """Somebody's next command, somewhere, to be sent."""
        number = next(self._numbers)
        user = (ADA, SAM, ANA, VIC)[number % 4]
        place = PLACES[number % len(PLACES)]
        return lambda: self.people.command(user, "/churn-check", place)

    @property
    def _log(self) -> Path:
        return self.scene.folder / BOT / "logs" / f"{BOT}.log"

    def _analyst(self, seconds: float) -> Simulator:
        key, port = secrets.token_hex(16), free_port()
        arguments = ("--port", str(port), "--seconds", str(seconds), "--key", key)
        process = self.scene.start("analyst", "tests.faults.programs.slow_analyst", *arguments)
        address = f"http://127.0.0.1:{port}"
        wait_for(
            lambda: answers(f"{address}/health/live"), f"the analyst, see {process.log}", within_s=START_DEADLINE_S
        )
        self.scene.told_too |= {"ANALYTICS_API_URL": address, "ANALYTICS_API_KEY": key}
        return Simulator(address, process.pid)


def _said(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


def share(values: Iterable[float], of: float) -> float:
    """The smallest of the values that so large a share of them does not exceed; values may not be empty."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(of * len(ordered)))]
