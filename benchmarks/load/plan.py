"""What the load generator is asked to do, and what it reports. Both cross the process border as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """One run against one server on the loopback interface."""

    port: int
    path: str
    #: Signs every body, as Gorgias would.
    secret: str
    connections: int
    #: Answers before this many seconds count for the statuses, not for rate and latency.
    warm_up_s: float
    seconds: float
    #: Ids of the first ticket and message; each request takes the next ones, so no two are alike.
    first_id: int
    #: Requests are built before the run; it ends early when none is left.
    requests: int
    #: Where to write the `delivery_id` of every 202, one a line; empty: nowhere.
    acknowledged_file: str = ""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What one run saw."""

    per_second: float
    p50_ms: float
    p99_ms: float
    max_ms: float
    #: Answers by status, the warm-up included.
    statuses: Mapping[int, int]
    #: Connections that ended with a request unanswered.
    lost: int


def percentile(ascending: Sequence[float], share: float) -> float:
    """The smallest of the values that at least `share` of them do not exceed; 0 when there are none."""
    if not ascending:
        return 0.0
    rank = -(-len(ascending) * share // 1)
    return ascending[max(0, int(rank) - 1)]


def plan_from(text: str) -> LoadPlan:
    """The plan that `as_json` wrote."""
    return LoadPlan(**json.loads(text))


def report_from(text: str) -> LoadReport:
    """The report that `as_json` wrote."""
    fields = json.loads(text)
    statuses = {int(status): count for status, count in fields.pop("statuses").items()}
    return LoadReport(**fields, statuses=statuses)


def as_json(value: LoadPlan | LoadReport) -> str:
    """One line of JSON."""
    return json.dumps(asdict(value))
