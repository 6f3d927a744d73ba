"""What became of the drafts, summed up over the rows that workers wrote."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from psycopg.rows import class_row

from shared.domain.draft_report import By, DraftReport, Reason, ReportRow, Tally
from shared.store.database import Database

#: A line for each key and engine, and one for each engine over all keys.
TALLIES = """
WITH told AS (
    SELECT CASE %(by)s::text
               WHEN 'category' THEN d.category
               WHEN 'model' THEN d.model
               WHEN 'prompt' THEN d.prompt_version
               WHEN 'agent' THEN a.agent_id::text
               WHEN 'engine' THEN d.engine
               WHEN 'language' THEN d.language
               WHEN 'day' THEN to_char(d.drafted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')
           END AS key,
           coalesce(d.engine = 'fallback', false) AS is_fallback,
           d.note_id, d.superseded_at, d.dollars, nullif(d.latency_s, 0) AS latency_s,
           greatest(jsonb_array_length(d.attempts) - 1, 0) AS retries,
           a.usage, a.edit_distance, a.draft_sentences, a.kept_sentences, a.kept_characters, g.name
    FROM drafts d
    LEFT JOIN draft_answers a ON a.key = d.key
    LEFT JOIN agents g ON g.id = a.agent_id
    WHERE d.drafted_at >= %(since)s
)
SELECT key, grouping(key) = 1 AS is_total, is_fallback, max(name) AS name,
       count(note_id) AS posted,
       count(*) FILTER (WHERE note_id IS NULL) AS dropped,
       count(note_id) FILTER (WHERE superseded_at IS NOT NULL AND usage IS NULL) AS superseded,
       count(*) FILTER (WHERE usage = 'as_is') AS as_is,
       count(*) FILTER (WHERE usage = 'edited') AS edited,
       count(*) FILTER (WHERE usage = 'ignored') AS ignored,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY edit_distance) AS median_edit_distance,
       coalesce(sum(draft_sentences), 0) AS draft_sentences,
       coalesce(sum(kept_sentences), 0) AS kept_sentences,
       coalesce(sum(kept_characters), 0) AS kept_characters,
       sum(dollars) AS dollars,
       coalesce(sum(retries), 0) AS retries,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY latency_s) AS median_latency_s
FROM told
GROUP BY GROUPING SETS ((key, is_fallback), (is_fallback))
"""

#: The commonest reasons for the standard reply, of each key and of all.
REASONS = """
WITH told AS (
    SELECT CASE %(by)s::text
               WHEN 'category' THEN d.category
               WHEN 'model' THEN d.model
               WHEN 'prompt' THEN d.prompt_version
               WHEN 'agent' THEN a.agent_id::text
               WHEN 'engine' THEN d.engine
               WHEN 'language' THEN d.language
               WHEN 'day' THEN to_char(d.drafted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')
           END AS key,
           d.fell_back_because AS because
    FROM drafts d
    LEFT JOIN draft_answers a ON a.key = d.key
    WHERE d.drafted_at >= %(since)s AND d.engine = 'fallback' AND d.note_id IS NOT NULL
), counted AS (
    SELECT key, grouping(key) = 1 AS is_total, because, count(*) AS drafts,
           row_number() OVER (PARTITION BY key, grouping(key) ORDER BY count(*) DESC, because) AS place
    FROM told
    WHERE because IS NOT NULL
    GROUP BY GROUPING SETS ((key, because), (because))
)
SELECT key, is_total, because, drafts FROM counted WHERE place <= %(most)s ORDER BY drafts DESC, because
"""

#: Answered drafts of the model, by the week (Monday, UTC) that they were answered in.
WEEKS = """
SELECT date_trunc('week', a.answered_at AT TIME ZONE 'UTC')::date AS week,
       count(*) FILTER (WHERE a.usage = 'as_is') AS as_is,
       count(*) FILTER (WHERE a.usage = 'edited') AS edited,
       count(*) FILTER (WHERE a.usage = 'ignored') AS ignored
FROM draft_answers a JOIN drafts d ON d.key = a.key
WHERE d.drafted_at >= %(since)s AND d.engine = 'claude'
GROUP BY 1 ORDER BY 1
"""

#: How many answered drafts of the model lie in each twentieth of the edit distance; 1 belongs to the last one.
DISTANCES = """
SELECT least(width_bucket(a.edit_distance, 0, 1, 20), 20) AS bucket, count(*) AS drafts
FROM draft_answers a JOIN drafts d ON d.key = a.key
WHERE d.drafted_at >= %(since)s AND d.engine = 'claude'
GROUP BY 1
"""
BUCKETS = 20
#: Reasons that a line shows.
MOST_REASONS = 3

#: What stands for drafts of which it is not known, by what the lines stand for.
UNKNOWN = {By.AGENT: "no agent known", By.MODEL: "no model", By.LANGUAGE: "not told"}
ENGINES = {"claude": "Claude", "fallback": "standard reply"}
ALL = "all"


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of TALLIES."""

    key: str | None
    is_total: bool
    is_fallback: bool
    name: str | None
    posted: int
    dropped: int
    superseded: int
    as_is: int
    edited: int
    ignored: int
    median_edit_distance: float | None
    draft_sentences: int
    kept_sentences: int
    kept_characters: int
    dollars: Decimal
    retries: int
    median_latency_s: float | None

    @property
    def tally(self) -> Tally:
        names = Tally.__dataclass_fields__
        return Tally(**{name: getattr(self, name) for name in names})


@dataclass(frozen=True, slots=True)
class _Because:
    """One row of REASONS."""

    key: str | None
    is_total: bool
    because: str
    drafts: int


@dataclass(frozen=True, slots=True)
class Week:
    """What agents made of the drafts that they answered to in one week."""

    week: date
    as_is: int
    edited: int
    ignored: int


@dataclass(frozen=True, slots=True)
class Trend:
    """How drafts did over time, and how far answers were from them."""

    weeks: tuple[Week, ...]
    #: Answered drafts in each twentieth of the edit distance, from 0 to 1.
    distances: tuple[int, ...]


class DraftReports:
    """The reports that `selvage drafts report` and the API give."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def report(self, *, by: By, days: int, now: datetime) -> DraftReport:
        """What became of the drafts of the last `days` days."""
        chosen = {"by": by.value, "since": now - timedelta(days=days), "most": MOST_REASONS}
        with self._database.connection() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            lines = connection.cursor(row_factory=class_row(_Line)).execute(TALLIES, chosen).fetchall()
            reasons = connection.cursor(row_factory=class_row(_Because)).execute(REASONS, chosen).fetchall()
        rows = _rows(by, [line for line in lines if not line.is_total], _told(reasons, of_total=False))
        total = _row(ALL, ALL, [line for line in lines if line.is_total])
        because = _told(reasons, of_total=True).get(None, ())
        return DraftReport(by, days, _sorted(by, rows), replace(total, key=None, fell_back_because=because))

    def trend(self, *, days: int, now: datetime) -> Trend:
        """The weeks and distances of the drafts of the last `days` days."""
        since = {"since": now - timedelta(days=days)}
        with self._database.connection() as connection:
            weeks = connection.cursor(row_factory=class_row(Week)).execute(WEEKS, since).fetchall()
            filled = dict(connection.execute(DISTANCES, since).fetchall())
        return Trend(tuple(weeks), tuple(filled.get(bucket, 0) for bucket in range(1, BUCKETS + 1)))


def _rows(by: By, lines: Iterable[_Line], reasons: Mapping[str | None, tuple[Reason, ...]]) -> list[ReportRow]:
    of_key: dict[str | None, list[_Line]] = defaultdict(list)
    for line in lines:
        of_key[line.key].append(line)
    rows = (_row(key, _label(by, key, some), some) for key, some in of_key.items())
    return [
        replace(_as_its_own(row) if by is By.ENGINE else row, fell_back_because=reasons.get(row.key, ()))
        for row in rows
    ]


def _row(key: str | None, label: str, lines: Iterable[_Line]) -> ReportRow:
    tallies = {line.is_fallback: line.tally for line in lines}
    return ReportRow(key, label, tallies.get(False, Tally()), tallies.get(True, Tally()))


def _as_its_own(row: ReportRow) -> ReportRow:
    """The standard replies' own line tells of them as others tell of drafts by the model."""
    return row if row.key != "fallback" else replace(row, drafts=row.fallbacks, fallbacks=Tally())


def _label(by: By, key: str | None, lines: list[_Line]) -> str:
    if key is None:
        return UNKNOWN.get(by, "not known")
    if by is By.AGENT:
        return next((line.name for line in lines if line.name), f"agent {key}")
    return ENGINES.get(key, key) if by is By.ENGINE else key


def _sorted(by: By, rows: list[ReportRow]) -> list[ReportRow]:
    if by is By.DAY:
        return sorted(rows, key=lambda row: row.key or "")
    return sorted(rows, key=lambda row: (row.key is None, -row.posted, row.label))


def _told(reasons: Iterable[_Because], *, of_total: bool) -> dict[str | None, tuple[Reason, ...]]:
    told: dict[str | None, tuple[Reason, ...]] = defaultdict(tuple)
    for each in reasons:
        if each.is_total == of_total:
            told[each.key] += (Reason(each.because, each.drafts),)
    return told
