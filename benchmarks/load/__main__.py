"""`python -m benchmarks.load PLAN`: one run; the plan comes as JSON, the report leaves as JSON."""

import gc
import json
import sys
from pathlib import Path

import uvloop

from benchmarks.load.client import Recording, drive
from benchmarks.load.plan import LoadPlan, LoadReport, as_json, percentile, plan_from
from benchmarks.load.requests import signed_requests


def report_of(recording: Recording) -> LoadReport:
    """Rate and latencies after the warm-up, statuses of everything."""
    latencies = sorted(recording.latencies)
    elapsed = recording.last_answer_at - recording.count_from
    return LoadReport(
        per_second=len(latencies) / elapsed if elapsed > 0 else 0.0,
        p50_ms=percentile(latencies, 0.50) * 1000,
        p99_ms=percentile(latencies, 0.99) * 1000,
        max_ms=percentile(latencies, 1.0) * 1000,
        statuses=dict(recording.statuses),
        lost=recording.lost,
    )


def run(plan: LoadPlan) -> LoadReport:
    """Build the requests, send them, and write the ids that were acknowledged."""
    requests = signed_requests(plan.path, plan.secret, first_id=plan.first_id, count=plan.requests)
    # A collection in the middle of the run would show up as the server's latency.
    gc.collect()
    gc.freeze()
    gc.disable()
    recording = uvloop.run(
        drive(
            plan.port,
            requests,
            connections=plan.connections,
            warm_up_s=plan.warm_up_s,
            seconds=plan.seconds,
            keep_accepted=bool(plan.acknowledged_file),
        )
    )
    if plan.acknowledged_file:
        ids = (str(json.loads(body)["delivery_id"]) for body in recording.accepted)
        Path(plan.acknowledged_file).write_text("".join(f"{one}\n" for one in ids), encoding="ascii")
    return report_of(recording)


if __name__ == "__main__":
    print(as_json(run(plan_from(sys.argv[1]))))
