"""Asks the analytics API about customers."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from pydantic import TypeAdapter

from shared.analytics.http import AnalyticsHttp, Payload, is_problem, read, refusal
from shared.domain.facts import OrderFact
from shared.domain.order_history import CustomerOrders
from shared.domain.tickets import TicketCustomer
from shared.ports import KnownCustomer
from shared.tools.payloads import ChurnRiskPayload, CustomerPayload

PROFILE, CHURN_RISK = TypeAdapter(CustomerPayload), TypeAdapter(ChurnRiskPayload)
ORDERS = TypeAdapter(CustomerOrders)
SIDEBAR = TypeAdapter(dict[str, str | int | bool | None])

#: No such customer, and an id that the API cannot even read, mean the same to whoever asks.
UNKNOWN = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY})
#: Path segments with a meaning of their own: no address can ask for a customer of that name.
UNASKABLE = frozenset({"", ".", ".."})


class AnalyticsClient:
    """Keeps what `shared.ports.Analytics` promises over HTTP. Many threads may share one; it connects when asked."""

    def __init__(self, base_url: str, api_key: str, timeout_s: float) -> None:
        """`timeout_s` is how long one call may wait for a connection, and then for each part of the answer."""
        self._http = AnalyticsHttp(base_url, api_key, timeout_s)
        self._customers = f"{self._http.address}/api/mcp/customer/"
        self._sidebar = f"{self._http.address}/api/sidebar"

    def find(self, customer: TicketCustomer) -> KnownCustomer | None:
        """What is known of the first candidate id that the analytics know, or None when they know none.

        Raises Retryable when the analytics are down or too slow, Denied when they do not accept our key, and
        Permanent when what they answer cannot be read.
        """
        for candidate in customer.candidate_ids:
            known = self._known(candidate)
            if known is not None and customer.may_be(known.profile.email, found_by=candidate):
                return known
        return None

    def orders(self, customer_id: str, *, limit: int) -> tuple[OrderFact, ...]:
        """The newest orders of the customer whom the analytics know under this id; none for somebody unknown.

        Raises as `find` does.
        """
        url = self._address(customer_id)
        told = self._get(f"{url}/orders", ORDERS, limit=limit) if url else None
        return told.orders if told else ()

    def sidebar(self, customer_id: str) -> Mapping[str, object] | None:
        """What the helpdesk's sidebar shows of the customer with this id, flat; None for somebody unknown.

        Raises as `find` does.
        """
        told = self._get(self._sidebar, SIDEBAR, id=customer_id.encode(errors="replace").decode())
        known = told is not None and told.pop("known", False)
        return told if known else None

    def close(self) -> None:
        """Close the kept-alive connections."""
        self._http.close()

    def _known(self, candidate: str) -> KnownCustomer | None:
        url = self._address(candidate)
        profile = self._get(url, PROFILE) if url else None
        churn = self._get(f"{url}/churn-risk", CHURN_RISK) if profile else None
        # Between the two calls the customer may have been erased.
        return KnownCustomer(profile.profile(), churn.churn_risk()) if profile and churn else None

    def _address(self, customer_id: str) -> str | None:
        """Where the customer of this id or e-mail address is asked for; None when no address can."""
        # Servers read %2F as a slash, so "17850/churn-risk" would be answered, with something else.
        if customer_id in UNASKABLE or "/" in customer_id:
            return None
        return self._customers + quote(customer_id, safe="", errors="replace")

    def _get(self, url: str, payload: TypeAdapter[Payload], **asked: int | str) -> Payload | None:
        response = self._http.get(url, asked)
        if response.status_code == HTTPStatus.OK:
            return read(response, payload)
        # A 404 that is no problem document comes from something else that answers at this address.
        if response.status_code in UNKNOWN and is_problem(response):
            return None
        raise refusal(response)
