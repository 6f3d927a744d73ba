"""The keys of a system on this machine: one of each role, new each time, told in run.json."""

import json
from hashlib import sha256

import pytest

from shared.cli.local.keys import EXAMPLES, make_keys
from shared.cli.local.system import run_facts
from shared.domain.access import KeyState, Role
from shared.embedded.system import LocalSystem
from shared.store.database import Database
from shared.store.keys import KeyStore


@pytest.fixture
def system(database_url: str) -> LocalSystem:
    return LocalSystem(
        programs=(),
        environment={"DATABASE_URL": database_url, "ANALYTICS_API_KEY": "slv_of-the-services"},
        api="http://127.0.0.1:8000",
        webhooks="",
        flower="",
        beat="",
        gorgias="",
        claude="",
        gorgias_is_simulated=True,
        claude_is_simulated=True,
        slack="http://127.0.0.1:5",
        slack_is_simulated=True,
    )


def test_each_role_has_a_key_that_run_json_tells_and_an_example(system: LocalSystem, database: Database) -> None:
    keys = make_keys(system)

    assert set(keys) == set(EXAMPLES) == set(Role)
    assert json.loads(json.dumps(run_facts(system, keys)))["keys"] == keys
    assert keys[Role.SERVICE] == "slv_of-the-services"
    for role in set(Role) - {Role.SERVICE}:
        kept = KeyStore(database).find(sha256(keys[role].encode()).digest())
        assert kept is not None
        assert (kept.role, kept.state) == (role, KeyState.ACTIVE)


def test_the_keys_of_the_last_time_are_not_accepted_any_more(system: LocalSystem, database: Database) -> None:
    mine = KeyStore(database).create("mine", Role.ANALYST, None)
    make_keys(system)

    make_keys(system)

    states = [(key.name, key.state) for key in KeyStore(database).list()]
    assert (mine.kept.name, KeyState.ACTIVE) in states
    assert [state for name, state in states if name != "mine"] == [KeyState.REVOKED] * 4 + [KeyState.ACTIVE] * 4
