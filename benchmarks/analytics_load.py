"""`python -m benchmarks.analytics_load PLAN`: one run of whole requests against one server, in a process of its own."""

import gc
import json
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import uvloop

from benchmarks.analytics_pace import pace
from benchmarks.load.__main__ import report_of
from benchmarks.load.client import GRACE_S, Recording, drive, read_answer
from benchmarks.load.plan import LoadReport, as_json, report_from
from shared.errors import Permanent

START_UP_S = 30.0
#: More than any server here answers in one run.
MOST = 400_000


@dataclass(frozen=True, slots=True)
class AskPlan:
    """One run."""

    port: int
    #: A JSON list of whole requests, which are sent in turn, over and over.
    requests_file: str
    warm_up_s: float
    seconds: float
    #: Requests a second, each at its time; 0: each connection asks again as soon as it is answered.
    per_second: float = 0
    #: How many ask at once, when it is as fast as they can.
    connections: int = 16


async def _ask(plan: AskPlan, requests: list[bytes]) -> Recording:
    if plan.per_second:
        return await pace(
            plan.port, requests, per_second=plan.per_second, warm_up_s=plan.warm_up_s, seconds=plan.seconds
        )
    return await drive(
        plan.port,
        requests * (MOST // len(requests)),
        connections=plan.connections,
        warm_up_s=plan.warm_up_s,
        seconds=plan.seconds,
        keep_accepted=False,
    )


def run_ask(plan: AskPlan) -> LoadReport:
    """The report of one run; CalledProcessError when the generator failed, TimeoutExpired when it hung."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.analytics_load", json.dumps(asdict(plan))],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=START_UP_S + plan.warm_up_s + plan.seconds + 2 * GRACE_S,
    )
    return report_from(done.stdout)


def ask_once(port: int, request: str) -> tuple[int, bytes]:
    """Status and body of one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=START_UP_S) as connection:
        connection.sendall(request.encode("latin-1"))
        buffer = b""
        while (answer := read_answer(buffer)) is None:
            if not (more := connection.recv(65536)):
                raise Permanent("the server closed without an answer")
            buffer += more
    return answer


def main() -> None:
    """Run the plan, print the report."""
    plan = AskPlan(**json.loads(sys.argv[1]))
    requests = [text.encode("latin-1") for text in json.loads(Path(plan.requests_file).read_text(encoding="utf-8"))]
    # A collection in the middle of the run would show up as the server's latency.
    gc.collect()
    gc.freeze()
    gc.disable()
    print(as_json(report_of(uvloop.run(_ask(plan, requests)))))


if __name__ == "__main__":
    main()
