"""Bring Fastify and BullMQ in with npm, at the versions of their lock file."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent / "fastify"
INSTALL_DEADLINE_S = 180.0
#: Written last, so that an interrupted install is done again.
STAMP = "installed-lock.json"


@dataclass(frozen=True, slots=True)
class Missing:
    """Why the peer cannot take part."""

    reason: str


def fastify_command(folder: Path, *, path: str | None = None) -> tuple[str, ...] | Missing:
    """What starts the Fastify peer, installed into `folder`; or why it cannot run here.

    `path` replaces PATH in the search for node and npm.
    """
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return Missing("node and npm are not installed")
    folder.mkdir(parents=True, exist_ok=True)
    lock = (SOURCES / "package-lock.json").read_bytes()
    stamp = folder / STAMP
    for name in ("package.json", "package-lock.json", "server.mjs"):
        shutil.copyfile(SOURCES / name, folder / name)
    if not stamp.exists() or stamp.read_bytes() != lock:
        failed = _install(npm, folder)
        if failed is not None:
            return failed
        stamp.write_bytes(lock)
    return (node, str(folder / "server.mjs"))


def _install(npm: str, folder: Path) -> Missing | None:
    # Not `npm ci`: it refuses a lock that leaves out other platforms' optional binaries.
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=dev"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_DEADLINE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return Missing(f"npm install took longer than {INSTALL_DEADLINE_S:.0f} s")
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("npm error")]
        return Missing(f"npm install failed: {errors[0] if errors else done.returncode}")
    return None
