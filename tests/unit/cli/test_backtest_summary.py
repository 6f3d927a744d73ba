import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from shared.cli.backtest_plots import draw
from shared.cli.backtest_summary import BacktestSummary
from shared.errors import Permanent
from shared.order_files.purchase_log import PurchaseLog
from shared.segmentation.backtest.run import CONTESTANTS, Backtest, backtest
from shared.segmentation.purchases import Purchases
from tests.unit.segmentation.backtest.shop import a_shop, purchases_on

#: Those that take no time.
QUICK = {name: CONTESTANTS[name] for name in ("bg_nbd", "rule", "constant")}


def judged(purchases: Purchases, *, has_values: bool = True) -> Backtest:
    return backtest(purchases, cutoff=None, horizon=60, seed=1, has_values=has_values, contestants=QUICK)


def summary_of(purchases: Purchases, *, has_values: bool = True) -> BacktestSummary:
    log = PurchaseLog(purchases, (), "log", has_values, rows=1200, refused={"no customer id": 17})
    return BacktestSummary("log.csv", log, judged(purchases, has_values=has_values))


def shown(summary: BacktestSummary, width: int = 80) -> str:
    screen = io.StringIO()
    summary.print_to(Console(width=width, file=screen))
    return screen.getvalue()


def test_people_get_a_table_that_fits_a_narrow_screen() -> None:
    lines = shown(summary_of(a_shop(150, 300))).splitlines()

    assert lines[0].startswith("150 customers had bought on ")
    heads, *rows = lines[1:5]
    assert heads.split() == ["auc", "brier", "ece", "mae", "rmse", "corr", "bias", "C"]
    assert [row.split()[0] for row in rows] == ["bg_nbd", "rule", "constant"]
    assert rows[2].split()[1] == "0.5000"
    assert all(len(row) <= 80 for row in rows)


def test_refused_rows_are_counted_with_their_reasons() -> None:
    assert "17 of 1,200 rows were refused: no customer id (17)." in shown(summary_of(a_shop(60, 200)))


def test_money_has_a_table_of_its_own_where_the_file_has_any() -> None:
    assert "revenue" in shown(summary_of(a_shop(60, 200)))

    without = summary_of(a_shop(60, 200), has_values=False)

    assert "* the file does not say what was paid: revenue is not judged" in shown(without)
    assert json.loads(without.as_json())["revenue"] == {}


def test_undefined_figures_are_null_and_a_dash() -> None:
    summary = summary_of(purchases_on(*[[0, 5]] * 12, [70]))

    assert json.loads(summary.as_json())["models"]["bg_nbd"]["auc"] is None
    assert next(line for line in shown(summary).splitlines() if line.startswith("bg_nbd")).split()[1] == "-"


def test_charts_of_a_shop_where_nobody_buys_are_drawn(tmp_path: Path) -> None:
    charts = draw(judged(purchases_on(*[[0, 5]] * 12, [70])), tmp_path)

    assert all(chart.stat().st_size > 0 for chart in charts)


def test_charts_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "charts").touch()

    with pytest.raises(Permanent, match="the charts cannot be written to"):
        draw(judged(a_shop(60, 200)), tmp_path / "charts")
