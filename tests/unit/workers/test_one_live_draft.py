"""One live draft a ticket: what the customer or an agent writes meanwhile makes the older one void."""

from decimal import Decimal

from services.workers.tasks.draft_reply import ERASED
from shared.domain.drafts import Completion, Prompt
from shared.domain.tickets import Author
from shared.jobs.outcome import Drafted, Skipped
from tests.factories_tickets import a_customer, a_message, a_ticket
from tests.fakes.claude import FakeClaude
from tests.fakes.helpdesk import FakeHelpdesk
from tests.fakes.rows import FakeDrafts, FakeLease
from tests.unit.workers.shopfloor import Shopfloor


class Interrupted(FakeClaude):
    """While it writes, somebody else writes on the ticket."""

    def __init__(self, helpdesk: FakeHelpdesk, ticket_id: int, *, author: Author) -> None:
        super().__init__()
        self._helpdesk, self._ticket_id, self._author = helpdesk, ticket_id, author

    def complete(self, prompt: Prompt) -> Completion:
        self._helpdesk.say(self._ticket_id, "And one thing more", author=self._author)
        return super().complete(prompt)


class ErasedMeanwhile(FakeClaude):
    """While it writes, the customer is erased."""

    def __init__(self, drafts: FakeDrafts, name: str) -> None:
        super().__init__()
        self._drafts, self._name = drafts, name

    def complete(self, prompt: Prompt) -> Completion:
        self._drafts.erased.add(self._name)
        return super().complete(prompt)


def interrupted(floor: Shopfloor, author: Author, *, announced: bool = True) -> Shopfloor:
    floor.claude = Interrupted(floor.helpdesk, floor.ticket.id, author=author)
    if announced:
        floor.drafts.newer.add(floor.ticket.id)
    return floor


def test_a_draft_that_the_customer_has_outrun_while_it_was_written_is_not_posted() -> None:
    floor = interrupted(Shopfloor(), Author.CUSTOMER)
    assert floor.run() == Skipped("superseded: the customer has written again meanwhile")
    assert floor.notes == []


def test_what_an_unposted_draft_cost_is_kept() -> None:
    floor = interrupted(Shopfloor(), Author.CUSTOMER)
    floor.run()
    (row,) = floor.drafts.rows.values()
    assert row.state == "superseded"
    assert row.record is not None
    assert row.record.draft.attempts[0].completion.output_tokens > 0
    assert row.record.draft.cost >= Decimal(0)


def test_an_answer_that_an_agent_gave_meanwhile_makes_the_draft_void() -> None:
    floor = interrupted(Shopfloor(), Author.AGENT)
    assert floor.run() == Skipped("an agent has answered meanwhile")
    assert floor.notes == []


def test_a_robots_line_meanwhile_changes_nothing() -> None:
    assert isinstance(interrupted(Shopfloor(), Author.BOT).run(), Drafted)


def test_the_ticket_is_not_read_again_while_nothing_newer_was_announced() -> None:
    floor = interrupted(Shopfloor(), Author.CUSTOMER, announced=False)
    assert isinstance(floor.run(), Drafted)
    assert floor.helpdesk.reads == 1


def test_the_note_for_a_newer_message_says_that_it_replaces_the_older_one_which_is_retracted() -> None:
    floor = Shopfloor()
    first = floor.run()
    assert isinstance(first, Drafted)
    newer = floor.helpdesk.say(floor.ticket.id, "Hello? Still nothing here.")
    assert isinstance(floor.run(floor.announce(newer.id), FakeLease()), Drafted)

    assert "replaces the draft above" in floor.notes[1].lower()
    assert "replaces the draft above" not in floor.notes[0].lower()
    assert floor.drafts.rows[f"selvage:{floor.ticket.id}:1"].is_superseded
    assert floor.drafts.enqueued[-1].arguments["retract_notes"] == [first.note_id]


def test_both_webhooks_of_a_hasty_customer_lead_to_one_note_for_the_newest_message() -> None:
    floor = Shopfloor(a_ticket(messages=(a_message(), a_message("Hello?", id=2))))
    assert isinstance(floor.run(floor.announce(1)), Drafted)
    assert floor.run(floor.announce(2), FakeLease()) == Skipped("another job answers this message")
    assert len(floor.notes) == 1


def test_nothing_is_posted_or_kept_of_a_customer_who_was_erased_while_the_draft_was_written() -> None:
    floor = Shopfloor(a_ticket(customer=a_customer(external_id="12748")))
    floor.claude = ErasedMeanwhile(floor.drafts, "12748")
    assert floor.run() == ERASED
    assert floor.notes == []
    (row,) = floor.drafts.rows.values()
    assert row.record is None
