"""The oracle: every message that the door has acknowledged against what became of it at the simulated Gorgias."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.rows import class_row

from shared.store.database import Database
from tests.faults.sender import Letter
from tests.simulators.process import Simulator

#: A job that has ended without a note, where everybody can see it and say why.
VISIBLE_ENDS = frozenset({"skipped", "dead", "discarded"})
ENDS = VISIBLE_ENDS | {"done"}

#: The job of every delivery that names a message.
JOBS = """
SELECT (d.hint->>'ticket_id')::bigint AS ticket_id, (d.hint->>'message_id')::bigint AS message_id,
       j.state, j.attempt, j.failures, coalesce(j.outcome, j.last_error, '') AS told
FROM deliveries d LEFT JOIN jobs j ON (j.arguments->>'delivery_id')::uuid = d.id
WHERE d.hint->>'message_id' IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Job:
    """The row of a job, as far as it matters here."""

    ticket_id: int
    message_id: int
    state: str | None
    attempt: int | None
    failures: int | None
    told: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of the acknowledged messages."""

    #: Neither a note nor a visible end.
    lost: tuple[Letter | str, ...]
    #: Keys with more notes than one, and tickets with more notes than customer messages.
    doubled: tuple[str, ...]
    #: Their jobs have not ended.
    unfinished: tuple[Letter | str, ...]

    def __add__(self, other: "Judgement") -> "Judgement":
        """Both together."""
        return Judgement(self.lost + other.lost, self.doubled + other.doubled, self.unfinished + other.unfinished)


def judge(
    acknowledged: Iterable[Letter], notes: Sequence[Mapping[str, Any]], jobs: Iterable[Job], written: Iterable[Letter]
) -> Judgement:
    """Compare the acknowledged messages with the notes at Gorgias and with the job rows.

    A message is answered by the note that carries its key, or by one for a newer message on its ticket, when its job
    says that it is done. `written` are all customer messages there are, acknowledged or not.
    """
    messages: dict[int, set[int]] = defaultdict(set)
    for letter in written:
        messages[letter.ticket_id].add(letter.message_id)
    keys = Counter(str(note["external_id"]) for note in notes)
    answered = {letter for letters in messages.items() for letter in _answered(*letters, keys)}
    states: dict[Letter, set[str | None]] = defaultdict(set)
    for job in jobs:
        states[Letter(job.ticket_id, job.message_id)].add(job.state)

    lost, unfinished = [], []
    for letter in sorted(acknowledged):
        ends = states[letter]
        if not ends or ends - ENDS:
            unfinished.append(letter)
        has_note = letter in answered
        superseded = any(newer in answered for newer in _newer(letter, messages[letter.ticket_id]))
        if not (has_note or ends & VISIBLE_ENDS or ("done" in ends and superseded)):
            lost.append(letter)
    on_ticket = Counter(int(note["ticket_id"]) for note in notes)
    doubled = [key for key, count in keys.items() if count > 1]
    doubled += [f"ticket {ticket}" for ticket, count in on_ticket.items() if count > len(messages[ticket])]
    return Judgement(tuple(lost), tuple(doubled), tuple(unfinished))


def _answered(ticket_id: int, messages: Iterable[int], keys: Counter[str]) -> list[Letter]:
    return [Letter(ticket_id, message) for message in messages if keys[f"selvage:{ticket_id}:{message}"]]


def _newer(letter: Letter, messages: Iterable[int]) -> list[Letter]:
    return [Letter(letter.ticket_id, message) for message in messages if message > letter.message_id]


class Oracle:
    """Reads both sides, from where no fault of ours can touch it."""

    def __init__(self, database: Database, gorgias: Simulator) -> None:
        self._database = database
        self._gorgias = gorgias

    def notes(self) -> list[dict[str, Any]]:
        """Every message that our API user made Gorgias store, oldest first."""
        return self._gorgias.effects("message")

    def jobs(self) -> list[Job]:
        """The jobs of all deliveries."""
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(Job)) as cursor:
            return cursor.execute(JOBS).fetchall()

    def judge(self, acknowledged: Iterable[Letter], written: Iterable[Letter]) -> Judgement:
        """What has become of the acknowledged messages by now."""
        return judge(acknowledged, self.notes(), self.jobs(), written)
