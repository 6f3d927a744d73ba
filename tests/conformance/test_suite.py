"""MCP's own conformance suite: what needs no fixtures on the real server, whole requirement sets on the profile."""

import re
from pathlib import Path

import pytest

from tests.conformance.node import Node, Ran

pytestmark = pytest.mark.node

HANDSHAKE, NEWEST = "2025-11-25", "2026-07-28"

#: Scenarios that ask nothing which only a fixture could answer.
AGNOSTIC = {
    HANDSHAKE: (
        "server-initialize",
        "ping",
        "tools-list",
        "resources-list",
        "prompts-list",
        "completion-complete",
        "dns-rebinding-protection",
    ),
    NEWEST: (
        "tools-list",
        "resources-list",
        "prompts-list",
        "completion-complete",
        "server-sse-multiple-streams",
        "sep-2164-resource-not-found",
        "caching",
        "http-header-validation",
        "dns-rebinding-protection",
        "input-required-result-unsupported-methods",
        "input-required-result-validate-input",
    ),
}
#: How many checks of each set pass at least: on a busy machine a scenario that is not scored checks up to three fewer.
PASSING = {HANDSHAKE: 81, NEWEST: 160}
#: The set of the newest revision also runs an extension for tasks, which no set asks for and we do not have.
FAILING = {HANDSHAKE: 0, NEWEST: 25}


@pytest.mark.parametrize(
    ("revision", "scenario"), [(revision, each) for revision, scenarios in AGNOSTIC.items() for each in scenarios]
)
def test_the_real_server_passes(
    node: Node, api_for_the_suite: str, tmp_path: Path, revision: str, scenario: str
) -> None:
    ran = node.conformance(
        "--url", api_for_the_suite, "--scenario", scenario, "--spec-version", revision, "-o", str(tmp_path)
    )

    assert ran.status == 0, ran.said
    assert re.search(r"Passed: (\d+)/\1, 0 failed", ran.said), ran.said


@pytest.mark.parametrize("revision", [HANDSHAKE, NEWEST])
def test_with_the_fixtures_it_passes_all_that_a_revision_requires(
    node: Node, profile: str, tmp_path: Path, revision: str
) -> None:
    ran = node.conformance("--url", profile, "--requirements", revision, "-o", str(tmp_path))

    assert ran.status == 0, ran.said
    passed, failed = total_of(ran)
    assert passed >= PASSING[revision], ran.said
    assert failed == FAILING[revision], ran.said


def total_of(ran: Ran) -> tuple[int, int]:
    """How many checks passed, and how many failed."""
    [(passed, failed)] = re.findall(r"Total: (\d+) passed, (\d+) failed", ran.said)
    return int(passed), int(failed)
