"""Asking any analytics tool of the registry."""

import inspect

from shared.domain.campaigns import Goal
from shared.tools.registry import TOOLS
from shared.tools.stores import Stores, port_parameters

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


def must_be_told(name: str) -> list[str]:
    """The parameters of the tool that have no default."""
    function = TOOLS[name].function
    parameters = inspect.signature(function).parameters.values()
    ports = port_parameters(function)
    return [each.name for each in parameters if each.name not in ports and each.default is inspect.Parameter.empty]


def ask(name: str, stores: Stores, **said: object) -> object:
    """The tool's answer over the stores; it is told `said`, and SAID where it must be told more."""
    function = TOOLS[name].function
    given = {parameter: SAID[parameter] for parameter in must_be_told(name)}
    return function(**stores.for_(function), **{**given, **said})
