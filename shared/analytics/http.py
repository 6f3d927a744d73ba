"""How the analytics API is reached: one pool of connections, one key, and what its refusals are in our words."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar

import requests
from pydantic import TypeAdapter, ValidationError
from requests.adapters import HTTPAdapter

from shared.errors import Denied, Permanent, Retryable, SelvageError

Payload = TypeVar("Payload")

#: Kept-alive connections: one for each thread of a draft worker that may ask at the same time.
MAX_CONNECTIONS = 300
PROBLEM = "application/problem+json"
DENIED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
NOT_ACCEPTED = "the analytics API does not accept ANALYTICS_API_KEY"


class AnalyticsHttp:
    """Sends requests with our key. Many threads may share one; it connects when asked."""

    def __init__(self, base_url: str, api_key: str, timeout_s: float) -> None:
        """`timeout_s` is how long one call may wait for a connection, and then for each part of the answer."""
        self.address = base_url.rstrip("/")
        self._timeout_s = timeout_s
        self._session = requests.Session()
        # A .netrc or proxy of the machine would replace our key or see the customers.
        self._session.trust_env = False
        self._session.headers["X-API-Key"] = api_key
        adapter = HTTPAdapter(pool_connections=1, pool_maxsize=MAX_CONNECTIONS)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def get(
        self, url: str, asked: Mapping[str, int | str], headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """The response, whatever its status; Retryable when there is none in time, Permanent when none can be."""
        return self._send("GET", url, headers, asked=asked)

    def post(self, url: str, told: object, headers: Mapping[str, str] | None = None) -> requests.Response:
        """The response to `told` as JSON; raises as `get` does."""
        return self._send("POST", url, headers, told=told)

    def close(self) -> None:
        """Close the kept-alive connections."""
        self._session.close()

    def _send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        *,
        asked: Mapping[str, int | str] | None = None,
        told: object = None,
    ) -> requests.Response:
        try:
            return self._session.request(
                method, url, params=asked, json=told, headers=headers, timeout=self._timeout_s, allow_redirects=False
            )
        except ValueError as error:
            raise Permanent("the address or the key of the analytics API cannot be used") from error
        except requests.RequestException as error:
            raise Retryable("the analytics API is away or too slow") from error


def read(response: requests.Response, payload: TypeAdapter[Payload]) -> Payload:
    """What the response holds; Permanent when it cannot be read."""
    try:
        return payload.validate_json(response.content)
    except ValidationError as error:
        raise Permanent("what the analytics API answered cannot be read") from error


def is_problem(response: requests.Response) -> bool:
    """Whether it is the API that refuses, and not something else that answers at its address."""
    return response.headers.get("Content-Type", "").startswith(PROBLEM)


def refusal(response: requests.Response) -> SelvageError:
    """What a response that is no answer says, in our words and without anything of the customer."""
    status = response.status_code
    if status in DENIED:
        return Denied(NOT_ACCEPTED)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        return Retryable(f"the analytics API answered {status}", retry_after=seconds_to_wait(response))
    return Permanent(f"the analytics API answered {status}; is ANALYTICS_API_URL its address?")


def seconds_to_wait(response: requests.Response) -> float | None:
    """What Retry-After says, where it says a number."""
    told = response.headers.get("Retry-After")
    return float(told) if told and told.isascii() and told.isdigit() else None
