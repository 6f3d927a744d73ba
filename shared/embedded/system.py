"""The whole product on one machine: which processes, on which ports, told what.

Where the settings name no real Gorgias or Claude, the simulators stand in; the services cannot tell, since all
they are given is an address.
"""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from shared.embedded.postgres import Cluster
from shared.embedded.supervisor import STORES, Program
from shared.embedded.valkey import Valkey, port_or_free
from shared.settings import Settings, secrets_of

DATABASE = "selvage"
SIMULATED_AGENT = "support@example.com"
#: The orders that the project comes with are a British shop's.
DEMO_CURRENCY, DEMO_COUNTRY = "GBP", "GB"

POSTGRES, VALKEY = "postgres", "valkey"
STORE_NAMES = (POSTGRES, VALKEY)
SIMULATORS = ("gorgias", "claude", "slack")
SERVICES = ("api", "webhooks", "worker-drafts", "worker-insight", "worker-upkeep", "slackbot", "beat", "flower")
#: Who is who in the simulated workspace.
SIMULATED_ROLES = {
    "SLACK_ADMINS": "ada@shop.example",
    "SLACK_SUPPORT": "sam@shop.example",
    "SLACK_ANALYSTS": "ana@shop.example",
}


@dataclass(frozen=True, slots=True)
class LocalSystem:
    """What runs where. Addresses have no trailing slash."""

    programs: tuple[Program, ...]
    #: What every program is told; holds secrets.
    environment: Mapping[str, str]
    api: str
    webhooks: str
    flower: str
    beat: str
    gorgias: str
    claude: str
    slack: str
    gorgias_is_simulated: bool
    claude_is_simulated: bool
    slack_is_simulated: bool

    @property
    def simulated(self) -> tuple[str, ...]:
        """The neighbours that are simulated."""
        are = (self.gorgias_is_simulated, self.claude_is_simulated, self.slack_is_simulated)
        return tuple(name for name, is_simulated in zip(SIMULATORS, are, strict=True) if is_simulated)

    @property
    def names(self) -> tuple[str, ...]:
        """The programs after the stores, in the order in which they are started."""
        known = {program.name for program in self.programs}
        return tuple(name for name in (*SIMULATORS, *SERVICES) if name in known)

    @property
    def health(self) -> Mapping[str, str]:
        """Addresses that answer 200 once their program is ready."""
        ready = {"api": f"{self.api}/health/ready", "webhooks": f"{self.webhooks}/health/ready", "beat": self.beat}
        if self.gorgias_is_simulated:
            ready["gorgias"] = f"{self.gorgias}/_simulator/effects"
        if self.claude_is_simulated:
            ready["claude"] = f"{self.claude}/_simulator/effects"
        if self.slack_is_simulated:
            ready["slack"] = f"{self.slack}/_simulator/effects"
        return ready


def plan(settings: Settings, cluster: Cluster, valkey: Valkey) -> LocalSystem:
    """The system that the settings describe, on their ports or on free ones where those are taken.

    The simulated Gorgias allows what GORGIAS_RATE_LIMIT says that the account allows.
    """
    ports = {
        "api": port_or_free(settings.api_port),
        "webhooks": port_or_free(settings.webhooks_port),
        "beat": port_or_free(settings.beat_port),
        "flower": port_or_free(settings.flower_port),
        "gorgias": port_or_free(settings.gorgias_simulator_port),
        "claude": port_or_free(settings.claude_simulator_port),
        "slack": port_or_free(settings.slack_simulator_port),
    }
    at = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    simulate_gorgias, simulate_claude = settings.gorgias_api_key is None, settings.anthropic_api_key is None
    simulate_slack = settings.slack_bot_token is None
    environment = _told(settings) | {
        "DATABASE_URL": cluster.url(DATABASE),
        "REDIS_URL": valkey.url,
        "HOST": "127.0.0.1",
        "API_PORT": str(ports["api"]),
        "WEBHOOKS_PORT": str(ports["webhooks"]),
        "BEAT_PORT": str(ports["beat"]),
        "FLOWER_PORT": str(ports["flower"]),
        "ANALYTICS_API_URL": at["api"],
        "ANALYTICS_API_KEY": _first(settings, "analytics_api_key") or f"slv_{secrets.token_urlsafe(32)}",
        "GORGIAS_WEBHOOK_SECRET": _first(settings, "gorgias_webhook_secret") or secrets.token_hex(32),
        "FLOWER_BASIC_AUTH": _first(settings, "flower_basic_auth") or f"selvage:{secrets.token_urlsafe(12)}",
        "SHOP_CURRENCY": DEMO_CURRENCY,
        "SHOP_COUNTRY": DEMO_COUNTRY,
        "PYTHONUNBUFFERED": "1",
    }
    if simulate_gorgias and "shop_policy_file" not in settings.model_fields_set:
        # Never beside a real Gorgias: a made-up policy must not be promised to real customers.
        environment["SHOP_POLICY_FILE"] = os.fspath(project_folder() / "data" / "shop_policy.toml")
    programs = [
        Program(POSTGRES, cluster.command, unprivileged=True, stop_signal="INT", group=STORES),
        Program(VALKEY, valkey.command, group=STORES),
    ]
    if simulate_gorgias:
        limit = settings.gorgias_rate_limit or "none"
        environment |= {
            "GORGIAS_BASE_URL": at["gorgias"],
            "GORGIAS_USERNAME": SIMULATED_AGENT,
            "GORGIAS_API_KEY": secrets.token_hex(16),
        }
        if "raise_priority" not in settings.model_fields_set:
            # Nobody's queue is reordered, and there are urgent tickets to list.
            environment["RAISE_PRIORITY"] = "true"
        door = f"{at['webhooks']}/webhooks/gorgias"
        options = ("--webhook-url", door, "--rate-limit", limit)
        programs.append(_python("gorgias", "tests.simulators.gorgias", "--port", str(ports["gorgias"]), *options))
    if simulate_claude:
        environment |= {"ANTHROPIC_BASE_URL": at["claude"], "ANTHROPIC_API_KEY": f"sk-simulated-{secrets.token_hex(8)}"}
        programs.append(_python("claude", "tests.simulators.claude", "--port", str(ports["claude"])))
    if simulate_slack:
        token, secret = f"xoxb-simulated-{secrets.token_hex(8)}", secrets.token_hex(16)
        environment |= SIMULATED_ROLES | {
            "SLACK_BASE_URL": at["slack"],
            "SLACK_BOT_TOKEN": token,
            "SLACK_SIGNING_SECRET": secret,
        }
        programs.append(_simulated_slack(ports["slack"], at["webhooks"], secret, token))
    programs += [
        _python("api", "services.api"),
        _python("webhooks", "services.webhooks"),
        _python("worker-drafts", "services.workers", "drafts"),
        _python("worker-insight", "services.workers", "insight"),
        _python("worker-upkeep", "services.workers", "upkeep"),
        _python("slackbot", "services.slackbot"),
        _python("beat", "services.workers.beat"),
        _python("flower", "services.workers.flower"),
    ]
    return LocalSystem(
        programs=tuple(programs),
        environment=environment,
        api=at["api"],
        webhooks=at["webhooks"],
        flower=at["flower"],
        beat=at["beat"],
        gorgias=at["gorgias"] if simulate_gorgias else settings.gorgias_url,
        claude=at["claude"] if simulate_claude else settings.anthropic_base_url,
        slack=at["slack"] if simulate_slack else settings.slack_base_url,
        gorgias_is_simulated=simulate_gorgias,
        claude_is_simulated=simulate_claude,
        slack_is_simulated=simulate_slack,
    )


def _simulated_slack(port: int, door: str, secret: str, token: str) -> Program:
    urls = [f"--{kind}-url={door}/slack/{kind}" for kind in ("events", "commands", "interactions")]
    told = (*urls, "--signing-secret", secret, "--bot-token", token)
    return _python("slack", "tests.simulators.slack", "--port", str(port), *told)


def _told(settings: Settings) -> dict[str, str]:
    """The settings that somebody has set, as the environment of another process."""
    values = ((name, getattr(settings, name)) for name in settings.model_fields_set)
    return {
        name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in values
        if value is not None
    }


def project_folder() -> Path:
    """Where the project's packages lie, and so its simulators."""
    return Path(__file__).resolve().parents[2]


def _python(name: str, module: str, *arguments: str) -> Program:
    return Program(name, (sys.executable, "-m", module, *arguments), {"PYTHONPATH": os.fspath(project_folder())})


def _first(settings: Settings, name: str) -> str:
    return next(iter(secrets_of(getattr(settings, name))), "")
