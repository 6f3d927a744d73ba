"""The workers of a release that is not out yet: `python -m tests.faults.programs.newer_worker QUEUE`.

It knows one kind of job more than today's.
"""

import runpy
from dataclasses import dataclass
from typing import ClassVar

from pydantic import TypeAdapter

from services.workers.handlers import HANDLERS
from shared.jobs import job
from shared.jobs.outcome import Finished, Outcome
from shared.ports import Lease, Neighbours


@dataclass(frozen=True, slots=True)
class KnitReply:
    """What no release of today has heard of."""

    kind: ClassVar[str] = "knit_reply"
    queue: ClassVar[job.Queue] = job.Queue.DRAFTS

    stitches: int


def knit_reply(wanted: KnitReply, at: Neighbours, lease: Lease) -> Outcome:
    """A sentence about the stitches."""
    return Finished(f"knitted {wanted.stitches} stitches")


if __name__ == "__main__":
    job.KINDS[KnitReply.kind] = KnitReply  # type: ignore[assignment]  # the newer release's union has it
    job._ADAPTERS[KnitReply.kind] = TypeAdapter(KnitReply)
    HANDLERS[KnitReply] = knit_reply  # type: ignore[index]  # as above
    runpy.run_module("services.workers", run_name="__main__", alter_sys=True)
