"""The documents name only what exists: files, verbs of `selvage`, targets of `make`, metrics."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from shared.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

FENCE = re.compile(r"^ *```(?P<language>\w*)\n(?P<code>.*?)^ *```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`(?P<code>[^`\n]+)`")
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:")
#: A path of the project, with `*` for any name; one with <placeholders> is no path.
PROJECT_PATH = re.compile(r"(?:services|shared|tests|docs|benchmarks|data|requirements)/[\w./*-]*")
VERB = re.compile(r"(?:^|[\s/])selvage (?P<words>[a-z][a-z-]*(?: [a-z][a-z-]*)?)")
TARGET = re.compile(r"(?:^|\s)make (?P<name>[a-z][a-z0-9-]*)")
METRIC = re.compile(r"\bselvage_[a-z_]+")
#: What prometheus_client adds to the name of a counter or a histogram.
ADDED = re.compile(r"_(?:total|count|sum|bucket)$")

#: Paths that a document names because the reader is to make them.
TO_BE_MADE = {"services/workers/tasks/count_fallbacks.py"}


def without_fences(text: str) -> str:
    return FENCE.sub("", text)


def code_in(text: str) -> Iterator[str]:
    """Every span of code and every line of a fence, comments aside."""
    for fence in FENCE.finditer(text):
        if fence["language"] != "mermaid":
            yield from (line.partition("#")[0] for line in fence["code"].splitlines())
    yield from (span["code"] for span in SPAN.finditer(without_fences(text)))


def names_of_verbs() -> set[str]:
    """`load`, `jobs`, `jobs replay` and so on."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]  # typer types it as one command
    below = {f"{name} {verb}" for name, command in commands.items() for verb in getattr(command, "commands", ())}
    return set(commands) | below


def verb_in(words: str) -> str:
    """`jobs replay` of a group's words; the first word of others, whose second is an argument."""
    first = words.partition(" ")[0]
    is_group = any(name.startswith(f"{first} ") for name in names_of_verbs())
    return words if is_group else first


@pytest.fixture(params=DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def document(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_relative_link_leads_to_a_file(document: Path) -> None:
    prose = SPAN.sub("", without_fences(document.read_text(encoding="utf-8")))
    targets = [link["target"] for link in LINK.finditer(prose)]
    paths = {target.partition("#")[0] for target in targets if not ELSEWHERE.match(target)} - {""}

    assert [path for path in sorted(paths) if not (document.parent / path).exists()] == []


def test_every_path_of_the_project_that_is_named_exists(document: Path) -> None:
    spans = {span["code"] for span in SPAN.finditer(without_fences(document.read_text(encoding="utf-8")))}
    paths = {span for span in spans if PROJECT_PATH.fullmatch(span)} - TO_BE_MADE

    assert [path for path in sorted(paths) if not any(ROOT.glob(path))] == []


def test_every_verb_of_the_command_line_that_is_named_exists(document: Path) -> None:
    code = code_in(document.read_text(encoding="utf-8"))
    named = {verb_in(found["words"]) for line in code for found in VERB.finditer(line)}

    assert named <= names_of_verbs()


def test_every_target_of_make_that_is_named_exists(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {name for rule in re.findall(r"^([a-z][a-z0-9 ]*):", makefile, re.MULTILINE) for name in rule.split()}
    code = code_in(document.read_text(encoding="utf-8"))

    assert {found["name"] for line in code for found in TARGET.finditer(line)} <= targets


def test_every_metric_of_ours_that_is_named_is_made_somewhere(document: Path) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "services").rglob("*.py")]
    made = set(METRIC.findall("\n".join(sources)))
    named = {ADDED.sub("", name) for name in METRIC.findall(document.read_text(encoding="utf-8"))}

    assert named <= made


def test_the_decision_records_are_numbered_without_a_gap_and_have_the_same_headings() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    headings = [re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE) for record in records]

    assert [record.name[:4] for record in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    assert headings == [
        ["Context", "Decision", "Alternatives considered", "Consequences", "The line people will quote"]
    ] * len(records)
