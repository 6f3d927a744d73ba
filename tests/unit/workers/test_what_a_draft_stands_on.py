"""What is found out before a reply is written, and that nothing of it can hold a ticket up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shared.domain.assistant import AssistantOptions
from shared.domain.facts import OrderedItem, OrderFact
from shared.errors import NotYet, Permanent, Retryable, SelvageError
from shared.jobs.outcome import Drafted, FellBack, Skipped
from tests.factories_customers import AS_OF
from tests.factories_tickets import a_customer, a_ticket
from tests.unit.workers.shopfloor import Shopfloor, known

ORDER = OrderFact("550461", date(2026, 11, 2), (OrderedItem("Jam jar lights", 2),), 41.5, "USD")
CUSTOMER = a_customer(external_id="12748")
EARLIER = a_ticket("It has not come", id=4711, subject="Late parcel", customer=CUSTOMER)


def a_floor(**options: object) -> Shopfloor:
    floor = Shopfloor(a_ticket(customer=CUSTOMER), (known(),))
    floor.options = replace(AssistantOptions(), **options)  # type: ignore[arg-type]  # the caller's fields
    floor.analytics.orders_of["12748"] = (ORDER,)
    floor.helpdesk.tickets[EARLIER.id] = EARLIER
    return floor


def what_claude_read(floor: Shopfloor) -> str:
    assert floor.claude is not None
    (prompt,) = floor.claude.prompts
    return prompt.user


def test_claude_is_given_the_customers_own_orders_and_earlier_tickets() -> None:
    floor = a_floor()
    assert isinstance(floor.run(), Drafted)
    assert "550461" in what_claude_read(floor)
    assert "Jam jar lights" in what_claude_read(floor)
    assert "Late parcel" in what_claude_read(floor)


def test_each_fact_is_kept_with_the_time_that_it_was_true_at() -> None:
    floor = a_floor()
    floor.run()
    (row,) = floor.drafts.rows.values()
    assert row.record is not None
    assert row.record.facts == {"order 550461": AS_OF.isoformat(), "ticket 4711": "2026-11-22T12:00:00+00:00"}
    assert row.record.helpdesk_customer_id == 387705374


def test_what_the_settings_leave_out_is_not_asked_for() -> None:
    floor = a_floor(orders=0, earlier_tickets=0)
    floor.run()
    assert "550461" not in what_claude_read(floor)
    assert "Late parcel" not in what_claude_read(floor)


@pytest.mark.parametrize("error", [NotYet("no room"), Retryable("502"), Permanent("400")])
def test_earlier_tickets_that_cannot_be_read_hold_nothing_up(error: SelvageError) -> None:
    floor = a_floor()
    floor.helpdesk.fail_looks_back(error)
    assert isinstance(floor.run(), Drafted)
    assert "Late parcel" not in what_claude_read(floor)


def test_when_the_days_budget_is_spent_the_standard_reply_is_left_and_claude_is_not_asked() -> None:
    floor = a_floor(daily_budget=Decimal(0))
    outcome = floor.run()
    assert isinstance(outcome, FellBack)
    assert "budget" in outcome.because
    assert floor.claude is not None
    assert floor.claude.prompts == []


def test_a_customer_who_was_erased_after_they_wrote_is_left_alone() -> None:
    floor = a_floor()
    floor.drafts.erased.add("12748")
    assert floor.run() == Skipped("erased: the customer's data was erased after they wrote")
    assert floor.analytics.asked == []
    assert floor.notes == []
