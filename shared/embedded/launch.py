"""How a server of ours is started so that it never outlives what started it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from shared.embedded.folders import UNPRIVILEGED, is_root

STOP_DEADLINE_S = 20


def dies_with_parent(command: Sequence[str], *, sends: str = "TERM") -> tuple[str, ...]:
    """`command`, told by the kernel to end when its parent is gone, where the machine can do that."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", sends, *command) if setpriv else tuple(command)


def launch(
    command: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    unprivileged: bool = False,
    sends: str = "TERM",
) -> subprocess.Popen[bytes]:
    """The started process, in a session of its own, writing to `log`.

    With `unprivileged`, a root process is started as the unprivileged user instead.
    """
    demote = unprivileged and is_root()
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603  commands of ours, no shell
            dies_with_parent(command, sends=sends),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment) if environment is not None else None,
            start_new_session=True,
            user=UNPRIVILEGED if demote else None,
            group=_group() if demote else None,
            extra_groups=[] if demote else None,
        )


def _group() -> int:
    import pwd  # noqa: PLC0415  not on every platform, and only needed as root

    return pwd.getpwnam(UNPRIVILEGED).pw_gid


def stop(
    process: subprocess.Popen[bytes], sig: signal.Signals = signal.SIGTERM, *, deadline_s: float = STOP_DEADLINE_S
) -> None:
    """End the process politely, and after `deadline_s` seconds with its whole session by force."""
    if process.poll() is not None:
        return
    process.send_signal(sig)
    try:
        process.wait(deadline_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_DEADLINE_S)


class Server:
    """A server process of ours. Use as a context manager; `start` returns once it answers."""

    stop_signal = signal.SIGTERM

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return once the server answers."""
        raise NotImplementedError

    def kill(self) -> None:
        """SIGKILL, as a machine would lose power: what was not yet on disk is gone."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Stop politely."""
        if self._process:
            stop(self._process, self.stop_signal)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
