"""Calls to the simulated account as a client would make them, for the tests of the simulator itself."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import requests

from tests.simulators.gorgias import app as gorgias
from tests.simulators.process import Simulator

SARAH = {"name": "Sarah Kim", "email": "sarah@mail.example"}
NOTE: dict[str, Any] = {
    "channel": "internal-note",
    "via": "api",
    "from_agent": True,
    "sender": {"email": gorgias.USERNAME},
    "body_text": "draft",
}


class Api:
    """The simulated account, called as a client would."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    def __call__(self, method: str, path: str, body: object = None, **more: Any) -> requests.Response:
        return requests.request(
            method,
            f"{self.simulator.url}{path}",
            auth=(gorgias.USERNAME, gorgias.API_KEY),
            json=body,
            timeout=10,
            allow_redirects=False,
            **more,
        )


def until(condition: Callable[[], object], within_s: float = 10) -> None:
    deadline = monotonic() + within_s
    while not condition():
        assert monotonic() < deadline, "the condition was not met in time"
        sleep(0.01)
