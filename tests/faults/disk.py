"""A disk that can be full: a small file system of its own, where the machine lets us mount one."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

BALLAST = "ballast"
MEGABYTE = 2**20


class Disk:
    """A folder whose disk can be filled, and emptied again."""

    def __init__(self, folder: Path, *, is_own: bool) -> None:
        """`is_own`: the folder is a file system of its own."""
        self.folder = folder
        self._is_own = is_own

    def fill(self, *servers: int) -> None:
        """Leave no byte to the processes `servers` and their children.

        Where the folder is no file system of its own they are forbidden to write any file on, which looks alike.
        """
        if not self._is_own:
            _limit(servers, 0)
            return
        with (self.folder / BALLAST).open("wb", buffering=0) as ballast, suppress(OSError):
            while True:
                ballast.write(b"\0" * MEGABYTE)
        with (self.folder / BALLAST).open("ab", buffering=0) as ballast, suppress(OSError):
            while ballast.write(b"\0" * 512):
                pass

    def empty(self, *servers: int) -> None:
        """There is room again."""
        (self.folder / BALLAST).unlink(missing_ok=True)
        if not self._is_own:
            _limit(servers, resource.RLIM_INFINITY)


@contextmanager
def small_disk(folder: Path, *, megabytes: int) -> Iterator[Disk]:
    """A disk of this size in `folder`, which anybody may enter; without the right to mount one, a plain folder."""
    folder.mkdir()
    mount = shutil.which("mount")
    options = f"size={megabytes}m,mode=711"
    command = [mount or "", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    is_own = (
        bool(mount) and os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0
    )
    folder.chmod(0o711)
    try:
        yield Disk(folder, is_own=is_own)
    finally:
        if is_own:
            # Lazily: a process that was killed a moment ago may not be gone.
            subprocess.run([shutil.which("umount") or "umount", "-l", str(folder)], check=False)


def ignoring_the_limit(command: Sequence[str]) -> tuple[str, ...]:
    """The command, which is told of a file that is too long by an error, as of a full disk, and not by a signal."""
    return ("sh", "-c", 'trap "" XFSZ; exec "$@"', "sh", *command)


def _limit(servers: Sequence[int], longest: int) -> None:
    """The longest file that the processes and their children may write."""
    for pid in servers:
        with suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (longest, resource.RLIM_INFINITY))
            _limit([int(child) for child in _children_of(pid)], longest)


def _children_of(pid: int) -> list[str]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [child for listed in lists for child in listed.read_text(encoding="ascii").split()]
