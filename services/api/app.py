"""The analytics API as an ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from services.api.access import AccessKeys
from services.api.metrics import Metered
from services.api.problems import tell_problems
from services.api.routes.customers import customer_routes
from services.api.routes.operations import operations_routes
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.segments import SegmentStore


def create_app(database: Database, keys: AccessKeys) -> FastAPI:
    """The application; it opens the database when it starts and closes it when it stops."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        database.open()
        try:
            yield
        finally:
            database.close()

    app = FastAPI(
        title="Selvage analytics",
        description="What the shop knows of its customers by how they buy.",
        lifespan=lifespan,
        redoc_url=None,
    )
    app.add_middleware(Metered)
    app.include_router(customer_routes(CustomerStore(database)), dependencies=[Depends(keys.require)])
    app.include_router(operations_routes(SegmentStore(database)))
    tell_problems(app)
    return app
