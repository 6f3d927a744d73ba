from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.plan import (
    LoadPlan,
    LoadReport,
    as_json,
    percentile,
    plan_from,
    report_from,
)


def a_plan() -> LoadPlan:
    return LoadPlan(
        port=8001,
        path="/webhooks/gorgias",
        secret="s",
        connections=32,
        warm_up_s=0.5,
        seconds=4,
        first_id=1,
        requests=10,
    )


def test_plans_and_reports_survive_the_process_border() -> None:
    report = LoadReport(per_second=10.5, p50_ms=1, p99_ms=2, max_ms=3, statuses={202: 9, 503: 1}, lost=0)

    assert plan_from(as_json(a_plan())) == a_plan()
    assert report_from(as_json(report)) == report


def test_percentiles_are_values_that_were_seen() -> None:
    hundred = [float(value) for value in range(1, 101)]

    assert percentile(hundred, 0.50) == 50
    assert percentile(hundred, 0.99) == 99
    assert percentile(hundred, 1.0) == 100
    assert percentile([], 0.5) == 0


@given(st.lists(st.floats(0, 1000), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_not_exceeded_by_its_share(values: list[float], share: float) -> None:
    ascending = sorted(values)

    found = percentile(ascending, share)

    assert found in ascending
    assert sum(value <= found for value in ascending) >= share * len(ascending) - 1e-9
