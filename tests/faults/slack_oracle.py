"""The oracle of Slack: everything that the door has taken against what everybody sees in the workspace."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from psycopg.rows import class_row

from shared.slack.client import OURS
from shared.store.database import Database
from tests.faults.oracle import ENDS, Judgement
from tests.faults.slack_people import People
from tests.simulators.slack.people_there import BOT_USER

#: What a message says that is to become an answer.
UNDER_WAY = ("Looking into it", "Looking up the tickets", "Reading ticket")
#: What one says that has become an apology.
APOLOGIES = ("I could not find out in time", "I cannot answer that", "Something went wrong on our side")

JOBS = """
SELECT d.external_id AS key, d.id AS delivery_id, j.state, coalesce(j.outcome, j.last_error, '') AS told
FROM deliveries d LEFT JOIN jobs j ON (j.arguments->>'delivery_id')::uuid = d.id
WHERE d.source = 'slack'
"""


@dataclass(frozen=True, slots=True)
class SlackJob:
    """The row of a job, as far as it matters here."""

    #: Of the command, event or interaction.
    key: str
    delivery_id: UUID
    state: str | None
    told: str = ""


def judge(
    taken: Iterable[str],
    messages: Sequence[Mapping[str, Any]],
    jobs: Iterable[SlackJob],
    *,
    due: Collection[str] = (),
) -> Judgement:
    """Compare the keys of what was taken, and wants an answer, with the messages that everybody sees.

    Each is answered by one message of ours that carries its delivery's key, and does not say any more that it is looked
    into. Below it may stand, in parts, what did not fit. So are the reports that are `due`, by their own keys. Whatever
    else of ours is visible is one too many.
    """
    seen = [message for message in messages if message["user"] == BOT_USER and not message.get("ephemeral_to")]
    by_key: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for message in seen:
        by_key[key_of(message)].append(message)
    rows = {job.key: job for job in jobs}
    wanted = {f"answer:{job.delivery_id}" for job in rows.values()} | set(due)

    lost, unfinished = [], []
    for key in sorted(taken):
        job = rows.get(key)
        if job is None or job.state not in ENDS:
            unfinished.append(key)
        shown = by_key[f"answer:{job.delivery_id}"] if job else []
        if not any(is_final(message) for message in shown):
            lost.append(key)
    lost += [key for key in sorted(due) if not by_key[key]]
    counts = Counter(key_of(message) for message in seen)
    doubled = [f"{key or 'a message without a key'}, {count} times" for key, count in counts.items() if count > 1]
    doubled += [f"{key}, of nobody" for key in counts if not {key, key.rpartition(":")[0]} & wanted]
    return Judgement(tuple(lost), tuple(doubled), tuple(unfinished))


def key_of(message: Mapping[str, Any]) -> str:
    """What a message of ours is found by; "" when it carries nothing."""
    told = message.get("metadata") or {}
    return str(told.get("event_payload", {}).get("key", "")) if told.get("event_type") == OURS else ""


def is_final(message: Mapping[str, Any]) -> bool:
    """Whether it is more than a line that an answer is under way."""
    return not any(words in _said(message) for words in UNDER_WAY)


def is_apology(message: Mapping[str, Any]) -> bool:
    """Whether it says that there is no answer."""
    return any(words in _said(message) for words in APOLOGIES)


def _said(message: Mapping[str, Any]) -> str:
    return f"{message.get('text', '')} {orjson.dumps(message.get('blocks', [])).decode()}"


class SlackOracle:
    """Reads both sides, from where no fault of ours can touch them. A witness of a scene."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        #: The keys of reports that are to be sent, although nobody asks for them now.
        self.due: set[str] = set()

    def acknowledged(self) -> int:
        """How much the door said it took."""
        return len(self._people.taken())

    def jobs(self) -> list[SlackJob]:
        """The jobs of all that Slack has sent."""
        with self._database.connection() as connection, connection.cursor(row_factory=class_row(SlackJob)) as cursor:
            return cursor.execute(JOBS).fetchall()

    def judge(self) -> Judgement:
        """What has become by now of everything that was asked and taken."""
        return judge(self._people.taken(), self._people.messages(), self.jobs(), due=self.due)

    def apologies(self) -> list[str]:
        """The words of all messages that say that there is no answer."""
        return [_said(message)[:300] for message in self._people.messages() if is_apology(message)]
