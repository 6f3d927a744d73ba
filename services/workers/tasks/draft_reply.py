"""Draft a reply for one ticket event, and leave it on the ticket as an internal note."""

from services.workers.tasks.besides import what_else
from services.workers.tasks.knowledge import Knowledge, what_is_known
from services.workers.tasks.pair_answer import pair_answer
from services.workers.tasks.question import Question, moved_on, note_key, wanted_of
from shared.domain.drafts import Draft, DraftRecord, Engine
from shared.draft_ports import Asked, News, Reservation
from shared.drafting.note import render_note
from shared.drafting.write import write_draft
from shared.jobs.job import DraftReply
from shared.jobs.outcome import Drafted, FellBack, Outcome, Skipped
from shared.ports import Lease, Neighbours

ERASED = Skipped("erased: the customer's data was erased after they wrote")
#: Why a message is not this job's to answer.
NOT_OURS = {Reservation.ANOTHERS: Skipped("another job answers this message"), Reservation.ERASED: ERASED}


def draft_reply(job: DraftReply, at: Neighbours, lease: Lease) -> Outcome:
    """The note on the ticket, or why there is none. Running it again posts nothing again."""
    event = at.deliveries.get(job.delivery_id)
    wanted = wanted_of(event, at)
    if isinstance(wanted, Skipped):
        return wanted
    if not isinstance(wanted, Question):
        return pair_answer(wanted.ticket, wanted.message, at.answers)

    ticket, message = wanted.ticket, wanted.message
    key = note_key(ticket, message)
    asked = Asked(ticket.id, message.id, lease.job_id, message.sent_at, ticket.customer.candidate_ids)
    if (whose := at.drafts.reserve(key, asked)) in NOT_OURS:
        return NOT_OURS[whose]
    at.helpdesk.reserve_note()
    lease.renew()
    known = what_is_known(ticket, at)
    if note := ticket.note_with(key):
        # An earlier attempt posted it and died before it could say so.
        at.drafts.posted(key, note_id=note.id, then=what_else(wanted, known, at))
        return Drafted(note.id)

    draft = write_draft(
        at.claude,
        ticket,
        known.insight,
        at.shop,
        known.facts,
        marker=lease.job_id.hex,
        may_spend=may_spend(at),
        deadline_s=at.options.draft_deadline_s,
    )
    news = at.drafts.news_of(asked)
    if news is News.ERASED:
        return ERASED
    record = record_of(draft, known, wanted)
    if news is News.NEWER_MESSAGE and (why := moved_on(wanted, at)):
        at.drafts.drop(key, record)
        return Skipped(why)

    # A crash from here on leaves it open whether the note was posted: the next attempt looks before it posts.
    lease.renew()
    doubt = at.drafts.about_to_post(key, record)
    older = at.drafts.older_notes(ticket.id, message.id)
    body = render_note(known.insight, draft, known.facts, at.shop.policy, replaces=bool(older))
    note = at.helpdesk.add_note(ticket.id, body, key=key, after_doubt=doubt)
    at.drafts.posted(key, note_id=note.id, then=what_else(wanted, known, at, draft=draft))
    if draft.engine is Engine.CLAUDE:
        return Drafted(note.id)
    return FellBack(note.id, draft.fell_back_because or "")


def may_spend(at: Neighbours) -> bool:
    """Whether the day's budget has room for one more draft by Claude."""
    cap = at.options.daily_budget
    return cap is None or at.drafts.spent_today() < cap


def record_of(draft: Draft, known: Knowledge, wanted: Question) -> DraftRecord:
    """What is kept of the draft, without a word of it."""
    return DraftRecord(
        draft=draft,
        category=known.insight.category,
        customer_id=known.insight.customer_id,
        helpdesk_customer_id=wanted.ticket.customer.helpdesk_id,
        facts=known.times(),
    )
