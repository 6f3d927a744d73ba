"""`python -m shared.cli.record_examples`: ask every tool its example anew, and keep the answers for /docs.

It starts a database of its own, loads the orders that the project comes with, and discovers their segments, with those
of the months before; that takes about a minute. Lists are cut to two.
"""

import tempfile
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console

from shared.cli.local.prepare import prepare_data
from shared.cli.local.system import local_system
from shared.cli.settings_door import read_settings
from shared.store.customers import CustomerStore
from shared.store.database import Database
from shared.store.forecasts import ForecastStore
from shared.store.sales import SalesStore
from shared.store.segments import SegmentStore
from shared.tools.arguments import read_arguments
from shared.tools.recorded import recorded_at
from shared.tools.registry import TOOLS
from shared.tools.results import to_json
from shared.tools.stores import Stores

#: Of history, so that there are trends to show.
MONTHS_BACK = 6
LONGEST_LIST = 2


def main() -> None:
    """Record an answer of each tool."""
    console = Console()
    with (
        tempfile.TemporaryDirectory(prefix="selvage-") as folder,
        local_system(read_settings(), Path(folder), keep_data=False) as (system, _),
    ):
        prepare_data(system, console, months_back=MONTHS_BACK)
        database = Database(system.environment["DATABASE_URL"], size=1)
        database.open()
        stores = Stores(CustomerStore(database), SegmentStore(database), SalesStore(database), ForecastStore(database))
        for tool in TOOLS.values():
            told = read_arguments(tool.function, tool.example)
            answer = orjson.loads(to_json(tool.function, tool.function(**stores.for_(tool.function), **told)))
            recorded_at(tool.name).write_bytes(
                orjson.dumps(shortened(answer), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
            )
        database.close()
    console.print(f"Recorded {len(TOOLS)} answers.")


def shortened(part: Any) -> Any:  # noqa: ANN401  JSON
    """The JSON with every list cut."""
    if isinstance(part, dict):
        return {name: shortened(inner) for name, inner in part.items()}
    return [shortened(inner) for inner in part[:LONGEST_LIST]] if isinstance(part, list) else part


if __name__ == "__main__":
    main()
