"""What a client reads of a tool's answer is what the tool gave."""

import orjson
import pytest

from shared.tools.registry import TOOLS
from shared.tools.results import from_json, from_wire, to_json
from tests.every_tool import SAID, ask, must_be_told
from tests.factories_questions import a_full_shop

SHOP = a_full_shop()


@pytest.mark.parametrize("name", TOOLS)
def test_every_result_comes_back_as_it_was(name: str) -> None:
    function = TOOLS[name].function
    said = {each: "c01" if each in {"customer_id", "text"} else SAID[each] for each in must_be_told(name)}
    result = ask(name, SHOP, **said)

    sent = to_json(function, result)

    assert from_json(function, sent) == result
    assert from_wire(function, orjson.loads(sent)) == result
    assert type(from_json(function, sent)) is type(result)
