"""`python -m services.webhooks`: settings, wiring, serve."""

import sys

from services.webhooks.app import create_app
from shared import logs
from shared.gorgias.webhook import Verifier
from shared.serving import serve
from shared.settings import Settings, secrets_of
from shared.store.bell import AsyncBell
from shared.store.ledger import DeliveryLedger


def main() -> None:
    """Serve until told to stop. Requests under way are answered first."""
    settings = Settings()
    logs.configure(settings.log_level)
    secrets = secrets_of(settings.gorgias_webhook_secret)
    if not secrets:
        sys.exit("GORGIAS_WEBHOOK_SECRET is not set: without it every webhook would be refused. See docs/settings.md.")
    app = create_app(
        DeliveryLedger(settings.database_url),
        AsyncBell(settings.redis_url),
        Verifier(settings.gorgias_webhook_verifier, secrets),
        max_body_bytes=settings.max_body_bytes,
    )
    serve(app, host=settings.host, port=settings.webhooks_port)


if __name__ == "__main__":
    main()
