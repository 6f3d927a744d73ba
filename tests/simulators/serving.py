"""Runs a simulator: one uvicorn process on the loopback interface unless told otherwise."""

import socket
import sys
from datetime import UTC, datetime
from time import time

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: What a simulator prints, followed by its address, once its port is bound.
READY = "simulator listening on "
BACKLOG = 4096


class DroppableProtocol(HttpToolsProtocol):
    """Uvicorn's protocol, with the transport in the scope so that a fault can hang up."""

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self.scope["extensions"] = {"simulator.transport": self.transport}  # type: ignore[dict-item]  # ours


def clock() -> datetime:
    """The present moment, UTC."""
    return datetime.fromtimestamp(time(), UTC)


def serve(app: ASGIApp, *, host: str, port: int) -> None:
    """Serve until told to stop by SIGTERM or SIGINT. Port 0 takes a free one; the address is printed."""
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http=DroppableProtocol,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=75,
        backlog=BACKLOG,
    )
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        # From here on callers wait in the backlog, so the address may be told.
        listener.listen(BACKLOG)
        sys.stdout.write(f"{READY}http://{host}:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        uvicorn.Server(config).run(sockets=[listener])
