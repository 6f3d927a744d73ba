"""A report as tables that fit a terminal of 120 columns."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from shared.domain.draft_report import ENOUGH_ANSWERS, DraftReport, Rate, ReportRow
from shared.domain.words import counted, percent

WIDTH = 120
LONGEST_LABEL = 36
NOTHING = "[dim]-[/]"
#: Minutes from which time is told in hours.
HOURS_FROM = 120

#: Headings of the two tables below the label; a bar breaks a line.
USED = (
    "drafts",
    "out-|dated",
    "an-|swered",
    "as|is",
    "edited",
    "ig-|nored",
    "accepted",
    "sent as|it was",
    "edit|dist.",
)
SAVED = ("kept", "typing|saved", "cost", "per|accepted", "fell|back", "re-|tries", "median|latency")
HOW_TO_READ = (
    f"accepted: used as is or edited, of the answered drafts by the model; in brackets, below {ENOUGH_ANSWERS} answers,"
    " where the true rate lies at 95 %. edit dist.: median, 0 is word for word. kept: sentences of answered drafts."
    " Standard replies count in drafts, cost and fell back only. docs/ledger.md has the formulas."
)


def print_report(report: DraftReport, console: Console) -> None:
    """The report's two tables, the commonest reasons for standard replies, and how to read them."""
    total = report.total
    if not (total.posted or total.drafts.dropped):
        console.print(f"No drafts in the last {counted(report.days, 'day')}.")
        return
    console.print(_table(report, "What agents did", USED, _used), highlight=False)
    console.print(_table(report, "What it saved and cost", SAVED, _saved), highlight=False)
    for reason in total.fell_back_because:
        console.print(f"Fell back {reason.drafts:,} times: {reason.because}.", markup=False, highlight=False)
    console.print(f"[dim]{HOW_TO_READ}[/]", highlight=False, width=WIDTH)


def _table(report: DraftReport, title: str, headings: Sequence[str], cells: Callable[[ReportRow], list[str]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, title_style="bold")
    table.add_column(report.by.value, overflow="ellipsis", no_wrap=True, max_width=LONGEST_LABEL)
    for heading in headings:
        table.add_column(heading.replace("|", "\n"), justify="right", no_wrap=True, vertical="bottom")
    for row in report.rows:
        table.add_row(escape(row.label), *cells(row))
    table.add_section()
    table.add_row("[bold]all[/]", *cells(report.total), style="bold")
    return table


def _used(row: ReportRow) -> list[str]:
    drafts = row.drafts
    outdated = drafts.superseded + drafts.dropped + row.fallbacks.superseded + row.fallbacks.dropped
    numbers = (row.posted, outdated, drafts.answered, drafts.as_is, drafts.edited, drafts.ignored)
    distance = drafts.median_edit_distance
    return [
        *(f"{number:,}" for number in numbers),
        rate_in_words(row.acceptance),
        rate_in_words(row.as_is),
        NOTHING if distance is None else f"{distance:.2f}",
    ]


def _saved(row: ReportRow) -> list[str]:
    latency, per_accepted = row.drafts.median_latency_s, row.dollars_per_accepted
    return [
        NOTHING if row.kept_share is None else percent(row.kept_share),
        minutes_in_words(row.typing_saved_minutes),
        dollars_in_words(row.dollars),
        NOTHING if per_accepted is None else dollars_in_words(per_accepted),
        NOTHING if row.fell_back.share is None else percent(row.fell_back.share),
        f"{row.retries:,}",
        NOTHING if latency is None else f"{latency:.1f} s",
    ]


def rate_in_words(rate: Rate) -> str:
    """The rate, with its interval while there are few answers: "67% (48-82)"."""
    if rate.share is None or rate.low is None or rate.high is None:
        return NOTHING
    interval = f" ({rate.low * 100:.0f}-{rate.high * 100:.0f})" if rate.of < ENOUGH_ANSWERS else ""
    return f"{percent(rate.share)}{interval}"


def dollars_in_words(dollars: Decimal) -> str:
    """An amount as "$12.30", or "$0.0042": a draft costs less than a cent."""
    return f"${dollars:,.2f}" if dollars >= 1 else f"${dollars:.4f}"


def minutes_in_words(minutes: float) -> str:
    """A time as "4 min" or "3.2 h"."""
    return f"{minutes / 60:.1f} h" if minutes >= HOURS_FROM else f"{minutes:.0f} min"
