"""docker-compose.yml, checked without Docker: its form, what it runs, what it tells whom."""

import importlib
import importlib.util
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]

STORES = {"postgres", "redis"}
ONE_SHOT = {"migrate"}
OURS = sorted(SERVICES.keys() - STORES)
LONG_RUNNING = sorted(SERVICES.keys() - ONE_SHOT)

#: What the stores' own images read.
OF_THE_STORES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}

#: The part of the Compose specification that we use.
TOP_LEVEL_KEYS = {"name", "services", "volumes", "networks"}
SERVICE_KEYS = {
    *("image", "build", "command", "init", "read_only", "tmpfs", "cap_drop", "security_opt", "restart"),
    *("networks", "logging", "environment", "ports", "volumes", "healthcheck", "depends_on"),
    *("stop_grace_period", "shm_size", "profiles"),
}
HEALTHCHECK_KEYS = {"test", "interval", "timeout", "retries", "start_period"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}

REFERENCE = re.compile(r"(?<!\$)\$\{([A-Z_]+)(:[?-][^}]*)?\}")
SECRETS = {name.upper() for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation)}


def known_settings() -> set[str]:
    return {name.upper() for name in Settings.model_fields}


def environment_of(service: str) -> dict[str, Any]:
    return dict(SERVICES[service].get("environment", {}))


def told(service: str) -> set[str]:
    return set(environment_of(service))


def test_the_file_has_the_form_that_compose_reads() -> None:
    assert {key for key in FILE if not key.startswith("x-")} == TOP_LEVEL_KEYS
    for service in SERVICES.values():
        assert service.keys() <= SERVICE_KEYS
        assert service.get("healthcheck", {}).keys() <= HEALTHCHECK_KEYS
        assert set(service["networks"]) <= FILE["networks"].keys()


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_waits_only_for_services_that_exist(name: str) -> None:
    for other, how in SERVICES[name].get("depends_on", {}).items():
        assert other in SERVICES
        assert how["condition"] in CONDITIONS
        if how["condition"] == "service_healthy":
            assert "healthcheck" in SERVICES[other]
        if how["condition"] == "service_completed_successfully":
            assert other in ONE_SHOT


@pytest.mark.parametrize("name", sorted(STORES))
def test_a_store_keeps_its_data_in_a_declared_volume_and_publishes_no_port(name: str) -> None:
    assert {volume.partition(":")[0] for volume in SERVICES[name]["volumes"]} <= FILE["volumes"].keys()
    assert "ports" not in SERVICES[name]
    assert SERVICES[name]["networks"] == ["stores"]
    assert FILE["networks"]["stores"] == {"internal": True}


@pytest.mark.parametrize("name", OURS)
def test_a_command_names_a_module_or_the_console_script(name: str) -> None:
    command = SERVICES[name]["command"]
    if command[:2] == ["python", "-m"]:
        assert is_runnable(command[2])
    else:
        scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
        module, _, function = scripts[command[0]].partition(":")
        assert callable(getattr(importlib.import_module(module), function))


def is_runnable(module: str) -> bool:
    """Whether `python -m module` finds something to run."""
    spec = importlib.util.find_spec(module)
    if spec is not None and spec.submodule_search_locations is not None:
        spec = importlib.util.find_spec(f"{module}.__main__")
    return spec is not None


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_told_only_what_somebody_reads(name: str) -> None:
    assert told(name) <= (OF_THE_STORES if name in STORES else known_settings())


def test_only_known_names_are_taken_from_the_environment() -> None:
    assert {name for name, _ in REFERENCE.findall(TEXT)} <= known_settings() | OF_THE_STORES


def test_no_setting_in_env_is_silently_ignored() -> None:
    simulators = {name for name in known_settings() if name.endswith("_SIMULATOR_PORT")}  # only `make up` has any
    # Socket Mode is for development; in containers Slack comes to the door.
    assert known_settings() - simulators - {"SLACK_APP_TOKEN"} <= set().union(*(told(name) for name in OURS))


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_secret_stands_in_the_file(name: str) -> None:
    for variable, value in environment_of(name).items():
        if variable in SECRETS | {"POSTGRES_PASSWORD"} and value is not None:
            [(reference, insists)] = REFERENCE.findall(value)
            assert reference == variable
            assert insists.startswith(":?")


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_image_has_a_tag_and_none_is_latest(name: str) -> None:
    image, _, tag = SERVICES[name]["image"].rpartition(":")

    assert image
    assert tag != "latest"


@pytest.mark.parametrize("name", LONG_RUNNING)
def test_a_long_running_service_is_watched_and_restarted(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}


def test_a_health_check_asks_the_port_that_the_service_was_told() -> None:
    ports = {"webhooks": "WEBHOOKS_PORT", "api": "API_PORT", "beat": "BEAT_PORT", "flower": "FLOWER_PORT"}

    for name, variable in ports.items():
        port = environment_of(name)[variable]
        assert f":{port}/" in SERVICES[name]["healthcheck"]["test"][-1]
        for published in SERVICES[name].get("ports", []):
            assert published.endswith(f":{port}")
            assert published.startswith("127.0.0.1:")


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_neither_write_nor_gain_rights(name: str) -> None:
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
