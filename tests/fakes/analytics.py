"""Analytics that remember what they were asked."""

from collections.abc import Mapping

from shared.domain.facts import OrderFact
from shared.domain.tickets import TicketCustomer
from shared.errors import SelvageError
from shared.ports import KnownCustomer


class FakeAnalytics:
    """Knows the customers that it was given."""

    def __init__(self, *known: KnownCustomer) -> None:
        self.known = list(known)
        #: Every customer that was asked for, oldest first.
        self.asked: list[TicketCustomer] = []
        #: What every call raises while it is set.
        self.failure: SelvageError | None = None
        #: Newest first, by customer id.
        self.orders_of: dict[str, tuple[OrderFact, ...]] = {}

    def find(self, customer: TicketCustomer) -> KnownCustomer | None:
        """What is known of the first candidate id that names a known customer."""
        self.asked.append(customer)
        if self.failure:
            raise self.failure
        for candidate in customer.candidate_ids:
            known = self._named(candidate)
            if known and customer.may_be(known.profile.email, found_by=candidate):
                return known
        return None

    def orders(self, customer_id: str, *, limit: int) -> tuple[OrderFact, ...]:
        """The orders that the test gave this customer."""
        if self.failure:
            raise self.failure
        return self.orders_of.get(customer_id, ())[:limit]

    def sidebar(self, customer_id: str) -> Mapping[str, object] | None:
        """The few fields that tests look at, of a known customer."""
        if self.failure:
            raise self.failure
        known = self._named(customer_id)
        if known is None or known.profile.customer_id != customer_id:
            return None
        profile = known.profile
        return {
            "churn": known.churn.level.value,
            "orders": profile.historic_number_of_orders,
            "last_purchase": profile.last_order_on.isoformat(),
            "as_of": profile.as_of.isoformat(),
        }

    def _named(self, candidate: str) -> KnownCustomer | None:
        by_id = {known.profile.customer_id: known for known in self.known}
        by_email = {known.profile.email.lower(): known for known in self.known if known.profile.email}
        return by_id.get(candidate) or by_email.get(candidate.lower())
