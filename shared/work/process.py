"""How a process that hears bells is set up: its threads, and Celery's command line."""

import gc
import sys

from shared.jobs.job import Queue

#: A thread that waits for the interpreter asks for it again this often. With hundreds of them Python's own 5 ms costs
#: more than the drafts; they give it up by themselves at every call to a neighbour.
SWITCH_INTERVAL_S = 0.1
#: New objects before the collector looks at them. A draft makes tens of thousands and hardly a cycle.
YOUNG_OBJECTS = 50_000


def prepare_for_threads() -> None:
    """Make this process cheap for hundreds of threads, once everything has been imported and connected."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    # What the imports made never dies; walking it again and again is a twelfth of a draft.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)


def celery_command(queue: Queue, places: int, *, threads: bool, log_level: str) -> list[str]:
    """What `Celery.worker_main` is told to hear the bells of one queue, `places` at a time."""
    pool = ["--pool", "threads" if threads else "prefork", "--concurrency", str(places)]
    named = ["--queues", queue.value, "--hostname", f"{queue.value}@%h"]
    return ["worker", *pool, *named, "--task-events", "--loglevel", log_level]
