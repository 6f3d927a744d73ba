"""What a home tab shows of the shop, read from the analytics as its owner may see it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from shared.chat_ports import Analyst
from shared.domain.access import Asker
from shared.domain.churn import ChurnLevel
from shared.domain.churn_overview import ChurnOverview
from shared.domain.draft_figures import DraftFigures, ReportFigures
from shared.domain.group_trends import ArchetypeGrowth
from shared.domain.outlook import RevenueForecast
from shared.domain.questions import QueryKind, ReadyQuestion
from shared.domain.slack import SlackFile
from shared.errors import NotAllowed, Retryable, SelvageError
from shared.pages.page import Chart, Figure, Table, Unit
from shared.pages.page_of import page_of_result
from shared.pages.wording import worded
from shared.questions.suggestions import ready_question
from shared.slack.alert_figures import typed
from shared.slack.blocks.home import HomeState

FORECAST_MONTHS = 6
#: Archetypes that are looked at, and how many of them are shown: the fastest to grow and to shrink.
ARCHETYPES, MOVERS = 100, 8
DRAFT_DAYS = 7
QUESTIONS = (
    QueryKind.CHURN_RISK,
    QueryKind.RETENTION_PLAN,
    QueryKind.REVENUE_FORECAST,
    QueryKind.HIGH_VALUE_CUSTOMERS,
    QueryKind.ARCHETYPE_GROWTH,
)
LEVELS = {
    ChurnLevel.CRITICAL: "At critical risk",
    ChurnLevel.HIGH: "At high risk",
    ChurnLevel.MEDIUM: "At medium risk",
}
NO_FIGURES = (
    "Your role shows customers and tickets rather than the figures of the shop. Write to me as “show customer” with an "
    "id, an e-mail address or a name, “how likely is customer … to leave?” or “how do we keep customer …?”. "
    "/tickets urgent lists the tickets that cannot wait."
)


@dataclass(slots=True)
class Reading:
    """What was read for one person. What could not be read is missing, and `notes` say so."""

    #: With a time zone.
    read_at: datetime
    figures: tuple[Figure, ...] = ()
    movements: Table | None = None
    drafts: tuple[Figure, ...] = ()
    forecast: Chart | None = None
    #: The shop's, as the answers tell it.
    currency: str | None = None
    as_of: date | None = None
    notes: list[str] = field(default_factory=list)
    #: What there is for those whose role shows none of it.
    instead: str = ""
    #: How many parts their role does not show.
    withheld: int = 0
    #: How many parts the analytics could not tell for now.
    away: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was read."""
        return not (self.figures or self.movements or self.drafts or self.forecast)


def read_home(analyst: Analyst, asker: Asker, now: datetime) -> Reading:
    """All parts that the asker may see and that can be read now; one that fails costs the others nothing."""
    reading = Reading(now)
    for title, read in _PARTS:
        with _tolerating(reading, title):
            read(reading, analyst, asker)
    if reading.is_empty and reading.withheld and not reading.notes:
        reading.instead = NO_FIGURES
    return reading


def home_state(reading: Reading, *, forecast: SlackFile | None, currency: str) -> HomeState:
    """What the tab shows; `forecast` is the chart's picture, `currency` the shop's where nothing was read."""
    told = reading.currency or currency
    as_of = (f"Figures as of {worded(reading.as_of, Unit.DATE, told)}.",) if reading.as_of else ()
    return HomeState(
        currency=told,
        refreshed_at=reading.read_at,
        figures=reading.figures,
        movements=reading.movements,
        drafts=reading.drafts,
        forecast=forecast,
        questions=() if reading.instead else questions(),
        instead=reading.instead,
        notes=(*as_of, *reading.notes),
    )


def questions() -> tuple[ReadyQuestion, ...]:
    """What can be asked with one click."""
    return tuple(map(ready_question, QUESTIONS))


@contextmanager
def _tolerating(reading: Reading, title: str) -> Iterator[None]:
    try:
        yield
    except NotAllowed:
        reading.withheld += 1
    except SelvageError as error:
        reading.away += isinstance(error, Retryable)
        reading.notes.append(f"{title} could not be read: {error}.")


def _read_churn(reading: Reading, analyst: Analyst, asker: Asker) -> None:
    found = typed(analyst.tool(asker, "churn_overview", {"limit": 1}), ChurnOverview)
    _dated(reading, found.who.currency, found.who.as_of)
    if found.everybody is None:
        reading.notes.append("There are no customers yet.")
        return
    at_level = {level.group: level.customers for level in found.levels}
    reading.figures += (
        Figure("Revenue at risk", found.revenue_at_risk, Unit.MONEY),
        Figure("Share of all revenue", found.revenue_at_risk_share, Unit.PERCENT),
        *(Figure(label, at_level.get(level, 0), Unit.COUNT) for level, label in LEVELS.items()),
    )


def _read_forecast(reading: Reading, analyst: Analyst, asker: Asker) -> None:
    found = typed(analyst.tool(asker, "revenue_forecast", {"months": FORECAST_MONTHS}), RevenueForecast)
    _dated(reading, found.currency, found.as_of)
    if found.total is None:
        reading.notes.append(f"There is no revenue forecast: {found.because or 'too little is known'}.")
        return
    change = found.total / found.a_year_before - 1 if found.a_year_before else None
    label = f"Revenue expected, {found.period}"
    reading.figures += (Figure(label, found.total, Unit.MONEY, change, more_is_better=True),)
    reading.forecast = page_of_result(found, currency=found.currency, as_of=found.as_of).chart


def _read_movements(reading: Reading, analyst: Analyst, asker: Asker) -> None:
    found = typed(analyst.tool(asker, "archetype_growth", {"limit": ARCHETYPES}), ArchetypeGrowth)
    moving = [each for each in found.archetypes if each.trend.growth_per_month is not None]
    if not moving:
        reading.notes.append(f"Nothing can be said of how archetypes move: {found.because or 'there are none'}.")
        return
    half = MOVERS // 2
    shown = moving if len(moving) <= MOVERS else [*moving[:half], *moving[-half:]]
    told = replace(found, archetypes=tuple(shown))
    table = page_of_result(told, currency=found.currency, as_of=found.as_of).table
    _dated(reading, found.currency, found.as_of)
    reading.movements = table and replace(table, title="Archetypes, growth a month")


def _read_drafts(reading: Reading, analyst: Analyst, asker: Asker) -> None:
    now = typed(analyst.draft_report(asker, days=DRAFT_DAYS), ReportFigures).total
    both = typed(analyst.draft_report(asker, days=2 * DRAFT_DAYS), ReportFigures).total
    if not both.answered:
        return
    before = _rate_before(now, both)
    rate = now.acceptance_rate
    change = rate / before - 1 if rate is not None and before else None
    reading.drafts = (
        Figure(f"Drafts accepted, {DRAFT_DAYS} days", rate, Unit.PERCENT, change, more_is_better=True),
        Figure("Drafts used", now.as_is + now.edited, Unit.COUNT),
        Figure("Drafts answered", now.answered, Unit.COUNT),
        Figure("Typing saved, in minutes", now.typing_saved_minutes, Unit.NUMBER),
    )


def _rate_before(now: DraftFigures, both: DraftFigures) -> float | None:
    """The share that was accepted of the days before, which is what both spans hold less the newer one."""
    answered = both.answered - now.answered
    accepted = both.as_is + both.edited - now.as_is - now.edited
    return accepted / answered if answered > 0 and accepted >= 0 else None


def _dated(reading: Reading, currency: str, as_of: date) -> None:
    reading.currency, reading.as_of = currency, as_of


_PARTS: tuple[tuple[str, Callable[[Reading, Analyst, Asker], None]], ...] = (
    ("Customers at risk", _read_churn),
    ("The revenue forecast", _read_forecast),
    ("Movements between archetypes", _read_movements),
    ("What became of the drafts", _read_drafts),
)
