import io
import json
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.cli.app import main
from tests.unit.segmentation.backtest.shop import a_shop

METRICS = ["auc", "brier", "ece", "mae", "rmse", "correlation", "bias", "c_index"]
PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def log_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of 150 customers over 300 days from 2025-01-01, with money; and one row that cannot be read."""
    shop = a_shop(150, 300)
    rows = zip(shop.customer.tolist(), shop.day.tolist(), shop.value.tolist(), strict=True)
    lines = [f"{customer},{date.fromordinal(day)},{value}" for customer, day, value in rows]
    path = tmp_path_factory.mktemp("logs") / "log.csv"
    path.write_text("\n".join(["customer_id,date,value", *lines, "nobody,soon,5", ""]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the charts go."""
    return tmp_path_factory.mktemp("new") / "charts"


@pytest.fixture(scope="module")
def told(log_file: Path, folder: Path) -> dict[str, Any]:
    """What `selvage backtest` prints of the log, 60 days after 2025-08-20."""
    arguments = ["--orders", log_file, "--horizon", 60, "--cutoff", "2025-08-20", "--json", "--plots", folder]
    with redirect_stdout(io.StringIO()) as printed, pytest.raises(SystemExit) as ended:
        main(["backtest", *map(str, arguments)])
    assert ended.value.code == 0
    return dict(json.loads(printed.getvalue()))


def test_the_json_has_every_model_with_every_metric(told: dict[str, Any]) -> None:
    assert (told["horizon_days"], told["cutoff"], told["customers"]) == (60, "2025-08-20", 150)
    assert list(told["models"]) == ["selvage", "bg_nbd", "rule", "constant"]
    assert list(told["models"]["selvage"]) == [*METRICS, "coverage"]
    for name in ("bg_nbd", "rule", "constant"):
        assert list(told["models"][name]) == METRICS
    assert told["models"]["constant"]["auc"] == 0.5
    assert set(told["revenue"]) == {"selvage", "bg_nbd"}


def test_the_json_tells_what_was_read_and_what_happened(told: dict[str, Any]) -> None:
    assert (told["file"], told["shape"], told["refused_rows"]) == ("log.csv", "log", 1)
    assert told["refused_reasons"] == {"the date is missing or cannot be read": 1}
    assert told["base_rate"] == pytest.approx(told["bought"] / 150, abs=1e-6)
    assert sum(tenth["customers"] for tenth in told["calibration"]["selvage"]) == 150


def test_every_figure_that_is_null_is_explained(told: dict[str, Any]) -> None:
    notes = " ".join(told["notes"])

    assert told["models"]["selvage"]["coverage"] is None
    assert "selvage: its intervals are for purchases within 90 days" in notes
    assert told["models"]["rule"]["mae"] is None
    assert "rule: it foretells no number of purchases" in notes
    assert told["models"]["constant"]["correlation"] is None
    assert "constant: it says the same of every customer" in notes


@pytest.mark.usefixtures("told")
def test_charts_are_drawn_into_a_new_folder(folder: Path) -> None:
    charts = sorted(folder.iterdir())

    assert [chart.name for chart in charts] == ["calibration.png", "lift.png"]
    assert all(chart.read_bytes().startswith(PNG) for chart in charts)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "log.csv is empty"),
        ("customer,date\n", "the file holds no purchase, so there is nothing to test"),
        (
            "customer,date\nada,2062-01-01\n",
            "none of the 1 rows of log.csv is a purchase; 1 were refused: the date lies in the future",
        ),
        ("customer,date\nada,2025-01-01\n", "too short a time for a horizon of 91 days"),
    ],
)
def test_a_file_that_cannot_be_judged_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, sentence: str
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        main(["backtest", "--orders", str(path)])

    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert said.startswith("selvage: ")
    assert sentence in said
    assert said.count("\n") == 1
