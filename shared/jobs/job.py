"""The jobs that exist, as frozen dataclasses of ids; the row holds everything else.

A job's name and queue live here, so that the door can enqueue what it cannot import. Its handler is named in
services/workers/handlers.py or services/slackbot/handlers.py.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from shared.domain.tickets import Priority
from shared.draft_ports import NewJob
from shared.errors import Permanent


class Queue(StrEnum):
    """A queue has workers of its own, so that a burst on one never delays another."""

    #: Waits for Claude and Gorgias: threads, hundreds in flight.
    DRAFTS = "drafts"
    #: Works the processor: processes, one at a time.
    INSIGHT = "insight"
    #: What may wait: a few threads.
    UPKEEP = "upkeep"
    #: People wait for it in Slack: threads of a service of its own.
    SLACK = "slack"


@dataclass(frozen=True, slots=True)
class DraftReply:
    """Answer one delivery with a note on its ticket."""

    kind: ClassVar[str] = "draft_reply"
    queue: ClassVar[Queue] = Queue.DRAFTS

    delivery_id: UUID


@dataclass(frozen=True, slots=True)
class DiscoverSegments:
    """Find the segments anew; with no day given, as of the newest order."""

    kind: ClassVar[str] = "discover_segments"
    queue: ClassVar[Queue] = Queue.INSIGHT

    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ActOnTicket:
    """Do to a ticket what goes with its draft; each part only where it is asked for."""

    kind: ClassVar[str] = "act_on_ticket"
    queue: ClassVar[Queue] = Queue.UPKEEP

    ticket_id: int
    #: Put on beside those that the ticket has.
    tags: tuple[str, ...] = ()
    #: Raise the ticket to this; it is never lowered.
    priority: Priority | None = None
    #: Show where the customer stands beside their tickets: their number in the helpdesk, and their id in the
    #: analytics.
    helpdesk_customer_id: int | None = None
    customer_id: str | None = None
    #: Notes of ours whose drafts no longer fit, since the customer has written again.
    retract_notes: tuple[int, ...] = ()

    @property
    def asks_for_nothing(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.tags or self.priority or self.retract_notes or self.customer_id)


@dataclass(frozen=True, slots=True)
class ForgetInHelpdesk:
    """Take back what is shown beside the tickets of a customer who was erased."""

    kind: ClassVar[str] = "forget_in_helpdesk"
    queue: ClassVar[Queue] = Queue.UPKEEP

    helpdesk_customer_id: int


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """Look for messages that no webhook told of."""

    kind: ClassVar[str] = "read_feed"
    queue: ClassVar[Queue] = Queue.UPKEEP


@dataclass(frozen=True, slots=True)
class AnswerSlack:
    """Answer what somebody wrote or clicked in Slack."""

    kind: ClassVar[str] = "answer_slack"
    queue: ClassVar[Queue] = Queue.SLACK

    delivery_id: UUID


@dataclass(frozen=True, slots=True)
class SendReport:
    """Send a subscription's report, or look whether its alert is due."""

    kind: ClassVar[str] = "send_report"
    queue: ClassVar[Queue] = Queue.SLACK

    subscription_id: UUID
    #: The day and time that it is due for, as 2026-11-30T08:00, in the subscription's own time zone.
    slot: str


@dataclass(frozen=True, slots=True)
class RefreshHomes:
    """Bring the home tabs up to date of those who have looked at theirs lately."""

    kind: ClassVar[str] = "refresh_homes"
    queue: ClassVar[Queue] = Queue.SLACK


@dataclass(frozen=True, slots=True)
class TidySlack:
    """Forget what was written to us in Slack and is kept for replays, once nobody will replay it."""

    kind: ClassVar[str] = "tidy_slack"
    queue: ClassVar[Queue] = Queue.SLACK


Job = (
    DraftReply
    | DiscoverSegments
    | ActOnTicket
    | ForgetInHelpdesk
    | ReadFeed
    | AnswerSlack
    | SendReport
    | RefreshHomes
    | TidySlack
)

#: Every kind of job; a test asserts that each has exactly one handler.
KINDS: dict[str, type[Job]] = {
    job.kind: job
    for job in (
        DraftReply,
        DiscoverSegments,
        ActOnTicket,
        ForgetInHelpdesk,
        ReadFeed,
        AnswerSlack,
        SendReport,
        RefreshHomes,
        TidySlack,
    )
}

_ADAPTERS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(job) for kind, job in KINDS.items()}


def arguments_of(job: Job) -> dict[str, Any]:
    """The job's fields as JSON values, for its row."""
    return dict(_ADAPTERS[job.kind].dump_python(job, mode="json"))


def new_job(job: Job, *, dedupe_key: str) -> NewJob:
    """The job as a row to be; a second one with the same key is none."""
    return NewJob(job.kind, job.queue.value, arguments_of(job), dedupe_key)


def job_from(kind: str, arguments: dict[str, Any]) -> Job:
    """The typed job of a row; Permanent when this code does not know the kind or its fields."""
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        raise Permanent(f"this worker knows no job of the kind {kind!r}; deploy the code that does, then replay")
    try:
        job: Job = adapter.validate_python(arguments)
    except ValidationError as error:
        raise Permanent(f"the arguments of a {kind} job cannot be read: {error.error_count()} fields") from error
    return job
