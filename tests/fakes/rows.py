"""The stores in memory, for handlers: what they keep is there to be looked at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from shared.domain.answers import LiveDraft, Pairing
from shared.domain.deliveries import GORGIAS
from shared.domain.drafts import DraftRecord
from shared.draft_ports import Asked, NewJob, News, Reservation
from shared.errors import LeaseLost, NotFound, Retryable
from shared.ports import Announced, Delivery


class FakeClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class FakeDeliveries:
    """`shared.ports.Deliveries` over those that the test announces."""

    def __init__(self) -> None:
        self._known: dict[UUID, Delivery] = {}
        #: The ids of those that the feed has found, oldest first.
        self.found: list[UUID] = []

    def announce(self, ticket_id: int, message_id: int | None) -> UUID:
        delivery = Delivery(uuid4(), "gorgias", ticket_id, message_id)
        self._known[delivery.id] = delivery
        return delivery.id

    def record_missing(self, announced: Sequence[Announced], *, source: str, kind: str, queue: str) -> int:
        told = {(delivery.ticket_id, delivery.message_id) for delivery in self._known.values()}
        missing = [one for one in announced if (one.ticket_id, one.message_id) not in told]
        self.found += [self.announce(one.ticket_id, one.message_id) for one in missing]
        return len(missing)

    def get(self, delivery_id: UUID) -> Delivery:
        if delivery_id not in self._known:
            raise NotFound(f"there is no delivery {delivery_id}")
        return self._known[delivery_id]


@dataclass
class FakeRow:
    job_id: UUID
    ticket_id: int
    message_id: int
    state: str = "reserved"
    note_id: int | None = None
    record: DraftRecord | None = None
    is_superseded: bool = False


class FakeDrafts:
    """`shared.draft_ports.Drafts`."""

    def __init__(self) -> None:
        self.rows: dict[str, FakeRow] = {}
        #: What was enqueued together with a note.
        self.enqueued: list[NewJob] = []
        #: Tickets on which something newer was announced.
        self.newer: set[int] = set()
        #: Names of customers who have been erased.
        self.erased: set[str] = set()

    def is_our_note(self, ticket_id: int, message_id: int) -> bool:
        return any((row.ticket_id, row.note_id) == (ticket_id, message_id) for row in self.rows.values())

    def reserve(self, key: str, asked: Asked) -> Reservation:
        if self.erased & set(asked.customer_names):
            return Reservation.ERASED
        row = self.rows.setdefault(key, FakeRow(asked.job_id, asked.ticket_id, asked.message_id))
        if row.job_id != asked.job_id:
            return Reservation.ANOTHERS
        for older in self._older(asked.ticket_id, asked.message_id):
            older.is_superseded = True
        return Reservation.OURS

    def news_of(self, asked: Asked) -> News | None:
        if self.erased & set(asked.customer_names):
            return News.ERASED
        return News.NEWER_MESSAGE if asked.ticket_id in self.newer else None

    def about_to_post(self, key: str, record: DraftRecord) -> bool:
        before = self.rows[key].state
        self._keep(key, record, "posting" if before != "posted" else before)
        return before == "posting"

    def drop(self, key: str, record: DraftRecord) -> None:
        self._keep(key, record, "superseded")
        self.rows[key].is_superseded = True

    def posted(self, key: str, *, note_id: int, then: NewJob | None) -> None:
        self.rows[key].state, self.rows[key].note_id = "posted", note_id
        if then and then.dedupe_key not in {job.dedupe_key for job in self.enqueued}:
            self.enqueued.append(then)

    def older_notes(self, ticket_id: int, message_id: int) -> tuple[int, ...]:
        return tuple(row.note_id for row in self._older(ticket_id, message_id) if row.note_id)

    def spent_today(self) -> Decimal:
        return sum((row.record.draft.cost for row in self.rows.values() if row.record), Decimal(0))

    def _keep(self, key: str, record: DraftRecord, state: str) -> None:
        self.rows[key].state, self.rows[key].record = state, record

    def _older(self, ticket_id: int, message_id: int) -> list[FakeRow]:
        rows = [row for row in self.rows.values() if row.ticket_id == ticket_id and row.message_id < message_id]
        return sorted(rows, key=lambda row: row.message_id)


class FakeAnswers:
    """`shared.draft_ports.Answers` over the drafts that it is given."""

    def __init__(self, drafts: FakeDrafts) -> None:
        self._drafts = drafts
        self.pairings: dict[str, Pairing] = {}

    def live_draft(self, ticket_id: int, *, before: int) -> LiveDraft | None:
        notes = [
            (row.note_id, key)
            for key, row in self._drafts.rows.items()
            if row.ticket_id == ticket_id and row.note_id and row.note_id < before
        ]
        note_id, key = max(notes, default=(0, ""))
        return LiveDraft(key, note_id) if key and key not in self.pairings else None

    def pair(self, key: str, pairing: Pairing) -> None:
        self.pairings.setdefault(key, pairing)


@dataclass
class FakeLease:
    """`shared.ports.Lease`; `lost` makes the next renewal fail."""

    job_id: UUID = field(default_factory=uuid4)
    attempt: int = 1
    lost: bool = False
    renewals: int = 0

    def renew(self) -> None:
        if self.lost:
            raise LeaseLost
        self.renewals += 1


class FakeFeed:
    """`shared.ports.Feed` over what the test lets happen; `failing_after` events it raises `failure`."""

    def __init__(self, *happened: Announced) -> None:
        self.happened = list(happened)
        #: From when on it was read, each time.
        self.read_from: list[datetime] = []
        self.failure: Retryable | None = None
        self.failing_after = 0

    def messages_since(self, moment: datetime) -> Iterator[Announced]:
        self.read_from.append(moment)
        since = sorted((one for one in self.happened if one.at >= moment), key=lambda one: one.at)
        for number, one in enumerate(since):
            if self.failure and number >= self.failing_after:
                raise self.failure
            yield one


class FakeFeeds:
    """`shared.ports.Feeds`."""

    def __init__(self, read_until: datetime | None = None) -> None:
        self.moments = {} if read_until is None else {GORGIAS: read_until}

    def read_until(self, source: str) -> datetime | None:
        return self.moments.get(source)

    def advance(self, source: str, moment: datetime) -> None:
        self.moments[source] = max(moment, self.moments.get(source, moment))


class FakeDiscovery:
    """`shared.ports.Discovery`."""

    def __init__(self) -> None:
        self.runs: list[date | None] = []

    def run(self, *, as_of: date | None, tell: Callable[[str], None]) -> str:
        tell("Reading the orders")
        tell("Keeping the snapshot")
        self.runs.append(as_of)
        return "4 customers as of 2011-12-09"
