"""How every HTTP service of ours is served."""

import gc

import uvicorn
from starlette.types import ASGIApp


def serve(app: ASGIApp, *, host: str, port: int) -> None:
    """Serve until told to stop. Requests under way are answered first."""
    # What the imports made never dies. Unfrozen, walking it stops the service for 50 ms several times a second.
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=10,
        server_header=False,
        proxy_headers=False,
    )
