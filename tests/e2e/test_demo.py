"""`selvage demo` as a newcomer runs it: it works, it stops when told to, and nothing of it stays behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from shared.embedded.folders import server_folder
from tests.e2e.conftest import FREE_PORTS, wait_until

MARK = "SELVAGE_TEST_MARK"
FREE = {name.upper(): str(port) for name, port in FREE_PORTS.items()}

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("e2e"), pytest.mark.timeout(200)]


class Demo:
    """A demo that runs, in an empty folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "output.txt"
        self._mark = uuid4().hex
        # Short enough for unix sockets, and removed here, since a killed demo cannot.
        self.temporary = Path(tempfile.mkdtemp(prefix="sv-"))
        self.temporary.chmod(0o711)
        project = str(Path(__file__).parents[2])
        told = {MARK: self._mark, "TMPDIR": str(self.temporary), "PYTHONPATH": project}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "shared.cli", "demo"],
                cwd=folder,
                env={**os.environ, **FREE, **told},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def left_behind(self) -> list[str]:
        """The command lines of every process that the demo started and that still runs."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if self._mark.encode() in (process / "environ").read_bytes():
                    found.append((process / "cmdline").read_text().replace("\0", " "))
            except OSError:
                continue
        return found


@contextmanager
def a_demo(folder: Path) -> Iterator[Demo]:
    demo = Demo(folder)
    try:
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.process.send_signal(signal.SIGTERM)
        demo.process.wait(60)
        shutil.rmtree(demo.temporary, ignore_errors=True)


def test_the_demo_shows_a_note_for_every_kind_of_ticket_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with a_demo(tmp_path) as demo:
        demo.process.wait(180)
        said = demo.said()
        assert demo.process.returncode == 0, said
        assert said.count("internal note, only agents see it") == 7
        assert said.count("drafted by") == 7
        assert "New or unknown customer" in said
        assert "(VIP)" in said
        assert "ELEVATED" in said
        assert "The customer has written again" in said
        assert "Agents sent one draft as it was, edited one, and ignored one" in said
        assert "401" in said
        assert demo.left_behind() == []
    assert list((tmp_path / ".selvage").glob("demo-*")) == []


@pytest.mark.parametrize(
    "moment", ["Gorgias: simulated", pytest.param("customers have written", marks=pytest.mark.slow)]
)
def test_ctrl_c_at_any_moment_leaves_no_process_behind(moment: str, tmp_path: Path) -> None:
    with a_demo(tmp_path) as demo:
        wait_until(lambda: moment in demo.said() or demo.process.poll() is not None, within_s=90, what=moment)
        demo.process.send_signal(signal.SIGINT)
        assert demo.process.wait(40) == 130, demo.said()
        assert demo.left_behind() == []


def test_a_demo_that_is_killed_takes_everything_with_it(tmp_path: Path) -> None:
    with a_demo(tmp_path) as demo:
        wait_until(lambda: "Gorgias: simulated" in demo.said(), within_s=60, what="the stores")
        assert len(demo.left_behind()) > 2
        demo.process.kill()
        wait_until(lambda: not demo.left_behind(), within_s=30, what="every process to end")
    for folder in (tmp_path / ".selvage").glob("demo-*"):
        shutil.rmtree(server_folder(folder.resolve()))
