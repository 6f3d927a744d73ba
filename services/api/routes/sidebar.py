"""/api/sidebar: where a customer stands, for a widget in the helpdesk's sidebar."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from services.api.access import Access, WhoAsks
from services.api.problems import documented
from services.api.routes.tools import REFUSALS
from shared.domain.access import CustomerRead, Door, Permission
from shared.domain.churn import ChurnLevel
from shared.domain.value import ValueTier
from shared.door_ports import Audit
from shared.store_ports import Customers
from shared.tools.customers.sidebar import customer_sidebar
from shared.tools.desk import allow
from shared.tools.texts import Text


class SidebarPayload(BaseModel):
    """Flat, since a widget shows one field a line. All but `known` are null for somebody unknown."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "known": True,
                "churn": "CRITICAL",
                "churn_percent": 78,
                "value": "VIP",
                "archetype": "Regular (weak), high value (moderate), lapsed (weak)",
                "orders": 6,
                "last_purchase": "2011-08-18",
                "next_purchase": None,
                "advice": "⚠️ RETENTION PRIORITY: Valuable customer at critical risk.",
                "as_of": "2011-12-09",
            }
        }
    )

    known: bool = Field(description="Whether the analytics know the customer")
    churn: ChurnLevel | None = None
    churn_percent: int | None = Field(None, description="Chance of no purchase within 90 days; null without a model")
    value: ValueTier | None = None
    archetype: str | None = None
    orders: int | None = None
    last_purchase: date | None = None
    next_purchase: date | None = Field(None, description="The expected day, where naming one would not mislead")
    advice: str | None = Field(None, description="What to do so that the customer stays")
    as_of: date | None = Field(None, description="The day that all of this was true on")


Email = Annotated[Text, Query(description="The customer's e-mail address in any case", examples=["sarah@example.com"])]
CustomerId = Annotated[Text, Query(alias="id", description="The customer's id in the shop", examples=["13027"])]


def sidebar_routes(customers: Customers, access: Access, audit: Audit) -> APIRouter:
    """The route."""
    routes = APIRouter(prefix="/api/sidebar", tags=["helpdesk"])

    @routes.get("", operation_id="sidebar", summary="A customer in the sidebar", responses=documented(*REFUSALS))
    def sidebar(
        who: Annotated[WhoAsks, Depends(access.counted_query)], email: Email = "", customer_id: CustomerId = ""
    ) -> SidebarPayload:
        """Where the customer with this id, or else this e-mail address, stands. Somebody unknown is no error."""
        caller = who()
        allow(caller, Permission.CUSTOMER)
        seen = customer_sidebar(customers, customer_id=customer_id, email=email)
        if seen is None:
            return SidebarPayload(known=False)
        audit.record(CustomerRead(caller, caller.came_by(Door.REST), "sidebar", (seen.customer_id,)))
        return SidebarPayload(known=True, **asdict(seen.sidebar))

    return routes
