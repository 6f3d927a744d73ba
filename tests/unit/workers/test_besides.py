"""What is done on the ticket beside the note, and only as far as the settings allow."""

from dataclasses import replace

from shared.domain.assistant import AssistantOptions
from shared.jobs.outcome import Drafted
from tests.factories_tickets import a_customer, a_ticket
from tests.fakes.claude import FakeClaude
from tests.fakes.rows import FakeLease
from tests.unit.workers.shopfloor import Shopfloor, known

NOTHING = AssistantOptions(tag_tickets=False)


def a_floor(options: AssistantOptions | None = None, text: str = "Where is my parcel?") -> Shopfloor:
    ticket = a_ticket(text, customer=a_customer(external_id="12748"))
    return Shopfloor(ticket, (known(),), options or AssistantOptions())


def test_by_default_the_ticket_is_tagged_and_nothing_else() -> None:
    floor = a_floor()
    floor.run()
    (job,) = floor.drafts.enqueued
    assert (job.kind, job.queue) == ("act_on_ticket", "upkeep")
    assert job.arguments["tags"]
    assert job.arguments["priority"] is None
    assert job.arguments["customer_id"] is None


def test_without_any_setting_there_is_no_job() -> None:
    floor = a_floor(NOTHING)
    floor.run()
    assert floor.drafts.enqueued == []


def test_the_sidebar_is_a_setting() -> None:
    floor = a_floor(replace(NOTHING, sidebar_data=True))
    floor.run()
    (job,) = floor.drafts.enqueued
    assert (job.arguments["customer_id"], job.arguments["helpdesk_customer_id"]) == ("12748", 387705374)


def test_an_angry_customers_ticket_becomes_more_urgent_where_the_setting_allows_it() -> None:
    angry = "This is the THIRD time I write!!! Your service is a disgrace, I want my money back or I call my lawyer."
    floor = a_floor(replace(NOTHING, raise_priority=True), angry)
    floor.run()
    (job,) = floor.drafts.enqueued
    assert job.arguments["priority"] in {"high", "critical"}


def test_a_job_that_comes_again_after_the_note_was_posted_still_tags_once() -> None:
    floor = a_floor()
    job = floor.announce()
    assert isinstance(floor.run(job), Drafted)
    assert isinstance(floor.run(job, FakeLease(job_id=floor.lease.job_id, attempt=2)), Drafted)
    assert len(floor.drafts.enqueued) == 1


def test_a_sober_complaint_is_urgent_when_the_model_reads_it_so() -> None:
    floor = a_floor(replace(NOTHING, raise_priority=True))
    floor.claude = FakeClaude(
        "MOOD: frustrated\n\nHi Sarah,\n\nI'm looking into it.\n\nBest regards,\nCustomer Success Team"
    )
    floor.run()
    (job,) = floor.drafts.enqueued
    assert job.arguments["priority"] == "high"
    assert "Mood: frustrated" in floor.notes[0]
    assert "MOOD" not in floor.notes[0]
