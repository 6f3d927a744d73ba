"""The kinds of question in code and in docs/label-guide.md are the same, word for word."""

import re
from pathlib import Path

from shared.domain.questions import QueryKind
from shared.questions.kinds import DECIDING_RULES, DEFINITIONS, OUT_OF_SCOPE

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "label-guide.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    """What stands below a heading of the guide, without emphasis."""
    return re.split(r"^## .*$", GUIDE.partition(f"## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0].replace(
        "*", ""
    )


def items(text: str, mark: str) -> tuple[str, ...]:
    """A list's items, each on one line."""
    return tuple(" ".join(item.split()) for item in re.split(rf"^{mark} ", text, flags=re.MULTILINE)[1:])


def test_every_kind_but_out_of_scope_is_defined() -> None:
    assert set(DEFINITIONS) == set(QueryKind) - {QueryKind.OUT_OF_SCOPE}


def test_the_definitions_are_those_of_the_guide() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", section("The kinds"), re.MULTILINE)

    assert [(str(kind), each.it_is, each.it_is_not) for kind, each in DEFINITIONS.items()] == rows


def test_the_rules_that_decide_are_those_of_the_guide() -> None:
    assert items(section("Rules that decide"), r"\d+\.") == DECIDING_RULES


def test_what_is_out_of_scope_is_what_the_guide_says() -> None:
    assert items(section("Out of scope"), "-") == OUT_OF_SCOPE
