"""The recorded answers, which /docs shows: one of each tool, and as its schema says."""

import pytest
from jsonschema_rs import validator_for

from shared.tools.recorded import FOLDER, recorded_answer
from shared.tools.registry import TOOLS
from shared.tools.results import result_schema


@pytest.mark.parametrize("name", TOOLS)
def test_the_recorded_answer_of_a_tool_is_as_its_schema_says(name: str) -> None:
    validator_for(result_schema(TOOLS[name].function)).validate(recorded_answer(name))


def test_no_answer_is_left_of_a_tool_that_is_gone() -> None:
    assert {file.stem for file in FOLDER.glob("*")} == set(TOOLS)


def test_nobody_in_them_has_an_address_where_mail_arrives() -> None:
    for name in TOOLS:
        addresses = {part.strip('",') for part in str(recorded_answer(name)).split() if "@" in part}
        assert all(address.strip("'").endswith(("@example.com", "@example.org")) for address in addresses), name
