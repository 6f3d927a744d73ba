"""What is done to a ticket and its customer besides writing: each may be done twice with one effect."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from shared.domain.tickets import Priority
from shared.gorgias.account import Account, Reply
from shared.gorgias.tickets import follow


class Actions:
    """Changes tickets and customers; each request waits for its turn, and follows a merge."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def add_tags(self, ticket_id: int, names: Sequence[str]) -> None:
        """Put these tags on the ticket. Never a PUT: that would take off those that agents put on meanwhile."""
        follow(ticket_id, lambda at: self._write("POST", f"/api/tickets/{at}/tags", {"names": list(names)}))

    def set_priority(self, ticket_id: int, priority: Priority) -> None:
        """Give the ticket this priority, and change nothing else of it."""
        follow(ticket_id, lambda at: self._write("PUT", f"/api/tickets/{at}", {"priority": priority.value}))

    def keep_customer_data(self, customer_id: int, data: Mapping[str, object], *, version: datetime) -> None:
        """Show `data` beside the customer's tickets; Gorgias drops it when it has a newer version."""
        body = {"data": dict(data), "version": version.astimezone(UTC).isoformat()}
        follow(customer_id, lambda at: self._write("PUT", f"/api/customers/{at}/data", body))

    def _write(self, method: str, path: str, body: Mapping[str, object]) -> Reply:
        self._account.wait(1)
        return self._account.repeat(method, path, body)
