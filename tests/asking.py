"""Asking a running analytics API, and the customer that it knows."""

import json
import socket
from urllib.parse import urlsplit

import requests

from shared.domain.customers import Strength
from tests.factories_customers import a_place, a_profile
from tests.running_api import API_KEY

SARAH = a_profile(
    "17850",
    axes=(a_place(), a_place("engagement", "lapsed", Strength.WEAK)),
    clv=6912.0,
    orders=6,
    days_silent=113,
    tenure_days=354,
    email="Sarah@Example.com",
)
CUSTOMER = "/api/mcp/customer/17850"
CHURN = f"{CUSTOMER}/churn-risk"
#: Nothing listens here.
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


def get(address: str, path: str, **headers: str) -> requests.Response:
    return requests.get(address + path, headers=headers or {"X-API-Key": API_KEY}, timeout=10)


def post(address: str, path: str, told: object, **headers: str) -> requests.Response:
    """The answer to `told` as JSON; bytes are sent as they are."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    sent = {"Content-Type": "application/json", **(headers or {"X-API-Key": API_KEY})}
    return requests.post(address + path, data=body, headers=sent, timeout=10)


def raw(address: str, request: bytes) -> bytes:
    """What the server says to these bytes, until it closes."""
    where = urlsplit(address)
    with socket.create_connection((str(where.hostname), where.port or 0), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def problem_of(response: requests.Response) -> dict[str, object]:
    assert response.headers["Content-Type"] == "application/problem+json"
    problem: dict[str, object] = response.json()
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert problem["status"] == response.status_code
    return problem
