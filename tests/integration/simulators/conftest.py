"""One simulated account and one simulated Messages API for each file, empty for each test."""

from collections.abc import Iterator

import pytest

from tests.fakes.door import FakeDoor, listening_door
from tests.integration.simulators.account import Api
from tests.simulators.process import Simulator, running_simulator


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none", webhook_secret="whsec") as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.webhook(url="", template="context", verifier="hmac")
    running.reset()
    return running


@pytest.fixture
def api(simulator: Simulator) -> Api:
    return Api(simulator)


@pytest.fixture
def door() -> Iterator[FakeDoor]:
    with listening_door() as listening:
        yield listening


@pytest.fixture(scope="module")
def messages_api() -> Iterator[Simulator]:
    with running_simulator("claude") as simulator:
        yield simulator
