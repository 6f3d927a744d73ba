"""A backlog of tickets for a draft worker: made, and watched until it is gone."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
import redis

from shared.errors import Permanent
from shared.jobs.job import DraftReply
from shared.jobs.ring import Bell, message_for
from shared.store.deliveries import NewDelivery, record
from tests.simulators.process import Simulator

POLL_S = 0.1
#: Many customers, so that no two messages are the same.
QUESTION = "Hello, my order {number} has not arrived yet. Could you please look where it is? Thank you, Ada"

FORGET = "TRUNCATE deliveries, jobs, drafts, draft_answers"
#: Beat enqueues jobs of other kinds meanwhile.
STATES = "SELECT state, count(*) FROM jobs WHERE kind = 'draft_reply' GROUP BY state"
#: The rate of the middle three fifths of all that ended, without ramp-up and tail.
STEADY = """
SELECT 0.6 * count(*) / extract(epoch FROM percentile_disc(0.8) WITHIN GROUP (ORDER BY finished_at)
                                         - percentile_disc(0.2) WITHIN GROUP (ORDER BY finished_at))
FROM jobs WHERE state = 'done' AND kind = 'draft_reply'
"""
BY_CLAUDE = "SELECT count(*) FROM drafts WHERE state = 'posted' AND engine = 'claude'"


@dataclass(frozen=True, slots=True)
class Progress:
    """What was seen while the backlog was worked off."""

    #: From the first job that was seen at work to the last that ended.
    seconds: float
    #: Jobs by the state that they ended in.
    ends: dict[str, int]
    #: Most jobs that were seen at work at once.
    in_flight: int
    #: Notes that Claude wrote, and that were read back from the helpdesk.
    drafts: int
    #: Jobs done a second while as many were in flight as the worker holds.
    steady_per_second: float = 0.0

    @property
    def drafts_per_second(self) -> float:
        """Ramp-up and tail included."""
        return self.drafts / self.seconds if self.seconds else 0.0


def make_backlog(database_url: str, gorgias: Simulator, tickets: int) -> list[str]:
    """Forget all jobs, and leave one ready job for each of so many new tickets; the jobs' ids."""
    opened = [gorgias.open_ticket(QUESTION.format(number=number)) for number in range(tickets)]
    with psycopg.connect(database_url, connect_timeout=10) as connection:
        connection.execute(FORGET)
    return asyncio.run(_record(database_url, [_delivery(*ids) for ids in opened]))


async def _record(database_url: str, batch: Sequence[NewDelivery]) -> list[str]:
    connection = await psycopg.AsyncConnection.connect(database_url, autocommit=True, connect_timeout=10)
    async with connection:
        return [recorded.id for recorded in await record(connection, batch)]


def ring_one_by_one(redis_url: str, job_ids: Sequence[str]) -> None:
    """One bell for each job: a pool of processes that hears of several at once does them one after the other."""
    with redis.Redis.from_url(redis_url, socket_timeout=30) as client:
        for job_id in job_ids:
            client.lpush(DraftReply.queue.value, message_for(Bell(job_id, DraftReply.kind, DraftReply.queue.value)))


def _delivery(ticket_id: int, message_id: int) -> NewDelivery:
    return NewDelivery(
        source="gorgias",
        external_id=f"ticket:{ticket_id}:message:{message_id}",
        hint={"ticket_id": ticket_id, "message_id": message_id},
        kind=DraftReply.kind,
        queue=DraftReply.queue.value,
    )


def watch(database_url: str, *, deadline_s: float) -> Progress:
    """What happened until no job was left; Permanent when some are left after `deadline_s` seconds."""
    give_up_at = time.monotonic() + deadline_s
    started_at: float | None = None
    in_flight = 0
    with psycopg.connect(database_url, autocommit=True, connect_timeout=10) as connection:
        while time.monotonic() < give_up_at:
            states = {state: int(number) for state, number in connection.execute(STATES)}
            ready, running = states.pop("ready", 0), states.pop("running", 0)
            in_flight = max(in_flight, running)
            if started_at is None and (running or states):
                started_at = time.monotonic()
            if not ready and not running:
                seconds = time.monotonic() - (started_at or time.monotonic())
                row = connection.execute(BY_CLAUDE).fetchone()
                steady = connection.execute(STEADY).fetchone()
                return Progress(
                    seconds,
                    states,
                    in_flight,
                    drafts=int(row[0]) if row else 0,
                    steady_per_second=float(steady[0] or 0) if steady else 0.0,
                )
            time.sleep(POLL_S)
    raise Permanent(f"after {deadline_s:.0f} s there were still {ready} jobs ready and {running} running")
