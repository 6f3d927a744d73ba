"""The scenarios that tell most in least time, so that they are played with every change; `make faults` plays all."""

from collections.abc import Iterator

import pytest

from tests.faults.registry import chosen
from tests.faults.run import play
from tests.faults.scenario import Scenario
from tests.faults.scenarios.slack_small import few_at_once, few_killed
from tests.faults.stage import Stage, set_up

QUICK = (
    *chosen(["door-killed-after-commit", "killed-after-post", "commit-unknown", "repeated-and-out-of-order"]),
    few_at_once,
    few_killed,
)

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with set_up() as stage:
        yield stage


@pytest.mark.parametrize("scenario", QUICK, ids=lambda scenario: scenario.name)
def test_nothing_is_lost_or_doubled(scenario: Scenario, stage: Stage) -> None:
    result = play(scenario, stage, seed=1)
    assert result.is_good, result
