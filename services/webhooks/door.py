"""The door's group commit: requests that arrive together share one INSERT, one COMMIT and one bell.

While a COMMIT is under way the next requests gather, so the batches grow with the traffic and nobody waits for
a timer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from shared.errors import Retryable
from shared.jobs.ring import Bell
from shared.store.deliveries import NewDelivery, Recorded

log = logging.getLogger(__name__)

#: More waiting than this and the door says 503 at once instead of piling up.
LONGEST_QUEUE = 5_000
LARGEST_BATCH = 500
#: A COMMIT slower than this is answered with 503; the sender asks again and finds a duplicate if it went through.
COMMIT_DEADLINE_S = 4.0
RING_DEADLINE_S = 1.0
#: Bells that wait while Redis is slow; what does not fit is rung by the relay.
LONGEST_BELL_QUEUE = 10_000


class Ledger(Protocol):
    """Where deliveries are made durable."""

    async def record(self, batch: Sequence[NewDelivery]) -> list[Recorded]:
        """One answer for each delivery, after COMMIT; Retryable when that failed or cannot be known."""


Ring = Callable[[Sequence[Bell]], Awaitable[None]]


class Door:
    """Makes deliveries durable, then rings for them."""

    def __init__(self, ledger: Ledger, ring: Ring) -> None:
        self._ledger = ledger
        self._ring = ring
        self._waiting: list[tuple[NewDelivery, asyncio.Future[Recorded]]] = []
        self._bells: list[Bell] = []
        self._arrived = asyncio.Event()
        self._recorded = asyncio.Event()
        self._closing = False
        self._committed_all = False

    async def accept(self, delivery: NewDelivery) -> Recorded:
        """How the delivery was kept, after its COMMIT; Retryable when it was not made durable."""
        if self._closing or len(self._waiting) >= LONGEST_QUEUE:
            raise Retryable("the door takes no more deliveries now")
        answer: asyncio.Future[Recorded] = asyncio.get_running_loop().create_future()
        self._waiting.append((delivery, answer))
        self._arrived.set()
        return await answer

    async def run(self) -> None:
        """Serve until closed, then finish what has arrived."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._commit_until_closed())
            tasks.create_task(self._ring_until_closed())

    def close(self) -> None:
        """Take no more deliveries, and let `run` end. It is not cancelled: redis-py may swallow a cancellation."""
        self._closing = True
        self._arrived.set()

    async def _commit_until_closed(self) -> None:
        while self._waiting or not self._closing:
            await self._arrived.wait()
            batch, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
            if not self._waiting and not self._closing:
                self._arrived.clear()
            if batch:
                await self._commit(batch)
        self._committed_all = True
        self._recorded.set()

    async def _commit(self, batch: list[tuple[NewDelivery, asyncio.Future[Recorded]]]) -> None:
        try:
            async with asyncio.timeout(COMMIT_DEADLINE_S):
                answers = await self._ledger.record([delivery for delivery, _ in batch])
        except (Retryable, TimeoutError) as error:
            log.warning("door.not_durable", extra={"deliveries": len(batch)})
            self._refuse(batch, Retryable(str(error)))
        except Exception as error:
            log.exception("door.failed", extra={"deliveries": len(batch)})
            self._refuse(batch, Retryable(f"unexpected {type(error).__name__}"))
        else:
            self._answer(batch, answers)

    def _answer(self, batch: list[tuple[NewDelivery, asyncio.Future[Recorded]]], answers: list[Recorded]) -> None:
        for (delivery, waiting), recorded in zip(batch, answers, strict=True):
            if recorded.is_new and len(self._bells) < LONGEST_BELL_QUEUE:
                self._bells.append(Bell(recorded.id, delivery.kind, delivery.queue))
            if not waiting.done():
                waiting.set_result(recorded)
        self._recorded.set()

    @staticmethod
    def _refuse(batch: list[tuple[NewDelivery, asyncio.Future[Recorded]]], error: Retryable) -> None:
        for _, waiting in batch:
            if not waiting.done():
                waiting.set_exception(error)

    async def _ring_until_closed(self) -> None:
        while self._bells or not self._committed_all:
            await self._recorded.wait()
            if not self._committed_all:
                self._recorded.clear()
            bells, self._bells = self._bells, []
            if bells:
                await self._ring_for(bells)

    async def _ring_for(self, bells: list[Bell]) -> None:
        try:
            async with asyncio.timeout(RING_DEADLINE_S):
                await self._ring(bells)
        except (Retryable, TimeoutError):
            # The rows are safe and the relay rings for them.
            log.warning("door.bell_not_heard", extra={"jobs": len(bells)})
        except Exception:  # the loop must outlive a bug, and the relay rings
            log.exception("door.bell_failed", extra={"jobs": len(bells)})
