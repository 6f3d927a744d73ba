"""What holds for every tool: its signature is its schema, and no shop, however small, makes it stumble."""

import importlib
import inspect
import pkgutil
from dataclasses import is_dataclass
from typing import get_type_hints

import pytest

import shared.tools
from shared.errors import InvalidPayload, NotFound
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores, port_parameters
from tests.every_tool import ask
from tests.factories_shop import AXES, a_customer, a_snapshot, an_archetype
from tests.fakes.customers import FakeCustomers
from tests.fakes.forecasts import FakeForecasts
from tests.fakes.sales import FakeSales
from tests.fakes.segments import FakeSegments

#: Tools about one customer or group: they refuse what is not there.
ABOUT_ONE = {
    "get_customer_profile",
    "predict_churn_risk",
    "next_purchase",
    "ltv_forecast",
    "customer_behaviour",
    "customer_orders",
    "customer_retention_plan",
    "get_archetype_stats",
    "calculate_segment_trends",
    "compare_segments",
}
ON_AN_AXIS = {"calculate_segment_trends", "compare_segments"}
LIMITED = [name for name, tool in TOOLS.items() if "limit" in inspect.signature(tool.function).parameters]
TOO_FEW = dict.fromkeys(AXES, "30 customers are needed")


def over(customers: FakeCustomers, segments: FakeSegments) -> Stores:
    return Stores(customers, segments, FakeSales(), FakeForecasts())


EMPTY = over(FakeCustomers(), FakeSegments(a_snapshot(0, axes={}, left_out=TOO_FEW)))
ONE_CUSTOMER = over(
    FakeCustomers(
        a_customer("ann", archetype="one", historic_number_of_orders=1.0), unpredictable="one order is no history"
    ),
    FakeSegments(a_snapshot(1, axes={}, left_out=TOO_FEW), an_archetype("one", 1, share=1.0)),
)


def test_the_six_of_the_analysis_are_there_by_their_names_and_what_the_questions_need_beside_them() -> None:
    assert set(TOOLS) >= {
        "get_customer_profile",
        "search_customers",
        "get_archetype_stats",
        "calculate_segment_trends",
        "predict_churn_risk",
        "recommend_segments_for_campaign",
    }
    assert len(TOOLS) == 34


def test_the_registry_misses_no_function_that_a_module_names_as_its_tool() -> None:
    named = set()
    for module in pkgutil.walk_packages(shared.tools.__path__, "shared.tools."):
        found = importlib.import_module(module.name)
        said = (found.__doc__ or "").partition(":")[0]
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if f"`{name}`" in said and function.__module__ == module.name:
                named.add(function)

    assert named == {tool.function for tool in TOOLS.values()}


@pytest.mark.parametrize("name", TOOLS)
def test_its_signature_says_all_that_a_door_needs(name: str) -> None:
    tool = TOOLS[name].function
    hints, parameters, ports = get_type_hints(tool), list(inspect.signature(tool).parameters), [*port_parameters(tool)]

    assert ports == parameters[: len(ports)], "ports come first"
    assert set(parameters) <= set(hints)
    assert tool.__doc__
    assert is_dataclass(hints["return"])


@pytest.mark.parametrize("name", TOOLS)
def test_before_the_first_discovery_it_says_that_there_is_nothing(name: str) -> None:
    with pytest.raises(NotFound):
        ask(name, over(FakeCustomers(), FakeSegments(None)))


@pytest.mark.parametrize("name", sorted(set(TOOLS) - ABOUT_ONE))
def test_an_empty_shop_is_answered_and_not_refused(name: str) -> None:
    assert ask(name, EMPTY)


@pytest.mark.parametrize("name", sorted(set(TOOLS) - ON_AN_AXIS))
def test_a_single_customer_with_a_single_order_is_enough_to_answer(name: str) -> None:
    assert ask(name, ONE_CUSTOMER)


@pytest.mark.parametrize("limit", [-1, 0, 101, 10**12])
@pytest.mark.parametrize("name", LIMITED)
def test_a_limit_out_of_bounds_is_refused_by_every_tool(name: str, limit: int) -> None:
    with pytest.raises(InvalidPayload, match="limit must be from 1 to 100"):
        ask(name, EMPTY, limit=limit)
