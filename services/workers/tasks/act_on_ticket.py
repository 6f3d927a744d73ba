"""Do to a ticket what goes with its draft: tag it, raise it, take back older notes, show where the customer stands."""

from shared.domain.tickets import Priority
from shared.drafting.note import superseded_note
from shared.errors import NotFound
from shared.jobs.job import ActOnTicket
from shared.jobs.outcome import Finished, Outcome, Skipped
from shared.ports import Helpdesk, Lease, Neighbours

LOWEST_FIRST = tuple(Priority)


def act_on_ticket(job: ActOnTicket, at: Neighbours, lease: Lease) -> Outcome:
    """What was done, of what was asked. Running it again changes nothing."""
    done = []
    try:
        if job.tags:
            at.helpdesk.add_tags(job.ticket_id, job.tags)
            done.append("tagged")
        lease.renew()
        for note_id in job.retract_notes:
            lease.renew()
            done += retract(at.helpdesk, job.ticket_id, note_id)
        lease.renew()
        if job.priority and raise_priority(at.helpdesk, job.ticket_id, job.priority):
            done.append("raised")
    except NotFound:
        return Skipped("the ticket is gone")
    lease.renew()
    if job.helpdesk_customer_id is not None and job.customer_id is not None:
        # Dated before it is read: should the customer be erased meanwhile, taking it back is the newer version.
        version = at.clock.now()
        data = at.analytics.sidebar(job.customer_id) or {}
        try:
            at.helpdesk.keep_customer_data(job.helpdesk_customer_id, data, version=version)
        except NotFound:
            done.append("not shown, since the helpdesk has forgotten the customer")
        else:
            done.append("shown")
    return Finished(", ".join(done)) if done else Skipped("there was nothing to change")


def retract(helpdesk: Helpdesk, ticket_id: int, note_id: int) -> list[str]:
    """What was done about an older note: nothing when somebody has deleted it."""
    try:
        helpdesk.retract_note(ticket_id, note_id, superseded_note())
    except NotFound:
        return []
    return [f"note {note_id} taken back"]


def raise_priority(helpdesk: Helpdesk, ticket_id: int, priority: Priority) -> bool:
    """Whether the ticket was raised: one that is as urgent or more so stays as an agent or a rule has left it."""
    ticket = helpdesk.ticket(ticket_id)
    if LOWEST_FIRST.index(ticket.priority) >= LOWEST_FIRST.index(priority):
        return False
    helpdesk.set_priority(ticket.id, priority)
    return True
