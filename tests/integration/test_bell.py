"""The bell on the event loop that the door runs on, while connections to Redis are made and reset at once."""

import uvloop

from shared.errors import Retryable
from shared.store.bell import AsyncBell
from tests.faults.proxy import Address, Proxy

#: A balancer in front of a Redis that is down: it takes the connection, and then resets it.
NOBODY_BEHIND = Address(1)
#: A reset comes before or after the first words, as it happens: so often that each is met.
TIMES = 1500


def test_a_connection_that_is_reset_as_soon_as_it_is_made_is_a_bell_not_heard() -> None:
    async def ring(port: int) -> list[str]:
        bell = AsyncBell(f"redis://127.0.0.1:{port}/0")
        ends = []
        for _ in range(TIMES):
            try:
                await bell.push({"drafts": [b"bell"]})
            except Retryable as error:
                ends.append(str(error))
        reachable = [await bell.is_reachable() for _ in range(TIMES)]
        await bell.close()
        return [*ends, *("reachable" for answer in reachable if answer)]

    with Proxy() as proxy, proxy.line(NOBODY_BEHIND) as line:
        assert uvloop.run(ring(line.port)) == ["Redis is away"] * TIMES
