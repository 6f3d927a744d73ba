"""`selvage mcp`: the tools over standard input and output, for hosts that start their servers themselves."""

import os
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated

import typer

from shared import logs
from shared.cli.settings_door import database_url, read_settings
from shared.domain.access import SETTING_KEY, Caller, Counted, KeyState
from shared.door_ports import Keys
from shared.door_wiring import front_desk
from shared.errors import Denied, Permanent
from shared.settings import Settings, secrets_of
from shared.store.database import Database

#: A host asks a few things at once at most.
CONNECTIONS = 4


def mcp(
    key_from_env: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Act with the key in this environment variable, in its role; without it, as our own service.",
        ),
    ] = None,
) -> None:
    """Serve MCP on standard input and output, until the input ends. `docs/mcp.md` shows how to add it to a host."""
    # The SDK takes a second to import, which the other verbs need not pay.
    import anyio  # noqa: PLC0415

    from shared.mcp.server import mcp_server  # noqa: PLC0415

    settings = read_settings()
    # To standard error: on standard output a host expects the protocol, and nothing else.
    logs.configure(settings.log_level)
    database = Database(database_url(settings), size=CONNECTIONS)
    database.open()
    try:
        front = front_desk(settings, database)
        caller_of = whoever_holds(key_from_env, settings, front.keys) if key_from_env else our_service(settings)
        caller_of()

        def take(caller: Caller) -> None:
            front.limits.take(caller, Counted.QUERY)

        server = mcp_server(front.desk, front.stores.segments, caller_of=caller_of, take=take)
        anyio.run(server.run_stdio_async)
    finally:
        database.close()


def our_service(settings: Settings) -> Callable[[], Caller]:
    """The caller that ANALYTICS_API_KEY names; Permanent when it names none."""
    if not secrets_of(settings.analytics_api_key):
        raise Permanent(
            "ANALYTICS_API_KEY is not set: set it, leave `selvage up` running in this folder, or name the variable"
            " that holds a key of your own with --key-from-env"
        )
    return lambda: SETTING_KEY


def whoever_holds(variable: str, settings: Settings, keys: Keys) -> Callable[[], Caller]:
    """Who holds the key in the environment variable, asked anew each time, since keys end; Permanent when it is empty.

    What is given raises Denied when the key is not accepted, and Retryable when the store is away.
    """
    key = os.environ.get(variable, "").strip()
    if not key:
        raise Permanent(f"{variable} is not set: put a key into it, as `selvage keys create` makes them")
    digest = sha256(key.encode()).digest()

    def caller() -> Caller:
        if key in secrets_of(settings.analytics_api_key):
            return SETTING_KEY
        found = keys.find(digest)
        if found is None:
            raise Denied(f"the key in {variable} is none of ours: make one with `selvage keys create`")
        if found.state is not KeyState.ACTIVE:
            raise Denied(f"the key in {variable} is {found.state}: replace it with `selvage keys create`")
        return Caller(str(found.id), found.name, found.role)

    return caller
