"""Asks the analytics API about customers."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

import requests
from pydantic import TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter

from shared.domain.facts import OrderFact
from shared.domain.order_history import CustomerOrders
from shared.domain.tickets import TicketCustomer
from shared.errors import Denied, Permanent, Retryable, SelvageError
from shared.ports import KnownCustomer
from shared.tools.payloads import ChurnRiskPayload, CustomerPayload

Payload = TypeVar("Payload")

PROFILE, CHURN_RISK = TypeAdapter(CustomerPayload), TypeAdapter(ChurnRiskPayload)
ORDERS = TypeAdapter(CustomerOrders)
SIDEBAR = TypeAdapter(dict[str, str | int | bool | None])

#: Kept-alive connections: one for each thread of a draft worker that may ask at the same time.
MAX_CONNECTIONS = 300
PROBLEM = "application/problem+json"
#: No such customer, and an id that the API cannot even read, mean the same to whoever asks.
UNKNOWN = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY})
DENIED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
#: Path segments with a meaning of their own: no address can ask for a customer of that name.
UNASKABLE = frozenset({"", ".", ".."})


class AnalyticsClient:
    """Keeps what `shared.ports.Analytics` promises over HTTP. Many threads may share one; it connects when asked."""

    def __init__(self, base_url: str, api_key: str, timeout_s: float) -> None:
        """`timeout_s` is how long one call may wait for a connection, and then for each part of the answer."""
        self._customers = f"{base_url.rstrip('/')}/api/mcp/customer/"
        self._sidebar = f"{base_url.rstrip('/')}/api/sidebar"
        self._timeout_s = timeout_s
        self._session = requests.Session()
        # A .netrc or proxy of the machine would replace our key or see the customers.
        self._session.trust_env = False
        self._session.headers["X-API-Key"] = api_key
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=MAX_CONNECTIONS)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

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
        self._session.close()

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
        try:
            response = self._session.get(url, params=asked, timeout=self._timeout_s, allow_redirects=False)
        except ValueError as error:
            raise Permanent("the address or the key of the analytics API cannot be used") from error
        except requests.RequestException as error:
            raise Retryable("the analytics API is away or too slow") from error
        if response.status_code == HTTPStatus.OK:
            return _read(response, payload)
        # A 404 that is no problem document comes from something else that answers at this address.
        if response.status_code in UNKNOWN and response.headers.get("Content-Type", "").startswith(PROBLEM):
            return None
        raise _refusal(response)


def _read(response: requests.Response, payload: TypeAdapter[Payload]) -> Payload:
    try:
        return payload.validate_json(response.content)
    except ValidationError as error:
        raise Permanent("what the analytics API answered cannot be read") from error


def _refusal(response: requests.Response) -> SelvageError:
    status = response.status_code
    if status in DENIED:
        return Denied("the analytics API does not accept ANALYTICS_API_KEY")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return Retryable(
            f"the analytics API answered {status}", retry_after=_seconds(response.headers.get("Retry-After"))
        )
    return Permanent(f"the analytics API answered {status}; is ANALYTICS_API_URL its address?")


def _seconds(retry_after: str | None) -> float | None:
    return float(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else None
