"""Pages that nobody asked a question for: what a report by the clock shows."""

from datetime import date

from shared.domain.churn_overview import ChurnOverview
from shared.domain.group_trends import ArchetypeGrowth, SegmentTrends
from shared.domain.outlook import RevenueForecast
from shared.pages.page import Page
from shared.pages.page_of import page_of_result


def churn_summary_page(found: ChurnOverview, *, currency: str, as_of: date, headline: str | None = None) -> Page:
    """Who may leave; amounts are in the currency (ISO 4217)."""
    return page_of_result(found, currency=currency, as_of=as_of, headline=headline)


def forecast_summary_page(found: RevenueForecast, *, headline: str | None = None) -> Page:
    """Revenue to come."""
    return page_of_result(found, currency=found.currency, as_of=found.as_of, headline=headline)


def segment_growth_page(found: ArchetypeGrowth | SegmentTrends, *, headline: str | None = None) -> Page:
    """Which archetypes, or segments of an axis, grow and shrink."""
    return page_of_result(found, currency=found.currency, as_of=found.as_of, headline=headline)
