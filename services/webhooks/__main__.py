"""`python -m services.webhooks`: settings, wiring, serve."""

import gc
import sys

import uvicorn

from services.webhooks.app import create_app
from shared import logs
from shared.gorgias.webhook import Verifier
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
    # What the imports made never dies. Unfrozen, walking it stops the door for 50 ms several times a second.
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.webhooks_port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
