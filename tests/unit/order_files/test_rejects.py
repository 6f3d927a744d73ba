import csv
from pathlib import Path

import pytest

from shared.errors import Permanent
from shared.order_files.outcome import Refused, Row
from shared.order_files.rejects import rejects_at


def test_refused_rows_are_published_with_their_line_their_reason_and_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "orders.rejects.csv"
    with rejects_at(path) as rejects:
        rejects.begin(["a", "b"])
        rejects.add(Row(2, ["x", None]), Refused("no date"))
        rejects.add(Row(9, [1.5, 'say "hi"\n\ud800']), Refused("no date", "'?'"))
        assert not path.exists()
        assert rejects.publish() == path
    assert list(csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True))) == [
        ["line", "reason", "a", "b"],
        ["2", "no date", "x", ""],
        ["9", "no date: '?'", "1.5", 'say "hi"\n\\ud800'],
    ]
    assert rejects.reasons == {"no date": 2}


def test_without_refused_rows_there_is_no_file_and_an_old_one_goes(tmp_path: Path) -> None:
    path = tmp_path / "orders.rejects.csv"
    path.write_text("line,reason,a\n2,no date,x\n", encoding="utf-8")
    with rejects_at(path) as rejects:
        rejects.begin(["a"])
        assert rejects.publish() is None
    assert list(tmp_path.iterdir()) == []


def test_a_load_that_ends_early_leaves_the_old_file_alone_and_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "orders.rejects.csv"
    path.write_text("line,reason,a\n2,no date,x\n", encoding="utf-8")
    with rejects_at(path) as rejects:
        rejects.add(Row(2, ["y"]), Refused("no date"))
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8").endswith("x\n")


@pytest.mark.parametrize("existing", ["orders.csv", "folder"])
def test_no_other_file_is_written_over(tmp_path: Path, existing: str) -> None:
    (tmp_path / "orders.csv").write_text("order_id\n", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(Permanent, match="is no rejects file: choose another path"), rejects_at(tmp_path / existing):
        pytest.fail("it was opened")


def test_a_folder_that_is_not_there_is_told_before_the_load(tmp_path: Path) -> None:
    with pytest.raises(Permanent, match="cannot be written"), rejects_at(tmp_path / "nowhere" / "x.csv"):
        pytest.fail("it was opened")
