"""`customer_behaviour`: how one customer buys, and what has changed."""

from collections.abc import Sequence

from shared.domain.behaviour import CustomerBehaviour
from shared.domain.customers import Profile
from shared.domain.engagement import engagement, purchase_pattern
from shared.domain.silence import silence_in_words
from shared.domain.trends import PastPlace
from shared.domain.words import plain
from shared.store_ports import Customers, Segments
from shared.tools.customers.foresight import foresee


def customer_behaviour(customers: Customers, segments: Segments, customer_id: str) -> CustomerBehaviour:
    """The customer's segments, rhythm and pattern, and how they have changed over the snapshots.

    `customer_id` may be the customer's id or e-mail address. NotFound when the current snapshot knows no such
    customer.
    """
    known = foresee(customers, customer_id)
    profile = known.profile
    gap = known.forecast.usual_gap_days if known.forecast else profile.average_days_between_orders
    history = segments.places_of(profile.customer_id)
    return CustomerBehaviour(
        profile=profile,
        engagement=engagement(profile.days_since_last_order),
        pattern=purchase_pattern(profile.historic_number_of_orders, profile.average_days_between_orders),
        rhythm=None if gap is None else silence_in_words(profile.days_since_last_order, gap),
        history=history,
        changes=_changes(profile, history),
        as_of=profile.as_of,
    )


def _changes(profile: Profile, history: Sequence[PastPlace]) -> tuple[str, ...]:
    """As "purchase frequency: regular on 2026-01-31, occasional now"."""
    if not history:
        return ()
    then = history[0]
    return tuple(
        f"{plain(place.axis)}: {plain(before)} on {then.as_of.isoformat()}, {plain(place.segment)} now"
        for place in profile.axes
        if (before := then.segments.get(place.axis)) and before != place.segment
    )
