"""Every analytics tool by name, and how to ask any of them."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_type_hints

import shared.tools
from shared.domain.campaigns import Goal
from shared.ports import Profiles
from shared.store_ports import Customers, Forecasts, Sales, Segments

Tool = Callable[..., object]

#: What is said where a tool must be told something.
SAID = {
    "customer_id": "ann",
    "archetype_id": "1",
    "axis_name": "purchase_frequency",
    "goal": Goal.RETENTION,
    "a": "regular",
    "b": "occasional",
    "text": "ann",
    "event": "halloween",
}


@dataclass(frozen=True, slots=True)
class Ports:
    """What the tools stand on."""

    customers: Customers
    segments: Segments
    sales: Sales
    forecasts: Forecasts

    def by_type(self) -> dict[type, object]:
        """Each port under the types that the tools' parameters have."""
        return {
            Customers: self.customers,
            Profiles: self.customers,
            Segments: self.segments,
            Sales: self.sales,
            Forecasts: self.forecasts,
        }


def ports_of(tool: Tool) -> list[str]:
    """Names of the parameters that are ports."""
    hints = get_type_hints(tool)
    return [
        name
        for name in inspect.signature(tool).parameters
        if hints[name] in {Customers, Profiles, Segments, Sales, Forecasts}
    ]


def ask(tool: Tool, ports: Ports, **said: object) -> object:
    """The tool's answer over the ports; it is told `said`, and SAID where it must be told more."""
    hints, known, asked_for = get_type_hints(tool), ports.by_type(), ports_of(tool)
    given = {
        name: SAID[name]
        for name, parameter in inspect.signature(tool).parameters.items()
        if parameter.default is inspect.Parameter.empty and name not in asked_for
    }
    return tool(**{name: known[hints[name]] for name in asked_for}, **{**given, **said})


def _every_tool() -> Iterator[Tool]:
    """The functions that the docstrings of the modules name."""
    for module in pkgutil.walk_packages(shared.tools.__path__, "shared.tools."):
        found = importlib.import_module(module.name)
        named = (found.__doc__ or "").partition(":")[0]
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if f"`{name}`" in named and function.__module__ == module.name:
                yield function


TOOLS = {tool.__name__: tool for tool in _every_tool()}
