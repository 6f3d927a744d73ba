"""A report as doors tell it: flat lines of plain figures, the same over HTTP, as JSON and as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from shared.domain.draft_report import By, DraftReport, Reason, ReportRow

#: Digits behind the point; more say nothing.
SHARE_DIGITS, DOLLAR_DIGITS, MINUTE_DIGITS = 4, 6, 2


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """One line of a report. Rates and figures are of drafts by the model; standard replies are counted apart."""

    #: What the line stands for, as an agent's number; None when it is not known, and in the total.
    key: str | None
    label: str
    #: Notes, standard replies included.
    posted: int
    #: Paid for, and not posted because the customer had written again.
    dropped: int
    #: Outdated by the customer's next message before an agent answered.
    superseded: int
    answered: int
    as_is: int
    edited: int
    ignored: int
    #: As they were or edited, of those answered, with the Wilson interval at 95 %.
    acceptance_rate: float | None
    acceptance_low: float | None
    acceptance_high: float | None
    as_is_rate: float | None
    as_is_low: float | None
    as_is_high: float | None
    #: From 0 to 1, of those answered.
    median_edit_distance: float | None
    #: Of the answered drafts.
    draft_sentences: int
    kept_sentences: int
    kept_share: float | None
    kept_characters: int
    typing_saved_minutes: float
    #: US dollars, of all drafts.
    dollars: float
    dollars_per_accepted: float | None
    #: Notes with the standard reply, and what became of them.
    fell_back: int
    fell_back_share: float | None
    fallbacks_answered: int
    fallbacks_accepted: int
    fell_back_because: Sequence[Reason]
    #: Answers of the model that the guard sent back.
    retries: int
    median_latency_s: float | None


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """A report."""

    by: By
    days: int
    rows: Sequence[DraftFigures]
    total: DraftFigures


def figures_of(report: DraftReport) -> ReportFigures:
    """The report in plain figures."""
    return ReportFigures(report.by, report.days, tuple(map(line_of, report.rows)), line_of(report.total))


def line_of(row: ReportRow) -> DraftFigures:
    """The line in plain figures."""
    drafts, accepted, as_is = row.drafts, row.acceptance, row.as_is
    return DraftFigures(
        key=row.key,
        label=row.label,
        posted=row.posted,
        dropped=drafts.dropped + row.fallbacks.dropped,
        superseded=drafts.superseded + row.fallbacks.superseded,
        answered=drafts.answered,
        as_is=drafts.as_is,
        edited=drafts.edited,
        ignored=drafts.ignored,
        acceptance_rate=_share(accepted.share),
        acceptance_low=_share(accepted.low),
        acceptance_high=_share(accepted.high),
        as_is_rate=_share(as_is.share),
        as_is_low=_share(as_is.low),
        as_is_high=_share(as_is.high),
        median_edit_distance=_share(drafts.median_edit_distance),
        draft_sentences=drafts.draft_sentences,
        kept_sentences=drafts.kept_sentences,
        kept_share=_share(row.kept_share),
        kept_characters=drafts.kept_characters,
        typing_saved_minutes=round(row.typing_saved_minutes, MINUTE_DIGITS),
        dollars=_dollars(row.dollars) or 0.0,
        dollars_per_accepted=_dollars(row.dollars_per_accepted),
        fell_back=row.fallbacks.posted,
        fell_back_share=_share(row.fell_back.share),
        fallbacks_answered=row.fallbacks.answered,
        fallbacks_accepted=row.fallbacks.accepted,
        fell_back_because=row.fell_back_because,
        retries=row.retries,
        median_latency_s=_share(drafts.median_latency_s),
    )


def _share(value: float | None) -> float | None:
    return None if value is None else round(value, SHARE_DIGITS)


def _dollars(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), DOLLAR_DIGITS)
