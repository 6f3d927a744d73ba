"""The client on the simulated account, with a budget that remembers."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from shared.gorgias.client import GorgiasClient
from tests.fakes.budget import FakeBudget
from tests.integration.simulators.account import SARAH
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator, running_simulator


@pytest.fixture(scope="module")
def running() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="1000/1") as simulator:
        yield simulator


@pytest.fixture
def simulator(running: Simulator) -> Simulator:
    running.reset()
    return running


@pytest.fixture
def budget() -> FakeBudget:
    return FakeBudget()


@pytest.fixture
def client(simulator: Simulator, budget: FakeBudget) -> Iterator[GorgiasClient]:
    with closing(GorgiasClient(simulator.url, (USERNAME, API_KEY), timeout_s=5, bucket=budget)) as client:
        yield client


@pytest.fixture
def ticket_id(simulator: Simulator) -> int:
    return simulator.open_ticket("Where is my parcel?", customer=SARAH)[0]
