"""The main job, step by step, over fakes that remember."""

import pytest

from shared.domain.drafts import Engine
from shared.domain.tickets import Author, Ticket
from shared.errors import Denied, LeaseLost, NotFound, NotYet, Permanent, Retryable, Uncertain
from shared.jobs.outcome import Drafted, FellBack, Skipped
from tests.factories_tickets import a_customer, a_message, a_ticket
from tests.fakes.claude import FakeClaude
from tests.fakes.rows import FakeLease
from tests.unit.workers.shopfloor import Shopfloor, known

ANSWERED = a_ticket(messages=(a_message(), a_message("hi", id=2, author=Author.AGENT)))


def test_a_ticket_of_a_known_customer_gets_one_internal_note_with_figures_and_draft() -> None:
    floor = Shopfloor(a_ticket(customer=a_customer(external_id="12748")), (known(),))
    outcome = floor.run()
    assert isinstance(outcome, Drafted)
    (note,) = floor.notes
    assert "Lifetime Value" in note
    assert floor.claude is not None
    assert floor.claude.text in note
    row = floor.drafts.rows[f"selvage:{floor.ticket.id}:1"]
    assert (row.state, row.note_id) == ("posted", outcome.note_id)
    assert row.record is not None
    assert (row.record.customer_id, row.record.draft.engine) == ("12748", Engine.CLAUDE)


def test_running_the_job_again_posts_nothing_again() -> None:
    floor = Shopfloor()
    job = floor.announce()
    assert isinstance(floor.run(job), Drafted)
    assert isinstance(floor.run(job, FakeLease(job_id=floor.lease.job_id, attempt=2)), Drafted)
    assert len(floor.notes) == 1


@pytest.mark.parametrize(
    ("ticket", "message_id", "because"),
    [
        (a_ticket(messages=()), 1, "no customer message"),
        (a_ticket(messages=(a_message(author=Author.BOT),)), 1, "no customer message"),
        (a_ticket(spam=True), 1, "spam"),
        (a_ticket(messages=(a_message(), a_message("note", id=2, author=Author.NOTE))), 2, "an internal note"),
        (a_ticket(messages=(a_message(), a_message("auto", id=2, author=Author.BOT))), 2, "the helpdesk's robot"),
        (ANSWERED, 1, "an agent has answered already"),
        (ANSWERED, None, "an agent has answered already"),
    ],
)
def test_what_needs_no_draft_is_skipped_with_the_reason(ticket: Ticket, message_id: int | None, because: str) -> None:
    floor = Shopfloor(ticket)
    assert floor.run(floor.announce(message_id)) == Skipped(because)
    assert floor.notes == []


def test_a_robots_line_or_a_note_after_the_question_does_not_answer_it() -> None:
    robot, note = a_message("auto", id=2, author=Author.BOT), a_message("note", id=3, author=Author.NOTE)
    assert isinstance(Shopfloor(a_ticket(messages=(a_message(), robot, note))).run(), Drafted)


def test_the_echo_of_our_own_note_is_skipped_without_asking_gorgias() -> None:
    floor = Shopfloor()
    outcome = floor.run()
    assert isinstance(outcome, Drafted)
    reads = floor.helpdesk.reads
    assert floor.run(floor.announce(outcome.note_id), FakeLease()) == Skipped("our own note")
    assert floor.helpdesk.reads == reads


def test_two_deliveries_about_one_message_make_one_note() -> None:
    floor = Shopfloor()
    assert isinstance(floor.run(floor.announce(1)), Drafted)
    assert floor.run(floor.announce(None), FakeLease()) == Skipped("another job answers this message")
    assert len(floor.notes) == 1


def test_a_ticket_that_is_gone_is_skipped() -> None:
    floor = Shopfloor()
    floor.helpdesk.fail_reads(NotFound("404"))
    assert floor.run() == Skipped("the ticket is gone")


def test_an_unknown_customer_gets_a_note_that_says_so() -> None:
    floor = Shopfloor()
    assert isinstance(floor.run(), Drafted)
    assert "New or unknown customer" in floor.notes[0]


@pytest.mark.parametrize("failure", [Retryable("the analytics API is away"), Denied("wrong key")])
def test_analytics_that_do_not_answer_never_block_a_ticket(failure: Retryable | Permanent) -> None:
    floor = Shopfloor()
    floor.analytics.failure = failure
    assert isinstance(floor.run(), Drafted)
    assert "unavailable right now" in floor.notes[0]


def test_without_claude_the_standard_reply_is_left_and_the_note_says_why() -> None:
    floor = Shopfloor()
    floor.claude = None
    outcome = floor.run()
    assert isinstance(outcome, FellBack)
    assert "no ANTHROPIC_API_KEY is set" in outcome.because
    assert "Below is the standard reply" in floor.notes[0]


def test_a_draft_that_speaks_of_churn_becomes_the_standard_reply() -> None:
    floor = Shopfloor()
    floor.claude = FakeClaude("Hi Sarah,\n\nAs your churn risk is high we care a lot.\n\nBest regards,\nTeam")
    assert isinstance(floor.run(), FellBack)
    assert "churn risk is high" not in floor.notes[0]


def test_a_note_whose_end_is_unknown_is_looked_for_before_it_is_posted_again() -> None:
    floor = Shopfloor()
    job = floor.announce()
    floor.helpdesk.fail_notes(Uncertain("Gorgias timed out"), effect=True)
    with pytest.raises(Uncertain):
        floor.run(job)
    assert isinstance(floor.run(job, FakeLease(job_id=floor.lease.job_id, attempt=2)), Drafted)
    assert len(floor.notes) == 1


def test_a_worker_that_lost_its_lease_while_drafting_posts_nothing() -> None:
    floor = Shopfloor()
    floor.lease.lost = True
    with pytest.raises(LeaseLost):
        floor.run()
    assert floor.notes == []


def test_no_draft_is_paid_for_while_the_account_has_no_budget_for_its_note() -> None:
    floor = Shopfloor()
    floor.helpdesk.has_budget = False
    with pytest.raises(NotYet):
        floor.run()
    assert floor.claude is not None
    assert floor.claude.prompts == []


def test_what_gorgias_made_public_is_a_permanent_failure() -> None:
    floor = Shopfloor()
    job = floor.announce()
    floor.helpdesk.store_publicly()
    for _ in ("the first attempt", "a replay"):
        with pytest.raises(Permanent, match="not internal"):
            floor.run(job)
