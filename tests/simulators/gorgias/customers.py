"""Gorgias' endpoints of customers."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.simulators.back_door import Json
from tests.simulators.gorgias import fields
from tests.simulators.gorgias.account import Account
from tests.simulators.gorgias.errors import ApiError
from tests.simulators.gorgias.paging import PAGING_PARAMETERS, page_of
from tests.simulators.gorgias.reading import as_it_is, body_of, matching, parameters_of
from tests.simulators.gorgias.shapes import Wire
from tests.simulators.ledger import Ledger

FILTERS = frozenset({"email", "external_id", "name", "language", "timezone"})


class Customers:
    """The endpoints over one account; what clients changed goes into the ledger."""

    def __init__(self, account: Account, ledger: Ledger) -> None:
        self.account = account
        self.ledger = ledger

    @property
    def routes(self) -> list[Route]:
        """All endpoints."""
        return [
            Route("/api/customers", self.customers, methods=["GET"]),
            Route("/api/customers/{id:int}", self.customer, methods=["GET"]),
            Route("/api/customers/{id:int}/data", self.keep_data, methods=["PUT"]),
        ]

    async def customers(self, request: Request) -> Response:
        """A page of customers."""
        parameters = parameters_of(request, FILTERS | PAGING_PARAMETERS)
        rows = matching(self.account.customers.values(), parameters, FILTERS)
        return Json(page_of(rows, parameters, uri="/api/customers", render=as_it_is))

    async def customer(self, request: Request) -> Response:
        """One customer."""
        parameters_of(request, ())
        return Json(self._customer(request))

    async def keep_data(self, request: Request) -> Response:
        """Replace what is shown beside the customer's tickets, unless a newer version is there; the answer is empty."""
        parameters_of(request, ())
        customer, failure = self._customer(request), "Failed to update customer data"
        body = fields.checked(await body_of(request), fields.CUSTOMER_DATA, failure=failure)
        if "data" not in body:
            raise ApiError(400, failure, {"data": ["Missing data for required field."]})
        if self.account.keep_data(customer, body["data"], version=body.get("version")):
            self.ledger.record("customer-data", id=customer["id"], data=body["data"], version=body.get("version"))
        return Response(status_code=202)

    def _customer(self, request: Request) -> Wire:
        customer = self.account.customers.get(request.path_params["id"])
        if customer is None:
            raise ApiError(404)
        return customer
