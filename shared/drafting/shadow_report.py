"""Drafts in the shadow summed up, in the same figures as those that agents had before them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

from shared.domain.answers import Usage
from shared.domain.draft_report import By, DraftReport, Reason, ReportRow, Tally
from shared.domain.drafts import Engine
from shared.drafting.shadow import ShadowDraft

MOST_REASONS = 3


def shadow_report(shadows: Sequence[ShadowDraft]) -> DraftReport:
    """The shadows by category, largest first."""
    of_category: dict[str, list[ShadowDraft]] = defaultdict(list)
    for shadow in shadows:
        of_category[shadow.exchange.category.value].append(shadow)
    rows = [_row(category, some) for category, some in of_category.items()]
    return DraftReport(By.CATEGORY, 0, sorted(rows, key=lambda row: (-row.posted, row.label)), _row("all", shadows))


def _row(label: str, shadows: Sequence[ShadowDraft]) -> ReportRow:
    fell_back = [shadow for shadow in shadows if shadow.draft.engine is Engine.FALLBACK]
    reasons = Counter(shadow.draft.fell_back_because or "" for shadow in fell_back)
    return ReportRow(
        label,
        label,
        drafts=_tally(shadow for shadow in shadows if shadow.draft.engine is Engine.CLAUDE),
        fallbacks=_tally(fell_back),
        fell_back_because=tuple(Reason(because, drafts) for because, drafts in reasons.most_common(MOST_REASONS)),
    )


def _tally(some: Iterable[ShadowDraft]) -> Tally:
    shadows = list(some)
    comparisons = [shadow.comparison for shadow in shadows]
    usages = Counter(comparison.usage for comparison in comparisons)
    latencies = [
        sum(attempt.completion.latency_s for attempt in shadow.draft.attempts)
        for shadow in shadows
        if shadow.draft.attempts
    ]
    return Tally(
        posted=len(shadows),
        as_is=usages[Usage.AS_IS],
        edited=usages[Usage.EDITED],
        ignored=usages[Usage.IGNORED],
        median_edit_distance=median(each.edit_distance for each in comparisons) if comparisons else None,
        draft_sentences=sum(each.draft_sentences for each in comparisons),
        kept_sentences=sum(each.kept_sentences for each in comparisons),
        kept_characters=sum(each.kept_characters for each in comparisons),
        dollars=sum((shadow.draft.cost for shadow in shadows), Decimal(0)),
        retries=sum(max(len(shadow.draft.attempts) - 1, 0) for shadow in shadows),
        median_latency_s=median(latencies) if latencies else None,
    )
