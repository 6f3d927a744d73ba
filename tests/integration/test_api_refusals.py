"""What the analytics API refuses: keys that it does not know, identifiers that are none, bytes that are no request."""

from urllib.parse import quote

import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.asking import CHURN, CUSTOMER, get, problem_of, raw, status_of
from tests.running_api import API_KEY, OLD_API_KEY


def test_any_accepted_key_opens_in_either_header(api: str) -> None:
    for key in (API_KEY, OLD_API_KEY):
        assert get(api, CUSTOMER, **{"X-API-Key": key}).status_code == 200
        assert get(api, CUSTOMER, Authorization=f"Bearer {key}").status_code == 200
        assert get(api, CUSTOMER, Authorization=f"bearer {key}").status_code == 200


def test_without_an_accepted_key_nothing_is_told(api: str) -> None:
    for headers in (
        {"Accept": "application/json"},
        {"X-API-Key": ""},
        {"X-API-Key": "wrong"},
        {"X-API-Key": API_KEY[:-1]},
        {"X-API-Key": f"{API_KEY},{OLD_API_KEY}"},
        {"X-API-Key": "ключ".encode().decode("latin-1")},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Basic {API_KEY}"},
        {"Authorization": API_KEY},
    ):
        for path in (CUSTOMER, CHURN, "/api/mcp/customer/nobody"):
            response = get(api, path, **headers)

            assert response.status_code == 401, headers
            assert response.headers["WWW-Authenticate"] == "Bearer"
            assert "Send a key" in str(problem_of(response)["detail"])


def test_any_identifier_is_answered_with_a_problem_of_the_asker(api: str) -> None:
    thread = "%F0%9F%A7%B5"
    for identifier in ("%00", "a%00b", "%FF%FE", "%ED%A0%80", "%2e%2e", "a%2Fb", "' OR 1=1 --", "%", thread * 400):
        for suffix in ("", "/churn-risk"):
            response = get(api, f"/api/mcp/customer/{identifier}{suffix}")

            assert response.status_code in {404, 422}, identifier
            problem_of(response)


def test_an_identifier_that_is_too_long_is_refused_and_not_repeated(api: str) -> None:
    response = get(api, "/api/mcp/customer/" + "x" * 10_240)

    assert response.status_code == 422
    assert "xxx" not in str(problem_of(response)["detail"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.binary(min_size=1, max_size=60))
def test_any_bytes_as_an_identifier_are_never_an_error_of_ours(api: str, identifier: bytes) -> None:
    assert get(api, f"/api/mcp/customer/{quote(identifier, safe='')}").status_code in {404, 422}


def test_hostile_bytes_are_refused_with_a_4xx(api: str) -> None:
    for request in (
        b"GET /api/mcp/customer/\xff\xfe HTTP/1.1\r\nHost: x\r\nX-API-Key: the-api-key\r\n",
        b"GET /api/mcp/customer/1 HTTP/1.1\r\nHost: x\r\nX-API-Key: \xff\xfe\xc3\xbc\r\n",
        b"GET /api/mcp/customer/1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\r\n",
        b"GET /api/mcp/customer/1 HTTP/1.1\r\nHost: \xff\r\nX-API-Key: wrong\r\n",
        b"GET " + b"/" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n",
        b"NONSENSE\r\n",
    ):
        answer = raw(api, request + b"Connection: close\r\n\r\n")

        assert 400 <= status_of(answer) < 500, request


def test_a_path_that_is_none_is_a_problem_too(api: str) -> None:
    for path in ("/", "/api/mcp/customer", "/api/mcp/customer/"):
        response = get(api, path)

        assert response.status_code == 404
        problem_of(response)


def test_another_method_is_refused(api: str) -> None:
    response = requests.delete(api + CUSTOMER, headers={"X-API-Key": API_KEY}, timeout=10)

    assert response.status_code == 405
    assert problem_of(response)["title"] == "Method Not Allowed"
