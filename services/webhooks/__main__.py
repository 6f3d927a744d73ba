"""`python -m services.webhooks`: settings, wiring, serve."""

import logging
import sys
import time

from services.webhooks.app import create_app
from services.webhooks.slack import SlackDoor
from shared import logs
from shared.gorgias.webhook import Verifier
from shared.serving import serve
from shared.settings import Settings, newest_of, secrets_of
from shared.slack.at_the_door import SHOWN
from shared.slack.forms_at_the_door import FormOpener
from shared.slack.signature import SlackVerifier
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger

log = logging.getLogger(__name__)


def slack_door(settings: Settings) -> SlackDoor | None:
    """What it takes to hear Slack; None without SLACK_SIGNING_SECRET."""
    secrets = secrets_of(settings.slack_signing_secret)
    if not secrets:
        return None
    return SlackDoor(
        SlackVerifier(secrets, time.time),
        SHOWN,
        FormOpener(newest_of(settings.slack_bot_token), base_url=settings.slack_base_url),
    )


def main() -> None:
    """Serve until told to stop. Requests under way are answered first."""
    settings = Settings()
    logs.configure(settings.log_level)
    secrets, slack = secrets_of(settings.gorgias_webhook_secret), slack_door(settings)
    if not secrets and slack is None:
        sys.exit(
            "GORGIAS_WEBHOOK_SECRET is not set, and neither is SLACK_SIGNING_SECRET: "
            "every request would be refused. See docs/settings.md."
        )
    if not secrets:
        log.warning("webhooks.gorgias_not_heard", extra={"reason": "GORGIAS_WEBHOOK_SECRET is not set"})
    app = create_app(
        DeliveryLedger(settings.database_url),
        AsyncBell(settings.redis_url),
        Verifier(settings.gorgias_webhook_verifier, secrets),
        max_body_bytes=settings.max_body_bytes,
        slack=slack,
    )
    serve(app, host=settings.host, port=settings.webhooks_port)


if __name__ == "__main__":
    main()
