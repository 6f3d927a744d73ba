import os
import sys
from pathlib import Path

import pytest

from benchmarks.servers import Server, running, started, tail_of
from shared.embedded.valkey import free_port
from shared.errors import Permanent


def test_a_server_that_ends_at_once_is_told_with_its_last_words(tmp_path: Path) -> None:
    dying = Server("dying", (sys.executable, "-c", "raise SystemExit('no such table')"), {}, free_port())

    with pytest.raises(Permanent, match="no such table"), running(dying, tmp_path):
        pytest.fail("it was taken for a running server")


def test_a_process_is_told_its_environment_and_gone_after_the_block(tmp_path: Path) -> None:
    waits = "import os; print(os.environ['TOLD'], flush=True); input()"

    with started("patient", (sys.executable, "-c", waits), {"TOLD": "a secret"}, tmp_path) as process:
        process.wait(timeout=30)

    assert "a secret" in tail_of("patient", tmp_path)
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)
