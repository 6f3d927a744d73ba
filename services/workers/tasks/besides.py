"""What is to be done on the ticket beside the note, as a job of its own that has its own retries."""

from services.workers.tasks.knowledge import Knowledge
from services.workers.tasks.question import Question, note_key
from shared.domain.drafts import Draft
from shared.domain.sentiment import graver
from shared.domain.tags import tags_for
from shared.domain.urgency import priority_for
from shared.draft_ports import NewJob
from shared.jobs.job import ActOnTicket, new_job
from shared.ports import Neighbours


def what_else(question: Question, known: Knowledge, at: Neighbours, *, draft: Draft | None = None) -> NewJob | None:
    """Tags, priority, sidebar, older notes that count no longer: as far as the settings allow; None for nothing."""
    ticket, options, insight = question.ticket, at.options, known.insight
    standing = insight.known_standing
    mood = graver(insight.mood, draft.mood if draft else None)
    priority = priority_for(standing, mood, present=ticket.priority) if options.raise_priority else None
    deeds = ActOnTicket(
        ticket_id=ticket.id,
        tags=tags_for(insight.category, standing) if options.tag_tickets else (),
        priority=priority,
        helpdesk_customer_id=ticket.customer.helpdesk_id if options.sidebar_data else None,
        customer_id=insight.customer_id if options.sidebar_data else None,
        retract_notes=at.drafts.older_notes(ticket.id, question.message.id),
    )
    if deeds.asks_for_nothing:
        return None
    return new_job(deeds, dedupe_key=f"act:{note_key(ticket, question.message)}")
