"""Any request at all, made up from what the API says of itself: every answer is one that it documents."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.running_api import API_KEY, running_api

#: Of each operation and phase.
EXAMPLES = 3
#: Their bodies hold so many choices that trying each at its bounds takes minutes. `st run` against a running API tries
#: them all.
BRIEF = """
[[operations]]
include-path-regex = "/(query|search)$"
phases.coverage.enabled = false
"""


@pytest.mark.timeout(300)
def test_schemathesis_finds_no_answer_that_is_not_documented(full_shop: str, tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(BRIEF, encoding="utf-8")
    with running_api(full_shop) as api:
        found = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{api}/openapi.json"),
                *("--checks", "all", "--max-examples", str(EXAMPLES), "--generation-deterministic"),
                *("--workers", "2", "--header", f"X-API-Key: {API_KEY}", "--no-color"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    assert found.returncode == 0, found.stdout[-20_000:] + found.stderr
    assert "Tested: " in found.stdout
