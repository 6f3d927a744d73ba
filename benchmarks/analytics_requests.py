"""What the analytics API is asked: whole HTTP requests, a few thousand of each kind."""

import json
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from benchmarks.analytics_shop import CUSTOMERS

#: Customers who are asked about, at random among all.
ASKED_ABOUT = 5_000
PROFILE = "profile"

CUSTOMER = "/api/mcp/customer"
SEARCH = "/api/mcp/search"
ASK = "/api/mcp/query/natural-language"

SEGMENTS = ("one_time", "occasional", "regular", "frequent")
QUESTIONS = (
    "Which customers are at high churn risk?",
    "Who are our best customers?",
    "Which archetypes bring the most revenue?",
    "How likely is customer 00013027 to leave?",
)


def requests_by_kind(key: str) -> Mapping[str, Sequence[str]]:
    """Kind to requests, each with the key."""
    ids = some_customers(ASKED_ABOUT)
    return {
        PROFILE: profile_requests(key),
        "churn_risk": [_get(f"{CUSTOMER}/{one}/churn-risk", key) for one in ids],
        "search": [_post(SEARCH, {"segment_filter": {"purchase_frequency": each}}, key) for each in SEGMENTS],
        "search_compound": [_post(SEARCH, {"where": {"all": list(_conditions(each))}}, key) for each in SEGMENTS],
        "churn_aggregate": [_get("/api/mcp/churn/aggregate?limit=5", key)],
        "archetype": [_get(f"/api/mcp/archetype/{place}", key) for place in range(1, 21)],
        "question": [_post(ASK, {"query": question}, key) for question in QUESTIONS],
    }


def profile_requests(key: str) -> Sequence[str]:
    """Requests of profiles; without a key when that is empty."""
    return [_get(f"{CUSTOMER}/{one}", key) for one in some_customers(ASKED_ABOUT)]


def some_customers(many: int) -> list[str]:
    """Ids of customers at random, the same each time."""
    return [f"{number:08}" for number in np.random.default_rng(1).integers(0, CUSTOMERS, many)]


def _conditions(segment: str) -> Iterator[Mapping[str, object]]:
    """AND, OR and NOT over an axis, the churn level and a metric."""
    yield {"axis": "purchase_frequency", "segment": segment}
    yield {"any": [{"churn_level": "HIGH"}, {"churn_level": "CRITICAL"}]}
    yield {"not": {"metric": "historic_clv", "at_most": 1000}}


def _get(path: str, key: str) -> str:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{_authorization(key)}\r\n"


def _post(path: str, body: Mapping[str, object], key: str) -> str:
    text = json.dumps(body)
    head = f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n"
    return f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{_authorization(key)}{head}\r\n{text}"


def _authorization(key: str) -> str:
    return f"Authorization: Bearer {key}\r\n" if key else ""
