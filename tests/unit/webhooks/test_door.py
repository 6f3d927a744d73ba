"""The group commit, over a ledger that remembers and can be made to fail."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any
from uuid import uuid4

import pytest

from services.webhooks.door import Door
from shared.errors import Retryable
from shared.jobs.ring import Bell
from shared.store.deliveries import NewDelivery, Recorded


class FakeLedger:
    """Keeps batches; each `record` waits until `let_go` is set."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.known: dict[str, Recorded] = {}
        self.failure: Exception | None = None
        self.asked = 0
        self.let_go = asyncio.Event()
        self.let_go.set()

    async def record(self, batch: Sequence[NewDelivery]) -> list[Recorded]:
        self.asked += 1
        await self.let_go.wait()
        if self.failure:
            raise self.failure
        self.batches.append([row.external_id for row in batch])
        answers = []
        for row in batch:
            known = self.known.get(row.external_id)
            answers.append(Recorded(known.id, is_new=False) if known else Recorded(uuid4().hex, is_new=True))
            self.known.setdefault(row.external_id, answers[-1])
        return answers


def a_delivery(external_id: str) -> NewDelivery:
    return NewDelivery("gorgias", external_id, {"ticket_id": 1}, "draft_reply", "drafts")


def with_door(test: Callable[[Door, FakeLedger, list[Bell]], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        ledger, rung = FakeLedger(), list[Bell]()

        async def ring(bells: Sequence[Bell]) -> None:
            rung.extend(bells)

        door = Door(ledger, ring)
        serving = asyncio.create_task(door.run())
        try:
            async with asyncio.timeout(5):
                await test(door, ledger, rung)
        finally:
            door.close()
            await serving

    asyncio.run(run())


async def until(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0)  # the test's own deadline bounds this


def test_requests_that_arrive_during_a_commit_share_the_next_one() -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        ledger.let_go.clear()
        first = asyncio.create_task(door.accept(a_delivery("a")))
        await until(lambda: ledger.asked == 1)
        others = [asyncio.create_task(door.accept(a_delivery(name))) for name in "bcd"]
        await until(lambda: len(door._waiting) == 3)
        ledger.let_go.set()
        answers = [await first, *[await other for other in others]]
        assert all(answer.is_new for answer in answers)
        assert ledger.batches == [["a"], ["b", "c", "d"]]

    with_door(test)


def test_only_new_deliveries_are_rung_for() -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        first = await door.accept(a_delivery("a"))
        again = await door.accept(a_delivery("a"))
        assert (first.is_new, again.is_new, again.id) == (True, False, first.id)
        await until(lambda: rung)
        assert [bell.job_id for bell in rung] == [first.id]

    with_door(test)


@pytest.mark.parametrize("failure", [Retryable("away"), TimeoutError(), RuntimeError("a bug")])
def test_whoever_waited_for_a_failed_commit_is_told_to_come_back_and_the_door_stays_open(failure: Exception) -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        ledger.failure = failure
        with pytest.raises(Retryable):
            await door.accept(a_delivery("a"))
        ledger.failure = None
        assert (await door.accept(a_delivery("a"))).is_new

    with_door(test)


def test_a_bell_that_nobody_hears_costs_the_sender_nothing() -> None:
    async def run() -> None:
        async def ring(bells: Sequence[Bell]) -> None:
            raise Retryable("Redis is away")

        door = Door(FakeLedger(), ring)
        serving = asyncio.create_task(door.run())
        async with asyncio.timeout(5):
            for name in "abc":
                assert (await door.accept(a_delivery(name))).is_new
        door.close()
        await serving

    asyncio.run(run())


def test_a_door_that_closes_finishes_what_has_arrived_and_takes_no_more() -> None:
    async def test(door: Door, ledger: FakeLedger, rung: list[Bell]) -> None:
        ledger.let_go.clear()
        arrived = [asyncio.create_task(door.accept(a_delivery(name))) for name in "abc"]
        await until(lambda: ledger.asked)
        door.close()
        with pytest.raises(Retryable):
            await door.accept(a_delivery("d"))
        ledger.let_go.set()
        assert [(await one).is_new for one in arrived] == [True] * 3
        await until(lambda: len(rung) == 3)

    with_door(test)
