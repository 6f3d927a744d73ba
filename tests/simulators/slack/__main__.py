"""`python -m tests.simulators.slack --port 8102`: see docs/simulators.md."""

import argparse
import os
import time
from datetime import UTC, datetime

from tests.simulators.serving import clock, serve
from tests.simulators.slack.acts import EVENTS
from tests.simulators.slack.api import Tokens
from tests.simulators.slack.app import APP_TOKEN, BOT_TOKEN, SCOPES, SIGNING_SECRET, Options, build_app
from tests.simulators.slack.door import Addresses

#: Ids begin at 1,000 for each second from here to the start, so that a store that outlives a simulator hardly ever
#: meets one twice.
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
IDS_PER_S = 1000


def main() -> None:
    """Serve until stopped."""
    wanted = _parser().parse_args()
    options = Options(
        addresses=Addresses(wanted.events_url, wanted.commands_url, wanted.interactions_url),
        # Several may be accepted while one is rotated, newest first; Slack signs with the newest.
        signing_secret=wanted.signing_secret.partition(",")[0].strip(),
        tokens=Tokens(wanted.bot_token, wanted.app_token),
        scopes=frozenset(wanted.scopes.split(",")),
        events=frozenset(wanted.events.split(",")),
        rate_limits=wanted.rate_limits == "real",
        file_delay_s=float(wanted.file_delay),
        retry_scale=float(wanted.retry_scale),
    )
    first_id = int((clock() - FIRST_DAY).total_seconds() * IDS_PER_S)
    app = build_app(options, now=clock, monotonic=time.monotonic, first_id=first_id)
    serve(app, host=wanted.host, port=wanted.port)


def _parser() -> argparse.ArgumentParser:
    """The flags; each has a variable. Those that the product knows too have the product's, to agree with it."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulators.slack", description=__doc__)

    def flag(name: str, variable: str, default: str, meaning: str, choices: tuple[str, ...] | None = None) -> None:
        told = os.environ.get(variable) or default
        parser.add_argument(f"--{name}", default=told, choices=choices, help=f"{meaning} [{variable}]")

    parser.add_argument("--port", type=int, default=8102, help="0 takes a free one")
    flag("host", "SIMULATED_SLACK_HOST", "127.0.0.1", "the address to listen on")
    flag("events-url", "SIMULATED_SLACK_EVENTS_URL", "", "where events are posted; empty: nowhere")
    flag("commands-url", "SIMULATED_SLACK_COMMANDS_URL", "", "where slash commands are posted")
    flag("interactions-url", "SIMULATED_SLACK_INTERACTIONS_URL", "", "where clicks and submissions are posted")
    flag("signing-secret", "SLACK_SIGNING_SECRET", SIGNING_SECRET, "what all of them are signed with")
    flag("bot-token", "SLACK_BOT_TOKEN", BOT_TOKEN, "the token that the Web API accepts")
    flag("app-token", "SLACK_APP_TOKEN", APP_TOKEN, "the token that opens connections")
    flag("scopes", "SIMULATED_SLACK_SCOPES", ",".join(sorted(SCOPES)), "what the bot token allows")
    flag("events", "SIMULATED_SLACK_EVENTS", ",".join(EVENTS), "what the app subscribes to")
    flag("rate-limits", "SIMULATED_SLACK_RATE_LIMITS", "real", "whether calls are limited", ("real", "none"))
    flag("file-delay", "SIMULATED_SLACK_FILE_DELAY", "0", "seconds until a complete file can be shown")
    flag("retry-scale", "SIMULATED_SLACK_RETRY_SCALE", "1", "what the pauses before a retry are multiplied with")
    return parser


if __name__ == "__main__":
    main()
