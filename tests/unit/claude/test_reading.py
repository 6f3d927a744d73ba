"""The form that Claude fills in, and what is made of it."""

import json
from typing import Any

import pytest
from anthropic import transform_schema
from hypothesis import given
from hypothesis import strategies as st

from shared.claude.reading import MOST_GROUPS, Told, read_reading, reading_schema
from shared.domain.campaigns import Goal
from shared.domain.churn import ChurnLevel
from shared.domain.high_value import ValueMetric
from shared.domain.questions import QueryKind, Slots
from shared.errors import InvalidPayload
from shared.tools.bounds import LIMIT, MONTHS
from shared.tools.texts import LONGEST_TEXT
from tests.simulators.claude.forms import check_output_config

KINDS = tuple(QueryKind)
EMPTY: dict[str, Any] = {
    "query_type": "churn_risk",
    "runner_up": "churn_risk",
    "needs_clarification": False,
    "customer_ref": "",
    "groups": [],
    "goal": "none",
    "metric": "none",
    "event": "",
    "product": "",
    "category": "",
    "period": "",
    "months": 0,
    "days": 0,
    "limit": 0,
    "at_least": 0,
    "levels": [],
    "rfm_code": "",
    "direction": "none",
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def read(**said: Any) -> Told:
    return read_reading(json.dumps(EMPTY | said), KINDS)


def slots(**said: Any) -> Slots:
    return read(**said).slots


def test_the_schema_is_closed_and_asks_for_every_field() -> None:
    schema = reading_schema(KINDS)

    assert schema["additionalProperties"] is False
    assert schema["required"] == list(EMPTY)
    assert schema["properties"]["query_type"]["enum"] == [str(kind) for kind in QueryKind]  # type: ignore[index]  # JSON


def test_the_schema_is_within_the_limits_of_the_api() -> None:
    """No optional fields of 24, no unions of 16, no bounds: the simulated API knows the documented limits."""
    check_output_config({"format": {"type": "json_schema", "schema": reading_schema(KINDS)}})


def test_the_sdk_finds_nothing_in_the_schema_that_the_api_would_ignore() -> None:
    """`transform_schema` moves what the API does not enforce into a description; there is none."""
    told = transform_schema(reading_schema(KINDS))

    assert "description" not in json.dumps(told)
    assert "anyOf" not in json.dumps(told)
    assert list(told["properties"]) == told["required"] == list(EMPTY)


def test_an_empty_form_names_its_kind_and_nothing_else() -> None:
    assert read() == Told(QueryKind.CHURN_RISK, runner_up=None, is_unsure=False, slots=Slots())


def test_a_full_form_is_read_in_full() -> None:
    told = read(
        query_type="high_value_customers",
        runner_up="momentum",
        needs_clarification=True,
        customer_ref="<customer_1>",
        groups=["Champions", "3"],
        goal="cross_sell",
        metric="average_order",
        event="halloween",
        product="red mug",
        category="garden",
        period="next quarter",
        months=6,
        days=90,
        limit=20,
        at_least=5000.5,
        levels=["CRITICAL", "HIGH"],
        rfm_code="555",
        direction="falling",
    )

    assert told == Told(
        kind=QueryKind.HIGH_VALUE_CUSTOMERS,
        runner_up=QueryKind.MOMENTUM,
        is_unsure=True,
        slots=Slots(
            customer="<customer_1>",
            groups=("Champions", "3"),
            goal=Goal.CROSS_SELL,
            metric=ValueMetric.AVERAGE_ORDER,
            event="halloween",
            product="red mug",
            category="garden",
            period="next quarter",
            months=6,
            days=90,
            limit=20,
            at_least=5000.5,
            levels=(ChurnLevel.HIGH, ChurnLevel.CRITICAL),
            rfm_code="555",
            rising=False,
        ),
    )


@pytest.mark.parametrize("said", ["Churn_Risk", "CHURN RISK", " churn-risk ", "churn_risk"])
def test_a_kind_counts_in_any_case(said: str) -> None:
    assert read(query_type=said, runner_up="WINBACK").kind is QueryKind.CHURN_RISK
    assert read(query_type=said, runner_up="WINBACK").runner_up is QueryKind.WINBACK


@pytest.mark.parametrize("said", ["stock_level", "", "none", None, 3, ["churn_risk"], {"churn_risk": 1}])
def test_a_form_without_a_kind_that_we_know_cannot_be_read(said: object) -> None:
    with pytest.raises(InvalidPayload, match="no kind that we know"):
        read(query_type=said)


def test_a_kind_that_was_not_to_be_chosen_is_not_known() -> None:
    with pytest.raises(InvalidPayload, match="no kind"):
        read_reading(json.dumps(EMPTY), (QueryKind.WINBACK, QueryKind.OUT_OF_SCOPE))


@pytest.mark.parametrize("said", ["stock_level", "churn_risk", "Churn Risk", None])
def test_a_second_kind_that_is_unknown_or_the_same_is_none(said: object) -> None:
    assert read(runner_up=said).runner_up is None


@pytest.mark.parametrize("text", ["", "{", '{"query_type": "churn_risk"', "churn_risk", "[]", '"x"', "null", "NaN"])
def test_what_is_no_form_cannot_be_read(text: str) -> None:
    with pytest.raises(InvalidPayload):
        read_reading(text, KINDS)


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("months", MONTHS.most + 1),
        ("months", -1),
        ("days", 3651),
        ("days", 0),
        ("limit", LIMIT.most + 1),
        ("limit", 4.5),
        ("limit", True),
        ("limit", "20"),
        ("limit", 10**30),
        ("at_least", -5),
        ("at_least", 0),
        ("at_least", 1e300),
    ],
)
def test_a_number_out_of_range_was_not_said(field: str, number: object) -> None:
    assert slots(**{field: number}) == Slots()


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert slots(months=6.0).months == 6


def test_a_long_text_is_cut() -> None:
    assert slots(product="x" * 1000).product == "x" * LONGEST_TEXT


def test_a_text_is_one_visible_line() -> None:
    assert slots(category="  garden \x00\u200b\n furniture ").category == "garden furniture"


@pytest.mark.parametrize("said", ["", "  ", "\x00", "none", "None", 5, None, ["x"]])
def test_a_text_without_words_was_not_said(said: object) -> None:
    assert slots(customer_ref=said, event=said, rfm_code=said, groups=[said]) == Slots()


def test_groups_have_an_end() -> None:
    assert len(slots(groups=[f"group {number}" for number in range(50)]).groups) == MOST_GROUPS


def test_levels_are_told_once_in_their_order_and_in_any_case() -> None:
    assert slots(levels=["high", "LOW", "High", "urgent", 7]).levels == (ChurnLevel.LOW, ChurnLevel.HIGH)


@pytest.mark.parametrize("code", ["999", "5555", "abc", "0 1 1"])
def test_a_code_that_is_none_was_not_said(code: str) -> None:
    assert slots(rfm_code=code).rfm_code is None


@given(st.fixed_dictionaries({}, optional={name: json_values for name in EMPTY if name != "query_type"}))
def test_whatever_is_said_beside_the_kind_is_read_or_left_out(said: dict[str, Any]) -> None:
    form = json.dumps(EMPTY | said).replace("NaN", "0").replace("Infinity", "1")
    read_slots = read_reading(form, KINDS).slots

    assert read_slots.months is None or MONTHS.least <= read_slots.months <= MONTHS.most
    assert read_slots.limit is None or LIMIT.least <= read_slots.limit <= LIMIT.most
    assert read_slots.at_least is None or read_slots.at_least > 0
    texts = (read_slots.customer, read_slots.event, read_slots.product, read_slots.category, *read_slots.groups)
    assert all(text is None or 0 < len(text) <= LONGEST_TEXT for text in texts)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        told = read_reading(text, KINDS)
    except InvalidPayload:
        return
    assert told.kind in KINDS
