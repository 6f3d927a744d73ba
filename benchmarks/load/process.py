"""Run the load generator apart from the servers and from this process."""

import subprocess
import sys

from benchmarks.load.client import GRACE_S
from benchmarks.load.plan import LoadPlan, LoadReport, as_json, report_from

#: Building the requests and starting Python.
START_UP_S = 30.0


def run_load(plan: LoadPlan) -> LoadReport:
    """The report of one run; CalledProcessError when the generator failed, TimeoutExpired when it hung."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", as_json(plan)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=START_UP_S + plan.warm_up_s + plan.seconds + 2 * GRACE_S,
    )
    return report_from(done.stdout)
