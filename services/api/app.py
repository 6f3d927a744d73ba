"""The analytics API as an ASGI application."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from secrets import randbelow

from fastapi import FastAPI

from services.api.access import Access
from services.api.addresses import KeepsParts
from services.api.bodies import BoundsBodies
from services.api.limits import TellsRateLimits
from services.api.mcp import McpDoor
from services.api.metrics import Metered
from services.api.problems import Problem, tell_problems
from services.api.routes.any_tool import any_tool_routes
from services.api.routes.drafts import draft_routes
from services.api.routes.operations import operations_routes
from services.api.routes.personal_data import personal_data_routes
from services.api.routes.questions import question_routes
from services.api.routes.sidebar import sidebar_routes
from services.api.routes.somebody import somebody_routes
from services.api.routes.tools import tool_routes
from services.api.schemas import Components
from shared.door_ports import Audit
from shared.mcp.http import LOCAL, LetIn
from shared.ports import Clock
from shared.questions.answerer import Answerer
from shared.store.database import Database
from shared.store.draft_report import DraftReports
from shared.store.personal_data import PersonalData
from shared.tools.desk import Desk
from shared.tools.stores import Stores
from shared.wiring import SystemClock

DESCRIPTION = """What the shop knows of its customers by how they buy.

Send a key as `Authorization: Bearer <key>` or `X-API-Key: <key>`. Amounts are in `currency`, probabilities from 0 to 1,
and everything is true as of the day in `as_of`: the newest order. Where a list has a `next_cursor`, send it as `cursor`
for the next page. Errors are problem documents (RFC 9457).
"""

SYSTEM = SystemClock()


def create_app(
    database: Database,
    *,
    stores: Stores,
    desk: Desk,
    access: Access,
    answerer: Answerer,
    audit: Audit,
    draw: Callable[[int], int] = randbelow,
    let_in: LetIn = LOCAL,
    clock: Clock = SYSTEM,
) -> FastAPI:
    """The application; it opens the database when it starts and closes it when it stops.

    `desk` asks the tools over `stores`, `answerer` reads questions for it, and `audit` hears of what is read without a
    tool. `draw` chooses a random customer: a number from 0 to below another. `let_in`
    says whose requests reach /mcp. `clock` tells what "the last days" are.
    """
    mcp = McpDoor(desk, stores.segments, access, let_in)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        database.open()
        try:
            async with mcp.run():
                yield
        finally:
            database.close()

    app = FastAPI(
        title="Selvage analytics",
        description=DESCRIPTION,
        lifespan=lifespan,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.add_middleware(BoundsBodies)
    app.add_middleware(TellsRateLimits)
    app.add_middleware(Metered)
    app.add_middleware(KeepsParts)
    components = Components()
    components.add(Problem.model_json_schema())
    # The first route that fits an address answers: "random" is nobody's id.
    app.include_router(somebody_routes(desk, stores, access, components, draw))
    app.include_router(tool_routes(desk, access, components))
    app.include_router(any_tool_routes(desk, access, components))
    app.include_router(question_routes(answerer, access, components))
    app.include_router(personal_data_routes(PersonalData(database), access, audit))
    app.include_router(draft_routes(DraftReports(database), access, clock))
    app.include_router(sidebar_routes(stores.customers, access, audit))
    app.include_router(operations_routes(stores.segments))
    app.router.routes.append(mcp.route)
    tell_problems(app)
    app.openapi = components.document(app)  # type: ignore[method-assign]  # as FastAPI's documentation says
    return app
