"""A process of ours whose clock is wrong: `python -m tests.faults.programs.wrong_clock SECONDS MODULE ...`.

What counts time (time.monotonic) goes on as ever, as it does when a machine's clock is set.
"""

import runpy
import sys
import time
from datetime import UTC, datetime, timedelta

from shared import wiring


def main() -> None:
    """Run the module as a program, so many seconds ahead."""
    _, seconds, module, *arguments = sys.argv
    ahead_s = float(seconds)
    right = time.time

    class WrongClock(wiring.SystemClock):
        def now(self) -> datetime:
            return datetime.fromtimestamp(right(), UTC) + timedelta(seconds=ahead_s)

    time.time = lambda: right() + ahead_s
    wiring.SystemClock = WrongClock  # type: ignore[misc]  # in place of the one that it is made from
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
