"""Folders that an unprivileged server may enter, without widening any folder that we did not make."""

import hashlib
import os
import pwd
import stat
from pathlib import Path

from shared.errors import Permanent

#: PostgreSQL refuses to run as root; this user exists everywhere and owns nothing else of ours.
UNPRIVILEGED = "nobody"


def is_root() -> bool:
    """Whether this process runs as root."""
    return os.geteuid() == 0


def others_can_enter(path: Path) -> bool:
    """Whether any user may traverse `path` and every folder above it."""
    resolved = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (resolved, *resolved.parents))


def server_folder(wanted: Path) -> Path:
    """An existing folder for server data: `wanted`, or one of our own elsewhere when root's servers cannot enter it.

    Root's home is closed to other users and must stay so, therefore the data of a project below it goes to a
    folder in /var/tmp that is named after the project and belongs to root. Raises Permanent when somebody else
    has made that folder.
    """
    wanted.mkdir(parents=True, exist_ok=True)
    if not is_root() or others_can_enter(wanted):
        return wanted
    name = hashlib.sha256(str(wanted.resolve()).encode()).hexdigest()[:12]
    folder = Path("/var/tmp") / f"selvage-{name}"  # noqa: S108  made below with our owner, or refused
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Permanent(f"{folder} belongs to somebody else; remove it and try again")
    return folder


def own_folder(folder: Path) -> Path:
    """`folder`, made private to the user that the servers run as."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_root():
        entry = pwd.getpwnam(UNPRIVILEGED)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    folder.chmod(0o700)
    return folder
