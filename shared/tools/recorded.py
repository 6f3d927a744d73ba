"""What each tool answered to its example over the orders that the project comes with.

`python -m shared.cli.record_examples` records the answers anew.
"""

from functools import cache
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).with_name("examples")


def recorded_at(tool: str) -> Path:
    """The file of the tool's answer."""
    return FOLDER / f"{tool}.json"


@cache
def recorded_answer(tool: str) -> Any:  # noqa: ANN401  JSON
    """The tool's answer as JSON, its lists cut to two."""
    return orjson.loads(recorded_at(tool).read_bytes())
