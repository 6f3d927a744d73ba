"""Several processes of many threads, on Redis' own clock, at an account that is as strict as the real one."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest

from shared.gorgias.bucket import AccountBucket
from shared.gorgias.client import GorgiasClient
from tests.simulators.gorgias.app import API_KEY, USERNAME
from tests.simulators.process import Simulator, running_simulator

PROCESSES, THREADS, CALLS = 3, 8, 2
LIMIT = "20/1"


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with running_simulator("gorgias", rate_limit=LIMIT) as simulator:
        yield simulator


def read_often(redis_url: str, address: str, ticket_id: int, _: int) -> float:
    """Seconds that it took all threads of one process to read a ticket a few times each."""
    with (
        closing(AccountBucket(redis_url, LIMIT, "acme")) as bucket,
        closing(GorgiasClient(address, (USERNAME, API_KEY), timeout_s=10, bucket=bucket)) as client,
    ):
        began = time.monotonic()
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(client.ticket, [ticket_id] * THREADS * CALLS))
        return time.monotonic() - began


def test_processes_that_share_an_account_never_meet_a_429(redis_url: str, simulator: Simulator) -> None:
    ticket_id, _ = simulator.open_ticket("Where is my parcel?", customer={"email": "sarah@mail.example"})
    read = partial(read_often, redis_url, simulator.url, ticket_id)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as processes:
        processes.map(read, range(PROCESSES), chunksize=1)
    usage = simulator.usage()
    assert (usage["requests"], usage["refused"]) == (PROCESSES * THREADS * CALLS, 0)
