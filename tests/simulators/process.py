"""Starts a simulator as a process of its own, for tests, the demo and the benchmarks."""

import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Literal

import orjson
import requests

from tests.simulators.claude import app as claude
from tests.simulators.gorgias import app as gorgias
from tests.simulators.serving import READY
from tests.simulators.slack import app as slack

START_DEADLINE_S = 30
STOP_DEADLINE_S = 10
CALL_DEADLINE_S = 10
ROOT = Path(__file__).parents[2]

Name = Literal["gorgias", "claude", "slack"]
#: Told to each simulator, so that what stands in a developer's environment does not matter.
FLAGS: dict[Name, dict[str, str | float]] = {
    "gorgias": {"port": 0, "username": gorgias.USERNAME, "api_key": gorgias.API_KEY, "verifier": "hmac"},
    "claude": {"port": 0, "api_key": claude.API_KEY, "delay_s": 0},
    "slack": {
        "port": 0,
        "bot_token": slack.BOT_TOKEN,
        "app_token": slack.APP_TOKEN,
        "signing_secret": slack.SIGNING_SECRET,
        "rate_limits": "none",
        "retry_scale": 0.001,
    },
}


@dataclass(frozen=True, slots=True)
class Simulator:
    """A running simulator, as seen through its back door."""

    url: str
    pid: int

    def effects(self, kind: str | None = None, *, after: int = 0) -> list[dict[str, Any]]:
        """What clients made it do, oldest first."""
        query = f"?after={after}" + (f"&kind={kind}" if kind else "")
        effects: list[dict[str, Any]] = self._call("GET", f"effects{query}")
        return effects

    def traffic(self) -> list[dict[str, Any]]:
        """How often it was asked and what it answered, by second since the last reset; 0 is a reply never given."""
        counted: list[dict[str, Any]] = self._call("GET", "traffic")
        return counted

    def fail(self, **fault: Any) -> None:
        """Make the next matching requests fail; docs/simulators.md lists the fields."""
        self._call("POST", "faults", fault)

    def drop_faults(self) -> None:
        """Behave from now on."""
        self._call("DELETE", "faults")

    def fill_in(self, **wish: Any) -> None:
        """Make the next forms (Claude) come out in a certain way; docs/simulators.md lists the fields."""
        self._call("POST", "forms", wish)

    def reset(self) -> None:
        """Start afresh: no tickets, no effects, no faults."""
        self._call("POST", "reset", {})

    def open_ticket(self, message: str, **more: Any) -> tuple[int, int]:
        """The ids of a new ticket (Gorgias) and of its first message."""
        made = self._call("POST", "tickets", {"message": message} | more)
        return made["ticket_id"], made["message_id"]

    def add_message(self, ticket_id: int, message: str, **more: Any) -> int:
        """The id of one more message on the ticket (Gorgias), by the customer unless `from_agent` is true."""
        made = self._call("POST", f"tickets/{ticket_id}/messages", {"message": message} | more)
        identity: int = made["message_id"]
        return identity

    def close(self, ticket_id: int) -> None:
        """Close a ticket (Gorgias), as an agent does."""
        self._call("POST", f"tickets/{ticket_id}/close", {})

    def delete(self, ticket_id: int) -> None:
        """Delete a ticket (Gorgias), as an agent does."""
        self._call("POST", f"tickets/{ticket_id}/delete", {})

    def merge(self, ticket_id: int, *, into: int) -> None:
        """Merge a ticket into another (Gorgias)."""
        self._call("POST", f"tickets/{ticket_id}/merge", {"into": into})

    def change_rate_limit(self, limit: str) -> None:
        """Another limit (Gorgias), as requests/seconds, for an account that was started with one."""
        self._call("POST", "rate-limit", {"limit": limit})

    def webhook(self, **changes: Any) -> dict[str, Any]:
        """How Gorgias' webhooks are set up and how they go, after `changes`."""
        status: dict[str, Any] = self._call("POST" if changes else "GET", "webhook", changes or None)
        return status

    def usage(self) -> dict[str, Any]:
        """How many requests Gorgias' API has answered, and how many it refused for the rate limit."""
        usage: dict[str, Any] = self._call("GET", "account")
        return usage

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        answer = requests.request(
            method,
            f"{self.url}/_simulator/{path}",
            data=None if body is None else orjson.dumps(body),
            timeout=CALL_DEADLINE_S,
        )
        answer.raise_for_status()
        return orjson.loads(answer.content) if answer.content else None


@contextmanager
def running_simulator(name: Name, **flags: str | float) -> Iterator[Simulator]:
    """The simulator on a free port, with the flags of its command line (docs/simulators.md); ended with the context."""
    arguments = [f"--{flag.replace('_', '-')}={value}" for flag, value in (FLAGS[name] | flags).items()]
    process = subprocess.Popen(
        [sys.executable, "-m", f"tests.simulators.{name}", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
    )
    try:
        yield Simulator(url=_address(process, name), pid=process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOP_DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _address(process: "subprocess.Popen[bytes]", name: Name) -> str:
    """What the simulator says its address is."""
    assert process.stdout is not None
    deadline = monotonic() + START_DEADLINE_S
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while selector.select(max(0, deadline - monotonic())):
            line = process.stdout.readline().decode()
            if not line:
                break
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
    raise RuntimeError(f"the {name} simulator did not start: exit code {process.poll()}")
