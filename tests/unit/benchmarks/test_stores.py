from pathlib import Path

import pytest

from benchmarks.stores import alone
from shared.errors import Permanent


def test_two_benchmarks_never_run_at_once(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "stores"),
        pytest.raises(Permanent, match="another benchmark is running"),
        alone(tmp_path / "stores"),
    ):
        pytest.fail("both ran")


def test_the_next_benchmark_may_run_after_the_last(tmp_path: Path) -> None:
    with alone(tmp_path / "stores"):
        pass
    with alone(tmp_path / "stores"):
        pass
