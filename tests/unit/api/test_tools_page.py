"""docs/tools.md is what the tools say of themselves."""

import json
import re
from pathlib import Path

import pytest

from services.api.tools_page import page
from shared.tools.arguments import read_arguments
from shared.tools.registry import TOOLS

KEPT = Path(__file__).resolve().parents[3] / "docs" / "tools.md"


def test_the_page_is_up_to_date() -> None:
    assert KEPT.read_text(encoding="utf-8") == page(), "run `python -m services.api.tools_page > docs/tools.md`"


@pytest.mark.parametrize("tool", TOOLS)
def test_the_page_has_a_section_with_an_answer_for_every_tool(tool: str) -> None:
    section = page().partition(f"### {tool}\n")[2].partition("\n### ")[0]
    assert "curl" in section
    assert "api." in section
    answer = re.search(r"<summary>Answer</summary>\n\n```json\n(.*?)\n```", section, re.DOTALL)
    assert answer
    assert json.loads(answer[1])


def test_the_compound_search_on_the_page_is_one_that_the_tool_takes() -> None:
    section = page().partition("### search_customers\n")[2]
    example = re.search(r'```json\n(\{"where".*?)\n```', section, re.DOTALL)
    assert example
    assert read_arguments(TOOLS["search_customers"].function, json.loads(example[1]))["limit"] == 50
