"""What the tools stand on, and how a tool's parameters tell which of it they need."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import get_type_hints

from shared.ports import Profiles
from shared.segmentation.events.dates import UNITED_STATES
from shared.store_ports import Customers, Forecasts, Sales, Segments


@dataclass(frozen=True, slots=True)
class Stores:
    """The ports of every tool."""

    customers: Customers
    segments: Segments
    sales: Sales
    forecasts: Forecasts
    #: ISO 3166 alpha-2: whose holidays the shop sells for.
    country: str = UNITED_STATES

    def for_(self, function: Callable[..., object]) -> dict[str, object]:
        """Parameter to port, for the parameters of `function` that are ports."""
        ports: dict[object, object] = {
            Customers: self.customers,
            Profiles: self.customers,
            Segments: self.segments,
            Sales: self.sales,
            Forecasts: self.forecasts,
        }
        return {name: ports[kind] for name, kind in port_parameters(function).items()}


PORTS = frozenset({Customers, Profiles, Segments, Sales, Forecasts})


@cache
def port_parameters(function: Callable[..., object]) -> dict[str, object]:
    """The parameters of a tool that are ports, with their types."""
    hints = get_type_hints(function)
    return {name: hints[name] for name in inspect.signature(function).parameters if hints[name] in PORTS}
