"""/api/customers/{id}: what the law gives a customer a right to: a copy of everything, and to be forgotten."""

from datetime import datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, BeforeValidator, ConfigDict
from starlette.responses import Response

from services.api.access import Access, WhoAsks
from services.api.addresses import with_slashes
from services.api.problems import documented
from services.api.routes.tools import REFUSALS
from shared.domain.access import CustomerRead, Door, Permission
from shared.door_ports import Audit
from shared.store.personal_data import PersonalData
from shared.tools.desk import allow
from shared.tools.texts import Text

CustomerKey = Annotated[
    Text,
    BeforeValidator(with_slashes),
    Path(description="The customer's id, or e-mail address in any case", examples=["13027"]),
]


class ErasedPayload(BaseModel):
    """What was erased."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {"customer_id": "13027", "orders": 6, "erased_at": "2026-11-22T10:00:00Z"},
        }
    )

    customer_id: str
    orders: int
    erased_at: datetime


class ExportPayload(BaseModel):
    """All that is kept of one customer: one list of rows a part."""

    customer: list[dict[str, Any]]
    order_lines: list[dict[str, Any]]
    profile: list[dict[str, Any]]
    places: list[dict[str, Any]]
    events: list[dict[str, Any]]
    drafts: list[dict[str, Any]]
    reads: list[dict[str, Any]]


def personal_data_routes(personal: PersonalData, access: Access, audit: Audit) -> APIRouter:
    """The routes, for administrators."""
    asks = Annotated[WhoAsks, Depends(access.caller)]
    routes = APIRouter(
        prefix="/api/customers",
        tags=["personal data"],
        responses=documented(*REFUSALS),
    )

    @routes.get("/{customer_id}/export", response_model=ExportPayload, operation_id="export_customer")
    def export_customer(customer_id: CustomerKey, who: asks) -> Response:
        """Everything that is kept of one customer, as a file: orders, profile, history, drafts, and who has read it."""
        caller = who()
        allow(caller, Permission.EXPORT)
        parts = personal.export(customer_id)
        known = parts["customer"][0]["customer_id"]
        audit.record(CustomerRead(caller, caller.came_by(Door.REST), "export_customer", (known,)))
        attached = {"Content-Disposition": 'attachment; filename="customer.json"'}
        return Response(orjson.dumps(parts, default=str), headers=attached, media_type="application/json")

    @routes.delete("/{customer_id}", operation_id="erase_customer")
    def erase_customer(customer_id: CustomerKey, who: asks) -> ErasedPayload:
        """Forget one customer for good. Loading the same orders again does not bring them back."""
        caller = who()
        allow(caller, Permission.ERASE)
        erased = personal.erase(customer_id, key_id=caller.key_id)
        return ErasedPayload(customer_id=erased.customer_id, orders=erased.orders, erased_at=erased.erased_at)

    return routes
