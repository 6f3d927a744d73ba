"""/api/mcp/customer/random: the profile of a customer whom nobody has chosen."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from services.api.access import Access, WhoAsks
from services.api.problems import documented
from services.api.routes.paths import PREFIX, Subject
from services.api.routes.tools import JSON, REFUSALS, answered
from services.api.schemas import Components
from shared.domain.access import Door
from shared.errors import NotFound
from shared.tools.desk import Desk, allow
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores

PROFILE = TOOLS["get_customer_profile"]


def somebody_routes(
    desk: Desk, stores: Stores, access: Access, components: Components, draw: Callable[[int], int]
) -> APIRouter:
    """The route; `draw` gives a number from 0 to below another."""
    routes = APIRouter(prefix=PREFIX, tags=[Subject.CUSTOMER])

    @routes.get(
        "/customer/random",
        operation_id="random_customer",
        summary="A random customer's profile",
        response_model=None,
        responses={**answered(PROFILE, "random_customer", components), **documented(*REFUSALS)},
    )
    def random_customer(who: Annotated[WhoAsks, Depends(access.counted_query)]) -> Response:
        """The profile of somebody, for trying things out. It counts and is noted as any look at a customer is."""
        caller = who()
        allow(caller, PROFILE.permission)
        place = draw(max(1, stores.segments.current().customers))
        # Whoever was erased since the snapshot still counts in it, so that the last places may be empty.
        customer_id = stores.customers.nth(place) or stores.customers.nth(0)
        if customer_id is None:
            raise NotFound("there are no customers yet")
        return Response(desk.json(caller, PROFILE.name, {"customer_id": customer_id}, Door.REST), media_type=JSON)

    return routes
