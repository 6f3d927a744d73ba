"""The report over rows as workers write them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from shared.domain.answers import Usage
from shared.domain.draft_report import By, DraftReport, Reason, ReportRow
from shared.store.database import Database
from shared.store.draft_report import DraftReports
from tests.factories_answers import ANSWERED_AT, KeptDrafts, a_pairing, an_attempt

RETURNS, STATUS = "Return/Exchange Request", "Order Status/Delivery Inquiry"
FIGURE = "its draft gave a number that is not in the ticket"


@pytest.fixture
def now(database: Database) -> datetime:
    """The database's own present, a little later, since its rows are dated by it."""
    with database.connection() as connection:
        row = connection.execute("SELECT now()").fetchone()
    assert row is not None
    return datetime.fromisoformat(str(row[0])).astimezone(UTC) + timedelta(minutes=1)


@pytest.fixture
def kept(database: Database) -> KeptDrafts:
    return KeptDrafts(database)


@pytest.fixture
def reported(database: Database, now: datetime) -> Callable[..., DraftReport]:
    def report(by: By = By.CATEGORY, days: int = 30) -> DraftReport:
        return DraftReports(database).report(by=by, days=days, now=now)

    return report


@pytest.fixture
def month(kept: KeptDrafts) -> KeptDrafts:
    """Two categories, two languages, three agents, a draft without answer, one outdated, one dropped, two fallbacks."""
    used = (
        (RETURNS, "en", Usage.AS_IS, (1, "Jo"), None),
        (RETURNS, "en", Usage.EDITED, (1, "Jo"), 0.25),
        (RETURNS, "de", Usage.IGNORED, (2, "Ann"), 0.875),
        (STATUS, "de", Usage.AS_IS, (2, "Ann"), None),
        (STATUS, None, Usage.AS_IS, None, None),
    )
    for ticket_id, (category, language, usage, agent, distance) in enumerate(used, 1):
        key = kept.post(ticket_id=ticket_id, category=category, language=language)
        kept.answers.pair(key, a_pairing(usage, agent=agent, edit_distance=distance))
    kept.post(ticket_id=11, category=STATUS, attempts=(an_attempt(broke=("figure",)), an_attempt(latency_s=4)))
    outdated = kept.post(ticket_id=12, category=STATUS)
    kept.write_again(12)
    kept.drop(ticket_id=13, category=STATUS)
    kept.write_again(1)
    failed = (an_attempt(broke=("figure",)), an_attempt(broke=("figure",)))
    kept.answers.pair(
        kept.post(ticket_id=14, category=RETURNS, fell_back_because=FIGURE, attempts=failed),
        a_pairing(Usage.IGNORED, agent=(1, "Jo")),
    )
    kept.post(ticket_id=15, category=RETURNS, fell_back_because="Claude took too long")
    assert outdated
    return kept


def row_of(report: DraftReport, label: str) -> ReportRow:
    return next(row for row in report.rows if row.label == label)


def test_without_drafts_there_is_only_an_empty_total(reported: Callable[..., DraftReport]) -> None:
    report = reported()

    assert list(report.rows) == []
    assert (report.total.posted, float(report.total.dollars)) == (0, 0.0)
    assert report.total.acceptance.share is None


def test_the_total_counts_what_became_of_every_draft(month: KeptDrafts, reported: Callable[..., DraftReport]) -> None:
    total = reported().total
    drafts = total.drafts

    assert (total.posted, drafts.posted, drafts.dropped, drafts.superseded) == (9, 7, 1, 1)
    assert (drafts.answered, drafts.as_is, drafts.edited, drafts.ignored) == (5, 3, 1, 1)
    assert (total.acceptance.share, total.as_is.share) == (0.8, 0.6)
    assert drafts.median_edit_distance == 0
    assert (drafts.draft_sentences, drafts.kept_sentences, drafts.kept_characters) == (20, 15, 750)
    assert (total.dollars, total.retries, drafts.median_latency_s) == (Decimal("0.011"), 2, 2.0)


def test_standard_replies_are_counted_apart_and_say_why(
    month: KeptDrafts, reported: Callable[..., DraftReport]
) -> None:
    total = reported().total

    assert (total.fallbacks.posted, total.fallbacks.answered, total.fallbacks.ignored) == (2, 1, 1)
    assert total.fell_back.share == pytest.approx(2 / 9)
    assert total.fell_back_because == (Reason("Claude took too long", 1), Reason(FIGURE, 1))


def test_a_draft_that_was_answered_is_not_outdated_by_what_the_customer_writes_later(
    kept: KeptDrafts, reported: Callable[..., DraftReport]
) -> None:
    kept.answers.pair(kept.post(ticket_id=1), a_pairing(Usage.AS_IS))
    kept.write_again(1)

    assert (reported().total.drafts.superseded, reported().total.drafts.as_is) == (0, 1)


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        (By.CATEGORY, [RETURNS, STATUS]),
        (By.LANGUAGE, ["en", "de", "not told"]),
        (By.AGENT, ["Jo", "Ann", "no agent known"]),
        (By.ENGINE, ["Claude", "standard reply"]),
        (By.MODEL, ["claude-haiku-5-5", "no model"]),
        (By.PROMPT, ["reply-1"]),
    ],
)
def test_lines_can_stand_for_what_is_asked_most_notes_first_and_the_unknown_last(
    month: KeptDrafts, reported: Callable[..., DraftReport], by: By, labels: list[str]
) -> None:
    report = reported(by)

    assert [row.label for row in report.rows] == labels
    assert sum(row.posted for row in report.rows) == report.total.posted == 9
    assert sum(row.dollars for row in report.rows) == report.total.dollars


def test_days_stand_in_their_order(kept: KeptDrafts, reported: Callable[..., DraftReport], now: datetime) -> None:
    for ticket_id, age in enumerate((0, 3, 3, 1), 1):
        kept.date_back(kept.post(ticket_id=ticket_id), age)
    report = reported(By.DAY)

    assert [row.posted for row in report.rows] == [2, 1, 1]
    assert [row.key for row in report.rows] == sorted(f"{now - timedelta(days=age):%Y-%m-%d}" for age in (0, 1, 3))


def test_only_the_last_days_count(kept: KeptDrafts, reported: Callable[..., DraftReport]) -> None:
    kept.post(ticket_id=1)
    kept.date_back(kept.post(ticket_id=2), 8)

    assert reported(days=7).total.posted == 1
    assert reported(days=9).total.posted == 2


def test_a_line_tells_its_own_reasons(month: KeptDrafts, reported: Callable[..., DraftReport]) -> None:
    report = reported()

    assert row_of(report, STATUS).fell_back_because == ()
    assert {reason.because for reason in row_of(report, RETURNS).fell_back_because} == {"Claude took too long", FIGURE}


def test_the_standard_replies_own_line_tells_what_became_of_them(
    month: KeptDrafts, reported: Callable[..., DraftReport]
) -> None:
    row = row_of(reported(By.ENGINE), "standard reply")

    assert (row.posted, row.drafts.answered, row.acceptance.share) == (2, 1, 0.0)


def test_two_agents_of_one_name_are_two_lines(kept: KeptDrafts, reported: Callable[..., DraftReport]) -> None:
    for agent_id in (1, 2):
        kept.answers.pair(kept.post(ticket_id=agent_id), a_pairing(agent=(agent_id, "Jo")))

    assert [(row.key, row.label) for row in reported(By.AGENT).rows] == [("1", "Jo"), ("2", "Jo")]


def test_an_agent_whose_name_is_not_told_again_keeps_it(kept: KeptDrafts, reported: Callable[..., DraftReport]) -> None:
    kept.answers.pair(kept.post(ticket_id=1), a_pairing(agent=(1, "Jo")))
    kept.answers.pair(kept.post(ticket_id=2), a_pairing(agent=(1, None)))
    kept.answers.pair(kept.post(ticket_id=3), a_pairing(agent=(2, None)))

    assert [row.label for row in reported(By.AGENT).rows] == ["Jo", "agent 2"]


def test_a_trend_has_weeks_and_twentieths_of_the_distance(month: KeptDrafts, database: Database, now: datetime) -> None:
    trend = DraftReports(database).trend(days=30, now=now)

    [week] = trend.weeks
    assert (week.week, week.as_is, week.edited, week.ignored) == (ANSWERED_AT.date(), 3, 1, 1)
    assert len(trend.distances) == 20
    assert {place: drafts for place, drafts in enumerate(trend.distances) if drafts} == {0: 3, 5: 1, 17: 1}
