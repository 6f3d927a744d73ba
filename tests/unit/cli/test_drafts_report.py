"""What `selvage drafts report` prints for people, for programs and as a picture."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console

from shared.cli.drafts.report import write_csv
from shared.cli.drafts.report_plot import draw
from shared.cli.drafts.report_tables import WIDTH, print_report, rate_in_words
from shared.domain.draft_figures import figures_of
from shared.domain.draft_report import By, DraftReport, Reason, ReportRow, Tally, rate
from shared.errors import Permanent
from shared.store.draft_report import Trend, Week

LONG = "Product Issue - Damaged/Wrong Item, and more words than fit"
RETURNS = ReportRow(
    "returns",
    "returns",
    drafts=Tally(1234567, 2, 34, 400, 300, 300, 0.1234, 4000, 3000, 123456, Decimal("12345.678901"), 7, 2.5),
    fallbacks=Tally(posted=9, dollars=Decimal("0.5")),
    fell_back_because=(Reason("Claude took too long", 9),),
)
FEW = ReportRow(LONG, LONG, drafts=Tally(posted=12, as_is=8, ignored=2))
EMPTY = ReportRow(None, "all")


def a_report(*rows: ReportRow, total: ReportRow = RETURNS) -> DraftReport:
    return DraftReport(By.CATEGORY, 30, rows, total)


def printed(report: DraftReport) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=WIDTH, color_system=None))
    return out.getvalue()


def test_the_tables_fit_120_columns_whatever_the_figures() -> None:
    told = printed(a_report(RETURNS, FEW))

    assert max(map(len, told.splitlines())) <= WIDTH
    assert "1,234,5" in told
    assert "$12,346.18" in told


def test_a_line_has_counts_rates_and_what_they_rest_on() -> None:
    told = printed(a_report(FEW, total=FEW))
    [used, saved, *_] = (line.split() for line in told.splitlines() if line.startswith("Product Issue"))

    assert used[-9:] == ["12", "0", "10", "8", "0", "2", "80%", "(49-94)", "80%", "(49-94)", "-"][-9:]
    assert saved[-1] == "-"


def test_many_answers_need_no_interval() -> None:
    assert rate_in_words(rate(80, 100)) == "80%"
    assert rate_in_words(rate(8, 10)) == "80% (49-94)"
    assert "-" in rate_in_words(rate(0, 0))


def test_reasons_for_standard_replies_stand_below() -> None:
    assert "Fell back 9 times: Claude took too long." in printed(a_report(RETURNS))


def test_without_drafts_one_sentence_is_enough() -> None:
    assert printed(a_report(total=EMPTY)) == "No drafts in the last 30 days.\n"


def test_a_name_with_brackets_is_printed_as_it_is() -> None:
    assert "[/bold]Jo" in printed(a_report(replace(FEW, label="[/bold]Jo")))


def test_as_csv_each_line_is_a_row_and_the_total_is_the_last() -> None:
    out = io.StringIO()
    write_csv(figures_of(a_report(RETURNS, FEW)), out)

    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [row["category"] for row in rows] == ["returns", LONG, "returns"]
    assert (rows[0]["acceptance_rate"], rows[0]["fell_back_because"]) == ("0.7", "Claude took too long (9)")
    assert rows[1]["median_latency_s"] == ""


@pytest.mark.parametrize("weeks", [0, 1, 30])
def test_the_picture_is_a_png_however_many_weeks_there_are(tmp_path: Path, weeks: int) -> None:
    each = tuple(Week(date.fromordinal(739000 + 7 * number), 3, 2, 1) for number in range(weeks))
    path = tmp_path / "drafts.png"
    draw(Trend(each, (6 * weeks, *[0] * 19)), path, days=30)

    assert path.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="cannot be written"):
        draw(Trend((), (0,) * 20), tmp_path / "nowhere" / "drafts.png", days=30)
