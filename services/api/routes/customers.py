"""GET /api/mcp/customer/…: what is known of one customer."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.responses import Response

from services.api.problems import documented
from shared.tools.payloads import ChurnRiskPayload, CustomerPayload
from shared.store_ports import Customers
from shared.tools.customers.churn_risk import predict_churn_risk
from shared.tools.customers.profile import get_customer_profile

#: The longest e-mail address there can be (RFC 3696, erratum 1003: 64 + 1 + 255).
LONGEST_ID = 320

CustomerId = Annotated[
    str, Path(max_length=LONGEST_ID, description="The customer's id, or e-mail address in any case", examples=["13027"])
]


def customer_routes(customers: Customers) -> APIRouter:
    """The routes over `customers`. Handlers are plain functions: they wait for the store in the server's threads."""
    routes = APIRouter(
        prefix="/api/mcp/customer",
        tags=["customers"],
        responses=documented(
            HTTPStatus.UNAUTHORIZED,
            HTTPStatus.NOT_FOUND,
            HTTPStatus.UNPROCESSABLE_ENTITY,
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
    )

    @routes.get("/{customer_id}", response_model=CustomerPayload)
    def customer(customer_id: CustomerId) -> Response:
        """All that the analytics know of one customer: archetype, segments with memberships, spending, orders."""
        return _json(CustomerPayload.of(get_customer_profile(customers, customer_id)))

    @routes.get("/{customer_id}/churn-risk", response_model=ChurnRiskPayload)
    def churn_risk(customer_id: CustomerId) -> Response:
        """How likely one customer is to leave, why, and what to do about it."""
        return _json(ChurnRiskPayload.of(predict_churn_risk(customers, customer_id)))

    return routes


def _json(payload: BaseModel) -> Response:
    """The payload as it is: FastAPI would validate what we have just made a second time."""
    return Response(payload.model_dump_json(), media_type="application/json")
