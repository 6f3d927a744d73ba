"""One asynchronous connection that makes batches of deliveries durable, and comes back after a failure."""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import AsyncConnection

from shared.errors import Retryable
from shared.store.deliveries import NewDelivery, Recorded, record

CONNECT_TIMEOUT_S = 2


class DeliveryLedger:
    """Records batches one after another. Connects when first asked."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url
        self._connection: AsyncConnection[Any] | None = None

    async def record(self, batch: Sequence[NewDelivery]) -> list[Recorded]:
        """One answer for each delivery, in order, after COMMIT.

        Raises Retryable when the database is away, or when a connection was lost and the end cannot be known.
        """
        connection = await self._connected()
        try:
            return await record(connection, batch)
        except BaseException:
            # Also when we were cancelled in the middle: what the server still answers belongs to nobody.
            await self.close()
            raise

    async def is_reachable(self) -> bool:
        """Whether the database answers now; asked on a connection of its own."""
        try:
            connection = await AsyncConnection.connect(self._url, connect_timeout=CONNECT_TIMEOUT_S)
            await connection.close()
        except psycopg.OperationalError:
            return False
        return True

    async def close(self) -> None:
        """Drop the connection; the next batch opens another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _connected(self) -> AsyncConnection[Any]:
        if self._connection is None:
            try:
                self._connection = await AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=CONNECT_TIMEOUT_S, application_name="selvage-door"
                )
            except psycopg.OperationalError as error:
                raise Retryable("the database is away") from error
        return self._connection
