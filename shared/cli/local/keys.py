"""A key of each role for the system that runs on this machine."""

from collections.abc import Mapping
from contextlib import closing

from shared.cli.local.system import settings_of
from shared.domain.access import Role
from shared.embedded.system import LocalSystem
from shared.store.database import Database
from shared.store.keys import KeyStore

#: A path that each role is for. 12748 is one of the customers that the project comes with.
EXAMPLES = {
    Role.VIEWER: "/api/mcp/revenue/forecast",
    Role.ANALYST: "/api/mcp/archetypes/top",
    Role.SUPPORT: "/api/mcp/customer/12748/churn-risk",
    Role.SERVICE: "/api/mcp/customer/12748",
    Role.ADMIN: "/api/customers/12748/export",
}


def make_keys(system: LocalSystem) -> Mapping[Role, str]:
    """The keys, by role. New ones each time, since none can be read again; those of the last time are revoked.

    The service key is the one that the services were told.
    """
    database = Database(settings_of(system).database_url, size=1)
    database.open()
    made = {Role.SERVICE: system.environment["ANALYTICS_API_KEY"]}
    with closing(database):
        store = KeyStore(database)
        for role in (Role.VIEWER, Role.ANALYST, Role.SUPPORT, Role.ADMIN):
            name = f"selvage up, {role}"
            store.revoke_name(name)
            made[role] = store.create(name, role, expires_at=None).secret
    return made
