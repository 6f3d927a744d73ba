"""What people do with tickets from Slack, as a Protocol.

Every method raises words of shared/errors.py: NotFound when there is no such ticket or it lies in the bin; NotYet,
within seconds, when the account's requests are used up, with `retry_after` where that is known; Retryable when the
helpdesk failed; Denied when it does not accept our credentials; Permanent when it refused. A ticket that was merged
into another one stands for that one everywhere.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.domain.ticket_filters import TicketFilter
from shared.domain.ticket_summaries import LAST_MESSAGES, TicketDetails, TicketList


class Changed(StrEnum):
    """What a request to change a ticket came to."""

    DONE = "done"
    #: It was so already, perhaps because of an earlier attempt at the same.
    ALREADY = "already"


class TicketDesk(Protocol):
    """The shop's tickets, for people who wait for the answer."""

    def list_tickets(self, which: TicketFilter, *, limit: int) -> TicketList:
        """At most `limit` tickets that the filter names, those that changed last first.

        The helpdesk cannot filter, so tickets are looked through from the newest change on, up to a bound; the answer
        says how many, and whether there are more. What was found stands when only the look at older ones failed with
        NotYet.
        """

    def ticket_details(self, ticket_id: int, *, last: int = LAST_MESSAGES) -> TicketDetails:
        """The ticket, read now, with the `last` of its messages, internal notes among them."""

    def close_ticket(self, ticket_id: int) -> Changed:
        """Close the ticket, for good when it was on hold."""

    def snooze_ticket(self, ticket_id: int, until: datetime) -> Changed:
        """Put the ticket on hold: the helpdesk opens it again at `until`, which has a time zone.

        A ticket that is on hold until another moment gets this one. InvalidPayload when `until` is past.
        """

    def reopen_ticket(self, ticket_id: int) -> Changed:
        """Open the ticket, whether it was closed or on hold."""

    def add_comment(self, ticket_id: int, text: str, *, author: str, key: str) -> Changed:
        """Leave an internal note that says who wrote it in Slack; ALREADY when one with this `key` is there.

        `key` is at most 255 characters, and names the comment: it is looked for first, so that asking again after
        any failure never leaves a second note. Raises Uncertain when the note may stand there, and Permanent when what
        the helpdesk stored is not internal; InvalidPayload without words.
        """
