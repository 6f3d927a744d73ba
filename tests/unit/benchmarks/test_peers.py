import json
from pathlib import Path

from benchmarks.peers.install import SOURCES, Missing, fastify_command


def test_without_node_the_fastify_peer_is_missing_and_says_why(tmp_path: Path) -> None:
    answer = fastify_command(tmp_path, path=str(tmp_path))

    assert answer == Missing("node and npm are not installed")


def test_an_install_that_fails_is_a_reason_and_not_an_error(tmp_path: Path) -> None:
    for name in ("node", "npm"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho 'npm error no network' >&2\nexit 1\n", encoding="utf-8")
        program.chmod(0o755)

    answer = fastify_command(tmp_path / "bench", path=str(tmp_path))

    assert answer == Missing("npm install failed: npm error no network")


def test_the_lock_names_no_registry() -> None:
    lock = (SOURCES / "package-lock.json").read_text(encoding="utf-8")

    assert '"resolved"' not in lock
    assert set(json.loads(lock)["packages"][""]["dependencies"]) == {"bullmq", "fastify", "ioredis"}
