"""Hold an agent's public answer against the draft that they had before them."""

from shared.domain.answers import Pairing
from shared.domain.tickets import Author, Message, Ticket
from shared.draft_ports import Answers
from shared.drafting.compare import compare
from shared.drafting.note_reading import draft_in
from shared.jobs.outcome import Outcome, Paired, Skipped


def pair_answer(ticket: Ticket, message: Message, answers: Answers) -> Outcome:
    """What the agent made of the draft, or why there is nothing to compare. Running it again keeps nothing again.

    `ticket` holds our notes, read now, and `message` is the one that was announced. Only the first public answer after
    a note counts: what follows belongs to the conversation that the answer began.
    """
    if message.author is not Author.AGENT or not message.public:
        return Skipped("not an agent's public answer")
    live = answers.live_draft(ticket.id, before=message.id)
    if live is None:
        return Skipped("no draft waits for this answer")
    note = ticket.message(live.note_id)
    if note is None:
        return Skipped("the draft's note is gone")
    first = first_answer(ticket, after=note)
    if first is None or first.id != message.id:
        return Skipped("not the first answer to the draft")
    draft = draft_in(note.text)
    if draft is None:
        return Skipped("the draft's note no longer holds a draft")
    comparison = compare(draft, message.text)
    answers.pair(
        live.key,
        Pairing(
            message_id=message.id,
            agent_id=message.sender_id,
            agent_name=message.sender_name,
            answered_at=message.sent_at,
            comparison=comparison,
        ),
    )
    return Paired(comparison.usage)


def first_answer(ticket: Ticket, *, after: Message) -> Message | None:
    """The first public answer of an agent that is newer than the message `after`, or None."""
    answers = (m for m in ticket.messages if m.author is Author.AGENT and m.public and m.id > after.id)
    return next(answers, None)
