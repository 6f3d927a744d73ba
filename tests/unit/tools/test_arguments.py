"""What a tool may be told: read as JSON says it, and nothing bent into shape."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.errors import InvalidPayload
from shared.tools.arguments import arguments_model, read_arguments
from shared.tools.notes import PARAMETER_NOTES
from shared.tools.registry import TOOLS

#: A parameter of each kind.
WHOLE, NUMBER, FLAG, TEXT, CHOICE, DAY, LIST, TABLE = (
    ("one_time_buyers", "silent_days"),
    ("high_value_customers", "at_least"),
    ("search_customers", "descending"),
    ("retention_plan", "archetype_id"),
    ("high_value_customers", "metric"),
    ("profile_shifts", "since"),
    ("churn_overview", "levels"),
    ("search_customers", "segment_filter"),
)


def read(kind: tuple[str, str], told: object) -> object:
    tool, parameter = kind
    return read_arguments(TOOLS[tool].function, {parameter: told})[parameter]


@pytest.mark.parametrize("name", TOOLS)
def test_every_tool_takes_its_example_and_says_what_each_parameter_means(name: str) -> None:
    tool = TOOLS[name]
    properties = arguments_model(tool.function).model_json_schema()["properties"]

    assert set(read_arguments(tool.function, tool.example)) == set(properties)
    assert all(properties[parameter]["description"] for parameter in properties)
    assert set(properties) <= set(PARAMETER_NOTES)


@pytest.mark.parametrize(
    ("kind", "told", "means"),
    [
        (WHOLE, 5, 5),
        (WHOLE, 5.0, 5),
        (NUMBER, 5, 5.0),
        (FLAG, False, False),
        (TEXT, "ü 🧵", "ü 🧵"),
        (CHOICE, "predicted", "predicted"),
        (DAY, "2026-06-30", date(2026, 6, 30)),
        (DAY, date(2026, 6, 30), date(2026, 6, 30)),
        (LIST, ["HIGH"], ("HIGH",)),
        (LIST, ("HIGH",), ("HIGH",)),
        (TABLE, {"a": "b"}, {"a": "b"}),
    ],
)
def test_what_json_says_is_read(kind: tuple[str, str], told: object, means: object) -> None:
    assert read(kind, told) == means


#: What no parameter of the kind may be told.
BENT: dict[tuple[str, str], list[object]] = {
    WHOLE: ["5", True, 5.5, None, [5], 10**30, -1, 1e300, float("nan")],
    NUMBER: ["5", True, [5], 10**400, float("inf"), float("nan")],
    FLAG: ["true", 1, 0, None],
    TEXT: [5, True, [], "a\x00", "\ud800", "x" * 321, b"bytes"],
    CHOICE: ["PREDICTED", 5, ""],
    DAY: ["0", 0, "2026-6-3", "2026-02-30", "2026-06-30T00:00:00", "20260630", " 2026-06-30"],
    LIST: ["HIGH", ["high"], {"HIGH": 1}, [None]],
    TABLE: [[], {"a": 1}, {"a": "b\x00"}, {"\ud800": "b"}, {1, 2}],
}


@pytest.mark.parametrize(("kind", "told"), [(kind, told) for kind, each in BENT.items() for told in each], ids=repr)
def test_nothing_else_is_bent_into_shape(kind: tuple[str, str], told: object) -> None:
    with pytest.raises(InvalidPayload):
        read(kind, told)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def refusal(name: str, told: dict[str, object]) -> str:
    """Why the tool cannot be told this; "" when it can."""
    try:
        read_arguments(TOOLS[name].function, told)
    except InvalidPayload as error:
        return str(error)
    return ""


@settings(max_examples=60)
@given(
    told=st.dictionaries(st.sampled_from([*PARAMETER_NOTES, "nothing"]), json_values, max_size=4),
    name=st.sampled_from([*TOOLS]),
)
def test_anything_is_read_or_refused_in_words_that_can_be_sent(told: dict[str, object], name: str) -> None:
    words = refusal(name, told)

    assert words.encode().decode() == words
