"""An audit in memory."""

from shared.domain.access import CustomerRead
from shared.errors import Retryable


class FakeAudit:
    """`shared.door_ports.Audit` that remembers every read."""

    def __init__(self) -> None:
        self.is_away = False
        self.kept: list[CustomerRead] = []

    def record(self, read: CustomerRead) -> None:
        """Keep it."""
        if self.is_away:
            raise Retryable("the audit is away")
        self.kept.append(read)

    def of(self, customer_id: str) -> list[CustomerRead]:
        """The reads of the customer, the newest first."""
        return [read for read in reversed(self.kept) if customer_id in read.customer_ids]
