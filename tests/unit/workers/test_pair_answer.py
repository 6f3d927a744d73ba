"""An agent's answer is held against the draft that was before them, once, and against no other."""

from dataclasses import replace
from itertools import count
from uuid import uuid4

import pytest

from services.workers.tasks.pair_answer import pair_answer
from shared.domain.answers import Usage
from shared.domain.drafts import Attempt, Draft, Engine
from shared.domain.tickets import Author, Message, Ticket
from shared.drafting.fallback import fall_back
from shared.drafting.insight import describe
from shared.drafting.note import render_note
from shared.jobs.outcome import Outcome, Paired, Skipped, sentence_of, state_of
from tests.factories_answers import a_draft_record, asked_by
from tests.factories_drafting import SHOP, a_completion
from tests.factories_tickets import a_message, a_ticket
from tests.fakes.rows import FakeAnswers, FakeDrafts

REPLY = "Hi Sarah,\n\nYour parcel left us on Monday. It should be with you soon.\n\nBest regards,\nTeam"
OTHER = "Hi Sarah,\n\nWe have sent the money for the cup back to your card today.\n\nBest regards,\nTeam"


class Conversation:
    """A ticket that grows message by message, ids from 1."""

    def __init__(self) -> None:
        self.ticket: Ticket = a_ticket(messages=())
        self.drafts = FakeDrafts()
        self.answers = FakeAnswers(self.drafts)
        self._ids = count(1)

    def customer(self) -> Message:
        return self._say("Where is it?", Author.CUSTOMER)

    def note(self, draft: str = REPLY) -> Message:
        """Our note with the draft for the newest customer message."""
        completion = a_completion(draft)
        written = Draft(draft, Engine.CLAUDE, None, "reply-1", attempts=(Attempt(completion, ()),))
        return self._post(render_note(describe(None, self.ticket), written))

    def standard_reply(self) -> Message:
        return self._post(render_note(describe(None, self.ticket), fall_back("it was late", "Sarah", SHOP)))

    def agent(self, text: str = REPLY, author: Author = Author.AGENT) -> Message:
        return self._say(text, author)

    def rewrite(self, message: Message, text: str) -> None:
        changed = tuple(replace(each, text=text) if each.id == message.id else each for each in self.ticket.messages)
        self.ticket = replace(self.ticket, messages=changed)

    def delete(self, message: Message) -> None:
        left = tuple(each for each in self.ticket.messages if each.id != message.id)
        self.ticket = replace(self.ticket, messages=left)

    def pair(self, message: Message) -> Outcome:
        return pair_answer(self.ticket, message, self.answers)

    def _post(self, body: str) -> Message:
        question = self.ticket.last_customer_message
        assert question is not None
        key = f"selvage:{self.ticket.id}:{question.id}"
        self.drafts.reserve(key, asked_by(uuid4(), self.ticket.id, question.id))
        note = self._say(body, Author.NOTE)
        self.drafts.about_to_post(key, a_draft_record())
        self.drafts.posted(key, note_id=note.id, then=None)
        return note

    def _say(self, text: str, author: Author) -> Message:
        said = replace(a_message(text, id=next(self._ids), author=author), sender_id=7, sender_name="Jo")
        self.ticket = replace(self.ticket, messages=(*self.ticket.messages, said))
        return said


@pytest.fixture
def talk() -> Conversation:
    talk = Conversation()
    talk.customer()
    return talk


@pytest.mark.parametrize(
    ("answer", "usage", "sentence"),
    [
        (REPLY, Usage.AS_IS, "the draft was used as is"),
        (REPLY.replace("Monday", "Tuesday"), Usage.EDITED, "the draft was edited"),
        (OTHER, Usage.IGNORED, "the draft was ignored"),
    ],
)
def test_the_answer_is_held_against_the_draft(talk: Conversation, answer: str, usage: Usage, sentence: str) -> None:
    talk.note()
    said = talk.agent(answer)

    outcome = talk.pair(said)

    assert outcome == Paired(usage)
    assert (state_of(outcome), sentence_of(outcome)) == ("done", sentence)
    [pairing] = talk.answers.pairings.values()
    assert pairing.comparison.usage is usage
    assert (pairing.message_id, pairing.agent_id, pairing.agent_name) == (said.id, 7, "Jo")
    assert pairing.answered_at == said.sent_at


def test_the_standard_reply_is_paired_too(talk: Conversation) -> None:
    note = talk.standard_reply()
    assert "No draft by Claude" in note.text

    assert talk.pair(talk.agent(fall_back("it was late", "Sarah", SHOP).text)) == Paired(Usage.AS_IS)


def test_only_the_first_answer_counts(talk: Conversation) -> None:
    talk.note()
    first, second = talk.agent(), talk.agent(OTHER)

    assert talk.pair(first) == Paired(Usage.AS_IS)
    assert isinstance(talk.pair(second), Skipped)


def test_the_first_answer_counts_in_whatever_order_they_are_announced(talk: Conversation) -> None:
    talk.note()
    first, second = talk.agent(), talk.agent(OTHER)

    assert talk.pair(second) == Skipped("not the first answer to the draft")
    assert talk.pair(first) == Paired(Usage.AS_IS)


def test_a_second_answer_is_not_held_against_an_older_draft(talk: Conversation) -> None:
    talk.note(OTHER)
    talk.customer()
    talk.note()
    talk.pair(talk.agent())

    assert talk.pair(talk.agent(OTHER)) == Skipped("no draft waits for this answer")
    assert len(talk.answers.pairings) == 1


def test_the_newest_draft_is_held_against_the_answer_when_the_customer_wrote_again(talk: Conversation) -> None:
    talk.note(OTHER)
    talk.customer()
    talk.note()

    assert talk.pair(talk.agent()) == Paired(Usage.AS_IS)


def test_an_answer_that_our_note_came_after_is_not_paired(talk: Conversation) -> None:
    answer = talk.agent()
    talk.note()

    assert talk.pair(answer) == Skipped("no draft waits for this answer")


def test_a_ticket_without_a_draft_has_nothing_to_compare(talk: Conversation) -> None:
    assert talk.pair(talk.agent()) == Skipped("no draft waits for this answer")


@pytest.mark.parametrize("author", [Author.BOT, Author.NOTE, Author.CUSTOMER])
def test_what_no_agent_said_in_public_never_counts(talk: Conversation, author: Author) -> None:
    talk.note()

    assert talk.pair(talk.agent(author=author)) == Skipped("not an agent's public answer")
    assert talk.pair(talk.agent()) == Paired(Usage.AS_IS)


def test_a_note_that_was_deleted_is_not_compared(talk: Conversation) -> None:
    note = talk.note()
    talk.delete(note)

    assert talk.pair(talk.agent()) == Skipped("the draft's note is gone")


def test_a_note_that_was_written_over_is_not_compared(talk: Conversation) -> None:
    note = talk.note()
    talk.rewrite(note, "Superseded: the customer has written again.")

    assert talk.pair(talk.agent()) == Skipped("the draft's note no longer holds a draft")
    assert not talk.answers.pairings


def test_pairing_twice_keeps_one_answer(talk: Conversation) -> None:
    talk.note()
    answer = talk.agent()
    talk.pair(answer)
    before = dict(talk.answers.pairings)
    talk.pair(answer)

    assert talk.answers.pairings == before
