"""One line for each kind of job of these workers: which handler."""

from services.workers.tasks.act_on_ticket import act_on_ticket
from services.workers.tasks.discover_segments import discover_segments
from services.workers.tasks.draft_reply import draft_reply
from services.workers.tasks.forget_in_helpdesk import forget_in_helpdesk
from services.workers.tasks.read_feed import read_feed
from shared.jobs.job import ActOnTicket, DiscoverSegments, DraftReply, ForgetInHelpdesk, Job, ReadFeed
from shared.work.worker import Handler

HANDLERS: dict[type[Job], Handler] = {
    DraftReply: draft_reply,
    DiscoverSegments: discover_segments,
    ActOnTicket: act_on_ticket,
    ForgetInHelpdesk: forget_in_helpdesk,
    ReadFeed: read_feed,
}
