"""`python -m tests.simulators.gorgias --port 8101`: see docs/simulators.md."""

import argparse
import os
import time
from datetime import UTC, datetime
from typing import get_args

from tests.simulators.gorgias.app import API_KEY, USERNAME, Options, build_app
from tests.simulators.gorgias.webhook import Setup, Template, Verifier
from tests.simulators.serving import clock, serve

#: Ids begin at 100 for each second from here to the start, so that a store that outlives a simulator hardly ever
#: meets one twice.
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
IDS_PER_S = 100


def main() -> None:
    """Serve until stopped."""
    wanted = _parser().parse_args()
    setup = Setup(
        url=wanted.webhook_url,
        # Several may be accepted while one is rotated, newest first; the account signs with the newest.
        secret=wanted.webhook_secret.partition(",")[0].strip(),
        verifier=wanted.verifier,
        template=wanted.template,
    )
    options = Options(rate_limit=wanted.rate_limit, username=wanted.username, api_key=wanted.api_key, webhook=setup)
    first_id = int((clock() - FIRST_DAY).total_seconds() * IDS_PER_S)
    app = build_app(options, now=clock, monotonic=time.monotonic, first_id=first_id)
    serve(app, host=wanted.host, port=wanted.port)


def _parser() -> argparse.ArgumentParser:
    """The flags; each has a variable. Those that the product knows too have the product's, to agree with it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators.gorgias", description=__doc__)

    def flag(name: str, variable: str, default: str, meaning: str, choices: tuple[str, ...] | None = None) -> None:
        told = os.environ.get(variable) or default
        parser.add_argument(f"--{name}", default=told, choices=choices, help=f"{meaning} [{variable}]")

    parser.add_argument("--port", type=int, default=8101, help="0 takes a free one")
    flag("host", "SIMULATED_GORGIAS_HOST", "127.0.0.1", "the address to listen on")
    flag("rate-limit", "SIMULATED_GORGIAS_RATE_LIMIT", "40/20", "requests/seconds of the account, or none")
    flag("webhook-url", "SIMULATED_GORGIAS_WEBHOOK_URL", "", "where webhooks are posted; empty: nowhere")
    flag("template", "SIMULATED_GORGIAS_TEMPLATE", "context", "what webhooks carry", get_args(Template))
    flag("webhook-secret", "GORGIAS_WEBHOOK_SECRET", "", "what webhooks are signed with")
    flag("verifier", "GORGIAS_WEBHOOK_VERIFIER", "hmac", "how webhooks prove their origin", get_args(Verifier))
    flag("username", "GORGIAS_USERNAME", USERNAME, "the API user")
    flag("api-key", "GORGIAS_API_KEY", API_KEY, "the API user's key")
    return parser


if __name__ == "__main__":
    main()
