"""Which policy the local system's drafts may promise."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from shared.embedded.postgres import Cluster
from shared.embedded.system import plan
from shared.embedded.valkey import Valkey
from shared.policy_file import read_policy
from shared.settings import Settings

PORTS = (
    "api_port",
    "webhooks_port",
    "beat_port",
    "flower_port",
    "gorgias_simulator_port",
    "claude_simulator_port",
    "slack_simulator_port",
)


def policy_of(tmp_path: Path, **told: object) -> str | None:
    """SHOP_POLICY_FILE as the local system's programs are told it."""
    settings = Settings.model_validate({"gorgias_api_key": None, **dict.fromkeys(PORTS, 0), **told})
    cluster = Cluster(tmp_path, tmp_path, tmp_path, ())
    return plan(settings, cluster, Valkey(tmp_path, 6379)).environment.get("SHOP_POLICY_FILE")


def test_the_demonstration_has_a_policy_of_its_own(tmp_path: Path) -> None:
    path = policy_of(tmp_path)
    assert path is not None
    assert read_policy(Path(path)).policy.text


@pytest.mark.parametrize("told", ["", "/etc/policy.toml"])
def test_a_policy_that_somebody_has_set_is_kept(tmp_path: Path, told: str) -> None:
    assert policy_of(tmp_path, shop_policy_file=told) == told


def test_a_made_up_policy_is_never_promised_to_a_real_shops_customers(tmp_path: Path) -> None:
    assert policy_of(tmp_path, gorgias_api_key=SecretStr("real"), gorgias_username="a", gorgias_domain="b") is None
