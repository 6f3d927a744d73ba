"""`python -m services.api`: settings, wiring, serve."""

import sys

from services.api.access import AccessKeys
from services.api.app import create_app
from shared import logs
from shared.serving import serve
from shared.settings import Settings, secrets_of
from shared.store.database import Database

CONNECTIONS = 8
#: Shorter than its callers' deadline, so that they hear of a sick database from us.
STATEMENT_TIMEOUT_MS = 2_000
ACQUIRE_TIMEOUT_S = 2


def main() -> None:
    """Serve until told to stop. Requests under way are answered first."""
    settings = Settings()
    logs.configure(settings.log_level)
    keys = secrets_of(settings.analytics_api_key)
    if not keys:
        sys.exit("ANALYTICS_API_KEY is not set: without it nobody could ask anything. See docs/settings.md.")
    database = Database(
        settings.database_url,
        size=CONNECTIONS,
        statement_timeout_ms=STATEMENT_TIMEOUT_MS,
        acquire_timeout_s=ACQUIRE_TIMEOUT_S,
    )
    serve(create_app(database, AccessKeys(keys)), host=settings.host, port=settings.api_port)


if __name__ == "__main__":
    main()
