"""The product's processes, to be started, frozen and killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from shared.embedded.launch import launch
from shared.embedded.system import project_folder
from tests.faults.waiting import wait_for

START_DEADLINE_S = 40
END_DEADLINE_S = 20

#: So that modules are found wherever the runner was started.
OURS = {"PYTHONPATH": os.fspath(project_folder()), "PYTHONUNBUFFERED": "1"}


class Process:
    """One process and its children, which write to a log of their own."""

    def __init__(self, name: str, arguments: Sequence[str], told: Mapping[str, str], log: Path) -> None:
        """Started at once, as `python -m` with the arguments; `told` is added to our own environment."""
        self.name = name
        self.log = log
        log.unlink(missing_ok=True)
        self._popen = launch(
            (sys.executable, "-m", *arguments), log=log, environment={**os.environ, **OURS, **told}, sends="KILL"
        )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._popen.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._popen.poll() is None

    @property
    def children(self) -> list[int]:
        """The ids of the processes that it has forked and that still run."""
        # Listed by the thread that forked them.
        lists = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(child) for listed in lists for child in listed.read_text(encoding="ascii").split()]

    def said(self) -> str:
        """All that it has logged."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_until_it_says(self, words: str, *, times: int = 1, within_s: float = START_DEADLINE_S) -> None:
        """Return once the words stand in the log so many times; NotInTime when they do not, or when it ends first."""
        look = f"{self.name} to say {words!r}, see {self.log}"
        wait_for(lambda: self.said().count(words) >= times or not self.is_running, look, within_s=within_s)
        assert self.said().count(words) >= times, (
            f"{self.name} ended by {self._popen.returncode} before it said {words!r}"
        )

    def kill(self) -> None:
        """SIGKILL to the whole tree, as a machine would lose power."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._popen.wait(END_DEADLINE_S)

    def kill_children(self) -> None:
        """SIGKILL to each process that it has forked."""
        for child in self.children:
            os.kill(child, signal.SIGKILL)

    def send(self, sign: signal.Signals) -> None:
        """A signal to the process alone."""
        self._popen.send_signal(sign)

    def wait_until_ended(self, *, within_s: float = END_DEADLINE_S) -> None:
        """Return once it has ended by itself."""
        try:
            self._popen.wait(within_s)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} did not end within {within_s:g} s") from None
