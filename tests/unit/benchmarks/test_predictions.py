from datetime import date

from benchmarks.prediction_bars import BARS, Bar, Figures, Found
from benchmarks.prediction_cases import CASES, OPENED, SHOPS, YEAR, regular_buyers
from benchmarks.predictions import markdown, result_of
from shared.segmentation.backtest.run import CONTESTANTS, backtest

OURS: Figures = {"auc": 0.8, "brier": 0.11, "bias": None}
THEIRS: Figures = {"auc": 0.79, "brier": 0.12, "bias": -0.1}
FOUND: Found = {case: {"selvage": OURS, "bg_nbd": THEIRS} for case in ("shop_91", "shop_364")}


def test_a_bar_is_reached_or_missed_by_so_much() -> None:
    assert Bar(("shop_91",), "auc", 0.795).verdict(FOUND) == "shop_91, auc: 0.8000 against 0.7950: reached"
    assert Bar(("shop_91",), "brier", 0.1).verdict(FOUND) == "shop_91, brier: 0.1100 against 0.1000: missed by 0.0100"


def test_a_bar_may_be_a_peers_figure_and_a_mean_of_cases() -> None:
    verdict = Bar(("shop_91", "shop_364"), "brier", peer="bg_nbd").verdict(FOUND)

    assert verdict == "mean of shop_91, shop_364, brier: 0.1100 against bg_nbd's 0.1200: reached"


def test_an_undefined_figure_reaches_nothing() -> None:
    assert Bar(("shop_91",), "bias", 0.1).verdict(FOUND) == "shop_91, bias: cannot be told"


def test_every_bar_is_of_a_case_that_is_run() -> None:
    names = {f"{case.name}_{case.horizon}" for case in CASES}

    assert {case for bar in BARS for case in bar.cases} <= names
    assert {case.shop for case in CASES} <= set(SHOPS)


def test_our_figures_are_kept_beside_how_ours_compare() -> None:
    result = result_of(FOUND, {"shop_91": 1.25}, ("One sentence.",))

    assert result.measured["shop_91_auc"] == 0.8
    assert result.measured["shop_91_s"] == 1.2
    assert "shop_91_rmse" not in result.measured
    assert result.ratios["shop_364_brier_vs_bg_nbd"] == 1.091
    assert result.notes[-1] == "One sentence."


def test_regular_buyers_are_the_same_each_time_and_cover_their_cases() -> None:
    shop = regular_buyers(200)

    assert shop.day.tolist() == regular_buyers(200).day.tolist()
    assert int(shop.day.max()) <= OPENED.toordinal() + 2 * YEAR + 2
    assert int(shop.day.max()) >= date(2024, 12, 30).toordinal() + YEAR


def test_a_case_is_written_as_a_table() -> None:
    rule_only = {"rule": CONTESTANTS["rule"]}
    shop = regular_buyers(200)
    result = backtest(shop, cutoff=date(2024, 12, 30), horizon=91, seed=1, has_values=True, contestants=rule_only)

    title, _, heads, _, row = markdown("grocer_91", result).splitlines()

    assert title.startswith("grocer_91: 200 customers known on 2024-12-30, ")
    assert heads == "| | auc | brier | ece | mae | rmse | correlation | bias | c_index | coverage |"
    assert row.startswith("| rule | 0.")
    assert row.endswith(" | - |")
