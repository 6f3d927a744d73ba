"""`python -m services.api`: settings, wiring, serve."""

from services.api.access import Access
from services.api.app import create_app
from shared import logs
from shared.door_wiring import answerer, front_desk
from shared.mcp.http import LetIn
from shared.serving import serve
from shared.settings import Settings, listed, secrets_of
from shared.store.database import Database

CONNECTIONS = 8
#: Shorter than its callers' deadline, so that they hear of a sick database from us.
STATEMENT_TIMEOUT_MS = 2_000
ACQUIRE_TIMEOUT_S = 2


def main() -> None:
    """Serve until told to stop. Requests under way are answered first."""
    settings = Settings()
    logs.configure(settings.log_level)
    database = Database(
        settings.database_url,
        size=CONNECTIONS,
        statement_timeout_ms=STATEMENT_TIMEOUT_MS,
        acquire_timeout_s=ACQUIRE_TIMEOUT_S,
    )
    front = front_desk(settings, database)
    access = Access(front.keys, front.limits, setting_keys=secrets_of(settings.analytics_api_key))
    app = create_app(
        database,
        stores=front.stores,
        desk=front.desk,
        access=access,
        answerer=answerer(settings, database, front),
        audit=front.audit,
        let_in=LetIn(listed(settings.mcp_allowed_hosts), listed(settings.mcp_allowed_origins)),
    )
    serve(app, host=settings.host, port=settings.api_port)


if __name__ == "__main__":
    main()
