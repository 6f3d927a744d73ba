"""Each test of the contract runs in both worlds."""

from collections.abc import Iterator

import pytest

from tests.contracts.helpdesk.desks import DeskWorld, FakeDeskWorld, GorgiasDeskWorld
from tests.contracts.helpdesk.worlds import FakeWorld, GorgiasWorld, World
from tests.simulators.process import Simulator, running_simulator


@pytest.fixture(scope="module")
def simulator() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit="none") as running:
        yield running


@pytest.fixture(params=["fake", "gorgias"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield FakeWorld()
        return
    simulator: Simulator = request.getfixturevalue("simulator")
    simulator.reset()
    gorgias = GorgiasWorld(simulator)
    yield gorgias
    gorgias.helpdesk.close()


@pytest.fixture(params=["fake", "gorgias"])
def desk_world(request: pytest.FixtureRequest) -> Iterator[DeskWorld]:
    if request.param == "fake":
        yield FakeDeskWorld()
        return
    simulator: Simulator = request.getfixturevalue("simulator")
    simulator.reset()
    gorgias = GorgiasDeskWorld(simulator)
    yield gorgias
    gorgias.desk.close()
